"""A Mac as a test sees it: its Focus, and the shortcuts that its person has added."""

import sys
from pathlib import Path

from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanisms.macos import Macos

PROGRAM = Path(__file__).with_name("fake_shortcuts.py")


class Mac:
    """A Mac whose language has its own word for do-not-disturb."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = folder / "home" / "focus-name"
        (folder / "added").mkdir()
        self.say("do-not-disturb", "勿扰模式")
        self.say("focus", "")

    def say(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    @property
    def focus(self) -> str:
        return (self.folder / "focus").read_text()

    def mechanism(self, time_limit: float = 2.0) -> Macos:
        return Macos(SessionBus("", time_limit), self.names)

    def install(self) -> Path:
        """The folder of its programs, to be found on the PATH."""
        programs = self.folder / "bin"
        programs.mkdir()
        for name in ("shortcuts", "open"):
            program = programs / name
            program.write_text(f"#!{sys.executable} -IES\n{PROGRAM.read_text()}")
            program.chmod(0o755)
        return programs
