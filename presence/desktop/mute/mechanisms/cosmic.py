"""Do not disturb of COSMIC: a file of its settings, which outlives us and the login.

cosmic-notifications watches the file and takes over what is in it. A file that goes is no news to
it (cosmic-config-derive, ``update_keys``): what was unset is first switched off, then taken away.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import file_value
from presence.texts import _

FILE = "cosmic/com.system76.CosmicNotifications/v1/do_not_disturb"
MUTED = "true"  # RON, Rust's object notation
SHOWN = "false"


class Cosmic(Mechanism):
    """cosmic-notifications."""

    name = "cosmic"
    lifetime = Lifetime.PERSISTENT
    was_run = False

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
        self.watched_file = f"{folder}/{FILE}"

    @classmethod
    def serves(cls, server: Server) -> bool:
        return (server.name, server.vendor) == ("cosmic-notifications", "System76")

    def read(self) -> Reading:
        with self._told():
            prior = file_value.get(self.watched_file)
            is_muted = self._is_on(_everybodys() if prior is None else prior)
        was = "unset" if prior is None and not is_muted else "on" if is_muted else "off"
        return Reading(is_muted, prior, was)

    def recipe(self, reading: Reading) -> Recipe:
        if reading.prior is None:
            restore = script_step(file_value, "drop", self.watched_file, SHOWN)
        else:
            restore = script_step(file_value, "put", self.watched_file, reading.prior)
        return Recipe(
            ask=script_step(file_value, "get", self.watched_file),
            ours=MUTED.encode(),
            restore=restore,
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        command = f"echo {SHOWN} > {self.watched_file}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        with self._told():
            file_value.put(self.watched_file, MUTED)

    def is_allowed(self) -> bool:
        return file_value.is_writable(self.watched_file)

    def _is_on(self, text: str) -> bool:
        value = text.strip()
        if value not in (MUTED, SHOWN):
            detail = _("{path} should hold true or false").format(path=self.watched_file)
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail)
        return value == MUTED

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong with the file is a fault of the mute."""
        try:
            yield
        except OSError as exc:
            if not self.is_allowed():
                raise MuteError(ErrorCode.MUTE_LOCKED, mechanism=self.name) from exc
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=str(exc)) from exc


def _everybodys() -> str:
    """What the distribution has set for all who have no file of their own (cosmic-config)."""
    for folder in (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"):
        text = file_value.get(f"{folder}/{FILE}")
        if text is not None:
            return text
    return SHOWN
