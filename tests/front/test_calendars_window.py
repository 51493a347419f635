"""The window of calendars over a running app: read once, kept, treated otherwise, removed."""

import json
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from presence.core.coming.chosen import Handling, SourceKind
from presence.ui.coming.calendars import CalendarsWindow
from tests.calendars.sources.dav_servers import Radicale
from tests.calendars.sources.far_side import FarSide, serving
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring
from tests.desktops.lab import Lab
from tests.front.conftest import RunningApp

TEAM = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//tests//EN\r
BEGIN:VEVENT\r
UID:one\r
DTSTAMP:20260101T000000Z\r
DTSTART:20261128T150000Z\r
DTEND:20261128T160000Z\r
SUMMARY:Roadmap\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own calendars are asked for."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/presence-tests")


@pytest.fixture
def keyring_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the keyring of a test keeps what it is given."""
    file = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, file)
    return file


def opened(running: RunningApp) -> CalendarsWindow:
    running.open()
    running.tray.open_agenda.emit()
    agenda = running.window("AgendaWindow")
    running.press(agenda, "Add and change calendars")
    window = running.window("CalendarsWindow")
    assert isinstance(window, CalendarsWindow)
    return window


def words(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def wait_for(running: RunningApp, window: QWidget, said: str) -> None:
    running.qtbot.waitUntil(lambda: said in words(window), timeout=15_000)


def tables(home: Path) -> dict[str, dict[str, object]]:
    found = tomllib.loads((home / "settings.toml").read_text()).get("calendars", {})
    assert isinstance(found, dict)
    return found


def copies(home: Path) -> list[Path]:
    return [*(home / "calendars").glob("*")]


def test_a_file_is_read_once_and_then_one_of_the_calendars(
    running: RunningApp, tmp_path: Path
) -> None:
    (tmp_path / "team.ics").write_bytes(TEAM)
    window = opened(running)
    window.file_wanted.emit(str(tmp_path / "team.ics"))
    wait_for(running, window, "team is read from now on.")
    assert tables(tmp_path) == {
        "team": {"source": "file", "name": "team", "address": str(tmp_path / "team.ics")}
    }
    chosen = running.preferences.now.calendars
    assert chosen is not None
    assert chosen["team"].source is SourceKind.FILE
    wait_for(running, window, "file · read just now")
    window.handling_chosen.emit("team", Handling.START)
    assert tables(tmp_path)["team"]["handling"] == "start"
    window.removed.emit("team")
    assert "“team” is not read any more." in words(window)
    assert tables(tmp_path) == {}
    assert copies(tmp_path) == []


def test_what_cannot_be_read_says_so_and_leaves_nothing_behind(
    running: RunningApp, tmp_path: Path
) -> None:
    (tmp_path / "page.ics").write_text("<html>not a calendar</html>")
    window = opened(running)
    before = (tmp_path / "settings.toml").read_bytes()
    window.file_wanted.emit(str(tmp_path / "page.ics"))
    wait_for(running, window, "What is there is no calendar.")
    window.file_wanted.emit(str(tmp_path / "none.ics"))
    wait_for(running, window, "There is no calendar there")
    assert (tmp_path / "settings.toml").read_bytes() == before
    assert copies(tmp_path) == []


def test_a_desktop_without_calendars_says_so_and_the_window_is_there_all_the_same(
    running: RunningApp,
) -> None:
    window = opened(running)
    wait_for(running, window, "This desktop has no calendars that can be read.")


def test_a_wrong_address_is_said_in_one_line(running: RunningApp, tmp_path: Path) -> None:
    window = opened(running)
    window.address_entered.emit("http://localhost:1/", "ana", "hunter2")
    running.qtbot.waitUntil(lambda: "Looking there…" not in words(window), timeout=15_000)
    assert tables(tmp_path) == {}
    assert "hunter2" not in words(window)


def test_ones_own_addresses_are_kept_in_lower_case_and_once(
    running: RunningApp, tmp_path: Path
) -> None:
    window = opened(running)
    window.me_entered.emit("Ana@Example.org; ana@example.org, ,  a@b.example")
    settings = tomllib.loads((tmp_path / "settings.toml").read_text())
    assert settings["me"] == ["ana@example.org", "a@b.example"]
    shown = [edit.text() for edit in window.findChildren(QLineEdit)]
    assert "ana@example.org, a@b.example" in shown


def test_the_calendars_of_an_account_are_ticked_and_its_password_lies_in_the_keyring(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        server.put(server.make_calendar("work", "Work"), "Roadmap")
        server.make_calendar("rooms", "Rooms")
        window = opened(running)
        window.address_entered.emit(server.url, "kim", "wrong")
        wait_for(running, window, "The server does not take the name and password.")
        window.address_entered.emit(server.url, server.user, server.password)
        wait_for(running, window, "Which of its calendars?")
        boxes = {box.text(): box for box in window.findChildren(QCheckBox)}
        assert set(boxes) == {"Work", "Rooms"}
        boxes["Work"].setChecked(True)
        running.press(window, "Add those ticked")
        wait_for(running, window, "Work is read from now on.")
        found = tables(tmp_path)
        assert [*found] == ["work"]
        assert found["work"]["user"] == "kim"
        everywhere = (tmp_path / "settings.toml").read_text()
        assert server.password not in everywhere
        assert server.password in [*json.loads(keyring_file.read_text()).values()]
        window.removed.emit("work")
        running.qtbot.waitUntil(
            lambda: server.password not in json.loads(keyring_file.read_text()).values(),
            timeout=15_000,
        )
        assert copies(tmp_path) == []


def test_a_keyring_that_refuses_leaves_nothing_behind(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        server.make_calendar("work", "Work")
        keyring_file.write_text(LOCKED)
        window = opened(running)
        window.address_entered.emit(server.url, server.user, server.password)
        wait_for(running, window, "Which of its calendars?")
        running.press(window, "Add those ticked")
        wait_for(running, window, "keyring")
        running.qtbot.waitUntil(lambda: "Reading it once…" not in words(window), timeout=15_000)
        assert tables(tmp_path) == {}
        assert copies(tmp_path) == []
        assert "hunter2" not in words(window)


def test_the_address_of_one_calendar_is_a_secret_of_the_keyrings(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    with serving(FarSide()) as side:
        window = opened(running)
        address = f"{side.url}/private-key/basic.ics"
        window.address_entered.emit(address, "", "")
        wait_for(running, window, "is read from now on.")
        assert "private-key" not in (tmp_path / "settings.toml").read_text()
        assert [*json.loads(keyring_file.read_text()).values()] == [address]
        (table,) = tables(tmp_path).values()
        assert table["source"] == "subscription"


def test_what_a_real_desktop_holds_is_offered_by_name_and_added(
    running: RunningApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Lab("calendars") as lab:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", lab.env["DBUS_SESSION_BUS_ADDRESS"])
        window = opened(running)
        running.qtbot.waitUntil(lambda: "On This Computer" in words(window), timeout=30_000)
        running.press(window, "Add: Personal")
        wait_for(running, window, "Personal is read from now on.")
        (table,) = tables(tmp_path).values()
        assert table["source"] == "desktop"
        assert "All calendars of this desktop are read already." in words(window)
