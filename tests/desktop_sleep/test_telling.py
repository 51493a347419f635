"""What a bug report says of who tells of lock, sleep and lid."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from presence.desktop.dbus import SessionBus
from presence.desktop.sleep.telling import who_tells
from tests.desktop.servers import ScreenSaver
from tests.desktop_sleep.conftest import MakeLogind
from tests.fake_servers import Answer
from tests.login_server import MANAGER, LoginServer

MakeServer = Callable[[MakeLogind], LoginServer]


def told(address: str) -> Mapping[str, str]:
    return who_tells(SessionBus(address), SessionBus(address))


def test_a_laptop_of_today(logind: MakeLogind, bus: str) -> None:
    logind()
    saver = ScreenSaver(bus, "gnome")
    assert told(bus) == {
        "lock": "logind, org.gnome.ScreenSaver tells",
        "sleep": "logind tells, and waits",
        "lid": "UPower tells",
    }
    saver.stop()


def test_a_computer_without_logind_and_buses(tmp_path: Path) -> None:
    assert told(f"unix:path={tmp_path}/none") == {
        "lock": "nobody tells: the screen counts as seen",
        "sleep": "the clocks tell, afterwards",
        "lid": "nobody tells",
    }


def _without_a_lid(logind: MakeLogind) -> LoginServer:
    server = logind()
    server.upower["LidIsPresent"] = ("b", False)
    return server


def _as_described(annotation: str) -> MakeServer:
    """A logind that says of its property what real ones do."""

    def start(logind: MakeLogind) -> LoginServer:
        server = logind(has_upower=False)
        described = (
            f'<node><interface name="{MANAGER}"><property name="LidClosed" type="b" access="read">'
            f'{annotation}</property><property name="Docked" type="b" access="read">'
            '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'
            "</property></interface></node>"
        )
        answer: Answer = ("s", (described,))
        server.answers["Introspect"] = answer
        return server

    return start


NEVER = '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'
LIDS: dict[str, MakeServer] = {
    "none, or nobody tells but on waking": _as_described(NEVER),
    "logind tells, where there is one": _as_described(""),
    "nobody tells": _without_a_lid,
}


@pytest.mark.parametrize("line", list(LIDS))
def test_who_tells_of_the_lid_where_upower_does_not(
    line: str, logind: MakeLogind, bus: str
) -> None:
    LIDS[line](logind)
    assert told(bus)["lid"] == line


def test_a_logind_that_hangs_is_not_waited_for_long(logind: MakeLogind, bus: str) -> None:
    logind().hang()
    assert told(bus)["sleep"] == "the clocks tell, afterwards"
