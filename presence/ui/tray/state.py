"""Which icon the tray shows: the session's state, told by its shape."""

import math

from presence.core.lease import MuteDetail, MuteState
from presence.core.snapshot import RING_STEPS, Snapshot
from presence.core.tracker import Phase

# A share of this much of a step is a rounding, not a step.
ROUNDING = 0.001


def icon_name(snapshot: Snapshot) -> str:
    """The icon that tells the state by its shape."""
    if snapshot.session is None:
        return "presence-idle"
    mute = snapshot.mute
    if mute.state is MuteState.NOT_MUTED and mute.detail is not MuteDetail.SETTLING:
        return "presence-not-muted"
    if snapshot.phase is Phase.OVER_TIME:
        return "presence-over-time"
    if snapshot.phase is Phase.ENDING_SOON:
        return "presence-ending-soon"
    if snapshot.share_left is None:
        return "presence-open"
    step = math.ceil(snapshot.share_left * RING_STEPS - ROUNDING)
    return f"presence-present-{min(max(step, 0), RING_STEPS):02}"
