"""The session in progress as a busy event, over a running app: in a file, in a real calendar."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.clock import SystemClock
from presence.core.ports import Change, ChangeKind
from presence.core.tracker import StartRequest
from presence.paths import find_paths
from tests.calendars.sources.dav_servers import DavServer, Radicale
from tests.courtesy.fake_keyring import use_fake_keyring
from tests.front.conftest import RunningApp

DINNER = StartRequest("dinner", ("Ana",), timedelta(minutes=90), place="Da Enzo")


def settings(home: Path, text: str) -> None:
    with (home / "settings.toml").open("a") as file:
        file.write(text)


def until(running: RunningApp, holds: Callable[[], bool]) -> None:
    running.qtbot.waitUntil(holds, timeout=15_000)


def text_of(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def test_a_file_shows_the_session_while_it_runs_and_nothing_personal(
    running: RunningApp, tmp_path: Path
) -> None:
    file = tmp_path / "busy.ics"
    settings(tmp_path, f'busy_file = "{file}"\n')
    running.open()
    running.app.engine.start(DINNER)
    until(running, lambda: "SUMMARY:Dinner\n" in text_of(file))
    assert "Ana" not in text_of(file)
    assert "Enzo" not in text_of(file)
    before = text_of(file)
    running.app.engine.extend(timedelta(minutes=30))
    until(running, lambda: text_of(file) not in ("", before))
    running.app.engine.stop()
    until(running, lambda: "VCALENDAR" in text_of(file) and "VEVENT" not in text_of(file))
    until(running, lambda: not (tmp_path / "busy-event.json").exists())


def test_names_and_the_place_are_there_where_they_are_switched_on(
    running: RunningApp, tmp_path: Path
) -> None:
    file = tmp_path / "busy.ics"
    settings(tmp_path, f'busy_file = "{file}"\nshow_people = true\nshow_titles = true\n')
    running.open()
    running.app.engine.start(DINNER)
    until(running, lambda: "Dinner · Ana" in text_of(file) and "Da Enzo" in text_of(file))


def test_what_an_earlier_run_left_in_the_file_is_put_right(
    running: RunningApp, tmp_path: Path
) -> None:
    file = tmp_path / "busy.ics"
    file.write_text("PRODID:-//Presence//busy//EN\r\nBEGIN:VEVENT\r\n")
    record = {
        "session": "gone",
        "place": str(file),
        "etag": None,
        "is_there": True,
        "uid": "presence-gone",
        "title": "Dinner",
        "starts_at": 1_795_000_000_000,
        "ends_at": 1_795_003_600_000,
        "at": "",
    }
    (tmp_path / "busy-event.json").write_text(json.dumps({"file": record}))
    running.open()
    until(running, lambda: "VEVENT" not in text_of(file))
    until(running, lambda: not (tmp_path / "busy-event.json").exists())


def test_with_neither_file_nor_calendar_nothing_of_it_is_loaded(
    running: RunningApp, tmp_path: Path
) -> None:
    running.open()
    running.app.engine.start(DINNER)
    running.app.engine.stop()
    running.qtbot.wait(200)
    assert running.app.errands._out is None


@pytest.fixture
def keyring_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, file)
    return file


class Busy:
    """A calendar on a real Radicale in which the session is shown."""

    def __init__(self, server: DavServer, running: RunningApp, keyring: Path) -> None:
        self._folder = server.folder / "collections" / "collection-root"
        path = server.make_calendar("busy", "Busy")
        service = find_paths(str(running.home)).keyring_service
        keyring.write_text(json.dumps({f"{service}/calendar busy": server.password}))
        settings(
            running.home,
            'busy_calendar = "busy"\n[calendars.busy]\nsource = "caldav"\nname = "Busy"\n'
            f'address = "{server.url}{path}"\nuser = "kim"\n',
        )

    def texts(self) -> list[str]:
        """The events that the server holds, as they lie on its disk."""
        texts = []
        for file in self._folder.glob("kim/busy/*.ics"):
            with suppress(FileNotFoundError):  # the server deleted it in between
                texts.append(file.read_text())
        return texts


def test_a_calendar_holds_the_session_until_its_real_end(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        session = running.app.engine.start(DINNER)
        until(running, lambda: len(busy.texts()) == 1)
        assert f"UID:presence-{session.id}" in busy.texts()[0]
        planned = session.planned_end_at
        assert planned is not None
        assert f"DTEND:{planned:%Y%m%dT%H%M%SZ}" in busy.texts()[0]
        running.app.engine.extend(timedelta(minutes=30))
        later = planned + timedelta(minutes=30)
        until(running, lambda: f"DTEND:{later:%Y%m%dT%H%M%SZ}" in busy.texts()[0])
        running.app.engine.stop()
        until(running, lambda: not (tmp_path / "busy-event.json").exists())
        (text,) = busy.texts()
        assert f"DTEND:{later:%Y%m%dT%H%M%SZ}" not in text


def test_a_session_that_is_called_off_is_taken_out_again(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        running.app.engine.start(DINNER)
        until(running, lambda: len(busy.texts()) == 1)
        running.app.engine.undo()
        until(running, lambda: busy.texts() == [])
        until(running, lambda: not (tmp_path / "busy-event.json").exists())


def test_a_server_that_was_away_is_told_with_the_next_event(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        server.stop()
        running.open()
        running.app.engine.start(DINNER)
        assert running.app.engine.session is not None
        state = tmp_path / "busy-event.json"
        until(running, lambda: state.exists() and running.app.errands._out is not None)
        running.qtbot.wait(1500)
        server.start()
        running.app.engine.extend(timedelta(minutes=30))
        until(running, lambda: len(busy.texts()) == 1)


def test_what_a_crash_left_in_the_calendar_is_cut_at_its_real_end(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        session = running.enter(hours_ago=3, hours=1)
        assert session.ended_at is not None
        uid = f"presence-{session.id}"
        server.request(
            "PUT",
            f"/kim/busy/{uid}.ics",
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\n"
            "DTEND:20260101T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            {"Content-Type": "text/calendar"},
        )
        record = {
            "session": session.id,
            "place": "busy",
            "etag": None,
            "is_there": False,  # the answer never came
            "uid": uid,
            "title": "Dinner",
            "starts_at": 1_795_000_000_000,
            "ends_at": 1_795_003_600_000,
            "at": "",
        }
        (tmp_path / "busy-event.json").write_text(json.dumps({"calendar": record}))
        running.open()
        until(running, lambda: not (tmp_path / "busy-event.json").exists())
        (text,) = busy.texts()
        assert f"DTEND:{session.ended_at:%Y%m%dT%H%M%SZ}" in text


def test_an_event_that_somebody_else_has_changed_is_left_to_them(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        session = running.app.engine.start(DINNER)
        state = tmp_path / "busy-event.json"
        until(running, lambda: state.exists() and '"is_there": true' in state.read_text())
        theirs = busy.texts()[0].replace("SUMMARY:Dinner", "SUMMARY:Theirs")
        address = f"/kim/busy/presence-{session.id}.ics"
        server.request("PUT", address, theirs, {"Content-Type": "text/calendar"})
        running.app.engine.extend(timedelta(minutes=30))
        until(running, lambda: not state.exists())
        assert "SUMMARY:Theirs" in busy.texts()[0]


def test_a_session_that_is_taken_up_again_is_shown_again(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        session = running.app.engine.start(DINNER)
        state = tmp_path / "busy-event.json"
        until(running, lambda: state.exists() and '"is_there": true' in state.read_text())
        running.app.engine.stop()
        until(running, lambda: not state.exists())
        running.app.engine.undo()
        assert session.planned_end_at is not None
        planned = f"DTEND:{session.planned_end_at:%Y%m%dT%H%M%SZ}"
        until(running, lambda: planned in busy.texts()[0])


def test_a_session_that_is_deleted_takes_its_event_along_and_brought_back_it_stands_there_again(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        session = running.app.engine.start(DINNER)
        until(running, lambda: len(busy.texts()) == 1)
        running.app.engine.stop()
        closed = tmp_path / "busy-closed.json"
        until(running, lambda: closed.exists() and session.id in closed.read_text())
        because = Change(ChangeKind.DELETED, session.id, "dinner", SystemClock().now())
        running.log.put(because=because, removing=[session.id])
        running.app.engine.on_log_changed()
        until(running, lambda: busy.texts() == [])
        running.app.engine.undo()
        until(running, lambda: len(busy.texts()) == 1)


def test_of_a_session_that_is_over_no_names_and_no_place_are_kept_beside_the_log(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    """Somebody who is forgotten in the log is not to stand there."""
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        running.open()
        for name in ("show_people", "show_titles"):
            running.preferences.change(name, True)
        there = StartRequest("dinner", ("Ana",), timedelta(minutes=90), place="Ottilienhof")
        session = running.app.engine.start(there)
        until(running, lambda: len(busy.texts()) == 1)
        running.app.engine.stop()
        closed = tmp_path / "busy-closed.json"
        until(running, lambda: closed.exists() and session.id in closed.read_text())
        assert "Ana" not in closed.read_text()
        assert "Ottilienhof" not in closed.read_text()
        because = Change(ChangeKind.DELETED, session.id, "dinner", SystemClock().now())
        running.log.put(because=because, removing=[session.id])
        running.app.engine.on_log_changed()
        until(running, lambda: busy.texts() == [])
        running.app.engine.undo()
        until(running, lambda: len(busy.texts()) == 1)
        assert "Ana" in busy.texts()[0]


def test_a_deleted_session_takes_its_event_along_after_a_restart_too_but_never_anothers(
    running: RunningApp, tmp_path: Path, keyring_file: Path
) -> None:
    (tmp_path / "server").mkdir()
    with Radicale(tmp_path / "server") as server:
        busy = Busy(server, running, keyring_file)
        first, second = (f"presence-{name}" for name in ("first", "second"))
        for uid in (first, second):
            text = (
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\n"
                f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\n"
                "DTEND:20260101T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            )
            address = f"/kim/busy/{uid}.ics"
            server.request("PUT", address, text, {"Content-Type": "text/calendar"})
        records = {
            uid.removeprefix("presence-"): {
                "session": uid.removeprefix("presence-"),
                "place": "busy",
                "etag": None if uid == first else '"another version"',
                "is_there": True,
                "uid": uid,
                "title": "Dinner",
                "starts_at": 1_795_000_000_000,
                "ends_at": 1_795_003_600_000,
                "at": "",
            }
            for uid in (first, second)
        }
        (tmp_path / "busy-closed.json").write_text(json.dumps(records))
        running.open()
        running.app.engine.on_log_changed()
        until(running, lambda: len(busy.texts()) == 1)
        running.qtbot.wait(500)
        assert second in busy.texts()[0]
