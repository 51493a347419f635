"""What Presence says by itself, and what the button on it does."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from presence.core.errors import ErrorCode, StoreError
from presence.core.event import Event, EventKind
from presence.core.ports import NoticeAction
from presence.core.tracker import StartRequest
from presence.desktop.lease.settle import Outcome, Settled
from presence.front.login import Login
from presence.front.notices import QUESTION_SECONDS, UNDO_SECONDS, Notices
from presence.front.preferences import Preferences
from presence.store.settings_file import SettingsFile
from presence.ui.wardrobe import Wardrobe
from tests.core.conftest import Desk, desk
from tests.front.fake_screen import FakeScreen

__all__ = ["desk"]

DINNER = StartRequest("dinner", length=timedelta(minutes=90))


class FakeNotifier:
    """Holds the last notice, with buttons that can be pressed."""

    def __init__(self) -> None:
        self.title = ""
        self.seconds = 0
        self.words = ""
        self.buttons: list[str] = []
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
        self.seconds = seconds
        self.words = body
        self.buttons = [action.key for action in actions]
        self._chosen = chosen

    def close(self) -> None:
        self.title = ""
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
def screen() -> FakeScreen:
    return FakeScreen()


@pytest.fixture
def preferences(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preferences:
    """A person on a desktop with a screen, who was asked about the login before."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DISPLAY", ":7")
    for name in ("QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    preferences = Preferences(SettingsFile(tmp_path / "settings.toml"), desk.clock)
    preferences.change("login_asked", True)
    return preferences


@pytest.fixture
def notices(
    desk: Desk, notifier: FakeNotifier, screen: FakeScreen, preferences: Preferences, qtbot: QtBot
) -> Notices:
    zone = ZoneInfo("Europe/Berlin")
    login = Login(preferences)
    return Notices(
        notifier, screen.watch, login, desk.clock, preferences, _no_windows, lambda: zone
    )


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


def listening(desk: Desk, notices: Notices) -> None:
    """A dinner runs; what happens from now on is told to the notices."""
    desk.engine.start(DINNER)
    desk.engine.listen(lambda event: notices.on_event(event, desk.engine))


def test_an_end_behind_a_lock_is_told_when_the_person_is_back(
    desk: Desk, notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    listening(desk, notices)
    screen.lock()
    desk.engine.stop()
    assert not desk.is_quiet(), "a mute does not outlive its session because of a lock"
    assert desk.log.open_session() is None
    assert notifier.title == ""
    desk.clock.advance(hours=2)
    screen.unlock()
    assert notifier.title == "Dinner ended 19:00"
    assert notifier.seconds == UNDO_SECONDS
    asked: list[object] = []
    notices.undo_requested.connect(asked.append)
    notifier.press("undo")
    assert asked == [desk.log.last_change()]
    assert not screen.is_listened_to, "an idle Presence is never woken"


def test_with_nothing_to_tell_nobody_asks_for_the_screen(
    desk: Desk, notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    listening(desk, notices)
    assert not screen.is_listened_to
    desk.engine.stop()
    assert notifier.title == "Dinner ended 19:00"
    assert not screen.is_listened_to


def test_an_end_that_was_taken_back_behind_the_lock_is_not_told(
    desk: Desk, notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    listening(desk, notices)
    screen.lock()
    desk.engine.stop()
    desk.engine.undo()
    screen.unlock()
    assert notifier.title == ""


def test_a_start_behind_the_lock_makes_the_end_before_it_old_news(
    desk: Desk, notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    listening(desk, notices)
    screen.lock()
    desk.engine.stop()
    desk.muter.hangs = True  # else the start would be told in a window
    desk.engine.start(DINNER)
    screen.unlock()
    assert notifier.title == ""


def test_what_was_put_back_is_told_when_somebody_can_see_it(
    notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    screen.lock()
    at = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
    notices.tell_what_was_put_back(Settled(Outcome.RESTORED, "dunst", "off", "s1", at, ""))
    assert notifier.title == ""
    screen.unlock()
    assert notifier.title == "I put your notifications back at 14:02."


def test_quitting_behind_the_lock_leaves_nothing_to_be_told(
    desk: Desk, notices: Notices, notifier: FakeNotifier, screen: FakeScreen
) -> None:
    listening(desk, notices)
    screen.lock()
    desk.engine.stop()
    notices.close()
    assert not screen.is_listened_to
    screen.unlock()
    assert notifier.title == ""


def test_after_the_first_session_it_is_asked_once_whether_to_start_at_login(
    desk: Desk,
    notices: Notices,
    notifier: FakeNotifier,
    screen: FakeScreen,
    preferences: Preferences,
    tmp_path: Path,
) -> None:
    preferences.change("login_asked", False)
    listening(desk, notices)
    screen.lock()
    desk.engine.stop()
    assert notifier.buttons == [], "nobody has seen the question yet"
    screen.unlock()
    assert notifier.title == "Dinner ended 19:00", "the end comes first"
    assert notifier.words.endswith("put back what a power cut left muted.")
    assert notifier.buttons == ["undo", "login", "never"]
    assert notifier.seconds == QUESTION_SECONDS
    notifier.press("never")
    assert not (tmp_path / "config").exists()

    desk.clock.advance(hours=1)
    desk.muter.hangs = True  # else the start would be told in a window
    desk.engine.start(DINNER)
    desk.engine.stop()
    desk.muter.answer()
    assert notifier.buttons == ["undo"]


def test_nobody_is_asked_who_has_it_on_already_or_whose_home_is_a_second_one(
    desk: Desk, preferences: Preferences
) -> None:
    preferences.change("login_asked", False)
    asked = []
    for home, is_on in (("/tmp/second", False), ("", False), ("", True)):
        login = Login(preferences, home)
        login.turn(is_on)
        asked.append(login.is_to_be_asked)
    assert asked == [False, True, False]
