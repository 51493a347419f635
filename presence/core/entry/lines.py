"""The line that says what an entry or a start says, so that it is read as the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from itertools import groupby, product

from presence.core.entry.adding import UnderstoodEntry, parse_add
from presence.core.entry.context import EntryContext
from presence.core.entry.reader import PartKind
from presence.core.entry.writing import clock_word, length_word, name_word, quoted, tag_word
from presence.core.entry.written import LONGEST_NIGHT, Entry
from presence.core.session import Said
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest

_ENGLISH_ANSWERS = {Said.YES: "down", Said.MOSTLY: "mostly", Said.NO: "not down"}


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words that a line is written with, which are read back in the same language."""

    ago: str = "{length} ago"
    open_: str = "open"
    kind: str = "kind"
    place: str = "place"
    note: str = "note"
    word: str = "word"
    slipped: str = "slipped"
    reasons: Mapping[SlipReason, str] = field(
        default_factory=lambda: {reason: reason.value for reason in SlipReason}
    )
    phones: str = "phones"
    phone_answers: Mapping[Said, str] = field(default_factory=lambda: _ENGLISH_ANSWERS)
    enjoyed: str = "enjoyed"
    distracted: str = "distracted"


IN_ENGLISH = LineWords()


def entry_line(entry: Entry, context: EntryContext, language: LineWords = IN_ENGLISH) -> str:
    """The line that reads as this entry against the same context.

    The kind is its word where that is read as the kind, and ``kind:"…"`` where it is not.
    """
    plain = context.kind_names.get(entry.kind, entry.kind)
    kinds = (plain, entry.kind, f"{language.kind}:{quoted(entry.kind)}")
    line = ""
    for kind, span in product(kinds, _spans(entry, context.zone)):
        line = _line(entry, f"{span} {kind}", context, language)
        understood = parse_add(line, context)
        read = understood.entry
        if read is not None and understood.is_clear and _marks(read) == _marks(entry):
            break
    return line


def with_unknown_as_note(
    text: str, understood: UnderstoodEntry, language: LineWords = IN_ENGLISH
) -> str:
    """The line with the words in a note that nobody understood, so that nothing is lost."""
    unknown = [part for part in understood.parts if part.what is PartKind.UNKNOWN]
    words = " ".join(part.text for part in unknown)
    for part in reversed(unknown):
        text = text[: part.start] + text[part.end :]
    return " ".join([text.rstrip(), f"{language.note}:{quoted(words)}"]).strip()


def _marks(entry: Entry) -> tuple[object, ...]:
    """What a kind that is read as something else would change."""
    return entry.kind, entry.started_at, entry.ended_at, len(entry.people)


def start_line(
    request: StartRequest, now: datetime, language: LineWords = IN_ENGLISH, kind: str = ""
) -> str:
    """The line that reads as this request; an end that was a time becomes a length.

    ``kind`` is the word for its kind where that is not the key.
    """
    words = [] if not request.ago else [language.ago.format(length=length_word(request.ago))]
    words += [kind or request.kind, *map(name_word, request.people)]
    words += map(tag_word, request.tags)
    if request.is_open:
        words.append(language.open_)
    elif request.until is not None:
        words.append(length_word(request.until - (now - request.ago)))
    elif request.length is not None:
        words.append(length_word(request.length))
    return " ".join([*words, *_fields(request.place, request.note, "", language)])


def _line(entry: Entry, begun: str, context: EntryContext, language: LineWords) -> str:
    known = context.known_people
    words = [begun]
    words += [name_word(name, always=known.goes_on_after(name)) for name in entry.people]
    words += map(tag_word, entry.tags)
    words += _fields(entry.place, entry.note, entry.word, language)
    if entry.slips is not None:
        words += _slips(entry.slips, language)
    if entry.said is not None:
        words.append(f"{language.phones} {language.phone_answers[entry.said]}")
    if entry.enjoyed is not None:
        words.append(f"{language.enjoyed} {entry.enjoyed}")
    if entry.distracted is not None:
        words.append(f"{language.distracted} {entry.distracted}")
    return " ".join(words)


def _spans(entry: Entry, zone: tzinfo) -> list[str]:
    """The ways to write its times, the plainest first."""
    start, end = entry.started_at.astimezone(zone), entry.ended_at.astimezone(zone)
    is_plain = (
        all(_is_plain(instant) for instant in (start, end))
        and entry.ended_at - entry.started_at <= LONGEST_NIGHT
        and start.utcoffset() == end.utcoffset()
    )
    exact = f"{start.isoformat()} {length_word(entry.ended_at - entry.started_at)}"
    if not is_plain:
        return [exact]
    sure = f"{start:%Y-%m-%d} {clock_word(start)}-{clock_word(end)}"
    return [f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}", sure, exact]


def _is_plain(local: datetime) -> bool:
    """Whether the hour and minute alone say which instant is meant."""
    return not (local.second or local.microsecond or local.fold) and (
        local.replace(fold=1).utcoffset() == local.utcoffset()
    )


def _slips(slips: Sequence[SlipReason | None], language: LineWords) -> list[str]:
    if not slips:
        return [f"{language.slipped} 0"]
    return [
        f"{language.slipped} {len(list(same))}" + (f" {language.reasons[reason]}" if reason else "")
        for reason, same in groupby(slips)
    ]


def _fields(place: str, note: str, word: str, language: LineWords) -> list[str]:
    said = ((language.place, place), (language.note, note), (language.word, word))
    return [f"{name}:{quoted(text)}" for name, text in said if text]
