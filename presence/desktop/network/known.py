"""Which network an interface is in, so that it is known again: asked once, and nothing watched.

NetworkManager's connection says it of a Wi-Fi. Its "Wired connection 1" is every wired network, so
there the router's own address goes with it, which alone says it where there is no NetworkManager.
Of all this only a hash is kept.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jeepney import DBusAddress
from PySide6.QtCore import QObject

from presence.core.table.digests import sha256
from presence.core.table.reach import Network
from presence.desktop.dbus import PROPERTIES, BusError, BusKind, method_call
from presence.desktop.dbus_qt import QtBus

NAME = "org.freedesktop.NetworkManager"
MANAGER = DBusAddress("/org/freedesktop/NetworkManager", bus_name=NAME, interface=NAME)
DEVICE = f"{NAME}.Device"
ACTIVE = f"{NAME}.Connection.Active"
WIRELESS = "802-11-wireless"
MAC = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}")
NO_MAC = "00:00:00:00:00:00"  # of a router that has not answered yet

Found = Callable[[Network | None], None]


def find_network(
    interface: str,
    found: Found,
    parent: QObject,
    address: str | None = None,
    root: Path = Path("/"),
) -> "NetworkQuestion":
    """Give ``found`` the network, None where nobody knows it; once, and never at once.

    ``address`` is that of the system bus.
    """
    return NetworkQuestion(interface, found, parent, address, root)


def network_by_router(interface: str, root: Path = Path("/")) -> Network | None:
    """The network as its router says it: the hardware address that the kernel has of it."""
    router = _router(interface, root)
    if router is None:
        return None
    ip, mac = router
    return Network(_hashed(mac), ip)


class NetworkQuestion(QObject):
    """Three calls, one after the other: the interface's device, its connection, what that is."""

    def __init__(
        self, interface: str, found: Found, parent: QObject, address: str | None, root: Path
    ) -> None:
        super().__init__(parent)
        self._interface = interface
        self._found = found
        self._root = root
        self._bus = QtBus(BusKind.SYSTEM, address, self)
        call = method_call(MANAGER, "GetDeviceByIpIface", "s", (interface,))
        self._bus.call(call, self._on_device)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._found = _nobody
        self._bus.close()
        self.deleteLater()

    def _on_device(self, body: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            self._end(network_by_router(self._interface, self._root))
            return
        self._get(body[0], "Get", (DEVICE, "ActiveConnection"), self._on_connection)

    def _on_connection(self, body: tuple[Any, ...], error: BusError | None) -> None:
        path = None if error is not None else body[0][1]
        if not isinstance(path, str) or path == "/":
            self._end(network_by_router(self._interface, self._root))
            return
        self._get(path, "GetAll", (ACTIVE,), self._on_values)

    def _get(
        self,
        path: str,
        member: str,
        of: tuple[str, ...],
        answered: Callable[[tuple[Any, ...], BusError | None], None],
    ) -> None:
        address = DBusAddress(path, bus_name=NAME, interface=PROPERTIES)
        self._bus.call(method_call(address, member, "s" * len(of), of), answered)

    def _on_values(self, body: tuple[Any, ...], error: BusError | None) -> None:
        values = {} if error is not None else {name: value for name, (_, value) in body[0].items()}
        uuid, name, kind = (str(values.get(each, "")) for each in ("Uuid", "Id", "Type"))
        router = _router(self._interface, self._root)
        if uuid and kind == WIRELESS:
            self._end(Network(_hashed(uuid), name))
        elif uuid and router is not None:
            self._end(Network(_hashed(uuid, router[1]), name))
        else:
            self._end(network_by_router(self._interface, self._root))

    def _end(self, network: Network | None) -> None:
        found = self._found
        self.stop()
        found(network)


def _nobody(_network: Network | None) -> None:
    """Is told of what nobody waits for any more."""


def _router(interface: str, root: Path) -> tuple[str, str] | None:
    """The address of the default route of an interface, and the hardware that has it."""
    for line in _lines(root / "proc/net/route"):
        fields = line.split()
        if len(fields) > 2 and fields[0] == interface and fields[1] == "00000000":
            ip = _as_ip(fields[2])
            mac = _mac(interface, ip, root)
            if mac is not None:
                return ip, mac
    return None


def _mac(interface: str, ip: str, root: Path) -> str | None:
    for line in _lines(root / "proc/net/arp"):
        fields = line.lower().split()
        if len(fields) > 5 and fields[0] == ip and fields[5] == interface.lower():
            is_known = MAC.fullmatch(fields[3]) and fields[3] != NO_MAC
            return fields[3] if is_known else None
    return None


def _as_ip(little_endian: str) -> str:
    """proc(5): in hexadecimal, as it lies in memory."""
    try:
        return ".".join(str(byte) for byte in reversed(bytes.fromhex(little_endian)))
    except ValueError:
        return ""


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:  # not on Linux, or not to be read
        return []


def _hashed(*parts: str) -> str:
    return sha256("\n".join(("presence network", *parts)).encode()).hexdigest()[:32]
