"""What is known of somebody beyond the name."""

from datetime import date, datetime
from enum import Enum

from presence.core.frozen import dataclass
from presence.core.people.cadence import Cadence
from presence.core.people.relation import Relation


class Encounter(Enum):
    """How two came to know each other. The value is what files call it."""

    IN_PERSON = "in_person"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year; the year is often not known (vCard 4 "--0412", RFC 6350 section 6.2.5)."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What the person has noted of somebody; everything may be left out.

    ``cadence`` is a wish of their own, before that of a relation or a group. ``wrote_at`` is when
    the last lighter touch was: a line written, a call. Until ``quiet_until`` nobody is reminded.
    """

    name: str
    nick: str = ""
    relation: Relation | None = None
    met: Encounter | None = None
    met_on: date | None = None
    met_at: str = ""  # the event or place
    links: tuple[str, ...] = ()
    birthday: Birthday | None = None
    notes: str = ""
    cadence: Cadence | None = None
    wrote_at: datetime | None = None
    quiet_until: date | None = None
    is_archived: bool = False
    id: str = ""  # of the person in the log; "" until it is written
