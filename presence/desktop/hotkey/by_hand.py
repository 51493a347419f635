"""The command to bind by hand, and where this desktop has it: ready to copy.

Names of settings pages are those of the desktop in English; a terminal's lines are the same in
every language. None of it is run by Presence.
"""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import Key, Modifier
from presence.desktop.hotkey.key_symbols import symbol_name

COMMANDS = {HotkeyAction.TOGGLE: "presence toggle", HotkeyAction.LOOKED: "presence slip"}
GNOME_LIST = "org.gnome.settings-daemon.plugins.media-keys"
GNOME_PATH = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings"


@dataclass(frozen=True, slots=True)
class ByHand:
    """``place`` is where in the settings, "" where a file has it; ``lines`` are to be copied.

    ``file`` is where the lines go, "" for a terminal; without lines only ``command`` is copied.
    """

    command: str
    place: str = ""
    file: str = ""
    lines: str = ""


def by_hand(
    action: HotkeyAction, key: Key, desktop: str, env: Mapping[str, str] | None = None
) -> ByHand:
    """What to do on a desktop of that name (``desktop_name``)."""
    env = os.environ if env is None else env
    command = COMMANDS[action]
    family = desktop.lower()
    if family in ("gnome", "ubuntu", "unity", "budgie", "pop"):
        place = "Settings → Keyboard → View and Customize Shortcuts → Custom Shortcuts"
        return ByHand(command, place, "", _gnome(action, key, command))
    if family == "kde":
        return ByHand(command, "System Settings → Shortcuts → Add Command")
    if family == "xfce":
        return ByHand(
            command, "Settings → Keyboard → Application Shortcuts", "", _xfce(key, command)
        )
    if family in ("x-cinnamon", "cinnamon"):
        return ByHand(command, "System Settings → Keyboard → Shortcuts → Custom Shortcuts")
    if family == "mate":
        return ByHand(command, "Control Center → Keyboard Shortcuts → Add")
    if family == "lxqt":
        return ByHand(command, "LXQt settings → Shortcut Keys → Add")
    if family == "cosmic":
        return ByHand(command, "Settings → Input Devices → Keyboard → Shortcuts → Custom")
    if family == "sway" or env.get("SWAYSOCK"):
        return ByHand(command, "", "~/.config/sway/config", _sway(key, command))
    if family == "i3":
        return ByHand(command, "", "~/.config/i3/config", _sway(key, command))
    if family == "hyprland":
        return ByHand(command, "", "~/.config/hypr/hyprland.conf", _hyprland(key, command))
    if family == "niri":
        return ByHand(command, "", "~/.config/niri/config.kdl", _niri(key, command))
    return ByHand(command)


def _gnome(action: HotkeyAction, key: Key, command: str) -> str:
    """Adds to the list that is there: who set it anew would lose the person's own."""
    path = f"{GNOME_PATH}/presence-{action.value}/"
    one = f"{GNOME_LIST}.custom-keybinding:{path}"
    return "\n".join(
        [
            f"new= old=$(gsettings get {GNOME_LIST} custom-keybindings)",
            (
                f'case $old in *"{path}"*) ;; *"[]"*) new="[\'{path}\']" ;; '
                f"*) new=\"${{old%]}}, '{path}']\" ;; esac"
            ),
            f"gsettings set {one} name Presence",
            f"gsettings set {one} command {shlex.quote(command)}",
            f"gsettings set {one} binding {shlex.quote(_gtk(key, 'Control'))}",
            f'[ -z "$new" ] || gsettings set {GNOME_LIST} custom-keybindings "$new"',
        ]
    )


def _xfce(key: Key, command: str) -> str:
    name = shlex.quote(f"/commands/custom/{_gtk(key, 'Primary')}")
    return (
        f"xfconf-query -c xfce4-keyboard-shortcuts -p {name} -n -t string -s {shlex.quote(command)}"
    )


def _gtk(key: Key, control: str) -> str:
    """``<Control><Alt>p``."""
    names = {
        Modifier.CTRL: control,
        Modifier.ALT: "Alt",
        Modifier.SHIFT: "Shift",
        Modifier.SUPER: "Super",
    }
    return "".join(f"<{names[each]}>" for each in _held(key)) + symbol_name(key)


def _sway(key: Key, command: str) -> str:
    names = {
        Modifier.CTRL: "Ctrl",
        Modifier.ALT: "Mod1",
        Modifier.SHIFT: "Shift",
        Modifier.SUPER: "Mod4",
    }
    keys = "+".join([*(names[each] for each in _held(key)), symbol_name(key)])
    return f"bindsym {keys} exec {command}"


def _hyprland(key: Key, command: str) -> str:
    held = " ".join(each.value.upper() for each in _held(key))
    return f"bind = {held}, {symbol_name(key)}, exec, {command}"


def _niri(key: Key, command: str) -> str:
    keys = "+".join([*(each.value for each in _held(key)), symbol_name(key)])
    words = " ".join(f'"{word}"' for word in command.split())
    return f"{keys} {{ spawn {words}; }}"


def _held(key: Key) -> list[Modifier]:
    return [each for each in Modifier if each in key.modifiers]
