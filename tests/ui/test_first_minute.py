"""The first minute: the trial tells what happened, a first session is one click."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.ui.windows.first_minute import FirstMinute, FirstMinuteView, Trial
from tests.screenshots_windows import NOT_QUIET, QUIET, STARTS, UNVERIFIED, VARIANTS

LOOK = VARIANTS[0].look
VIEW = FirstMinuteView(
    desktop="GNOME", mechanism="gnome", has_tray=True, kinds=Kinds(), starts=STARTS
)
HAD_IT_ON = MuteReport(MuteState.MUTED, MuteDetail.ALREADY_ON, "gnome", "on")


@pytest.fixture
def window(qtbot: QtBot) -> FirstMinute:
    window = FirstMinute(LOOK)
    qtbot.addWidget(window)
    window.redraw(VIEW)
    window.show()
    return window


def words(window: QWidget) -> str:
    labels = (label for label in window.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in labels)


def button(window: QWidget, word: str) -> QAbstractButton:
    for found in window.findChildren(QAbstractButton):
        said = found.accessibleName() or found.text().replace("&", "")
        if word in said and found.isVisible():
            return found
    raise AssertionError(f"no button {word!r}")


def test_the_desktop_is_named_and_what_gets_through_is_said(window: FirstMinute) -> None:
    assert "This desktop is GNOME. Presence can make it quiet." in words(window)
    assert "Critical notices still appear" in words(window)


def test_the_trial_is_asked_for_and_its_button_rests_meanwhile(
    qtbot: QtBot, window: FirstMinute
) -> None:
    with qtbot.waitSignal(window.try_requested):
        button(window, "Try for 3 seconds").click()
    window.redraw(replace(VIEW, trial=Trial.QUIET_NOW, trial_report=QUIET))
    assert "Now: quiet (checked)" in words(window)
    assert not button(window, "Try").isEnabled()
    window.redraw(replace(VIEW, trial=Trial.PUT_BACK, trial_report=QUIET))
    assert button(window, "Try again").isEnabled()


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (QUIET, "everything is as it was before"),
        (UNVERIFIED, "cannot be asked whether it was quiet"),
        (HAD_IT_ON, "leaves it on"),
        (NOT_QUIET, "It did not work: not quiet: no way"),
    ],
    ids=["checked", "cannot be asked", "had it on", "failed"],
)
def test_the_result_claims_no_more_than_is_known(
    window: FirstMinute, report: MuteReport, said: str
) -> None:
    window.redraw(replace(VIEW, trial=Trial.PUT_BACK, trial_report=report))
    assert said in words(window)


def test_a_tile_starts_what_it_says(qtbot: QtBot, window: FirstMinute) -> None:
    with qtbot.waitSignal(window.start_requested) as started:
        button(window, "Start Dinner, 90 min").click()
    assert started.args == [STARTS[1]]


def test_without_a_way_to_mute_nothing_is_promised(window: FirstMinute) -> None:
    window.redraw(replace(VIEW, desktop="Enlightenment", mechanism="none"))
    assert "Presence found no way to make it quiet" in words(window)
    assert "Critical" not in words(window)
    with pytest.raises(AssertionError, match="no button"):
        button(window, "Try")


def test_without_a_tray_the_command_for_a_key_is_ready_to_copy(window: FirstMinute) -> None:
    window.redraw(replace(VIEW, has_tray=False))
    button(window, "Copy").click()
    assert QGuiApplication.clipboard().text() == "presence toggle"
    assert window.findChildren(QLineEdit)[0].isVisible()
    window.redraw(VIEW)
    assert not window.findChildren(QLineEdit)[0].isVisible()
    assert "beside the clock" in words(window)


def test_closing_it_is_told_so_that_another_way_in_can_be_shown(
    qtbot: QtBot, window: FirstMinute
) -> None:
    with qtbot.waitSignal(window.closed):
        button(window, "Not now").click()
