"""An entry in ~/.config/autostart (Desktop Application Autostart Specification).

Honoured by GNOME, Plasma, Xfce, MATE, Cinnamon, LXQt, Budgie, Pantheon, COSMIC, deepin and by
systemd's own generator.
"""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from presence.core.errors import LoginError
from presence.desktop.autostart import own_file
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.program import Program, through_a_shell
from presence.texts import _

OURS = "X-Presence-Autostart"  # a comment would not outlive what Plasma's settings write
ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.4
Name=Presence
Comment={comment}
Exec={command}
TryExec={program}
Icon=presence
Terminal=false
StartupNotify=false
X-GNOME-Autostart-Delay=3
{ours}=true
"""
# What a desktop's own list of these writes to pass an entry over.
TURNED_OFF = {"Hidden": "true", "X-GNOME-Autostart-enabled": "false"}
# The specification's "reserved characters": an argument with one of them stands in quotes.
RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
# The specification forbids = in the name of a program, and GLib finds none with a %.
NOT_IN_A_PROGRAM = frozenset("=%")


class XdgAutostart(Autostart):
    """``folder`` is the person's folder of such entries."""

    def __init__(self, program: Program, folder: Path | None = None) -> None:
        self._program = program
        self._path = (folder or autostart_folder()) / f"{program.name}.desktop"

    @property
    def path(self) -> str:
        return str(self._path)

    def is_on(self) -> bool:
        try:
            entry = self._read()
        except LoginError:
            return False
        if entry is None or any(entry.get(key) == value for key, value in TURNED_OFF.items()):
            return False
        return OURS in entry and entry.get("Exec") == exec_line(self._program.app)

    def turn_on(self) -> None:
        entry = self._read()
        if entry is not None and OURS not in entry:
            raise own_file.foreign(self._path, shlex.join(self._program.app))
        text = ENTRY.format(
            comment=_escaped(_("Be with people: this computer goes quiet")),
            command=exec_line(self._program.app),
            program=_escaped(self._program.app[0]),
            ours=OURS,
        )
        own_file.write(self._path, text.encode())

    def turn_off(self) -> None:
        entry = self._read()
        if entry is not None and OURS in entry:
            own_file.remove(self._path)

    def _read(self) -> Mapping[str, str] | None:
        content = own_file.read(self._path)
        return None if content is None else _keys(content.decode(errors="replace"))


def autostart_folder() -> Path:
    """Where the person's own entries lie (XDG Base Directory Specification)."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if os.path.isabs(config) else Path.home() / ".config") / "autostart"


def exec_line(words: Sequence[str]) -> str:
    """A command as the value of ``Exec``: quoted, then escaped as every string of such a file."""
    if NOT_IN_A_PROGRAM & set(words[0]):
        words = through_a_shell(words)
    return _escaped(" ".join(map(_quoted, words)))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")  # else a field code
    if word and not RESERVED & set(word):
        return word
    for character in '\\"`$':
        word = word.replace(character, f"\\{character}")
    return f'"{word}"'


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace("\t", "\\t").replace("\r", "\\r")


def _keys(text: str) -> Mapping[str, str]:
    """The keys of the first group; what is no key is passed over."""
    keys: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("[") and line.strip() != "[Desktop Entry]":
            break
        key, mark, value = line.partition("=")
        if mark and not line.startswith("#"):
            keys[key.strip()] = value.strip()
    return keys
