"""A real Evolution Data Server on a private bus, and a calendar program that writes into it."""

from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress
from PySide6.QtCore import QCoreApplication, QEvent

from presence.desktop.dbus import Connection, method_call
from presence.desktop.dbus_qt import QtBus
from tests.desktops.lab import Lab

ROOT = "org.gnome.evolution.dataserver"
PERSONAL = "system-calendar"  # the one that is there without any account
SOURCES = DBusAddress(
    "/org/gnome/evolution/dataserver/SourceManager",
    bus_name=f"{ROOT}.Sources5",
    interface=f"{ROOT}.SourceManager",
)
FACTORY = DBusAddress(
    "/org/gnome/evolution/dataserver/CalendarFactory",
    bus_name=f"{ROOT}.Calendar8",
    interface=f"{ROOT}.CalendarFactory",
)


class CalendarProgram:
    """What the person writes their calendars with; keeps the calendar open, as such programs do."""

    def __init__(self, bus: str, uid: str = PERSONAL) -> None:
        self._connection = Connection(bus, 20)
        path, name = self._call(FACTORY, "OpenCalendar", "s", (uid,))
        self._calendar = DBusAddress(path, bus_name=name, interface=f"{ROOT}.Calendar")
        self._call(self._calendar, "Open")

    def add(self, *events: str) -> None:
        """Write events; what the protocol wants around their lines is put there."""
        self._call(self._calendar, "CreateObjects", "asu", ([_event(each) for each in events], 0))

    def change(self, event: str, mode: str = "this") -> None:
        """Change an event, or with a RECURRENCE-ID one date of its series."""
        self._call(self._calendar, "ModifyObjects", "assu", ([_event(event)], mode, 0))

    def remove(self, uid: str) -> None:
        self._call(self._calendar, "RemoveObjects", "a(ss)su", ([(uid, "")], "all", 0))

    def add_zone(self, text: str) -> None:
        self._call(self._calendar, "AddTimezone", "s", (_lines(text),))

    def close(self) -> None:
        self._connection.close()

    def _call(
        self, address: DBusAddress, member: str, signature: str | None = None, body: Any = ()
    ) -> tuple[Any, ...]:
        return self._connection.call(
            method_call(address, member, signature, body, auto_start=True), 20
        )


def add_source(bus: str, uid: str, description: str) -> None:
    """The person adds a calendar, or an account."""
    connection = Connection(bus, 20)
    message = method_call(SOURCES, "CreateSources", "a{ss}", ({uid: description},), auto_start=True)
    connection.call(message, 20)
    connection.close()


def _event(text: str) -> str:
    return _lines(f"BEGIN:VEVENT\n{text}\nEND:VEVENT\n")


def _lines(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("calendars") as lab:
        yield lab


@pytest.fixture
def session(lab: Lab) -> str:
    """The address of the bus on which the server is started when it is asked for."""
    return lab.env["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture
def program(session: str) -> Iterator[CalendarProgram]:
    program = CalendarProgram(session)
    yield program
    program.close()


@pytest.fixture
def ours(session: str, qapp: QCoreApplication) -> Iterator[QtBus]:
    """Our connection."""
    connection = QtBus(address=session)
    yield connection
    connection.close()
    connection.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
