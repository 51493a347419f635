"""The whole app tells others: what a person does, and what arrives at the far side."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.tracker import StartRequest
from presence.front import courtesies
from tests.courtesy.far_side import FarSide, Reply, serving
from tests.front.conftest import RunningApp

PERSONAL = ("Ana", "Da Enzo")
DINNER = StartRequest("dinner", ("Ana",), timedelta(minutes=90), place="Da Enzo")


@pytest.fixture
def side() -> Iterator[FarSide]:
    with serving(FarSide()) as side:
        yield side


def tell(home: Path, url: str, more: str = "") -> None:
    """The person has an address told."""
    with (home / "settings.toml").open("a") as file:
        file.write(f'[courtesy.http]\non = true\nurl = "{url}"\n{more}\n')


class Told:
    """What arrives at the far side."""

    def __init__(self, side: FarSide, qtbot: QtBot) -> None:
        self._side = side
        self._qtbot = qtbot

    def hears(self, *events: str) -> list[dict[str, object]]:
        """Wait until it has heard this and nothing else."""

        def heard() -> list[str]:
            return [each.json["event"] for each in self._side.received]

        self._qtbot.waitUntil(lambda: len(heard()) >= len(events), timeout=10_000)
        assert heard() == list(events)
        return [each.json for each in self._side.received]


@pytest.fixture
def told(side: FarSide, qtbot: QtBot) -> Told:
    return Told(side, qtbot)


def test_a_session_is_told_from_its_start_to_its_end_and_nothing_personal(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    running.open()
    engine = running.app.engine
    engine.start(DINNER)
    told.hears("started")
    engine.slip()
    engine.extend(timedelta(minutes=30))
    told.hears("started", "extended")
    engine.start(StartRequest("coffee"), switch=True)
    told.hears("started", "extended", "switched")
    engine.stop()
    heard = told.hears("started", "extended", "switched", "ended")
    assert [each["kind"] for each in heard] == ["dinner", "dinner", "coffee", "coffee"]
    assert heard[3]["ended_at"] is not None
    assert not any(word in side.everything for word in PERSONAL)
    running.qtbot.waitUntil(lambda: not (tmp_path / "courtesies.json").exists(), timeout=10_000)


def test_an_end_that_is_taken_back_and_a_session_called_off_are_told(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    running.open()
    engine = running.app.engine
    engine.start(DINNER)
    told.hears("started")
    engine.stop()
    told.hears("started", "ended")
    engine.undo()
    told.hears("started", "ended", "started")
    engine.cancel()
    heard = told.hears("started", "ended", "started", "ended")
    assert heard[3]["ended_at"] is None


def test_only_the_kinds_that_were_chosen_are_told(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url, 'kinds = ["meeting"]')
    running.open()
    running.app.engine.start(DINNER)
    running.app.engine.start(StartRequest("meeting"), switch=True)
    told.hears("started")
    running.app.engine.start(DINNER, switch=True)
    heard = told.hears("started", "ended")
    assert [each["kind"] for each in heard] == ["meeting", "meeting"]


def test_a_dinner_that_lasts_is_prolonged_at_its_planned_end(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    running.open()
    almost = timedelta(minutes=89, seconds=58)
    running.app.engine.start(StartRequest("dinner", length=timedelta(minutes=90), ago=almost))
    heard = told.hears("started", "extended")
    assert heard[0]["planned_end_at"] == heard[0]["until"] == heard[1]["planned_end_at"]
    assert str(heard[1]["until"]) > str(heard[0]["until"])


LOADED = """
import sys
import presence.app, presence.cli.main, presence.front.app, presence.front.preferences
import presence.front.screen, presence.link.server, presence.store.settings_file
print(*(name for name in sys.modules if name.startswith(tuple(sys.argv[1:]))))
"""


def test_who_tells_nobody_loads_nothing_of_it() -> None:
    names = ("presence.courtesy", "presence.core.courtesy", "presence.front.courtesies")
    libraries = ("presence.secrets", "keyring", "PySide6.QtNetwork", "tomlkit")
    command = [sys.executable, "-c", LOADED, *names, *libraries]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_with_nobody_to_tell_nothing_is_made(running: RunningApp, qtbot: QtBot) -> None:
    running.open()
    running.app.engine.start(DINNER)
    running.app.engine.stop()
    qtbot.wait(200)
    assert running.app.errands._courtesies is None


def test_whom_to_tell_is_read_anew_with_each_session(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told, qtbot: QtBot
) -> None:
    running.open()
    running.app.engine.start(DINNER)
    running.app.engine.stop()
    tell(tmp_path, side.url)
    running.app.engine.start(DINNER)
    told.hears("started")
    (tmp_path / "settings.toml").write_text("first_minute_done = true\n")
    running.app.engine.slip()
    told.hears("started", "ended")


def test_a_file_that_an_editor_is_at_work_on_is_let_be(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    running.open()
    (tmp_path / "settings.toml").write_text('theme = "da')
    running.app.engine.start(DINNER)
    told.hears("started")
    assert (tmp_path / "settings.toml").read_text() == 'theme = "da'


def test_a_failure_is_one_line_for_a_session_and_never_a_failed_session(
    running: RunningApp,
    tmp_path: Path,
    side: FarSide,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(courtesies, "AFTER_OUR_WORD_MS", 100)
    tell(tmp_path, f"{side.url}/s3cret")
    side.script = [Reply(500)] * 3
    running.open()
    running.app.engine.start(DINNER)
    told.hears("started")
    running.qtbot.waitUntil(lambda: "refused" in _toast(running), timeout=10_000)
    assert _toast(running) == "Your web hook refused: 500."
    assert running.log.open_session() is not None
    running.app.engine.extend(timedelta(minutes=5))
    told.hears("started", "extended")
    said = "http was not told: courtesy_answered"
    running.qtbot.waitUntil(lambda: caplog.messages.count(said) == 2, timeout=10_000)
    assert "s3cret" not in caplog.text
    assert len(courtesies_of(running)._said) == 1


def test_several_who_were_not_told_share_one_line(
    running: RunningApp, tmp_path: Path, side: FarSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courtesies, "AFTER_OUR_WORD_MS", 500)
    tell(tmp_path, side.url, '[courtesy.command]\non = true\ncommand = ["/nowhere"]')
    side.script = [Reply(401)]
    running.open()
    running.app.engine.start(DINNER)
    said = "Not told of the session: Your command, Your web hook."
    running.qtbot.waitUntil(
        lambda: _toast(running) in (said, "Not told of the session: Your web hook, Your command."),
        timeout=10_000,
    )


def test_who_quits_within_a_session_takes_leave_and_the_next_start_tells_it_again(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    running.open()
    running.app.engine.start(DINNER)
    told.hears("started")
    running.close()
    heard = told.hears("started", "ended")
    assert (heard[1]["ended_at"], heard[1]["seconds_left"]) == (None, 0)
    running.open()
    assert running.app.engine.session is not None
    told.hears("started", "ended", "started")


def test_who_quits_while_the_far_side_hangs_waits_two_seconds_and_no_longer(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    side.script = [Reply(hangs=True)]
    running.open()
    running.app.engine.start(DINNER)
    told.hears("started")
    began = running.app.clock.steady()
    running.app.close()
    took = running.app.clock.steady() - began
    # The messenger alone would give up after ten.
    assert timedelta(seconds=1.9) < took < timedelta(seconds=9)
    held = json.loads((tmp_path / "courtesies.json").read_text())
    assert list(held) == ["http"]
    running.open()


def test_what_a_crash_left_is_taken_back_at_the_next_start(
    running: RunningApp, tmp_path: Path, side: FarSide, told: Told
) -> None:
    tell(tmp_path, side.url)
    dinner = running.enter(2, 1)
    row = {
        "session": dinner.id,
        "kind": "dinner",
        "started_at": dinner.started_at.isoformat(),
        "until": dinner.started_at.isoformat(),
        "state": {},
    }
    (tmp_path / "courtesies.json").write_text(json.dumps({"http": row, "attic": row}))
    running.open()
    (heard,) = told.hears("ended")
    assert heard["ended_at"] is not None
    running.qtbot.waitUntil(lambda: not (tmp_path / "courtesies.json").exists(), timeout=10_000)


def courtesies_of(running: RunningApp) -> courtesies.Courtesies:
    found = running.app.errands._courtesies
    assert found is not None
    return found


def _toast(running: RunningApp) -> str:
    toast = running.find("Toast")
    return "" if toast is None else toast.accessibleName()
