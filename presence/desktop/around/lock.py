"""Locks the screen at once. The person unlocks it, so that nothing is put back.

A locker that answers late may still lock; to ask the next one as well does no harm. What GNOME and
Cinnamon have under the name org.freedesktop.ScreenSaver answers that it cannot.
"""

import logging
import os
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial

from jeepney import DBusAddress

from presence.core.kind import Around
from presence.desktop.around.extra import Extra, Planned
from presence.desktop.dbus import (
    BusError,
    BusKind,
    Connection,
    SessionBus,
    TimedOut,
    bus_address,
    method_call,
)

logger = logging.getLogger(__name__)

ANSWER_LIMIT = 0.5  # seconds for each answer
LOCKING_LIMIT = 1.5  # seconds until the screen is locked
LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
# The session of who asks, or where that is none (a service of the person's), the one they look at.
OURS = "auto"


def _locker(name: str) -> DBusAddress:
    return DBusAddress(f"/{name.replace('.', '/')}", bus_name=name, interface=name)


CINNAMON = _locker("org.cinnamon.ScreenSaver")
LOCKERS = (
    _locker("org.freedesktop.ScreenSaver"),  # Plasma, light-locker
    _locker("org.gnome.ScreenSaver"),
    _locker("org.mate.ScreenSaver"),
    CINNAMON,
    _locker("org.xfce.ScreenSaver"),
)


class Lock(Extra):
    """Asks the desktop's own locker, or logind to have the session locked by whoever does that.

    It comes last, and keeps to time limits of its own: what was slow before it must not keep the
    screen open.
    """

    wish = Around.LOCK_SCREEN

    def plan(self) -> Sequence[Planned]:
        bus = SessionBus(self._bus.address, ANSWER_LIMIT)
        with bus.at_work():
            found = [each for each in LOCKERS if bus.owner_of(each.bus_name)]
        if not found and not _has_logind():
            return ()
        return (Planned(None, partial(self._lock, found)),)

    def _lock(self, lockers: Sequence[DBusAddress]) -> None:
        for locker in lockers:
            try:
                self._lock_by(locker)
            except BusError as exc:
                logger.info("%s does not lock the screen: %s", locker.bus_name, exc)
            else:
                return
        _lock_by_logind()

    def _lock_by(self, locker: DBusAddress) -> None:
        words = ("s", ("",)) if locker is CINNAMON else (None, ())  # "": no message to show
        with closing(Connection(self._bus.address, ANSWER_LIMIT)) as connection:
            try:
                connection.call(method_call(locker, "Lock", *words), ANSWER_LIMIT)
            except TimedOut:
                _wait_until_locked(connection, locker)


def _wait_until_locked(connection: Connection, locker: DBusAddress) -> None:
    """Plasma answers when it has locked, MATE never."""
    deadline = time.monotonic() + LOCKING_LIMIT
    while connection.call(method_call(locker, "GetActive"), ANSWER_LIMIT) != (True,):
        if time.monotonic() > deadline:
            raise TimedOut("it is not locked")
        time.sleep(0.05)


def _lock_by_logind() -> None:
    """The session of this person is told to lock; its desktop hears it."""
    bus = _system_bus()
    with bus.at_work():
        session = os.environ.get("XDG_SESSION_ID") or OURS
        (path,) = bus.call(MANAGER, "GetSession", "s", (session,))
        ours = DBusAddress(str(path), bus_name=LOGIND, interface=f"{LOGIND}.Session")
        bus.call(ours, "Lock")


def _has_logind() -> bool:
    try:
        return _system_bus().owner_of(LOGIND) is not None
    except BusError:
        return False


def _system_bus() -> SessionBus:
    """The computer's bus, asked in the same way as the person's."""
    return SessionBus(bus_address(BusKind.SYSTEM), ANSWER_LIMIT)
