"""LXQt's do-not-disturb switch: a line in a file of its settings, which outlives us and the login.

lxqt-notificationd looks at the file a second after it was last changed. What was held back appears
all at once at the end, where there is a tray.
"""

import errno
import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import ini_key
from presence.texts import _

FILE = "lxqt/notifications.conf"
GROUP = "General"
KEY = "doNotDisturb"
MUTED = "true"

_OFF = {"", "0", "false"}  # all else is true (QVariant::toBool)
_SWITCH = (GROUP, KEY)
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Lxqt(Mechanism):
    """lxqt-notificationd."""

    name = "lxqt"
    lifetime = Lifetime.PERSISTENT
    server_delay = 1.2  # a timer of one second (liblxqt, lxqtsettings.cpp)
    floods = True
    # ``waiting`` stays unknown: the list of unattended notifications has only those whose time ran
    # out, and among them those that were seen before.

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
        self.watched_file = f"{folder}/{FILE}"

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == "lxqt-notificationd"

    def read(self) -> Reading:
        with self._told():
            prior = ini_key.get_value(self.watched_file, *_SWITCH)
            is_muted = _is_on(_everybodys() if prior is None else prior)
        was = "unset" if prior is None and not is_muted else "on" if is_muted else "off"
        return Reading(is_muted, prior, was)

    def recipe(self, reading: Reading) -> Recipe:
        switch = (self.watched_file, *_SWITCH)
        if reading.prior is None:
            restore = script_step(ini_key, "unset", *switch)
        else:
            restore = script_step(ini_key, "set", *switch, reading.prior)
        return Recipe(
            ask=script_step(ini_key, "get", *switch),
            ours=MUTED.encode(),
            restore=restore,
            bus=self._bus.address or "",
            done=ini_key.DONE.encode(),  # it has been written, or the program has failed
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        order = f"/^{KEY}=/d" if reading.prior is None else f"s/^{KEY}=.*/{KEY}=false/"
        words = ("sed", "-i", "--follow-symlinks", order, self.watched_file)
        return _("Type this in a terminal: {command}").format(command=shlex.join(words))

    def mute(self, reading: Reading) -> None:
        with self._told():
            try:
                # lxqt-notificationd makes it at its start, and does not notice a later new one.
                os.stat(self.watched_file)
                ini_key.set_value(self.watched_file, *_SWITCH, MUTED)
            except OSError as exc:
                if exc.errno not in _REFUSED and self.is_allowed():
                    raise
                raise MuteError(ErrorCode.MUTE_LOCKED, mechanism=self.name) from exc

    def is_allowed(self) -> bool:
        return ini_key.is_writable(self.watched_file)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong with the file is a fault of the mute."""
        try:
            yield
        except OSError as exc:
            detail = f"{self.watched_file}: {exc.strerror}" if exc.strerror else str(exc)
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail) from exc


def _is_on(value: str | None) -> bool:
    return value is not None and value.strip('"').lower() not in _OFF


def _everybodys() -> str | None:
    """What an administrator has set for all who have no line of their own."""
    for folder in (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"):
        value = ini_key.get_value(f"{folder}/{FILE}", *_SWITCH)
        if value is not None:
            return value
    return None
