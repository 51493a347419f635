"""What becomes of a calendar that is taken out, or is another one, while it is being read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.calendars.shelf import Shelf
from presence.core.clock import SystemClock
from presence.front.coming.refreshing import Refreshing
from presence.paths import find_paths
from presence.store.settings_file import SettingsFile
from tests.front.conftest import RunningApp

READ_S = 20


@pytest.fixture
def running(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningApp]:
    (tmp_path / "settings.toml").write_text(
        f"first_minute_done = true\n{table(calendar(tmp_path, 'Review'))}"
    )
    app = RunningApp(tmp_path, qtbot)
    yield app
    app.close()


def calendar(home: Path, title: str) -> Path:
    """The file of one with an event of today."""
    file = home / f"{title}.ics"
    file.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a@example.org\nDURATION:PT1H\n"
        f"SUMMARY:{title}\nDTSTART:{SystemClock().now():%Y%m%dT120000Z}\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    return file


def table(file: Path) -> str:
    return f'[calendars.work]\nsource = "file"\nname = "Work"\naddress = "{file}"\n'


def waits_until_it_is_read(running: RunningApp, qtbot: QtBot) -> None:
    def asks() -> bool:
        (found,) = running.app.findChildren(Refreshing) or (None,)
        return found is not None and any(turn.is_asking for turn in found._turns.values())

    running.open()
    qtbot.waitUntil(asks, timeout=READ_S * 1000)


def test_of_one_that_is_taken_out_while_it_is_read_nothing_is_kept(
    running: RunningApp, tmp_path: Path, qtbot: QtBot
) -> None:
    waits_until_it_is_read(running, qtbot)
    SettingsFile(tmp_path / "settings.toml").remove_calendar("work")
    running.preferences.refresh()
    qtbot.wait(2000)
    kept = find_paths(str(tmp_path)).calendars
    assert not kept.exists() or list(kept.iterdir()) == []


def test_of_one_that_is_another_meanwhile_only_the_other_is_kept(
    running: RunningApp, tmp_path: Path, qtbot: QtBot
) -> None:
    waits_until_it_is_read(running, qtbot)
    (tmp_path / "settings.toml").write_text(table(calendar(tmp_path, "Dinner")))
    running.preferences.refresh()
    folder = find_paths(str(tmp_path)).calendars
    qtbot.waitUntil(lambda: Shelf(folder).read_at("work") is not None, timeout=READ_S * 1000)
    (text,) = Shelf(folder).parts("work")
    assert b"Dinner" in bytes(text[:])
