"""``calendar list`` and ``calendar refresh``: the calendars, their age and their trouble."""

from presence.calendars.agenda import NO_CALENDARS
from presence.cli.coming.reading import read_all, shelf_of
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.coming.chosen import ChosenCalendar, Handling
from presence.core.errors import ErrorCode, Refused
from presence.texts import _
from presence.words.coming.source import source_words
from presence.words.coming.trouble import age_line, skipped_line, trouble_line
from presence.words.session import SEPARATOR


def show(context: Context) -> int:
    """Every calendar with its id, by which it is changed and removed."""
    chosen = context.settings.calendars or NO_CALENDARS
    if context.as_json:
        context.say_record([_record(context, *each) for each in chosen.items()])
    elif chosen:
        context.say(table([_row(context, *each) for each in chosen.items()]))
        warn_of_trouble(context)
    else:
        context.say(_("No calendar yet. “presence calendar add” shows what this desktop has;"))
        context.say(_("“presence calendar add FILE” or an address adds another one."))
    return 0


def refresh(context: Context) -> int:
    """Read all of them now, whoever runs."""
    chosen = context.settings.calendars or NO_CALENDARS
    if not chosen:
        raise Refused(ErrorCode.NO_CALENDAR)
    failed = any(read_all(context, chosen).values())
    context.tell_app()
    show(context)
    return int(failed)


def warn_of_trouble(context: Context) -> None:
    """One line for each calendar that could not be read last time."""
    shelf = shelf_of(context)
    for calendar_id in context.settings.calendars or NO_CALENDARS:
        failure = shelf.failure(calendar_id)
        if failure is not None:
            context.warn(f"{calendar_id}: {trouble_line(failure)}")


def handling_words(handling: Handling) -> str:
    """What becomes of its events in person."""
    match handling:
        case Handling.PROPOSE:
            return _("proposes")
        case Handling.START:
            return _("starts by itself")
        case Handling.IGNORE:
            return _("ignored")


def _row(context: Context, calendar_id: str, chosen: ChosenCalendar) -> list[str]:
    shelf = shelf_of(context)
    read_at, skipped = shelf.read_at(calendar_id), skipped_line(shelf.copy(calendar_id).skipped)
    return [
        calendar_id,
        plain(chosen.name),
        source_words(chosen.source),
        handling_words(chosen.handling),
        SEPARATOR.join(filter(None, (age_line(read_at, context.zone, context.now), skipped))),
    ]


def _record(context: Context, calendar_id: str, chosen: ChosenCalendar) -> dict[str, object]:
    shelf = shelf_of(context)
    read_at, failure = shelf.read_at(calendar_id), shelf.failure(calendar_id)
    return {
        "id": calendar_id,
        "name": chosen.name,
        "source": chosen.source.value,
        "handling": chosen.handling.value,
        "read_at": None if read_at is None else read_at.astimezone(context.zone).isoformat(),
        "trouble": None if failure is None else failure.trouble.value,
        "skipped": [
            {"uid": each.uid, "why": each.why, "line": each.line}
            for each in shelf.copy(calendar_id).skipped
        ],
    }
