"""What Presence says by itself, and what the button on it does."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from presence.core.errors import ErrorCode, StoreError
from presence.core.event import Event, EventKind
from presence.core.ports import NoticeAction
from presence.core.tracker import StartRequest
from presence.front.notices import Notices
from presence.front.preferences import Preferences
from presence.store.settings_file import SettingsFile
from presence.ui.wardrobe import Wardrobe
from tests.core.conftest import Desk, desk

__all__ = ["desk"]

DINNER = StartRequest("dinner", length=timedelta(minutes=90))


class FakeNotifier:
    """Holds the last notice, with buttons that can be pressed."""

    def __init__(self) -> None:
        self.title = ""
        self._chosen: Callable[[str], None] | None = None

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        self.title = title
        self._chosen = chosen

    def close(self) -> None:
        self._chosen = None

    def press(self, key: str) -> None:
        if self._chosen is not None:
            self._chosen(key)


def _no_windows() -> Wardrobe:
    raise AssertionError("no window is wanted here")


@pytest.fixture
def notifier() -> FakeNotifier:
    return FakeNotifier()


@pytest.fixture
def notices(desk: Desk, notifier: FakeNotifier, tmp_path: Path, qtbot: QtBot) -> Notices:
    preferences = Preferences(SettingsFile(tmp_path / "settings.toml"), desk.clock)
    zone = ZoneInfo("Europe/Berlin")
    return Notices(notifier, desk.clock, preferences, _no_windows, lambda: zone)


def test_the_button_takes_back_the_end_that_it_was_shown_for(
    desk: Desk, notices: Notices, notifier: FakeNotifier
) -> None:
    asked: list[object] = []
    notices.undo_requested.connect(asked.append)
    desk.engine.start(DINNER)
    desk.engine.listen(lambda event: notices.on_event(event, desk.engine))
    session = desk.engine.stop()
    ended = desk.log.last_change()
    assert notifier.title == "Dinner ended 19:00"
    desk.engine.describe(session.id, place="Da Enzo")
    notifier.press("undo")
    assert asked == [ended]


def test_trouble_is_told_when_the_desktop_is_put_back_and_shows_notices(
    desk: Desk, notices: Notices, notifier: FakeNotifier
) -> None:
    desk.engine.start(DINNER)
    desk.engine.listen(lambda event: notices.on_event(event, desk.engine))
    desk.muter.hangs = True
    desk.engine.let_go_of_mute()
    error = StoreError(ErrorCode.DISK_FULL, path="presence.db")
    notices.on_event(Event(EventKind.TROUBLE, error=error), desk.engine)
    assert notifier.title == ""
    desk.muter.answer()
    assert notifier.title.startswith("No room is left")
