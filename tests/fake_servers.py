"""Notification servers that behave: on a private bus, in a thread, muted as the real ones are."""

import socket
import threading
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import DBusNameFlags, MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
DUNST = "org.dunstproject.cmd0"

Answer = tuple[str | None, tuple[object, ...]]


class Unknown(Exception):
    """The server does not know that call."""


class Refusal(Exception):
    """The server says no, under an error name of its own."""


class FakeServer:
    """Answers on the bus until it is stopped; ``hangs`` makes it read on and answer nothing."""

    names: tuple[str, ...] = (NAME,)
    info = ("Somebody", "nobody", "1.0", "1.2")
    capabilities: tuple[str, ...] = ("body",)

    def __init__(self, address: str, connection: DBusConnection | None = None) -> None:
        """``connection`` is one to that bus which another process has made."""
        self._connection = connection or open_dbus_connection(address)
        self._unanswered: list[Message] = []
        self._hangs = threading.Event()
        self.calls: list[str] = []
        self._prepare()
        for name in self.names:
            self._ask(message_bus.RequestName(name, DBusNameFlags.do_not_queue))
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Leave the bus, as a server that crashes does."""
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def hang(self) -> None:
        """Answer nothing any more."""
        self._hangs.set()

    def answer(self) -> None:
        """Answer again; what was asked meanwhile is answered with the next call."""
        self._hangs.clear()

    def _prepare(self) -> None:
        """Before the name is owned."""

    def _ask(self, message: Message) -> tuple[Any, ...]:
        body = self._connection.send_and_get_reply(message, timeout=5).body
        return tuple(body)

    def _run(self) -> None:
        try:
            while True:
                self._take(self._connection.receive())
        except (OSError, ValueError):  # stopped
            return

    def _take(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            self._on_signal(message)
        elif message.header.message_type is MessageType.method_call:
            self._unanswered.append(message)
            if not self._hangs.is_set():
                waiting, self._unanswered = self._unanswered, []
                for each in waiting:
                    self._reply(each)

    def _reply(self, message: Message) -> None:
        fields = message.header.fields
        member = fields[HeaderFields.member]
        interface = fields.get(HeaderFields.interface, "")
        self.calls.append(member)
        try:
            signature, body = self._do(interface, member, message)
            reply = new_method_return(message, signature, body)
        except Unknown:
            error = "org.freedesktop.DBus.Error.UnknownMethod"
            reply = new_error(message, error, "s", (f"no {member}",))
        except Refusal as exc:
            reply = new_error(message, str(exc), "s", (f"{member} is refused",))
        if not message.header.flags & MessageFlag.no_reply_expected:
            self._connection.send(reply)

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetServerInformation":
            return "ssss", self.info
        if member == "GetCapabilities":
            return "as", (list(self.capabilities),)
        if interface == PROPERTIES:
            return self._property(member, *message.body)
        raise Unknown

    def _property(self, member: str, interface: str, *rest: Any) -> Answer:
        table = self.properties(interface)
        if member == "GetAll":
            return "a{sv}", (table,)
        if member == "Get" and rest[0] in table:
            return "v", (table[rest[0]],)
        if member == "Set" and rest[0] in table:
            self.set_property(rest[0], rest[1][1])
            return None, ()
        raise Unknown

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        """The properties of an interface, as variants."""
        return {}

    def set_property(self, name: str, value: Any) -> None:
        """Somebody sets a property that there is."""
        raise Unknown

    def _on_signal(self, message: Message) -> None: ...

    def _emit_changed(self, interface: str) -> None:
        address = DBusAddress(PATH, interface=PROPERTIES)
        changed = new_signal(
            address, "PropertiesChanged", "sa{sv}as", (interface, self.properties(interface), [])
        )
        self._connection.send(changed)


class FakeDunst(FakeServer):
    """dunst; with levels from 1.10 on."""

    capabilities = ("actions", "body")

    def __init__(self, address: str, has_levels: bool = False) -> None:
        self.level = 0
        self.displayed = self.waiting = 0
        self._has_levels = has_levels
        self.info = ("dunst", "knopwob", "1.10.0" if has_levels else "1.9.0", "1.2")
        super().__init__(address)

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        if interface != DUNST:
            return {}
        table: dict[str, tuple[str, Any]] = {
            "paused": ("b", self.level > 0),
            "displayedLength": ("u", self.displayed),
            "waitingLength": ("u", self.waiting),
        }
        if self._has_levels:
            table["pauseLevel"] = ("u", self.level)
        return table

    def set_property(self, name: str, value: Any) -> None:
        self.level = value if name == "pauseLevel" else 100 * value
        if self.level:  # what is on the screen waits with all that comes
            self.displayed, self.waiting = 0, self.waiting + self.displayed
        self._emit_changed(DUNST)


class Deaf(FakeDunst):
    """Takes every order and does nothing."""

    def set_property(self, name: str, value: Any) -> None: ...


class FakePlasma(FakeServer):
    """Plasma: inhibitions that end with the connection that asked for them."""

    info = ("Plasma", "KDE", "5.27.5", "1.2")
    capabilities = ("body", "inhibitions")

    def __init__(self, address: str) -> None:
        self.inhibitors: set[str] = set()
        self.own_switch = False
        self.delays = False  # the panel's applet, which sets the property, is not up yet
        super().__init__(address)

    @property
    def is_inhibited(self) -> bool:
        return self.own_switch or bool(self.inhibitors)

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        said = self.is_inhibited and not self.delays
        return {"Inhibited": ("b", said)} if interface == NAME else {}

    def toggle_by_hand(self) -> None:
        """The person's switch; off, it also revokes what applications asked for."""
        if self.is_inhibited:
            self.own_switch = False
            self.inhibitors.clear()
        else:
            self.own_switch = True
        self._emit_changed(NAME)

    def _prepare(self) -> None:
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        self._ask(message_bus.AddMatch(rule))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "Inhibit":
            self.inhibitors.add(message.header.fields[HeaderFields.sender])
            self._emit_changed(NAME)
            return "u", (len(self.inhibitors),)
        return super()._do(interface, member, message)

    def _on_signal(self, message: Message) -> None:
        if message.header.fields.get(HeaderFields.member) != "NameOwnerChanged":
            return
        name, _before, after = message.body
        if not after and name in self.inhibitors:
            self.inhibitors.discard(name)
            self._emit_changed(NAME)


class FakeGnomeShell(FakeServer):
    """GNOME Shell, whose switch is a key of gsettings."""

    info = ("gnome-shell", "GNOME", "43.9", "1.2")


class FakeMate(FakeServer):
    """MATE's daemon, whose switch is another key."""

    info = ("Notification Daemon", "MATE", "1.26.0", "1.2")


class FakeCinnamon(FakeServer):
    """Cinnamon, whose switch is a third one."""

    info = ("cinnamon", "GNOME", "5.6.8", "1.2")


class FakeBudgie(FakeServer):
    """Budgie's daemon, whose switch can only be toggled."""

    names: tuple[str, ...] = (NAME, "org.budgie_desktop.Notifications")
    info = ("Budgie Notification Server", "Budgie Desktop Developers", "10.7.1", "1.2")

    def __init__(self, address: str) -> None:
        self.is_quiet = False
        super().__init__(address)

    def toggle(self) -> None:
        self.is_quiet = not self.is_quiet
        address = DBusAddress(
            "/org/budgie_desktop/Notifications",
            interface="org.buddiesofbudgie.budgie.Dispatcher",
        )
        self._connection.send(new_signal(address, "DoNotDisturbChanged", "b", (self.is_quiet,)))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetDoNotDisturb":
            return "b", (self.is_quiet,)
        if member == "ToggleDoNotDisturb":
            self.toggle()
            return None, ()
        return super()._do(interface, member, message)
