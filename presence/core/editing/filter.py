"""A filter of the log: which sessions to show, and the words that stand for it after ``log#``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from presence.core.editing.looks import AskedLooks, look_words, with_look_word
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.frozen import Enum
from presence.core.person import folded
from presence.core.session import Session


class Kept(Enum):
    """What is known of a session's looks at a screen; the value is its word in a filter."""

    KEPT = "kept"
    LOOKED = "looked"
    NOT_KNOWN = "not-known"


class AgainstPlan(Enum):
    """How long a session was beside its plan, where its real end is known."""

    PLANNED = "planned"
    LONGER = "longer"
    AS_PLANNED = "as-planned"
    SHORTER = "shorter"


class Answered(Enum):
    """Which of the two questions about a session was answered."""

    ENJOYED = "enjoyed"
    DISTRACTED = "distracted"


def kept_of(session: Session, now: datetime) -> Kept:
    """Whether all of a session was kept, by core/kept.py: a look with a good reason spoils none."""
    share = session.kept_share(now)
    if share is None:
        return Kept.NOT_KNOWN
    return Kept.KEPT if share == 1.0 else Kept.LOOKED


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the sessions to show have in common; what is empty asks for nothing.

    One of the ``kinds`` (keys), of the ``people`` and of the ``tags`` must be there, and all of
    ``everybody``, names spelt in whatever way. Each word of ``text`` stands in the names, the
    place, the note, the tags or the word, or in the name of its kind, which is in the person's
    language: ``kinds_by_text`` has such words with the kind's key, as ``kinds_in_text`` gives them.
    From ``start`` to ``end`` is as in ``SessionLog.between``; with ``plan`` it began there.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    everybody: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    place: str = ""
    start: datetime | None = None
    end: datetime | None = None
    kept: Kept | None = None
    unconfirmed: bool = False
    overlapping: bool = False
    looks: AskedLooks | None = None
    plan: AgainstPlan | None = None
    answered: Answered | None = None
    kinds_by_text: frozenset[tuple[str, str]] = frozenset()


EVERYTHING = LogFilter()
_MOST_WORDS = 20  # a longer text is looked for as it stands
_SEARCHED = re.compile(r'"([^"]*)"?|([^\s"]+)')


def words_of(text: str) -> Sequence[str]:
    """What a search asks for, folded: its words, in any order; what stands in quotes is one."""
    found = (folded(quoted or bare) for quoted, bare in _SEARCHED.findall(text))
    words = list(dict.fromkeys(filter(None, found)))
    return words if len(words) <= _MOST_WORDS else [folded(text)]


def kinds_in_text(text: str, names: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Each word of a search with the key of each kind whose name holds it."""
    return frozenset(
        (word, key)
        for word in words_of(text)
        for key, name in names.items()
        if word in folded(name)
    )


# The word of each field; those with many values may come many times.
_MANY = {
    "kind": "kinds",
    "with": "people",
    "with-all": "everybody",
    "tag": "tags",
}
_TEXTS = {"text": "text", "place": "place"}
_INSTANTS = {"from": "start", "to": "end"}
_FLAGS = {"unconfirmed": "unconfirmed", "overlapping": "overlapping"}
_ONE_OF: Mapping[str, type[Enum]] = {"kept": Kept, "plan": AgainstPlan, "answered": Answered}
_WORDS = {each.value: (field, each) for field, values in _ONE_OF.items() for each in values}

_BARE = re.compile(r"[\w.+-]+")
_WORD = re.compile(
    r'\s*(?P<name>[a-z-]+)(?::(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"]+)))?(?=\s|$)',
    re.DOTALL,
)


def filter_words(wanted: LogFilter) -> str:
    """The words that read as this filter: ``kind:dinner with:"Tom Müller" kept``."""
    words: list[str] = []
    for name, field in _TEXTS.items():
        text: str = getattr(wanted, field)
        words += [f"{name}:{_quoted(text)}"] if text else []
    for name, field in _MANY.items():
        values: frozenset[str] = getattr(wanted, field)
        words += [f"{name}:{_quoted(value)}" for value in sorted(values)]
    for name, field in _INSTANTS.items():
        at: datetime | None = getattr(wanted, field)
        words += [] if at is None else [f"{name}:{at.astimezone(UTC).isoformat()}"]
    asked: list[Enum | None] = [getattr(wanted, field) for field in _ONE_OF]
    words += [each.value for each in asked if each is not None]
    words += [] if wanted.looks is None else look_words(wanted.looks)
    words += [name for name, field in _FLAGS.items() if getattr(wanted, field)]
    return " ".join(words)


def read_filter_words(words: str) -> LogFilter:
    """The filter that the words stand for; raises NotUnderstood(BAD_FILTER) with what is none."""
    fields: dict[str, Any] = {}
    at, end = 0, len(words.rstrip())
    while at < end:
        found = _WORD.match(words, at)
        if found is None or not _read(found, fields):
            raise NotUnderstood(ErrorCode.BAD_FILTER, text=words[at:end].strip())
        at = found.end()
    return LogFilter(**fields)


def _read(found: "re.Match[str]", fields: dict[str, Any]) -> bool:
    """Add what one word says to the fields; whether it says anything."""
    name, quoted, value = found["name"], found["quoted"], found["bare"]
    if quoted is not None:
        value = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
    looks = with_look_word(fields.get("looks"), name, value)
    if looks is not None:
        fields["looks"] = looks
        return True
    if value is None:
        if name in _WORDS:
            field, one = _WORDS[name]
            fields[field] = one
        elif name in _FLAGS:
            fields[_FLAGS[name]] = True
        return name in _WORDS or name in _FLAGS
    if name in _TEXTS:
        fields[_TEXTS[name]] = value
    elif name in _MANY:
        fields[_MANY[name]] = fields.get(_MANY[name], frozenset()) | {value}
    elif name in _INSTANTS:
        fields[_INSTANTS[name]] = _instant(value)
        return fields[_INSTANTS[name]] is not None
    return name in _TEXTS or name in _MANY


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return None if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _quoted(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
