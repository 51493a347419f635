"""A switch that is a key of GSettings: it outlives us and the login.

Put back by argument lists: what dconf's own tools know of profiles, locks and the database is
theirs. A key that was never set is reset, not set to its default.
"""

import os
import shutil
from contextlib import suppress
from functools import cache

from presence.core.errors import ErrorCode, MuteError
from presence.core.frozen import dataclass
from presence.core.lease import Recipe, Step
from presence.desktop.dbus import CallFailed
from presence.desktop.lease import player
from presence.desktop.mute.foreign import dconf
from presence.desktop.mute.foreign.dconf_database import Unusable, find_boolean
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.texts import _

_TRUE = "true"
_FALSE = "false"


@dataclass(frozen=True, slots=True)
class Key:
    """Where the switch is; ``path`` is its place in dconf, ``muted`` its value when it is quiet."""

    schema: str
    name: str
    path: str
    muted: str

    @property
    def changed(self) -> SignalMatch:
        """What dconf says to everybody when the key, or a folder that it is in, was written."""
        return SignalMatch(
            sender="ca.desrt.dconf",
            interface="ca.desrt.dconf.Writer",
            member="Notify",
            path="/ca/desrt/dconf/Writer/user",
            arg0_path=self.path,
        )


class GSettingsSwitch(Mechanism):
    """A subclass says which key, and whose: ``key``, ``signals`` and the server's ``info``."""

    lifetime = Lifetime.PERSISTENT
    key: Key
    info: tuple[str, str]  # the name and the vendor that the server gives itself

    @classmethod
    def serves(cls, server: Server) -> bool:
        """By both: desktops that grew out of one another share one of the two."""
        return (server.name, server.vendor) == cls.info

    def read(self) -> Reading:
        value, prior = self._value_and_prior()
        is_muted = value == self.key.muted
        was = "unset" if prior is None else "on" if is_muted else "off"
        return Reading(is_muted=is_muted, prior=prior, was=was)

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        words = ("gsettings", *self._undo(reading))
        return _("Type this in a terminal: {command}").format(command=" ".join(words))

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=Step(command=self._gsettings("get")),
            ours=self.key.muted.encode(),
            restore=Step(command=(_tool("gsettings"), *self._undo(reading))),
            bus=self._bus.address or "",
        )

    def mute(self, reading: Reading) -> None:
        if self._dconf_takes_it():
            return
        try:
            self._ask(self._gsettings("set", self.key.muted))
        except MuteError as exc:
            if exc.code is ErrorCode.MUTE_FAILED and not self.is_allowed():
                raise MuteError(ErrorCode.MUTE_LOCKED, mechanism=self.name) from exc
            raise

    def is_allowed(self) -> bool:
        return self._ask(self._gsettings("writable")) == [_TRUE]

    def _dconf_takes_it(self) -> bool:
        """Whether its service runs and was told at once; the tools cope with all else."""
        if not dconf.is_plain():
            return False
        change = dconf.change(self.key.path, self.key.muted == _TRUE)
        try:
            self._bus.call(dconf.WRITER, "Change", "ay", (change,))
        except CallFailed:
            return False
        return True

    def _value_and_prior(self) -> tuple[str, str | None]:
        """The value that counts, and the person's own, None where they have none."""
        if dconf.is_plain():
            with suppress(Unusable, player.NotPlayed):
                own = find_boolean(self.key.path)
                if own is None:
                    return _default(self.key.schema, self.key.name), None
                return (_TRUE if own else _FALSE,) * 2
        get, tool = self._gsettings("get"), shutil.which("dconf")
        if tool is None or os.environ.get("GSETTINGS_BACKEND", "dconf") != "dconf":
            # Without that tool: a value that is the default counts as unset.
            value, default = self._ask(get, ("env", "GSETTINGS_BACKEND=memory", *get))
            return value, None if value == default else value
        value, stored = self._ask(get, (tool, "read", self.key.path))
        # What is stored may be an administrator's default, which dconf tells apart by its value.
        if not stored or [stored] == self._ask((tool, "read", "-d", self.key.path)):
            return value, None
        return value, value

    def _undo(self, reading: Reading) -> tuple[str, ...]:
        """The words for gsettings that put the reading back."""
        if reading.prior is None:
            return ("reset", self.key.schema, self.key.name)
        return ("set", self.key.schema, self.key.name, reading.prior)

    def _gsettings(self, verb: str, *value: str) -> tuple[str, ...]:
        return (_tool("gsettings"), verb, self.key.schema, self.key.name, *value)

    def _ask(self, *commands: tuple[str, ...]) -> list[str]:
        """What each of them prints; they run beside one another."""
        running, answers = [], []
        failed: player.NotPlayed | None = None
        for command in commands:
            try:
                running.append(player.start(command, self._bus.address or ""))
            except player.NotPlayed as exc:
                failed = exc
        for each in running:  # each of them to its end, whatever the others do
            try:
                answers.append(player.finish(each, self._bus.time_left).decode())
            except player.NotPlayed as exc:
                failed = exc
        if failed is None:
            return answers
        if isinstance(failed, player.TookTooLong):
            raise MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism=self.name) from failed
        detail = self._complaint() or str(failed)
        raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail) from failed

    def _complaint(self) -> str:
        """What gsettings says is wrong: no such schema, no such key; "" where nothing is."""
        import subprocess  # a megabyte, for a key that cannot be used

        try:
            done = subprocess.run(
                self._gsettings("get"),
                capture_output=True,
                text=True,
                timeout=self._bus.time_left,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


@cache
def _default(schema: str, name: str) -> str:
    """What an unset key is; it changes only with the desktop itself. Raises NotPlayed."""
    backend = "GSETTINGS_BACKEND=memory"  # which holds nothing of the person's
    return player.run(("env", backend, _tool("gsettings"), "get", schema, name)).decode()


def _tool(name: str) -> str:
    """The full path, for a guard or a command whose PATH is another one."""
    return shutil.which(name) or name
