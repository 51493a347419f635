"""What a test asks of a desktop with a switch: its state in full, and the person's hand on it."""

from abc import ABC, abstractmethod
from pathlib import Path

from presence.desktop.mute.mechanism import Mechanism
from presence.desktop.mute.mechanisms.budgie import Budgie
from presence.desktop.mute.mechanisms.cinnamon import Cinnamon
from presence.desktop.mute.mechanisms.dunst import Dunst
from presence.desktop.mute.mechanisms.freedesktop import Freedesktop
from presence.desktop.mute.mechanisms.gnome import Gnome
from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch
from presence.desktop.mute.mechanisms.mate import Mate
from presence.desktop.mute.mechanisms.xfce import CHANNEL, PROPERTY, Xfce
from tests.fake_servers import (
    FakeBudgie,
    FakeCinnamon,
    FakeDunst,
    FakeGnomeShell,
    FakeMate,
    FakePlasma,
    FakeServer,
)
from tests.fake_xfce import FakeXfceNotifyd, FakeXfconf

# Both tools keep the key in one file; no file is a key that was never set. What an administrator
# has set for everybody is in another, and dconf reads it where there is none of the person's.
GSETTINGS = """#!/bin/sh
[ "$2 $3" = "{schema} {name}" ] || {{ echo "No such schema “$2”" >&2; exit 1; }}
file={file}
[ -e $file ] || file={everybodys}
case "$1" in
get) if [ "$GSETTINGS_BACKEND" = memory ] || [ ! -e $file ]; then echo {default}
     else cat $file; fi;;
set) [ -e {locked} ] && {{ echo "The key is not writable" >&2; exit 1; }}; echo "$4" > {file};;
reset) rm -f {file};;
writable) if [ -e {locked} ]; then echo false; else echo true; fi;;
*) exit 1;;
esac
"""
DCONF = """#!/bin/sh
[ "$1" = read ] || exit 1
if [ "$2" = -d ]; then path="$3"; file=; else path="$2"; file={file}; fi
[ "$path" = {path} ] || exit 1
[ -e "$file" ] || file={everybodys}
[ -e $file ] && cat $file
true
"""


class MutedDesktop(ABC):
    """A desktop in a test."""

    kind: type[Mechanism]
    server: FakeServer
    tools = ""  # the only folder of programs, "" for all that the machine has

    def __init__(self, address: str) -> None:
        self.address = address
        self.start()

    @abstractmethod
    def start(self) -> None:
        """The notification server comes."""

    @abstractmethod
    def state(self) -> str:
        """The switch in full, unset included, to be compared before and after."""

    @abstractmethod
    def is_quiet(self) -> bool: ...

    @abstractmethod
    def switch(self, on: bool) -> None:
        """The person's hand."""

    def stop(self) -> None:
        """The notification server crashes."""
        self.server.stop()

    def end(self) -> None:
        """All of it goes."""
        self.stop()


class DunstDesktop(MutedDesktop):
    """dunst."""

    kind = Dunst

    def __init__(self, address: str, _folder: Path, has_levels: bool = False) -> None:
        self._has_levels = has_levels
        super().__init__(address)

    def start(self) -> None:
        self.server = self.dunst = FakeDunst(self.address, self._has_levels)

    def state(self) -> str:
        return str(self.dunst.level)

    def is_quiet(self) -> bool:
        return self.dunst.level > 0

    def switch(self, on: bool) -> None:
        self.dunst.set_property("paused", on)


class PlasmaDesktop(MutedDesktop):
    """Plasma."""

    kind = Freedesktop

    def __init__(self, address: str, _folder: Path | None) -> None:
        super().__init__(address)

    def start(self) -> None:
        self.server = self.plasma = FakePlasma(self.address)

    def state(self) -> str:
        return f"{self.plasma.own_switch} {len(self.plasma.inhibitors)}"

    def is_quiet(self) -> bool:
        return self.plasma.is_inhibited

    def switch(self, on: bool) -> None:
        if self.is_quiet() != on:
            self.plasma.toggle_by_hand()


class GSettingsDesktop(MutedDesktop):
    """A notification server and its key."""

    kind: type[GSettingsSwitch]
    fake: type[FakeServer]

    def __init__(self, address: str, folder: Path, has_dconf: bool = True) -> None:
        self.key = folder / "key"
        self.everybodys = folder / "everybodys-key"
        self.locked = folder / "locked"
        tools = folder / "bin"
        tools.mkdir()
        for name in ("cat", "env", "rm"):
            (tools / name).symlink_to(f"/usr/bin/{name}")
        self.tools = str(tools)
        self._write(tools / "gsettings", GSETTINGS)
        if has_dconf:
            self._write(tools / "dconf", DCONF)
        super().__init__(address)

    @property
    def muted(self) -> str:
        return self.kind.key.muted

    @property
    def shown(self) -> str:
        return "true" if self.muted == "false" else "false"

    def start(self) -> None:
        self.server = self.fake(self.address)

    def state(self) -> str:
        return self.key.read_text().strip() if self.key.exists() else "unset"

    def is_quiet(self) -> bool:
        return self.state() == self.muted

    def switch(self, on: bool) -> None:
        self.key.write_text(f"{self.muted if on else self.shown}\n")

    def _write(self, tool: Path, text: str) -> None:
        key = self.kind.key
        places = {"file": self.key, "everybodys": self.everybodys, "locked": self.locked}
        names = {"schema": key.schema, "name": key.name, "path": key.path, "default": self.shown}
        tool.write_text(text.format_map({**places, **names}))
        tool.chmod(0o755)


class GnomeDesktop(GSettingsDesktop):
    """GNOME Shell."""

    kind = Gnome
    fake = FakeGnomeShell


class MateDesktop(GSettingsDesktop):
    """MATE."""

    kind = Mate
    fake = FakeMate


class CinnamonDesktop(GSettingsDesktop):
    """Cinnamon."""

    kind = Cinnamon
    fake = FakeCinnamon


class XfceDesktop(MutedDesktop):
    """Xfce: a notification server, and another service that has its settings."""

    kind = Xfce

    def __init__(self, address: str, _folder: Path) -> None:
        self.xfconf = FakeXfconf(address)
        super().__init__(address)

    def start(self) -> None:
        self.server = FakeXfceNotifyd(self.address)

    def end(self) -> None:
        super().end()
        self.xfconf.stop()

    def state(self) -> str:
        return str(self.xfconf.settings.get((CHANNEL, PROPERTY), "unset"))

    def is_quiet(self) -> bool:
        return self.state() == "('b', True)"

    def switch(self, on: bool) -> None:
        self.xfconf.change("SetProperty", CHANNEL, PROPERTY, ("b", on))


class BudgieDesktop(MutedDesktop):
    """Budgie."""

    kind = Budgie

    def __init__(self, address: str, _folder: Path) -> None:
        super().__init__(address)

    def start(self) -> None:
        self.server = self.budgie = FakeBudgie(self.address)

    def state(self) -> str:
        return str(self.budgie.is_quiet)

    def is_quiet(self) -> bool:
        return self.budgie.is_quiet

    def switch(self, on: bool) -> None:
        if self.budgie.is_quiet != on:
            self.budgie.toggle()
