"""What is to be forgotten, and how much of it there was."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name; their hours stay unless ``with_sessions``.

    ``ids`` and ``names`` are theirs in the log: a copy of before knows them by another name.
    """

    name: str
    with_sessions: bool = False
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Before:
    """Every session that was over by then."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Everything:
    """The whole log and every copy of it."""


Wish = Person | Before | Everything


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went from one file: whole sessions, names out of sessions, texts that held a name.

    ``others`` counts groups, goals and breaks that went; ``steps`` rows of the history that went
    or were changed; ``ids`` and ``names`` are those of the person who went.
    """

    sessions_gone: int = 0
    sessions_changed: int = 0
    texts_blanked: int = 0
    people: int = 0
    others: int = 0
    steps: int = 0
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def is_nothing(self) -> bool:
        return self == Forgotten()
