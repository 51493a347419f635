"""Where Evolution Data Server is on the bus, if it is there at all.

Its names end with a number that goes up with the interface (Calendar7, Calendar8), so they are
looked for; what nobody has installed is not asked for, and so not started.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress

from presence.core.coming.fetched import Failure, Trouble
from presence.desktop.dbus import BUS, BusError, CallFailed, NoBus, TimedOut, method_call
from presence.desktop.dbus_qt import QtBus

ROOT = "org.gnome.evolution.dataserver"
_NAME = re.compile(rf"{re.escape(ROOT)}\.(Sources|Calendar)(\d{{1,4}})")
_PATH, _BUS_NAME = re.compile(r"/[A-Za-z0-9_/]*"), re.compile(r"[:A-Za-z_][A-Za-z0-9_.:-]*")
STRANGE = Failure(Trouble.SERVER, "an answer that is none")
# Where an answer is not what it is to be, of whatever it is instead.
NOT_AS_EXPECTED = (TypeError, ValueError, IndexError, AttributeError)
# The D-Bus name that GLib gives to an error without one: the quark's, and the number.
_UNMAPPED = re.compile(r"org\.gtk\.GDBus\.UnmappedGError\.Quark\._(\w+?)_2dquark\.Code(\d{1,4})")
# EClientError in e-client.h
_CLIENT_TROUBLES = {
    4: Trouble.WRONG_PASSWORD,
    5: Trouble.WRONG_PASSWORD,
    6: Trouble.UNREACHABLE,
    7: Trouble.UNREACHABLE,
    8: Trouble.NOT_ALLOWED,
    12: Trouble.CERTIFICATE,
}


@dataclass(frozen=True, slots=True)
class Server:
    """The two services that together are Evolution Data Server."""

    sources: DBusAddress
    factory: DBusAddress


Found = Callable[[Server | Failure], None]


def find_server(bus: QtBus, found: Found) -> None:
    """Whether it runs or could be started; ``found`` is called once, later."""
    names: list[str] = []

    def on_running(answer: tuple[Any, ...], error: BusError | None) -> None:
        if error is None:
            names.extend(answer[0])
        server = server_among(names)
        found(server if server is not None else Failure(Trouble.NO_DESKTOP, _said(error)))

    def on_activatable(answer: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            found(Failure(Trouble.NO_DESKTOP, _said(error)))
            return
        names.extend(answer[0])
        bus.call(method_call(BUS, "ListNames"), on_running)

    bus.call(method_call(BUS, "ListActivatableNames"), on_activatable)


def server_among(names: Iterable[str]) -> Server | None:
    """The newest of those that are there, None where one of the two is missing."""
    newest: dict[str, int] = {}
    for name in names:
        fits = _NAME.fullmatch(name)
        if fits is not None:
            newest[fits[1]] = max(newest.get(fits[1], 0), int(fits[2]))
    if len(newest) < 2:
        return None
    path = f"/{ROOT.replace('.', '/')}"
    return Server(
        DBusAddress(
            f"{path}/SourceManager",
            bus_name=f"{ROOT}.Sources{newest['Sources']}",
            interface="org.freedesktop.DBus.ObjectManager",
        ),
        DBusAddress(
            f"{path}/CalendarFactory",
            bus_name=f"{ROOT}.Calendar{newest['Calendar']}",
            interface=f"{ROOT}.CalendarFactory",
        ),
    )


def address_in(answer: tuple[Any, ...], name: str | None, interface: str) -> DBusAddress:
    """What a server has made for us: its path, and where it is told the name that has it.

    Raises ValueError: the bus parts with who sends to a place that cannot be.
    """
    path, told = (*answer, "")[:2]
    told = told or name
    is_one = isinstance(path, str) and _PATH.fullmatch(path)
    if not is_one or not isinstance(told, str) or not _BUS_NAME.fullmatch(told):
        raise ValueError("no address")
    return DBusAddress(path, bus_name=told, interface=interface)


def failure_of(error: BusError) -> Failure:
    """What an error of the bus or of the server means for the calendar."""
    if isinstance(error, NoBus):
        return Failure(Trouble.NO_DESKTOP, "no bus")
    if isinstance(error, TimedOut):
        return Failure(Trouble.UNREACHABLE, "no answer")
    detail = _said(error)
    unmapped = _UNMAPPED.fullmatch(error.name) if isinstance(error, CallFailed) else None
    if unmapped is None:
        return Failure(Trouble.SERVER, detail)
    domain, code = unmapped[1], int(unmapped[2])
    if domain == "g_2dio_2derror" and code == 1:  # G_IO_ERROR_NOT_FOUND
        return Failure(Trouble.GONE_SOURCE, detail)
    if domain == "e_2dclient_2derror":
        return Failure(_CLIENT_TROUBLES.get(code, Trouble.SERVER), detail)
    return Failure(Trouble.SERVER, detail)


def _said(error: BusError | None) -> str:
    """The error's name: its text may hold an address."""
    if not isinstance(error, CallFailed):
        return ""
    unmapped = _UNMAPPED.fullmatch(error.name)
    if unmapped is None:
        return error.name
    return f"{unmapped[1].replace('_2d', '-')} {unmapped[2]}"
