"""What other programs know of a stretch of time, and the session that is made of it."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha1
from uuid import NAMESPACE_OID, uuid5

from presence.core.clock import to_ms
from presence.core.exchange.arrival import Why
from presence.core.frozen import dataclass
from presence.core.person import folded
from presence.core.session import Origin, Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.untold import Untold

_PERSON = re.compile(r"#?(?:with[=:]|@)(.+)", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'"
_ROUNDED = 256_000  # milliseconds; of two at about the same time the beginnings still differ


@dataclass(frozen=True, slots=True)
class Tracked:
    """Instants in UTC, as ``checks.in_time`` leaves them.

    The first of ``words`` (a project, a task, a tag …) that spells a kind is the session's kind;
    the others become tags, but for ``@ana`` and ``with=ana``, which are people. ``key`` is what
    else tells two rows of the same time apart; ``ident`` the id that the program itself gave for
    good: it is the same session even when all else of it was changed.
    """

    started_at: datetime
    ended_at: datetime
    words: tuple[str, ...] = ()
    note: str = ""
    place: str = ""
    zone: str = ""
    people: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    ident: str = ""
    kind: str = ""  # where no word spells one; else the person's


def session_of(program: str, tracked: Tracked, untold: Untold) -> Session:
    """The session, by an id that is the same whenever the same row is read; raises BadRowError."""
    if tracked.ended_at == tracked.started_at:
        raise BadRowError(Why.NO_LENGTH)
    kind, tags, people = _sorted(tracked.words, untold)
    if tracked.people:
        people = tuple(dict.fromkeys((*tracked.people, *people)))
    if len(tags) > checks.MOST or len(people) > checks.MOST:
        raise BadRowError(Why.BAD_VALUE, "tags", tags)
    session = Session(
        id=_id_of(program, tracked),
        kind=kind or tracked.kind or untold.kind,
        started_at=tracked.started_at,
        zone=checks.zone(tracked.zone or untold.zone),
        ended_at=tracked.ended_at,
        people=people,
        place=checks.text("place", tracked.place),
        note=checks.text("note", tracked.note),
        origin=Origin.ADDED,
        tags=tags,
    )
    return checks.session_that_can_be(session, untold.now)


def _sorted(words: Iterable[str], untold: Untold) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Kind, tags and people out of words."""
    kind = ""
    tags: dict[str, None] = {}
    people: dict[str, None] = {}
    for word in words:
        person, tag, spelt = _meanings(word)
        known = untold.kinds_by_word.get(spelt)
        if person:
            people[person] = None
        elif known is not None and kind in ("", known):
            kind = known
        elif tag:
            tags[tag] = None
    return kind, tuple(tags), tuple(people)


@lru_cache(maxsize=4096)
def _meanings(word: str) -> tuple[str, str, str]:
    """Whom a word names, the tag that it may be, and how it is compared with those for kinds."""
    word = checks.text("tags", word, checks.LONGEST_NAME)
    if found := _PERSON.fullmatch(word.strip()):
        person = " ".join(found[1].strip(_QUOTES).split())
        if person:
            return person, "", ""
    tag = " ".join(word.strip().removeprefix("#").split())
    return "", tag, folded(tag)


def _id_of(program: str, tracked: Tracked) -> str:
    """Nothing of the log goes in: another name for a kind must not make another session."""
    if tracked.ident:
        return str(uuid5(NAMESPACE_OID, f"presence {program} {tracked.ident}"))
    at = to_ms(tracked.started_at)
    said = (at, to_ms(tracked.ended_at), sorted(tracked.words), tracked.note, tracked.key)
    digest = sha1(f"presence {program} {said!r}".encode(), usedforsecurity=False).hexdigest()
    return _in_time(at, digest)


def _in_time(at: int, digest: str) -> str:
    """A UUID (RFC 9562, version 8) that begins with the time, so that those of a file lie side by
    side in the log: were each put somewhere else into every index, every piece of an import would
    write most of it anew.
    """
    began = f"{at // _ROUNDED:06x}"[-6:]
    return f"{began}{digest[:2]}-{digest[2:6]}-8{digest[6:9]}-8{digest[9:12]}-{digest[12:24]}"
