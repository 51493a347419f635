"""org.freedesktop.Application on the session bus, over the connection that is there already.

Not the lock of the one instance: that is a file. A desktop calls it only for an entry in its menu
whose file is named like the bus name, with ``DBusActivatable=true`` in it. Anybody on the bus may
call; so all that can be asked for is what a click does, and a link that asks first.
"""

import logging
from collections.abc import Mapping
from typing import Any

from jeepney import HeaderFields, Message, new_error, new_method_return
from PySide6.QtCore import QObject, QTimer, Signal

from presence import APPLICATION_ID
from presence.desktop.dbus import BUS, BusError, method_call
from presence.desktop.dbus_qt import UNKNOWN_METHOD, QtBus

logger = logging.getLogger(__name__)

INTERFACE = "org.freedesktop.Application"
INTROSPECTABLE, PEER = "org.freedesktop.DBus.Introspectable", "org.freedesktop.DBus.Peer"
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
INVALID = "org.freedesktop.DBus.Error.InvalidArgs"
ACTIONS = ("dinner", "ask", "end", "week")  # as the entry in the menu has them
SIGNATURES = {"Activate": "a{sv}", "Open": "asa{sv}", "ActivateAction": "sava{sv}"}
DO_NOT_QUEUE, IS_OWNER = 4, 1
LONGEST_TOKEN = 200
DESCRIPTION = """\
<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
<node><interface name="org.freedesktop.Application">
<method name="Activate"><arg type="a{sv}" name="platform_data" direction="in"/></method>
<method name="Open"><arg type="as" name="uris" direction="in"/>
<arg type="a{sv}" name="platform_data" direction="in"/></method>
<method name="ActivateAction"><arg type="s" name="action_name" direction="in"/>
<arg type="av" name="parameter" direction="in"/>
<arg type="a{sv}" name="platform_data" direction="in"/></method>
</interface></node>
"""


class Application(QObject):
    """Tells what was asked, once it is answered; each time with a token for who raises a window."""

    activated = Signal(str)
    action_wanted = Signal(str, str)  # one of ACTIONS, and the token
    link_opened = Signal(str, str)  # the first of several: one window asks about one

    def __init__(
        self, bus: QtBus, name: str = APPLICATION_ID, parent: QObject | None = None
    ) -> None:
        """``name`` is the bus name, and with slashes the path."""
        super().__init__(parent)
        self._name = name
        self._path = f"/{name.replace('.', '/').replace('-', '_')}"
        self._bus = bus
        self.is_there = False
        # First: who waits for the name may call at once.
        bus.serve(self._answer)
        bus.call(method_call(BUS, "RequestName", "su", (name, DO_NOT_QUEUE)), self._on_named)

    def close(self) -> None:
        """Give the name back: who asks from now on has the bus start another one."""
        if self.is_there and self._bus.is_open:
            self._bus.call(method_call(BUS, "ReleaseName", "s", (self._name,)))
        self.is_there = False

    def _on_named(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        self.is_there = error is None and answer[0] == IS_OWNER
        if not self.is_there:
            logger.info("not on the bus as %s: %s", self._name, error or "another one is")

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        interface, member = fields.get(HeaderFields.interface), fields[HeaderFields.member]
        if (interface, member) == (PEER, "Ping"):
            return new_method_return(call)
        if fields[HeaderFields.path] != self._path:
            return new_error(call, UNKNOWN_OBJECT, "s", (f"only {self._path} is here",))
        if (interface, member) == (INTROSPECTABLE, "Introspect"):
            return new_method_return(call, "s", (DESCRIPTION,))
        if interface not in (INTERFACE, None) or member not in SIGNATURES:
            return new_error(call, UNKNOWN_METHOD, "s", (f"there is no {member}",))
        signature = SIGNATURES[member]
        if fields.get(HeaderFields.signature, "") != signature:
            return new_error(call, INVALID, "s", (f"{member} is to be called with {signature}",))
        if member == "ActivateAction" and call.body[0] not in ACTIONS:
            return new_error(call, INVALID, "s", (f"the actions are {', '.join(ACTIONS)}",))
        QTimer.singleShot(0, self, lambda: self._tell(member, call.body))
        return new_method_return(call)

    def _tell(self, member: str, body: tuple[Any, ...]) -> None:
        token = _token(body[-1])
        if member == "ActivateAction":
            self.action_wanted.emit(body[0], token)
        elif member == "Open" and body[0]:
            self.link_opened.emit(body[0][0], token)
        else:
            self.activated.emit(token)


def _token(platform_data: Mapping[str, tuple[str, object]]) -> str:
    """By which a compositor lets a window come to the front; "" where none, or no such, came."""
    kind, token = platform_data.get("activation-token", ("s", ""))
    is_one = isinstance(token, str) and kind == "s" and token.isascii() and token.isprintable()
    return token if is_one and isinstance(token, str) and len(token) <= LONGEST_TOKEN else ""
