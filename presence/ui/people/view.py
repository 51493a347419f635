"""What the windows of people show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from presence.core.people.details import Details


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody, or something to do with them; ``id`` is told with what is pressed.

    ``deeds`` are the keys and words of its buttons. ``opens`` is the name whose page it leads to.
    """

    id: str
    title: str
    says: str = ""
    deeds: Sequence[tuple[str, str]] = ()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class PeopleView:
    """``found`` are those of the letters typed; ``more`` says how many else there are of each."""

    found: Sequence[PersonRow]
    found_more: str
    due: Sequence[PersonRow]
    due_more: str
    has_wishes: bool
    to_do: Sequence[PersonRow]
    ideas: Sequence[PersonRow]
    events: Sequence[PersonRow] = ()  # with whom one met there, and what became of it
    undo: str = ""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month of the last year: its name, the time in it, and the same in words."""

    name: str
    total: timedelta
    says: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page: ``lines`` are what is known, and when one met and will meet."""

    who: Details
    lines: Sequence[str]
    months: Sequence[MonthBar]
    sessions: Sequence[str]
    sessions_more: str
    to_do: Sequence[PersonRow]
    undo: str = ""
