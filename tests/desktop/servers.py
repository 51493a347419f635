"""Servers that behave: one that shows notices, a screen saver, a portal."""

from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, new_signal
from jeepney.bus_messages import DBusNameFlags, message_bus

from tests.fake_servers import NAME, PATH, Answer, FakeServer, Unknown


@dataclass(frozen=True)
class Notice:
    """What the server was asked to show."""

    number: int
    replaces: int
    title: str
    body: str
    actions: tuple[str, ...]
    hints: dict[str, Any]
    limit: int


class NoticeServer(FakeServer):
    """Keeps what it shows by number, tells of clicks and of notices that go."""

    capabilities: tuple[str, ...] = ("actions", "body", "body-markup")

    def _prepare(self) -> None:
        self.notices: list[Notice] = []
        self.open: dict[int, Notice] = {}

    def choose(self, key: str) -> None:
        """The person presses a button of the last notice."""
        self._emit("ActionInvoked", "us", (self.notices[-1].number, key))

    def dismiss(self) -> None:
        """The person sends the last notice away."""
        self._close(self.notices[-1].number, 2)

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "Notify":
            return "u", (self._show(message.body),)
        if member == "CloseNotification":
            self._close(message.body[0], 3)
            return None, ()
        return super()._do(interface, member, message)

    def _show(self, values: tuple[Any, ...]) -> int:
        _app, replaces, _icon, title, body, actions, hints, limit = values
        number = replaces or len(self.notices) + 1
        notice = Notice(number, replaces, title, body, tuple(actions), dict(hints), limit)
        self.notices.append(notice)
        self.open[number] = notice
        return int(number)

    def _close(self, number: int, reason: int) -> None:
        if self.open.pop(number, None) is not None:
            self._emit("NotificationClosed", "uu", (number, reason))

    def _emit(self, member: str, signature: str, body: tuple[object, ...]) -> None:
        address = DBusAddress(PATH, interface=NAME)
        self._connection.send(new_signal(address, member, signature, body))


class PlainNoticeServer(NoticeServer):
    """Knows neither markup nor buttons."""

    capabilities = ("body",)


class ScreenSaver(FakeServer):
    """A screen saver under the name of its desktop: it comes, goes and says which."""

    def __init__(self, address: str, desktop: str = "gnome", is_active: bool = False) -> None:
        self.saver = f"org.{desktop}.ScreenSaver"
        self.is_active = is_active
        super().__init__(address)

    def _prepare(self) -> None:
        self._ask(message_bus.RequestName(self.saver, DBusNameFlags.do_not_queue))

    def cover(self, is_active: bool) -> None:
        """The saver covers the screen, or goes away."""
        self.is_active = is_active
        address = DBusAddress(f"/{self.saver.replace('.', '/')}", interface=self.saver)
        self._connection.send(new_signal(address, "ActiveChanged", "b", (is_active,)))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface == self.saver and member == "GetActive":
            return "b", (self.is_active,)
        raise Unknown


class Portal(FakeServer):
    """A desktop portal that knows how things are to look."""

    name = "org.freedesktop.portal.Desktop"
    path = "/org/freedesktop/portal/desktop"
    interface = "org.freedesktop.portal.Settings"

    def _prepare(self) -> None:
        self._ask(message_bus.RequestName(self.name, DBusNameFlags.do_not_queue))
        self.settings: dict[str, dict[str, tuple[str, Any]]] = {
            "org.freedesktop.appearance": {
                "color-scheme": ("u", 1),
                "accent-color": ("(ddd)", (0.4, 0.1, 0.5)),
                "contrast": ("u", 1),
            },
            "org.gnome.desktop.interface": {
                "font-name": ("s", "Cantarell 11"),
                "text-scaling-factor": ("d", 1.5),
            },
        }

    def change(self, namespace: str, key: str, value: tuple[str, Any]) -> None:
        """The person changes something in the desktop's settings."""
        self.settings[namespace][key] = value
        address = DBusAddress(self.path, interface=self.interface)
        body = (namespace, key, value)
        self._connection.send(new_signal(address, "SettingChanged", "ssv", body))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface == self.interface and member == "ReadAll":
            wanted = message.body[0]
            return "a{sa{sv}}", ({k: v for k, v in self.settings.items() if k in wanted},)
        raise Unknown
