"""LXQt as a test sees it: a notification server, and a file that Qt reads and writes."""

import os
from pathlib import Path

from PySide6.QtCore import QSettings

from presence.desktop.mute.mechanisms.lxqt import FILE, KEY, Lxqt
from tests.desktop_mute.muted_desktops import MutedDesktop
from tests.fake_servers import FakeServer


class FakeLxqt(FakeServer):
    """lxqt-notificationd, whose switch is in the file."""

    info = ("lxqt-notificationd", "lxqt.org", "1.2.0", "1.2")


class LxqtDesktop(MutedDesktop):
    """LXQt."""

    kind = Lxqt

    def __init__(self, address: str, _folder: Path | None = None) -> None:
        self.file = Path(os.environ["XDG_CONFIG_HOME"]) / FILE
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.unlink(missing_ok=True)
        self.file.write_text("[General]\n__userfile__=true\n")  # as it makes one at its start
        super().__init__(address)

    def start(self) -> None:
        self.server = FakeLxqt(self.address)

    def state(self) -> str:
        return self.file.read_text()

    def is_quiet(self) -> bool:
        return self._settings().value(KEY, False, bool) is True

    def switch(self, on: bool) -> None:
        settings = self._settings()
        settings.setValue(KEY, on)
        settings.sync()

    def _settings(self) -> QSettings:
        return QSettings(str(self.file), QSettings.Format.IniFormat)
