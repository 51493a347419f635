"""Plays logind and UPower on the system bus of a lab, and does what the test says over that bus."""

import json
import os
import sys
import threading
from typing import Any

from jeepney import HeaderFields, Message

from tests.fake_servers import Answer
from tests.login_server import LoginServer

CONTROL = "presence.tests.Laptop"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"  # gdbus asks for that first


class ToldServer(LoginServer):
    """One that is told by calls of ``CONTROL``: a method's name, its arguments as JSON."""

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface != CONTROL:
            return super()._do(interface, member, message)
        arguments = json.loads(message.body[0])
        return "s", (json.dumps(getattr(self, f"on_{member.lower()}")(*arguments)),)

    def _take(self, message: Message) -> None:
        """What the test says is heard while nobody else is answered, too."""
        if message.header.fields.get(HeaderFields.interface) in (CONTROL, INTROSPECTABLE):
            self._reply(message)
        else:
            super()._take(message)

    def on_do(self, name: str, *arguments: Any) -> Any:
        return getattr(self, name)(*arguments)

    def on_set(self, name: str, value: Any) -> None:
        setattr(self, name, value)

    def on_look(self) -> dict[str, Any]:
        """What is to be seen: who holds up sleep, and for how long the last one was held up."""
        held = [(each.what, each.who, each.why, each.mode) for each in self.delaying]
        return {"delaying": held, "delay": self.delay}


if __name__ == "__main__":
    server = ToldServer(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], **json.loads(sys.argv[1]))
    threading.Event().wait()
