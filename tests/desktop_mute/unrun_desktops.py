"""The desktops that no test can run for real, as their sources say that they behave."""

import os
import threading
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Message, new_signal

from presence.desktop.mute.mechanisms.cosmic import FILE, Cosmic
from presence.desktop.mute.mechanisms.deepin import Deepin
from presence.desktop.mute.mechanisms.pantheon import Pantheon
from tests.desktop_mute.muted_desktops import GSettingsDesktop, MutedDesktop
from tests.fake_servers import NAME, Answer, FakeServer, Unknown


class FakePantheon(FakeServer):
    """elementary's server, whose switch is a key."""

    info = ("io.elementary.notifications", "elementaryOS", "0.1", "1.2")


class PantheonDesktop(GSettingsDesktop):
    """elementary OS."""

    kind = Pantheon
    fake = FakePantheon


class FakeCosmic(FakeServer):
    """cosmic-notifications: takes over what is in a file, and heeds none that goes."""

    info = ("cosmic-notifications", "System76", "0.1.0", "1.2")

    def __init__(self, address: str, file: Path) -> None:
        self.is_quiet = False
        self._file = file
        self.look()
        self._stopped = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()
        super().__init__(address)

    def stop(self) -> None:
        super().stop()
        self._stopped.set()
        self._watching.join(5)

    def look(self) -> None:
        """Take over what is there now."""
        try:
            said = self._file.read_text().strip()
        except FileNotFoundError:
            return
        self.is_quiet = {"true": True, "false": False}.get(said, self.is_quiet)

    def _watch(self) -> None:
        while not self._stopped.wait(0.005):
            self.look()


class CosmicDesktop(MutedDesktop):
    """COSMIC."""

    kind = Cosmic

    def __init__(self, address: str, _folder: Path | None = None) -> None:
        self.file = Path(os.environ["XDG_CONFIG_HOME"]) / FILE
        self.file.parent.mkdir(parents=True, exist_ok=True)  # as it does at its start
        super().__init__(address)

    def start(self) -> None:
        self.server = self.cosmic = FakeCosmic(self.address, self.file)

    def end(self) -> None:
        super().end()
        self.file.unlink(missing_ok=True)

    def state(self) -> str:
        said = self.file.read_text() if self.file.exists() else "unset"
        return f"{said} {self.is_quiet()}"

    def is_quiet(self) -> bool:
        self.cosmic.look()
        return self.cosmic.is_quiet

    def switch(self, on: bool) -> None:
        self.file.write_text("true" if on else "false")


class FakeDeepin(FakeServer):
    """dde-shell's server."""

    names = (NAME, "org.deepin.dde.Notification1")
    info = ("DeepinNotifications", "Deepin", "3.0", "1.2")

    def __init__(self, address: str, settings: dict[int, tuple[str, Any]]) -> None:
        self.settings = settings
        super().__init__(address)

    def set(self, item: int, value: tuple[str, Any]) -> None:
        """Somebody changes a setting."""
        self.settings[item] = value
        address = DBusAddress(
            "/org/deepin/dde/Notification1", interface="org.deepin.dde.Notification1"
        )
        self._connection.send(new_signal(address, "SystemInfoChanged", "uv", (item, value)))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member not in ("GetSystemInfo", "SetSystemInfo"):
            return super()._do(interface, member, message)
        item, *value = message.body
        if item not in self.settings:
            raise Unknown
        if value:
            self.set(item, value[0])
            return None, ()
        return "v", (self.settings[item],)


class DeepinDesktop(MutedDesktop):
    """deepin V23."""

    kind = Deepin

    def __init__(self, address: str, _folder: Path | None = None) -> None:
        self.settings: dict[int, tuple[str, Any]] = dict.fromkeys(range(3), ("b", False))
        super().__init__(address)

    def start(self) -> None:
        self.server = self.deepin = FakeDeepin(self.address, self.settings)

    def state(self) -> str:
        return str(self.settings)

    def is_quiet(self) -> bool:
        return self.settings[0] == ("b", True)

    def switch(self, on: bool) -> None:
        self.deepin.set(0, ("b", on))
