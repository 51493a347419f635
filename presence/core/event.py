"""What happened to the session, for those who listen."""

import logging
from collections.abc import Callable
from datetime import timedelta

from presence.core.errors import PresenceError
from presence.core.frozen import Enum, dataclass
from presence.core.session import Session

logger = logging.getLogger(__name__)


class EventKind(Enum):
    """What happened."""

    STARTED = "started"
    SWITCHED = "switched"
    ENDED = "ended"  # by the person
    ENDED_SOFTLY = "ended_softly"  # by itself, as its kind says
    CLOSED_AT_BOUND = "closed_at_bound"  # forgotten; its end is to be confirmed
    CLOSED_ON_RETURN = "closed_on_return"  # past its end, the person back, and no answer
    CLOCK_SET = "clock_set"  # the session moved with the clock, by ``step``
    TAKEN_UP = "taken_up"  # found open when the app started
    RESUMED = "resumed"  # "Still going": it is not over
    CANCELLED = "cancelled"
    CHANGED = "changed"  # the session or the log changed in another way
    PHASE = "phase"  # the clock moved the ring, or the planned end came
    MUTE = "mute"  # the mute's state is known, or changed
    TROUBLE = "trouble"  # what was due by itself could not be written; it is tried again


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened; ``session`` is the one it happened to, ``error`` what was in the way,
    ``step`` by how much the clock was set.
    """

    what: EventKind
    session: Session | None = None
    error: PresenceError | None = None
    step: timedelta = timedelta()


Listener = Callable[[Event], None]


class Listeners:
    """Those who are told of every event, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """Tell this one too from now on."""
        self._listeners.append(listener)

    def add_first(self, listener: Listener) -> None:
        """Tell this one before all others: they show what it knows."""
        self._listeners.insert(0, listener)

    def tell(self, event: Event) -> None:
        """Tell everybody; one that throws does not stop the rest."""
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:  # a listener's fault must not stop the session's other listeners
                logger.exception("a listener failed on %s", event.what.value)
