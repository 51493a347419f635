"""What is known of somebody beyond the name."""

from datetime import date
from types import MappingProxyType

from presence.core.frozen import Enum, dataclass
from presence.core.library import Mapping
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

    ``cadence`` is a wish of their own, before that of a relation or a group; of who ``is_let_be``
    there is none at all. ``wrote_on`` is the day of the last lighter touch: a line written, a call.
    Until ``quiet_until`` nobody is reminded.
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
    is_let_be: bool = False
    wrote_on: date | None = None
    quiet_until: date | None = None
    is_archived: bool = False
    id: str = ""  # of the person in the log; "" until it is written

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is known of them but the name."""
        return self == Details(self.name, id=self.id)


# How long each may be, so that a page of a person stays one; and how many links there are.
LONGEST: Mapping[str, int] = MappingProxyType(
    {"name": 1000, "nick": 200, "met_at": 1000, "links": 2000, "notes": 100_000}
)
MOST_LINKS = 100
LEAP_YEAR = 2000  # a birthday without its year may be the 29th of February


def can_be(details: Details) -> bool:
    """Whether such details can be written down."""
    texts = ("name", "nick", "met_at", "notes")
    are_short = all(len(getattr(details, each)) <= LONGEST[each] for each in texts)
    are_links = all(0 < len(link) <= LONGEST["links"] for link in details.links)
    return are_short and are_links and len(details.links) <= MOST_LINKS


def birthday_can_be(birthday: Birthday) -> bool:
    """Whether there is such a day, in its year if that is known."""
    try:
        date(birthday.year or LEAP_YEAR, birthday.month, birthday.day)
    except ValueError:
        return False
    return birthday.year is None or birthday.year > 0
