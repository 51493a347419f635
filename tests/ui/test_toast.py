"""The word in passing: short words go soon, long ones stay as long as reading them takes."""

import pytest
from pytestqt.qtbot import QtBot

from presence.ui.windows.toast import Toast

LONG = (
    "/home/ana/.config/autostart/presence.desktop was not written by Presence; it was left as it "
    "is. Take it away or give it another name, then turn the switch on again."
)


@pytest.fixture
def toast(qtbot: QtBot) -> Toast:
    made = Toast()
    qtbot.addWidget(made)
    return made


def test_the_words_at_a_start_go_after_two_seconds(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Dinner · 90 min · quiet (checked)", LONG, in_passing=True)
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=4000)


def test_a_long_word_can_be_read_to_its_end(toast: Toast, qtbot: QtBot) -> None:
    toast.say(LONG)
    qtbot.wait(3000)
    assert toast.isVisible()


def test_a_long_word_is_broken_into_lines_and_wholly_on_the_screen(toast: Toast) -> None:
    toast.say(LONG)
    line = toast.fontMetrics().height()
    assert toast.height() > 3 * line
    assert toast.width() < toast.fontMetrics().horizontalAdvance(LONG)
    assert toast.screen().availableGeometry().contains(toast.geometry())


def test_a_short_word_after_a_long_one_is_as_small_as_ever(toast: Toast) -> None:
    toast.say("Undone.")
    small = toast.size()
    toast.say(LONG)
    toast.say("Undone.")
    assert toast.size() == small
