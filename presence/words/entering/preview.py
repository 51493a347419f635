"""A line as it was understood: what and with whom, when, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from presence.core.entry import EntryContext, UnderstoodEntry
from presence.core.entry.written import Entry
from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.session import Said
from presence.core.slip import SlipReason
from presence.texts import _, ngettext, pgettext
from presence.words.dates import clock_time, day_label, length
from presence.words.errors import explain
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, people_line, reason_name


@dataclass(frozen=True, slots=True)
class Preview:
    """Three lines of what was understood, and one of what is in the way ("" for nothing)."""

    what: str
    when: str
    rest: str
    missing: str = ""
    unknown: str = ""


def preview(understood: UnderstoodEntry, context: EntryContext) -> Preview:
    """What the window shows while somebody types."""
    words = understood.unknown
    unknown = _("Not understood: {words}").format(words=", ".join(words)) if words else ""
    entry = understood.entry
    if entry is None:
        assert understood.problem is not None
        named = kind_name(context.kinds[understood.kind]) if understood.kind else ""
        what = SEPARATOR.join(filter(None, [named, people_line(understood.people)]))
        return Preview(what, "", "", _missing(understood.problem, context), unknown)
    return Preview(
        what_line(entry, context.kinds), when_line(entry, context), rest_line(entry), "", unknown
    )


def _missing(problem: PresenceError, context: EntryContext) -> str:
    message, hint = explain(problem, context.zone, context.now)
    if problem.code is ErrorCode.BAD_ENTRY and not problem.values.get("part"):
        return hint  # somebody is still typing, and sees that nothing is said of the time
    return f"{message} {hint}".strip()


def what_line(entry: Entry, kinds: Kinds) -> str:
    """``Dinner · Ana, Tom``."""
    named = kind_name(kinds[entry.kind])
    return SEPARATOR.join(filter(None, [named, people_line(entry.people)]))


def when_line(entry: Entry, context: EntryContext) -> str:
    """``Sun 22 Nov · 19:00–21:30 · 2 h 30 min``."""
    day = day_words(entry.started_at, context)
    span = entry.ended_at - entry.started_at
    return SEPARATOR.join([day, span_words(entry, context), length(span)])


def rest_line(entry: Entry) -> str:
    """``Da Enzo · #family · looked at a screen once (a call)``."""
    said: list[str] = [entry.place, *(f"#{tag}" for tag in entry.tags), entry.note]
    if entry.slips is not None:
        said.append(_slips(entry.slips))
    if entry.said is not None:
        said.append(phones_words(entry.said))
    if entry.enjoyed is not None:
        said.append(_("enjoyed {score} of 5").format(score=entry.enjoyed))
    if entry.distracted is not None:
        said.append(_("distracted {score} of 5").format(score=entry.distracted))
    said.append(_("“{word}”").format(word=entry.word) if entry.word else "")
    return SEPARATOR.join(" ".join(text.split()) for text in said if text)


def day_words(instant: datetime, context: EntryContext) -> str:
    """``yesterday``, or with the weekday and the date, and the year where it is another one."""
    today = context.today or context.now.astimezone(context.zone).date()
    return day_label(instant.astimezone(context.zone).date(), today)


def span_words(entry: Entry, context: EntryContext) -> str:
    """``19:00–21:30``; an end on another day with that day."""
    start, end = (at.astimezone(context.zone) for at in (entry.started_at, entry.ended_at))
    until = clock_time(end, context.zone)
    if end.date() != start.date():
        until = f"{day_words(end, context)} {until}"
    return f"{clock_time(start, context.zone)}–{until}"


def phones_words(said: Said) -> str:
    """What was said of the phones."""
    match said:
        case Said.YES:
            return pgettext("what was said of phones", "phones down")
        case Said.MOSTLY:
            return pgettext("what was said of phones", "phones mostly down")
        case Said.NO:
            return pgettext("what was said of phones", "phones not down")


def _slips(slips: Sequence[SlipReason | None]) -> str:
    if not slips:
        return _("no look at a screen")
    count = len(slips)
    text = ngettext("{count} look at a screen", "{count} looks at a screen", count)
    reasons = [
        f"{reason_name(reason)} ×{number}" if number > 1 else reason_name(reason)
        for reason, same in groupby(each for each in slips if each is not None)
        for number in [len(list(same))]
    ]
    named = f" ({', '.join(reasons)})" if reasons else ""
    return text.format(count=count) + named
