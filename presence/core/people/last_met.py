"""When one met somebody last."""

from datetime import datetime

from presence.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class LastMet:
    """The session in which somebody was last: when it began, its id, and what is said of it."""

    at: datetime
    session: str
    kind: str = ""
    place: str = ""
