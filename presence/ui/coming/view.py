"""What the agenda shows, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Ask(Enum):
    """What can be asked of something in the agenda."""

    START = "start"
    NOT_THIS = "not_this"
    HAPPENED = "happened"
    DID_NOT = "did_not"
    OPEN = "open"  # the session that it became


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """Something on a day: ``says`` is where it stands, ``why`` why it is proposed, or is not."""

    key: str
    time: str
    title: str
    details: str = ""
    says: str = ""
    why: str = ""
    asks: Sequence[Ask] = ()
    is_quiet: bool = False  # not proposed, or over


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day with what there is on it."""

    title: str
    rows: Sequence[AgendaRow]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan; ``line`` is what was typed for it, ``says`` when it is next."""

    id: str
    title: str
    says: str
    line: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar with its age; ``trouble`` is one clear line, "" where there is none."""

    id: str
    name: str
    says: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AgendaView:
    """Everything; ``undo`` says what Undo would take back, "" where it is not of this window.

    ``hidden`` is how many events are not proposed and not shown.
    """

    days: Sequence[AgendaDay]
    plans: Sequence[PlanRow] = ()
    calendars: Sequence[CalendarRow] = ()
    hidden: int = 0
    shows_all: bool = False
    undo: str = ""
