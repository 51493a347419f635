"""Do not disturb of macOS 12 and later, which outlives us; see ``scripts/focus.py``."""

from pathlib import Path

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.mechanisms.shortcuts import is_set_up
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import focus, word_of
from presence.desktop.mute.system_server import MACOS, version_of
from presence.paths import find_paths
from presence.texts import _

OLDEST = (12,)


class Macos(Mechanism):
    """A Focus of the person's own counts as muted, and is left alone."""

    name = "macos"
    lifetime = Lifetime.PERSISTENT
    needs_server = False
    settling = 1.0
    was_run = False

    def __init__(self, bus: SessionBus, names: Path | None = None) -> None:
        """``names`` keeps what do-not-disturb is called in the language of this Mac."""
        super().__init__(bus)
        self._names = str(names or find_paths().data / "focus-name")

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == MACOS and version_of(server) >= OLDEST

    def read(self) -> Reading:
        try:
            name = focus.focus(self._time_limit)
        except (word_of.Failed, OSError) as exc:
            raise self._failed(exc) from exc
        word = focus.word_for(name, focus.known_name(self._names))
        return Reading(
            is_muted=bool(name), prior=focus.OFF, was=name if word == focus.OTHER else word
        )

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=script_step(focus, "ask", self._names),
            ours=focus.ON.encode(),
            restore=script_step(focus, "unmute", self._names),
            done=focus.DONE.encode(),
        )

    def by_hand(self, reading: Reading) -> str:
        return _("Open the Control Centre in the menu bar, and switch “Do Not Disturb” off.")

    def mute(self, reading: Reading) -> None:
        try:
            focus.mute(self._names, self._time_limit)
        except (word_of.Failed, OSError) as exc:
            raise self._failed(exc) from exc

    @property
    def _time_limit(self) -> float:
        return min(self._bus.time_left, focus.TIME_LIMIT)

    def _failed(self, exc: Exception) -> MuteError:
        if isinstance(exc, word_of.TookTooLong):
            return MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism=self.name)
        detail = str(exc)
        if isinstance(exc, word_of.WentWrong) and not self._is_set_up():
            detail = _("the shortcuts “{mute}” and “{unmute}” are not there").format(
                mute=focus.MUTE, unmute=focus.UNMUTE
            )
        return MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail)

    def _is_set_up(self) -> bool:
        try:
            return is_set_up(self._time_limit)
        except MuteError:
            return True  # what went wrong first is the one to tell
