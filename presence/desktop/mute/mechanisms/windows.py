"""Do not disturb of Windows 10 and 11, which outlives us; see ``scripts/quiet_hours.py``."""

import logging
from collections.abc import Callable

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import quiet_hours
from presence.desktop.mute.scripts.quiet_hours import Nt, Ole, Subscription
from presence.desktop.mute.system_server import WINDOWS, version_of
from presence.texts import _

logger = logging.getLogger(__name__)

OLDEST = (10, 0, 17134)  # Windows 10 1803
MUTED = quiet_hours.PRIORITY_ONLY


class Windows(Mechanism):
    """The switch in the notification centre, called “Focus assist” on Windows 10."""

    name = "windows"
    lifetime = Lifetime.PERSISTENT
    needs_server = False
    settling = 0.5  # what is chosen is in force a moment later
    was_run = False

    def __init__(
        self,
        bus: SessionBus,
        find_ole: Callable[[], Ole] = quiet_hours.ole,
        find_nt: Callable[[], Nt] = quiet_hours.nt,
    ) -> None:
        super().__init__(bus)
        self._find_ole = find_ole
        self._find_nt = find_nt
        self._awaits_effect = False

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == WINDOWS and version_of(server) >= OLDEST

    def read(self) -> Reading:
        """What the person has chosen. A full screen or a clock may mute as well, for a while.

        After a mute of ours Windows must once have said that it is in force, where it says so.
        """
        profile = self._ask(quiet_hours.selected)
        is_muted = profile not in ("", quiet_hours.OFF)
        was = "unset" if not profile else "on" if is_muted else "off"
        if is_muted and self._awaits_effect:
            self._awaits_effect = self._in_force() == quiet_hours.IN_FORCE_OFF
            is_muted = not self._awaits_effect
        return Reading(is_muted, profile or None, was)

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=script_step(quiet_hours, "get"),
            ours=MUTED.encode(),
            restore=script_step(quiet_hours, "set", reading.prior or ""),
        )

    def by_hand(self, reading: Reading) -> str:
        return _("Press the Windows key and N, and switch “Do not disturb” off.")

    def mute(self, reading: Reading) -> None:
        self._awaits_effect = True
        self._ask(lambda ole: quiet_hours.select(ole, MUTED))

    def watch(self, changed: Callable[[], None]) -> Subscription | None:
        """Calls, on a thread of Windows, when the state may be another; None where it cannot."""
        try:
            return Subscription(self._find_nt(), changed)
        except (quiet_hours.Refused, OSError, AttributeError) as exc:
            logger.warning("Windows does not tell of changes: %s", exc)
            return None

    def _in_force(self) -> int | None:
        try:
            return quiet_hours.in_force(self._find_nt())
        except (OSError, AttributeError) as exc:
            logger.info("Windows does not say what is in force: %s", exc)
            return None

    def _ask(self, question: Callable[[Ole], str]) -> str:
        try:
            return question(self._find_ole())
        except (quiet_hours.Refused, OSError, AttributeError) as exc:
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=str(exc)) from exc
