"""``people due``: whom one has not seen for a while, and why it is said.

It is asked by status bars and at every start of a shell, so it loads next to nothing.
"""

from datetime import date, datetime, time

from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.library import Callable, Mapping, Sequence
from presence.core.people.cadence import Due
from presence.core.people.reading import read_due
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.people.said import due_reason, last_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

MOST = 20  # lines
MIDNIGHT = time()


def show_due(context: Context, arguments: "Namespace") -> int:
    """Those one misses most first."""
    if arguments.words:
        from presence.cli.people.found import no_words

        no_words(arguments.words, "people due")
    return say_due(context)


def say_due(context: Context) -> int:
    """The same, read by nobody's parser."""
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    due, has_wishes = find_due(context)
    if context.as_json:
        from presence.words.people.records import due_record

        context.say_record([due_record(each, context.zone) for each in due])
    elif due:
        context.say(_text(context, due))
    elif has_wishes:
        context.say(_("You have seen everybody lately whom you want to see."))
    elif _wishes_anything(context):
        context.say(_("You know nobody yet of those whom you want to see every so often."))
        context.say(_("Say who somebody is: presence people edit NAME --relation friend"))
    else:
        context.say(_("You have not said yet how often you want to see whom."))
        context.say(_("Say it: presence people cadence friend 3w"))
    return 0


def _wishes_anything(context: Context) -> bool:
    """Whether there is a wish for a relation or group in which nobody is yet."""
    from presence.cli.people.found import wishes_of  # only where nobody is wanted to be seen

    wishes = wishes_of(context).wishes()
    return bool(wishes.by_relation or wishes.by_group)


def find_due(context: Context) -> tuple[Sequence[Due], bool]:
    """Who is due, and whether anybody is wanted to be seen so often at all."""
    wanted = context.reviews.with_a_wish()
    if not wanted:
        return [], False
    day_of = _days_of(context)
    today = day_of(context.now)
    due = read_due(context.reviews, wanted, day_of, today, {})
    if due and _has_something_coming(context):
        planned = _next_planned(context, due, day_of)
        due = [each for each in due if planned.get(each.who.id, date.min) < today]
    return due, True


def _days_of(context: Context) -> Callable[[datetime], date]:
    """The day of an instant; what days are is read of the calendar by who has turned them."""
    if context.settings.day_starts_at != MIDNIGHT:
        from presence.cli.log.calendar import calendar_of

        return calendar_of(context).day_of
    zone = context.zone
    return lambda instant: instant.astimezone(zone).date()


def _has_something_coming(context: Context) -> bool:
    return bool(context.settings.calendars or context.reviews.has_plans())


def _next_planned(
    context: Context, due: Sequence[Due], day_of: Callable[[datetime], date]
) -> Mapping[str, date]:
    from presence.cli.people.coming import coming_offers
    from presence.core.people.planned import next_planned

    names = {each.who.id: each.who.name for each in due}
    return next_planned(coming_offers(context), names, day_of, context.now)


def _text(context: Context, due: Sequence[Due]) -> str:
    kinds = context.reviews.kinds()
    shown = due[:MOST]
    rows = [
        [plain(each.who.name), due_reason(each), plain(last_time(each.last, kinds))]
        for each in shown
    ]
    lines = [table(rows)]
    if more := len(due) - len(shown):
        said = ngettext("and {count} more person", "and {count} more people", more)
        lines.append(said.format(count=grouped(more)))
    return "\n".join(lines)
