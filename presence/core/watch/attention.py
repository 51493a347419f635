"""Where the person is in a session, as far as this computer can tell; a value, step by step.

A look at the screen is a stay at the computer by somebody who had left it, longer than the grace
that everybody has. The first return is a question, and no look. Nothing is ever a look before the
person has left once.
"""

from datetime import datetime, timedelta

from presence.core.frozen import Enum, dataclass, replace

GRACE = timedelta(seconds=20)  # a stay up to this long is no look
JOLT = timedelta(seconds=5)  # a knocked mouse, a child's hand: never one, whatever else is so
A_MOMENT = timedelta(minutes=2)  # what "Just a moment" gives


class First(Enum):
    """What the person said when they first came back."""

    OPEN = "open"
    GOES_ON = "goes_on"
    NOT_ME = "not_me"  # somebody else was at the computer: nothing of it says anything any more


@dataclass(frozen=True, slots=True)
class Look:
    """A stay at the computer that counts."""

    at: datetime
    length: timedelta


@dataclass(frozen=True, slots=True)
class Attention:
    """What is known of the person during one session; all instants aware UTC.

    ``left_at`` is since when they are away, ``here_since`` since when they use the computer again
    after having left it; both None before they have left. ``is_aside``: they use a window of
    Presence itself.
    """

    first: First = First.OPEN
    has_left: bool = False
    left_at: datetime | None = None
    here_since: datetime | None = None
    grace: timedelta = GRACE
    is_aside: bool = False

    def leave(self, at: datetime) -> "tuple[Attention, Look | None]":
        """They are gone; with the look that is over now."""
        left_at = self.left_at or at
        away = replace(self, has_left=True, left_at=left_at, here_since=None, grace=GRACE)
        return away, self.look_until(at)

    def come(self, at: datetime) -> "Attention":
        """They use the computer; again is the same as once."""
        if not self.has_left or self.here_since is not None:
            return self
        return replace(self, left_at=None, here_since=at)

    def moment(self, at: datetime) -> "Attention":
        """ "Just a moment": the session goes on, and a moment is theirs.

        Who says so is there, also where only the waking was heard of.
        """
        first = First.NOT_ME if self.first is First.NOT_ME else First.GOES_ON
        if not self.has_left:
            return replace(self, first=first)
        return replace(self, first=first, left_at=None, here_since=at + A_MOMENT, grace=JOLT)

    def not_me(self) -> "Attention":
        """It was somebody else; what was a look is none, and no more are counted."""
        return replace(self, first=First.NOT_ME)

    def aside(self, is_aside: bool, at: datetime) -> "tuple[Attention, Look | None]":
        """They turn to one of our own windows, or from it: that never counts."""
        if is_aside == self.is_aside:
            return self, None
        look = self.look_until(at) if is_aside else None
        here = self.here_since
        if here is not None:
            here = max(here, at)  # what is left of a moment stays theirs
        return replace(self, is_aside=is_aside, here_since=here), look

    def look_until(self, at: datetime) -> Look | None:
        """The look that the present stay is, if it ended at that instant."""
        if self.first is not First.GOES_ON or self.here_since is None or self.is_aside:
            return None
        length = at - self.here_since
        return Look(self.here_since, length) if length >= max(self.grace, JOLT) else None

    def counts_at(self) -> datetime | None:
        """When the present stay becomes a look, None where it never does."""
        if self.first is not First.GOES_ON or self.here_since is None or self.is_aside:
            return None
        return self.here_since + max(self.grace, JOLT)

    def shifted(self, by: timedelta) -> "Attention":
        """The same after the clock was set."""
        return replace(
            self,
            left_at=None if self.left_at is None else self.left_at + by,
            here_since=None if self.here_since is None else self.here_since + by,
        )
