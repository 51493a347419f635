"""``calendar upcoming`` and ``calendar why``: what is proposed, and why or why not."""

from collections.abc import Sequence
from datetime import timedelta

from presence.calendars.agenda import NO_CALENDARS, Agenda
from presence.cli.coming.agenda import agenda_of
from presence.cli.coming.listing import warn_of_trouble
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.coming.proposal import Judgement
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.person import folded
from presence.texts import _, ngettext
from presence.words.coming.why import why_line
from presence.words.dates import clock_time, day_label

BACK, AHEAD = timedelta(days=14), timedelta(days=60)
MOST_READINGS = 5


def upcoming(context: Context, days: int, everything: bool) -> int:
    """The events of the next days; without ``everything`` those that are proposed."""
    judged = _agenda(context).judgements(context.now, context.now + timedelta(days=days))
    judged = [each for each in judged if each.event.ends_at > context.now]
    if context.as_json:
        context.say_record([record(context, each) for each in judged])
        return 0
    warn_of_trouble(context)
    shown = [each for each in judged if each.is_proposed or everything]
    if shown:
        context.say(table([_row(context, each) for each in shown]))
    else:
        context.say(_("Nothing is proposed in that time."))
    hidden = len(judged) - len(shown)
    if hidden:
        said = ngettext(
            "{count} more event is not proposed; --all shows it.",
            "{count} more events are not proposed; --all shows them.",
            hidden,
        )
        context.say(said.format(count=hidden))
    return 0


def why(context: Context, wanted: str) -> int:
    """Why an event was or was not proposed; by its UID, or words of its title."""
    judged = _agenda(context).judgements(context.now - BACK, context.now + AHEAD)
    found = [each for each in judged if each.event.uid == wanted]
    if not found:
        found = [each for each in judged if folded(wanted) in folded(each.event.title)]
    if not found:
        raise Refused(ErrorCode.NO_SUCH_EVENT, text=wanted)
    coming = [each for each in found if each.event.ends_at > context.now]
    titles = {each.event.uid for each in found}
    if len(titles) > MOST_READINGS:
        names = ", ".join(sorted({plain(each.event.title) for each in found})[:MOST_READINGS])
        raise NotUnderstood(ErrorCode.AMBIGUOUS_EVENT, text=wanted, candidates=names)
    by_series: dict[str, Judgement] = {}
    for each in [*coming, *reversed(found)]:
        by_series.setdefault(each.event.uid, each)
    if context.as_json:
        context.say_record([record(context, each) for each in by_series.values()])
        return 0
    for each in by_series.values():
        context.say(" ".join(_row(context, each)[:3]).strip())
        context.say(f"  {why_line(each)}")
    return 0


def record(context: Context, judged: Judgement) -> dict[str, object]:
    """An event as scripts get it."""
    event, offer = judged.event, judged.offer
    return {
        "uid": event.uid,
        "title": event.title,
        "starts_at": event.starts_at.astimezone(context.zone).isoformat(),
        "ends_at": event.ends_at.astimezone(context.zone).isoformat(),
        "calendar": event.calendar,
        "proposed": judged.is_proposed,
        "reasons": [reason.value for reason in judged.reasons],
        "kind": None if offer is None else offer.kind,
        "people": [] if offer is None else list(offer.people),
        "place": event.place,
    }


def _agenda(context: Context) -> Agenda:
    if not (context.settings.calendars or NO_CALENDARS):
        raise Refused(ErrorCode.NO_CALENDAR)
    return agenda_of(context)


def _row(context: Context, judged: Judgement) -> Sequence[str]:
    event, zone = judged.event, context.zone
    day = day_label(event.starts_at.astimezone(zone).date(), context.now.astimezone(zone).date())
    if event.is_all_day:
        time = _("all day")
    else:
        time = f"{clock_time(event.starts_at, zone)}–{clock_time(event.ends_at, zone)}"
    people = "" if judged.offer is None else plain(", ".join(judged.offer.people))
    title = plain(event.title) or _("without a title")
    return [day, time, title, people or plain(event.place), why_line(judged)]
