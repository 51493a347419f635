"""What other programs know of a stretch of time, and the session that is made of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from presence.core.clock import to_ms
from presence.core.exchange.arrival import Why
from presence.core.person import folded
from presence.core.session import Origin, Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.untold import Untold

_PERSON = re.compile(r"#?(?:with[=:]|@)(.+)", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class Tracked:
    """Instants in UTC, as ``checks.in_time`` leaves them.

    The first of ``words`` (a project, a task, a tag …) that spells a kind is the session's kind;
    the others become tags, but for ``@ana`` and ``with=ana``, which are people. ``key`` is what
    else tells two rows of the same time apart, or the id that the program itself gave.
    """

    started_at: datetime
    ended_at: datetime
    words: tuple[str, ...] = ()
    note: str = ""
    place: str = ""
    zone: str = ""
    people: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    kind: str = ""  # where no word spells one; else the person's


def session_of(program: str, tracked: Tracked, untold: Untold) -> Session:
    """The session, by an id that is the same whenever the same row is read; raises BadRowError."""
    if tracked.ended_at == tracked.started_at:
        raise BadRowError(Why.NO_LENGTH)
    kind, tags, named = _sorted(tracked.words, untold)
    people = tuple(dict.fromkeys((*tracked.people, *named)))
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
    for each in words:
        word = " ".join(checks.text("tags", each, checks.LONGEST_NAME).split())
        if found := _PERSON.fullmatch(word):
            name = " ".join(found[1].strip(_QUOTES).split())
            if name:
                people[name] = None
                continue
        if not word.strip("#"):
            continue
        known = untold.kinds_by_word.get(folded(word))
        if known is not None and not kind:
            kind = known
        elif known is None or known != kind:
            tags[word.removeprefix("#")] = None
    return kind, tuple(tags), tuple(people)


def _id_of(program: str, tracked: Tracked) -> str:
    """Nothing of the log goes in: another name for a kind must not make another session."""
    said = (
        to_ms(tracked.started_at),
        to_ms(tracked.ended_at),
        sorted(tracked.words),
        tracked.note,
        tracked.key,
    )
    return str(uuid5(NAMESPACE_OID, f"presence {program} {said!r}"))
