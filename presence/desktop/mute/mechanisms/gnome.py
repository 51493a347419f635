"""GNOME's own do-not-disturb switch: the key show-banners, which outlives us and the login.

Played as argument lists: dconf's database is written by a service that only dconf's own tools know
how to ask. A key that was never set is reset, not set to its default.
"""

import os
import shutil

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe, Step
from presence.desktop.mute import player
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.texts import _

SCHEMA = "org.gnome.desktop.notifications"
KEY = "show-banners"
DCONF_PATH = "/org/gnome/desktop/notifications/show-banners"
MUTED = "false"
SHOWN = "true"


class Gnome(Mechanism):
    """GNOME Shell."""

    name = "gnome"
    lifetime = Lifetime.PERSISTENT
    signals = (
        SignalMatch(
            sender="ca.desrt.dconf",
            interface="ca.desrt.dconf.Writer",
            member="Notify",
            path="/ca/desrt/dconf/Writer/user",
            arg0_path=DCONF_PATH,
        ),
    )

    @classmethod
    def serves(cls, server: Server) -> bool:
        """By its name: Cinnamon names the same vendor and has another key."""
        return server.name == "gnome-shell"

    def read(self) -> Reading:
        value = self._ask(*self._gsettings("get"))
        prior = self._value_set_by_user(value)
        was = "unset" if prior is None else "off" if prior == SHOWN else "on"
        return Reading(is_muted=value == MUTED, prior=prior, was=was)

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        words = _undo(reading)
        return _("Type this in a terminal: {command}").format(command=" ".join(words))

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=Step(command=self._gsettings("get")),
            ours=MUTED.encode(),
            restore=Step(command=(_tool("gsettings"), *_undo(reading)[1:])),
            bus=self._bus.address or "",
        )

    def mute(self, reading: Reading) -> None:
        self._ask(*self._gsettings("set"), MUTED)

    def is_allowed(self) -> bool:
        return self._ask(*self._gsettings("writable")) == "true"

    def _value_set_by_user(self, value: str) -> str | None:
        dconf = shutil.which("dconf")
        if dconf is not None and os.environ.get("GSETTINGS_BACKEND", "dconf") == "dconf":
            return self._ask(dconf, "read", DCONF_PATH) or None
        # Without that tool: a value that is the default counts as unset.
        default = self._ask("env", "GSETTINGS_BACKEND=memory", *self._gsettings("get"))
        return None if value == default else value

    def _gsettings(self, verb: str) -> tuple[str, ...]:
        return (_tool("gsettings"), verb, SCHEMA, KEY)

    def _ask(self, *command: str) -> str:
        try:
            return player.run(command, self._bus.address or "", self._bus.time_left).decode()
        except player.TookTooLong as exc:
            raise MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism=self.name) from exc
        except player.NotPlayed as exc:
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=str(exc)) from exc


def _undo(reading: Reading) -> tuple[str, ...]:
    if reading.prior is None:
        return ("gsettings", "reset", SCHEMA, KEY)
    return ("gsettings", "set", SCHEMA, KEY, reading.prior)


def _tool(name: str) -> str:
    """The full path, for a guard or a command whose PATH is another one."""
    return shutil.which(name) or name
