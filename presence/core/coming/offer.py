"""Something that is coming and can be kept: a proposed event, or an occurrence of a plan."""

from dataclasses import dataclass
from datetime import datetime

from presence.core.frozen import Enum

MOST_NAMES = 8  # of more invited people only the number is shown


class Origin(Enum):
    """Where it comes from."""

    EVENT = "event"
    PLAN = "plan"


class Reply(Enum):
    """What the person has said to it."""

    NOT_THIS = "not_this"  # "Not this one", or a plan's occurrence skipped
    KEPT = "kept"  # a session was made of it


@dataclass(frozen=True, slots=True)
class Offer:
    """What a session would be made of; ``key`` is the same for it wherever it is read.

    ``people`` are names (accepted first, never the person themselves); where more than
    ``MOST_NAMES`` are invited they are empty and ``invited`` says how many. ``ends_at`` None is
    open. ``calendar`` is the calendar's id or "" for a plan, ``plan`` the plan's id or "".
    """

    origin: Origin
    key: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    kind: str
    people: tuple[str, ...] = ()
    invited: int = 0
    place: str = ""
    tags: tuple[str, ...] = ()
    starts_by_itself: bool = False
    calendar: str = ""
    plan: str = ""
