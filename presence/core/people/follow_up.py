"""What is to follow a meeting: connect, write, book the next one."""

from datetime import date, datetime

from presence.core.frozen import Enum, dataclass


class Deed(Enum):
    """What one means to do. The value is what files and the command line call it."""

    CONNECT = "connect"
    WRITE = "write"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do with somebody by a day; ``session`` is the id of the meeting it came from."""

    id: str
    person: str  # the name
    deed: Deed
    due_on: date
    made_at: datetime
    about: str = ""
    session: str = ""
    done_at: datetime | None = None


LONGEST_ABOUT = 1000  # letters


def can_be(follow_up: FollowUp) -> bool:
    """Whether such a follow-up can be written down."""
    return len(follow_up.about) <= LONGEST_ABOUT
