"""A session as it is written down afterwards, and the line that says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, Refused
from presence.core.session import MAX_LENGTH, Origin, Said, Session
from presence.core.slip import Slip, slips_until
from presence.core.tracker import StartRequest

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
LONGEST_NIGHT = timedelta(hours=16)  # "21-19" is no session until the next day


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that is over; ``slips`` None where nothing was said, 0 for "slipped 0"."""

    kind: str
    people: tuple[str, ...]
    started_at: datetime
    ended_at: datetime
    place: str = ""
    note: str = ""
    slips: int | None = None


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words that a line is written with, which are read back in the same language."""

    ago: str = "{length} ago"
    open_: str = "open"
    place: str = "place"
    note: str = "note"


IN_ENGLISH = LineWords()


def check_span(started_at: datetime, ended_at: datetime, now: datetime) -> None:
    """Raises Refused for a span that no session of the past can have."""
    if ended_at <= started_at:
        raise Refused(ErrorCode.END_BEFORE_START, started_at=started_at, ended_at=ended_at)
    if ended_at > now:
        raise Refused(ErrorCode.IN_THE_FUTURE, at=ended_at)
    if ended_at - started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")


def check_start(session: Session, now: datetime) -> None:
    """Raises Refused for a start that no session in progress can have."""
    if session.started_at > now:
        raise Refused(ErrorCode.IN_THE_FUTURE, at=session.started_at)
    if max(now, session.planned_end_at or now) - session.started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")


def as_session(entry: Entry, zone: str, new_id: Callable[[], str]) -> Session:
    """The row for an entry; its slips lie evenly within it, for nobody said when they were."""
    count = entry.slips or 0
    step = (entry.ended_at - entry.started_at) / (count + 1)
    slips = [Slip(new_id(), entry.started_at + step * i) for i in range(1, count + 1)]
    return Session(
        id=new_id(),
        kind=entry.kind,
        started_at=entry.started_at,
        zone=zone,
        planned_end_at=entry.ended_at,
        ended_at=entry.ended_at,
        people=entry.people,
        place=entry.place,
        note=entry.note,
        origin=Origin.ADDED,
        said=Said.YES if entry.slips == 0 else None,
        slips=slips_until(slips, entry.ended_at),
    )


def entry_line(entry: Entry, zone: tzinfo) -> str:
    """The line that reads as this entry."""
    words = [_span(entry, zone), entry.kind, *_rest(entry.people, entry.place, entry.note)]
    if entry.slips is not None:
        words.append(f"slipped {entry.slips}")
    return " ".join(words)


def start_line(
    request: StartRequest, now: datetime, language: LineWords = IN_ENGLISH, kind: str = ""
) -> str:
    """The line that reads as this request; an end that was a time becomes a length.

    ``kind`` is the word for its kind where that is not the key.
    """
    words = [] if not request.ago else [language.ago.format(length=length_word(request.ago))]
    words += [kind or request.kind, *_rest(request.people, "", "")]
    if request.is_open:
        words.append(language.open_)
    elif request.until is not None:
        words.append(length_word(request.until - (now - request.ago)))
    elif request.length is not None:
        words.append(length_word(request.length))
    return " ".join([*words, *_rest((), request.place, request.note, language)])


def length_word(length: timedelta) -> str:
    """``90m``, or seconds where it is no whole minute."""
    return f"{length // SECOND}s" if length % MINUTE else f"{length // MINUTE}m"


def name_word(name: str) -> str:
    """``@Ana``, or ``@"Tom Müller"``."""
    return f"@{name}" if name.isalnum() else f"@{_quoted(name)}"


def _span(entry: Entry, zone: tzinfo) -> str:
    start, end = entry.started_at.astimezone(zone), entry.ended_at.astimezone(zone)
    is_plain = (
        all(_is_plain(instant) for instant in (start, end))
        and entry.ended_at - entry.started_at <= LONGEST_NIGHT
        and start.utcoffset() == end.utcoffset()
    )
    if is_plain:
        return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
    return f"{start.isoformat()} {length_word(entry.ended_at - entry.started_at)}"


def _is_plain(local: datetime) -> bool:
    """Whether the hour and minute alone say which instant is meant."""
    return not (local.second or local.microsecond or local.fold) and (
        local.replace(fold=1).utcoffset() == local.utcoffset()
    )


def _rest(
    people: Sequence[str], place: str, note: str, language: LineWords = IN_ENGLISH
) -> list[str]:
    words = [name_word(name) for name in people]
    if place:
        words.append(f"{language.place}:{_quoted(place)}")
    if note:
        words.append(f"{language.note}:{_quoted(note)}")
    return words


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
