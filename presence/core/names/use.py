"""How much of the log stands behind a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.frozen import Enum


class Names(Enum):
    """What names there are; the value is what ``names#…`` calls it."""

    PEOPLE = "people"
    KINDS = "kinds"
    TAGS = "tags"
    GROUPS = "groups"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often a name is in the log, for how long of late, and when its last session began.

    ``name`` is the key of a kind and the id of a group.
    """

    name: str
    sessions: int = 0
    lately: timedelta = timedelta()
    last_at: datetime | None = None
