"""Everything that a tray, a window or ``status`` shows, at one instant."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from presence.core.frozen import dataclass
from presence.core.kind import Kind, Kinds
from presence.core.lease import MuteReport
from presence.core.ports import Change
from presence.core.session import Session
from presence.core.tracker import Phase, StartRequest

RING_STEPS = 12  # in so many steps the ring shows the share of time that is left


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is so; ``likely`` is what a click would start, ``undo`` what undo would take back."""

    now: datetime
    zone: tzinfo
    kinds: Kinds
    session: Session | None
    phase: Phase
    share_left: float | None
    mute: MuteReport
    likely: StartRequest
    undo: Change | None
    unconfirmed: Sequence[Session]

    @property
    def kind(self) -> Kind | None:
        """The kind of the session in progress."""
        return None if self.session is None else self.kinds[self.session.kind]
