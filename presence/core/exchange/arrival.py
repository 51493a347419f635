"""What comes out of a file on its way into the log, and what was left out, and why."""

from presence.core.exchange.contact import Contact
from presence.core.frozen import Enum, dataclass
from presence.core.kind import Kind
from presence.core.person import Person
from presence.core.session import Session


class Why(Enum):
    """Why something in a file does not go into the log. The value is what ``--json`` shows."""

    # the line
    NOT_UTF8 = "not_utf8"
    LINE_TOO_LONG = "line_too_long"  # value: the limit
    NUL = "nul"
    CUT_SHORT = "cut_short"
    NOT_JSON = "not_json"
    NOT_XML = "not_xml"
    REST_UNREAD = "rest_unread"  # field: why
    NOT_AN_OBJECT = "not_an_object"
    TOO_DEEP = "too_deep"
    UNKNOWN_TYPE = "unknown_type"  # value
    OPEN_QUOTE = "open_quote"
    TOO_MANY_CELLS = "too_many_cells"
    NO_CARD = "no_card"
    TOO_LARGE = "too_large"
    # what it says
    MISSING = "missing"  # field
    BAD_VALUE = "bad_value"  # field, value
    VALUE_LOST = "value_lost"  # field, value: all else goes in
    VALUE_CUT = "value_cut"  # field, value: how many letters of it go in
    VALUES_LOST = "values_lost"  # field, value: how many of them go in
    UNKNOWN_ZONE = "unknown_zone"  # value
    END_BEFORE_START = "end_before_start"
    TOO_LONG = "too_long"
    OUT_OF_TIME = "out_of_time"  # field, value
    NO_LENGTH = "no_length"
    STILL_RUNNING = "still_running"
    NO_SUCH_TIME = "no_such_time"  # field, value
    # what is no time that one has spent with people
    DAY_BEGAN = "day_began"
    NOT_COUNTED = "not_counted"  # value
    NOT_WITH_PEOPLE = "not_with_people"  # value: how many
    PHONE_UNLOCKED = "phone_unlocked"  # value: how many
    CANCELLED = "cancelled"
    TURNED_DOWN = "turned_down"
    FREE = "free"
    ALL_DAY = "all_day"
    NOT_YET = "not_yet"
    NOT_READ = "not_read"  # value: what the reader of calendars says
    NO_TYPE = "no_type"  # value: how many
    NOT_KNOWN_HERE = "not_known_here"  # value: how many
    NO_NAME = "no_name"
    # how it fits to the rest of the file, and to the log
    TWICE = "twice"  # value: the line it is in already
    NO_SUCH_PERSON = "no_such_person"  # value
    NAME_OF_A_PERSON = "name_of_a_person"  # value
    OURS_KEPT = "ours_kept"
    LOOK_ELSEWHERE = "look_elsewhere"
    ANOTHER_RUNS = "another_runs"


OF_VALUES = (Why.VALUE_LOST, Why.VALUE_CUT, Why.VALUES_LOST)  # all else of the line goes in


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of a file that does not go in; ``field`` and ``value`` say what of it is wrong.

    ``file`` is the name of the part that ``line`` counts in, where there are several: a file of a
    folder, a bucket of ActivityWatch.
    """

    line: int
    why: Why
    field: str = ""
    value: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A group, goal or pause: its document as the log keeps it, with the ids of people.

    One that ``adds`` holds all that the log has of it, and more: it takes its place unasked. It is
    made of ``was``, what the log has, or had: somebody may have changed it since.
    """

    entity: str
    id: str
    document: str
    adds: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A session whose ``people`` are not names yet but the file's own ids, if ``by_id``."""

    session: Session
    by_id: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that a line of a file holds."""

    line: int
    what: Person | Kind | Thing | Visit | Contact


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of one sort were added, changed, or there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done; ``sessions`` and the others by what they are.

    ``read`` are the lines that are a session, or would have been. ``unnamed`` counts what was left
    out beyond those that are named: of a file of nothing but rubbish, the first ten thousand.
    """

    read: int
    sessions: Counts
    others: "dict[str, Counts]"
    left_out: tuple[LeftOut, ...] = ()
    unnamed: int = 0
