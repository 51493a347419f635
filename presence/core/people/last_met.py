"""When one met somebody last."""

from datetime import datetime

from presence.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class LastMet:
    """The session in which somebody was last: when it began, and its id."""

    at: datetime
    session: str
