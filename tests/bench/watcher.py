"""A tray that only notes who comes: the StatusNotifierWatcher of a session bus."""

import threading
from collections.abc import Callable

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.kde.StatusNotifierWatcher"
PROPERTIES = {
    "RegisteredStatusNotifierItems": ("as", []),
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
}


class Watcher:
    """Answers on the bus in a thread of its own; ``on_item`` is called there, at once."""

    def __init__(self, address: str, on_item: Callable[[], None]) -> None:
        self._on_item = on_item
        self._connection: DBusConnection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (OSError, EOFError):
                return  # the bus is gone, and the bench with it
            if message.header.message_type is MessageType.method_call:
                self._connection.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        member = message.header.fields[HeaderFields.member]
        if member == "RegisterStatusNotifierItem":
            self._on_item()
            return new_method_return(message)
        if member == "RegisterStatusNotifierHost":
            return new_method_return(message)
        if member == "Get" and message.body[1] in PROPERTIES:
            return new_method_return(message, "v", (PROPERTIES[message.body[1]],))
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (PROPERTIES,))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
