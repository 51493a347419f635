"""Who tells here of lock, sleep and lid, in a line each: for a bug report. Qt-free."""

import os
import re
import sys
from collections.abc import Callable, Mapping

from jeepney import DBusAddress

from presence.desktop.dbus import BUS, BusError, BusKind, SessionBus, bus_address

LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
UPOWER = DBusAddress(
    "/org/freedesktop/UPower",
    bus_name="org.freedesktop.UPower",
    interface="org.freedesktop.UPower",
)
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
NOT_RUN = "as the system tells it, not yet run there"


def who_tells(
    session: SessionBus | None = None, system: SessionBus | None = None
) -> Mapping[str, str]:
    """What a bug report has under ``lock``, ``sleep`` and ``lid``."""
    if sys.platform in ("win32", "darwin"):
        return dict.fromkeys(("lock", "sleep", "lid"), NOT_RUN)
    session = session or SessionBus()
    system = system or SessionBus(bus_address(BusKind.SYSTEM))
    with session.at_work(), system.at_work():
        has_logind = _answers(lambda: system.call(MANAGER, "ListInhibitors"))
        return {
            "lock": _lock(session, system),
            "sleep": "logind tells, and waits" if has_logind else "the clocks tell, afterwards",
            "lid": _lid(system),
        }


def _lock(session: SessionBus, system: SessionBus) -> str:
    names = (os.environ.get("XDG_SESSION_ID", ""), "auto")
    has_session = any(_has_session(system, name) for name in names if name)
    found = [*(["logind"] if has_session else []), *_savers(session)]
    return f"{', '.join(found)} tells" if found else "nobody tells: the screen counts as seen"


def _has_session(system: SessionBus, name: str) -> bool:
    return _answers(lambda: system.call(MANAGER, "GetSession", "s", (name,)))


def _savers(session: SessionBus) -> list[str]:
    try:
        names = session.call(BUS, "ListNames")[0]
    except BusError:
        return []
    return sorted(name for name in names if re.fullmatch(r"org\.\w+\.ScreenSaver", name))


def _lid(system: SessionBus) -> str:
    try:
        if system.get(UPOWER, "LidIsPresent") is True:
            return "UPower tells"
    except BusError:
        pass  # logind may know of one
    try:
        system.get(MANAGER, "LidClosed")
        described = str(system.call(MANAGER.with_interface(INTROSPECTABLE), "Introspect")[0])
    except BusError:
        return "nobody tells"
    if _is_told(described):
        return "logind tells, where there is one"
    return "none, or nobody tells but on waking"


def _is_told(described: str) -> bool:
    """Whether logind says of itself that it tells when the lid moves."""
    found = re.search(r'<property name="LidClosed".*?(?:/>|</property>)', described, re.DOTALL)
    return found is not None and "EmitsChangedSignal" not in found[0]


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except BusError:
        return False
    return True
