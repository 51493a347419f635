"""What every thing around the mute can do: say what it would change, then change it.

Called from the mute's worker thread, one call at a time, within the time limit of its
``SessionBus``. Raises BusError and MuteError. Nothing here puts anything back by itself: what is
planned is on disk in the lease before it is done, with the recipe that puts it back.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from presence.core.kind import Around
from presence.core.lease import Held
from presence.desktop.dbus import SessionBus


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to be done; ``held`` goes into the lease first.

    ``held`` is None for what is not put back: a locked screen is unlocked by the person.
    """

    held: Held | None
    do: Callable[[], None]


class Extra(ABC):
    """One thing that a kind of session may ask for beside the mute."""

    wish: Around

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus

    @abstractmethod
    def plan(self) -> Sequence[Planned]:
        """What would be changed now; nothing where it is so already, or where there is no way."""

    def let_go(self) -> None:  # noqa: B027  # most hold nothing
        """Close what a connection holds."""
