"""Servers that behave: one that shows notices, and one that knows of sleep and locks."""

from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, new_signal
from jeepney.bus_messages import DBusNameFlags, message_bus

from tests.fake_servers import NAME, PATH, Answer, FakeServer, Unknown

LOGIND = "org.freedesktop.login1"
SESSION_PATH = "/org/freedesktop/login1/session/_32"


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


class Logind(FakeServer):
    """A system bus with logind on it, and the screen saver beside it for brevity."""

    def _prepare(self) -> None:
        self._ask(message_bus.RequestName(LOGIND, DBusNameFlags.do_not_queue))

    def sleep(self, goes: bool) -> None:
        """The lid is closed, or opened."""
        self._emit("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", "b", (goes,))

    def lock(self, is_locked: bool, path: str = SESSION_PATH) -> None:
        """A session is locked or unlocked."""
        changed = {"LockedHint": ("b", is_locked), "IdleHint": ("b", is_locked)}
        body: tuple[object, ...] = (f"{LOGIND}.Session", changed, [])
        interface = "org.freedesktop.DBus.Properties"
        self._emit(path, interface, "PropertiesChanged", "sa{sv}as", body)

    def screen_saver(self, is_active: bool, interface: str = "org.gnome.ScreenSaver") -> None:
        """The screen saver comes or goes."""
        self._emit("/org/gnome/ScreenSaver", interface, "ActiveChanged", "b", (is_active,))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetSession":
            return "o", (SESSION_PATH,)
        raise Unknown

    def _emit(
        self, path: str, interface: str, member: str, signature: str, body: tuple[object, ...]
    ) -> None:
        address = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(address, member, signature, body))


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
