"""NetworkManager on a private bus, as far as it is asked (1.42)."""

from typing import Any

from jeepney import HeaderFields, Message

from tests.fake_servers import Answer, FakeServer, Refusal

NAME = "org.freedesktop.NetworkManager"
DEVICE = f"{NAME}.Device"
ACTIVE = f"{NAME}.Connection.Active"


class NetworkManager(FakeServer):
    """One device; say which connection it has."""

    names = (NAME,)

    def __init__(self, address: str, interface: str) -> None:
        self._interface = interface
        self._connection_of: dict[str, tuple[str, Any]] | None = None
        super().__init__(address)

    def connect(self, name: str, uuid: str, kind: str) -> "NetworkManager":
        self._connection_of = {"Id": ("s", name), "Uuid": ("s", uuid), "Type": ("s", kind)}
        return self

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        if interface == DEVICE:
            path = "/" if self._connection_of is None else f"/{NAME.replace('.', '/')}/Active/1"
            return {"ActiveConnection": ("o", path)}
        return self._connection_of or {}

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetDeviceByIpIface":
            if message.body[0] != self._interface:
                raise Refusal(f"{NAME}.UnknownDevice")
            return "o", (f"/{NAME.replace('.', '/')}/Devices/2",)
        assert message.header.fields[HeaderFields.path] != "/"
        return super()._do(interface, member, message)
