"""The ways in which a line can be read, told apart."""

from collections.abc import Sequence

from presence.core.entry import Doubt, EntryContext, Reading, UnderstoodEntry
from presence.core.entry.written import Entry
from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import _
from presence.words.dates import full_date
from presence.words.entering.preview import day_words, span_words
from presence.words.kinds import kind_name
from presence.words.session import people_line


def reading_words(readings: Sequence[Reading], context: EntryContext) -> tuple[str, ...]:
    """Each reading by what makes it differ: ``19:00–21:00``, ``Fri 3 Apr``, ``Ana Silva``."""
    entries = [reading.entry for reading in readings]
    return tuple(_difference(reading, entries, context) for reading in readings)


def asked(understood: UnderstoodEntry, context: EntryContext) -> str:
    """What there is to choose ("" for nothing), and what would be likelier but cannot be yet."""
    if not understood.readings:
        return ""
    to_choose = question(understood.readings[0].doubt)
    if understood.still_to_come is None:
        return to_choose
    return _("{reading} is not over yet. {question}").format(
        reading=_time(understood.still_to_come, (), context), question=to_choose
    )


def question(doubt: Doubt) -> str:
    """What there is to choose."""
    match doubt:
        case Doubt.HALF | Doubt.NUMBER:
            return _("Which time?")
        case Doubt.DATE | Doubt.DAY:
            return _("Which day?")
        case Doubt.PERSON | Doubt.GROUP:
            return _("Who?")
        case Doubt.KIND:
            return _("What was it?")
        case Doubt.EVERY:
            return _("How often?")


def ambiguous(text: str, understood: UnderstoodEntry, context: EntryContext) -> NotUnderstood:
    """The error for a line that nobody can be asked about."""
    return NotUnderstood(
        ErrorCode.AMBIGUOUS_ENTRY,
        text=text,
        readings=[*_likelier(understood, context), *reading_words(understood.readings, context)],
        lines=[_("“{line}”").format(line=reading.line) for reading in understood.readings],
    )


def _likelier(understood: UnderstoodEntry, context: EntryContext) -> list[str]:
    """What was meant rather, and cannot be entered yet."""
    if understood.still_to_come is None:
        return []
    reading = _time(understood.still_to_come, (), context)
    return [_("{reading} (not over yet)").format(reading=reading)]


def _difference(reading: Reading, entries: Sequence[Entry], context: EntryContext) -> str:
    entry = reading.entry
    match reading.doubt:
        case Doubt.KIND:
            return kind_name(context.kinds[entry.kind])
        case Doubt.PERSON | Doubt.GROUP:
            shared = set(entry.people).intersection(*(each.people for each in entries))
            own = [name for name in entry.people if name not in shared] or entry.people
            return people_line(tuple(_known_or_new(name, context) for name in own))
        case _:
            return _time(entry, entries, context)


def _known_or_new(name: str, context: EntryContext) -> str:
    return name if name in context.known_people else _("{name} (new)").format(name=name)


def _time(entry: Entry, entries: Sequence[Entry], context: EntryContext) -> str:
    """The hours, the day, or both: whatever is not the same in all of them."""
    days = {each.started_at.astimezone(context.zone).date() for each in entries}
    spans = {span_words(each, context) for each in entries}
    day = day_words(entry.started_at, context)
    if len({day.year for day in days}) > 1:
        day = full_date(entry.started_at.astimezone(context.zone).date())
    if len(days) == 1 and len(entries) > 1:
        return span_words(entry, context)
    if len(spans) == 1 and len(entries) > 1:
        return day
    return _("{day} {time}").format(day=day, time=span_words(entry, context))
