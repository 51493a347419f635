"""SwayNotificationCenter as a test sees it: a panel, a switch that is a key, later inhibitors."""

from pathlib import Path

from jeepney import DBusAddress, Message, new_signal

from presence.desktop.mute.mechanisms.swaync import CONTROL, Swaync, SwayncInhibitor
from tests.desktop_mute.muted_desktops import GSettingsDesktop, MutedDesktop
from tests.fake_servers import NAME, Answer, FakeServer, Unknown


class FakeSwaync(FakeServer):
    """swaync 0.7.3, whose switch is a file: of no value there, or of true or false."""

    names = (NAME, CONTROL.bus_name)
    info = ("SwayNotificationCenter", "ErikReider", "0.7.3", "1.2")

    def __init__(self, address: str, key: Path) -> None:
        self.count = 0  # of what is in the panel
        self._key = key
        super().__init__(address)

    @property
    def is_off_by_hand(self) -> bool:
        return self._key.exists() and self._key.read_text().strip() == "true"

    def set_dnd(self, on: bool) -> None:
        """Somebody sets the switch."""
        self._key.write_text("true\n" if on else "false\n")

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface != CONTROL.interface:
            return super()._do(interface, member, message)
        match member:
            case "GetDnd":
                return "b", (self.is_off_by_hand,)
            case "SetDnd":
                self.set_dnd(message.body[0])
                return None, ()
            case "NotificationCount":
                return "u", (self.count,)
        raise Unknown


class FakeSwayncWithInhibitors(FakeSwaync):
    """swaync from 0.8 on."""

    info = ("SwayNotificationCenter", "ErikReider", "0.10.1", "1.2")

    def __init__(self, address: str, key: Path) -> None:
        self.inhibitors: set[str] = set()
        super().__init__(address, key)

    def set_dnd(self, on: bool) -> None:
        super().set_dnd(on)
        self._tell()

    def clear_inhibitors(self) -> None:
        """The person does, as swaync-client can."""
        self.inhibitors.clear()
        self._tell()

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        match member:
            case "IsInhibited":
                return "b", (bool(self.inhibitors),)
            case "AddInhibitor":
                (name,) = message.body
                is_new = name not in self.inhibitors
                self.inhibitors.add(name)
                self._tell()
                return "b", (is_new,)
            case "RemoveInhibitor":
                (name,) = message.body
                was_there = name in self.inhibitors
                self.inhibitors.discard(name)
                self._tell()
                return "b", (was_there,)
        return super()._do(interface, member, message)

    def _tell(self) -> None:
        address = DBusAddress(CONTROL.object_path, interface=CONTROL.interface)
        body = (self.count, self.is_off_by_hand, False, bool(self.inhibitors))
        self._connection.send(new_signal(address, "SubscribeV2", "ubbb", body))


class SwayncDesktop(GSettingsDesktop):
    """swaync, muted by its switch."""

    kind = Swaync

    def start(self) -> None:
        self.server = self.swaync = FakeSwaync(self.address, self.key)


class SwayncInhibitorDesktop(MutedDesktop):
    """swaync, muted by an inhibitor."""

    kind = SwayncInhibitor

    def __init__(self, address: str, folder: Path) -> None:
        self._key = folder / "key"
        super().__init__(address)

    def start(self) -> None:
        self.server = self.swaync = FakeSwayncWithInhibitors(self.address, self._key)

    def state(self) -> str:
        key = self._key.read_text().strip() if self._key.exists() else "unset"
        return f"{key} {sorted(self.swaync.inhibitors)}"

    def is_quiet(self) -> bool:
        return self.swaync.is_off_by_hand or bool(self.swaync.inhibitors)

    def switch(self, on: bool) -> None:
        self.swaync.set_dnd(on)
        if not on:
            self.swaync.clear_inhibitors()
