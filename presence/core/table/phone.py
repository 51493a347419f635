"""A phone at the table, what its page can notice, and what it tells."""

from datetime import datetime

from presence.core.frozen import Enum, dataclass
from presence.core.slip import SlipReason

NAME_LIMIT = 40  # letters of a phone's name


class Sensing(Enum):
    """What a phone's page can notice."""

    SENSORS = "sensors"  # how it lies
    VISIBILITY = "visibility"  # whether the page is seen, and what the person taps


class Word(Enum):
    """What a phone tells."""

    DOWN = "down"
    UP = "up"
    HIDDEN = "hidden"
    VISIBLE = "visible"
    REASON = "reason"
    LEAVING = "leaving"
    GONE = "gone"  # the page was left


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone; ``is_own`` is a remembered one of the person's own."""

    id: str
    name: str
    is_own: bool
    sensing: Sensing


@dataclass(frozen=True, slots=True)
class Told:
    """One word of a phone: its ``number`` counts the words of a page, so that none counts twice."""

    phone: str
    number: int
    at: datetime
    word: Word
    reason: SlipReason | None = None


def short_name(text: str) -> str:
    """A name on one line and no longer than it is shown; "" where there is none."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:NAME_LIMIT].strip()
