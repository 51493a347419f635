"""Keys that a desktop itself keeps for Presence: bound by hand, or given once by Plasma's portal.

What the app holds goes with it. These do not, so they are found and taken away when Presence
leaves; only such as run a command of ours, or stand under a name of ours.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from jeepney import DBusAddress

from presence import APPLICATION_ID
from presence.core.keys.hotkey import HotkeyAction
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.hotkey.by_hand import COMMANDS, GNOME_LIST, GNOME_PATH

SECONDS = 5.0
GNOME_KEY = "custom-keybindings"
XFCE = ("xfconf-query", "-c", "xfce4-keyboard-shortcuts")
XFCE_PLACE = "/commands/custom/"
KDE = DBusAddress(
    "/kglobalaccel", bus_name="org.kde.kglobalaccel", interface="org.kde.KGlobalAccel"
)
KDE_COMPONENT = "org.kde.kglobalaccel.Component"
OUR_NAMES = ("presence", APPLICATION_ID)  # the first is that of a session of the portal

Ask = Callable[[Sequence[str]], str | None]  # what a program prints; None where it cannot


@dataclass(frozen=True, slots=True)
class Bound:
    """``place`` is where the desktop keeps it; ``let_go`` says whether it could be taken away."""

    place: str
    let_go: Callable[[], bool]


def ask(command: Sequence[str]) -> str | None:
    """What a program of the desktop prints; None where there is none, or it fails."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def find_bound(asked: Ask = ask, bus: SessionBus | None = None) -> tuple[Bound, ...]:
    """All that this desktop keeps; nothing is started for the question."""
    if sys.platform in ("win32", "darwin"):
        return ()  # there the app alone holds them
    bus = bus or SessionBus()
    return (*_gnome(asked), *_xfce(asked, bus), *_plasma(bus))


def _is_in_dconf(text: bytes) -> bool:
    """Looked for in its file: to ask would make one where there is none."""
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    try:
        with open(os.path.join(config, "dconf", "user"), "rb") as file:
            return text in file.read()
    except OSError:
        return False


def _gnome(asked: Ask) -> Iterator[Bound]:
    if not _is_in_dconf(b"presence-"):
        return
    listed = asked(("gsettings", "get", GNOME_LIST, GNOME_KEY))
    try:
        paths = list(ast.literal_eval((listed or "[]").strip().removeprefix("@as ")))
    except (ValueError, SyntaxError):
        return
    ours = [f"{GNOME_PATH}/presence-{action.value}/" for action in HotkeyAction]
    for path in filter(paths.__contains__, ours):

        def let_go(path: str = path) -> bool:
            paths.remove(path)
            order = ["reset", GNOME_LIST, GNOME_KEY]  # empty is what it was before
            if paths:
                order = ["set", GNOME_LIST, GNOME_KEY, str(paths)]
            one = f"{GNOME_LIST}.custom-keybinding:{path}"
            done = asked(("gsettings", *order)) is not None
            return asked(("gsettings", "reset-recursively", one)) is not None and done

        yield Bound(f"dconf {path}", let_go)


def _xfce(asked: Ask, bus: SessionBus) -> Iterator[Bound]:
    try:
        if bus.owner_of("org.xfce.Xfconf") is None:
            return
    except BusError:
        return
    for line in (asked((*XFCE, "-l", "-v")) or "").splitlines():
        name, _space, command = line.strip().partition(" ")
        if name.startswith(XFCE_PLACE) and command.strip() in COMMANDS.values():

            def let_go(name: str = name) -> bool:
                return asked((*XFCE, "-r", "-p", name)) is not None

            yield Bound(f"xfconf xfce4-keyboard-shortcuts {name}", let_go)


def _plasma(bus: SessionBus) -> Iterator[Bound]:
    with suppress(BusError):
        if bus.owner_of(KDE.bus_name or "") is None:
            return
        for component in OUR_NAMES:
            with suppress(BusError):  # there is no such component
                (path,) = bus.call(KDE, "getComponent", "s", (component,))
                address = DBusAddress(path, bus_name=KDE.bus_name, interface=KDE_COMPONENT)
                (names,) = bus.call(address, "shortcutNames")
                for name in names:
                    let_go = partial(_let_go, bus, component, str(name))
                    yield Bound(f"kglobalshortcutsrc [{component}] {name}", let_go)


def _let_go(bus: SessionBus, component: str, name: str) -> bool:
    with suppress(BusError):
        (done,) = bus.call(KDE, "unregister", "ss", (component, name))
        return bool(done)
    return False
