"""mako: a mode of the person's own configuration that hides all notifications, until mako ends.

mako itself has no do-not-disturb. It takes a mode that no configuration names without a word, and
goes on showing everything, so nothing is asked of it where there is no such mode: the person is
told which lines to add. What was held back appears all at once when the mode is gone.
"""

import shlex
from collections import Counter
from typing import Any

from jeepney import DBusAddress

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe, Waiting
from presence.desktop.dbus import BUS, CallFailed, SessionBus
from presence.desktop.mute.foreign.mako_config import (
    Config,
    UnusableConfig,
    read_config,
    started_at,
)
from presence.desktop.mute.mechanism import (
    NOTIFICATIONS,
    Lifetime,
    Mechanism,
    Reading,
    Server,
    SignalMatch,
)
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import mako_mode
from presence.texts import _

INTERFACE = "fr.emersion.Mako"
PATH = "/fr/emersion/Mako"
OWN_NOTICES = "presence"

_MAKO = DBusAddress(PATH, bus_name=NOTIFICATIONS.bus_name, interface=INTERFACE)


class Mako(Mechanism):
    """The mako notification daemon."""

    name = "mako"
    lifetime = Lifetime.DAEMON
    floods = True
    signals = (
        # From 1.10 on; an older one tells nobody.
        SignalMatch(
            sender=NOTIFICATIONS.bus_name,
            interface="org.freedesktop.DBus.Properties",
            member="PropertiesChanged",
            path=PATH,
            arg0=INTERFACE,
        ),
    )

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._seen: frozenset[int] = frozenset()  # notifications that stood there before the mute

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == "mako"

    def read(self) -> Reading:
        """Its modes; raises MuteError(MUTE_NEEDS_LINES) where none of them could hide anything."""
        config = self._config()
        if config.mode is None:
            raise MuteError(ErrorCode.MUTE_NEEDS_LINES, mechanism=self.name, path=config.path)
        is_muted = not set(config.hiding).isdisjoint(self._modes())
        return Reading(is_muted, prior=config.mode, was="on" if is_muted else "off")

    def recipe(self, reading: Reading) -> Recipe:
        mode = reading.prior or ""
        return Recipe(
            ask=script_step(mako_mode, "has", mode),
            ours=mako_mode.YES.encode(),
            restore=script_step(mako_mode, "remove", mode),
            bus=self._bus.address or "",
            done=mako_mode.YES.encode(),  # a third run would prove no more
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        command = f"makoctl mode -r {shlex.quote(reading.prior or '')}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        self._catch_up()
        self._seen = frozenset(number for number, _program in self._notifications())
        modes = self._modes()
        if reading.prior not in modes:
            self._call("SetModes", "as", ([*modes, reading.prior],))

    def waiting(self) -> Waiting:
        """What has come since the mute, our own notices aside."""
        programs = Counter(
            program
            for number, program in self._notifications()
            if number not in self._seen and program.lower() != OWN_NOTICES
        )
        return Waiting(programs.total(), dict(programs))

    def _catch_up(self) -> None:
        """Have mako read its configuration again where it was changed since mako started.

        Else we would promise quiet by a mode that mako may not know of yet, and it cannot be asked
        which ones it knows. It is what ``makoctl reload`` does: mako takes over what the person has
        saved, or all of it stays as it was and mako says so.
        """
        pid = self._pid()
        started = started_at(pid)
        config = self._config()
        if started is not None and config.changed_at < started:
            return
        try:
            self._call("Reload")
        except CallFailed as exc:
            detail = _("mako cannot use its configuration, {path}").format(path=config.path)
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail) from exc

    def _config(self) -> Config:
        try:
            return read_config(self._pid())
        except UnusableConfig as exc:
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=str(exc)) from exc

    def _pid(self) -> int:
        (pid,) = self._bus.call(BUS, "GetConnectionUnixProcessID", "s", (NOTIFICATIONS.bus_name,))
        return int(pid)

    def _modes(self) -> list[str]:
        (modes,) = self._call("ListModes")
        return list(modes)

    def _notifications(self) -> list[tuple[int, str]]:
        """The number and the program of each; their texts are nobody's business."""
        (notifications,) = self._call("ListNotifications")
        return [(each["id"][1], each["app-name"][1]) for each in notifications]

    def _call(
        self, member: str, signature: str | None = None, body: tuple[object, ...] = ()
    ) -> tuple[Any, ...]:
        return self._bus.call(_MAKO, member, signature, body)
