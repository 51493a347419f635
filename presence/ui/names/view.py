"""What the window of names shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from presence.core.kind import Kind, Nature, Sphere
from presence.core.names.use import Names


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name and what stands behind it.

    ``key`` is the key of a kind, the id of a group, else the name. ``detail`` is what a kind is
    like, or who is in a group.
    """

    key: str
    name: str
    sessions: int = 0
    lately: timedelta = timedelta()
    last_at: datetime | None = None
    detail: str = ""
    icon: str = ""
    slot: str = ""
    can_go: bool = False


@dataclass(frozen=True, slots=True)
class NamesView:
    """One sort of names; ``alike`` holds the keys of those that may mean the same."""

    names: Names
    rows: Sequence[NameRow]
    now: datetime
    zone: tzinfo = UTC
    alike: Sequence[tuple[str, ...]] = ()
    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class GroupWish:
    """What a person wrote of a group; ``key`` is "" for a new one."""

    key: str
    name: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindForm:
    """A kind in its form; the lengths as the person reads and writes them."""

    kind: Kind
    name: str
    length: str
    bound: str


@dataclass(frozen=True, slots=True)
class KindWish:
    """What a person chose for a kind; ``key`` is "" for a new one, lengths as they wrote them."""

    key: str
    name: str
    icon: str
    colour: str
    nature: Nature
    sphere: Sphere
    length: str
    bound: str
    watches: bool
    nudges: bool
