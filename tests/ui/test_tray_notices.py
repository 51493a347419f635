"""Notices of the icon itself, where the desktop has none."""

import pytest

from presence.desktop.notify import Action
from presence.ui.tray.notices import TrayNotices
from tests.ui.tray_desk import Desk, Panel, make_desk

# The offscreen platform knows no tray windows.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


class Balloon:
    """What the icon was asked to show."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str, int]] = []
        self.is_there = True

    def show_message(self, title: str, body: str, seconds: int) -> bool:
        if self.is_there:
            self.shown.append((title, body, seconds))
        return self.is_there


@pytest.fixture
def desk(qapp: object) -> Desk:
    return make_desk(Panel())


@pytest.fixture
def balloon(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Balloon:
    made = Balloon()
    monkeypatch.setattr(desk.tray, "show_message", made.show_message)
    return made


BUTTONS = (Action("start", "Start"), Action("later", "In 5 min"))


def test_a_click_on_the_balloon_is_its_first_button_and_only_once(
    desk: Desk, balloon: Balloon
) -> None:
    chosen: list[str] = []
    notices = TrayNotices(desk.tray)
    notices.show("Meeting", "in 2 min", BUTTONS, chosen.append, 60)
    assert balloon.shown == [("Meeting", "in 2 min\n→ Start", 30)]
    desk.tray.message_clicked.emit()
    desk.tray.message_clicked.emit()
    assert chosen == ["start"]


def test_a_notice_that_is_over_hears_no_click(desk: Desk, balloon: Balloon) -> None:
    chosen: list[str] = []
    notices = TrayNotices(desk.tray)
    notices.show("Meeting", "", BUTTONS, chosen.append, 0)
    notices.close()
    desk.tray.message_clicked.emit()
    assert chosen == []


def test_without_an_icon_nothing_is_shown_and_nothing_waits(desk: Desk, balloon: Balloon) -> None:
    chosen: list[str] = []
    balloon.is_there = False
    TrayNotices(desk.tray).show("Meeting", "", BUTTONS, chosen.append, 5)
    desk.tray.message_clicked.emit()
    assert chosen == []


def test_a_notice_without_a_button_is_words_alone(desk: Desk, balloon: Balloon) -> None:
    TrayNotices(desk.tray).show("Coffee ended", "45 min", (), lambda _key: None, 5)
    assert balloon.shown == [("Coffee ended", "45 min", 5)]


def test_the_icon_says_whether_it_could_show_a_message(desk: Desk) -> None:
    desk.tray.hide()
    assert not desk.tray.show_message("Meeting", "", 5)
