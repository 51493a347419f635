"""The session window: its time, its steps, its minute, and that it is never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.ring import Ring
from presence.ui.windows.reasons import ReasonChoice
from presence.ui.windows.session import SessionView, SessionWindow
from presence.words.progress import large_time, until_next_change
from tests.screenshots_windows import (
    LOOKED,
    NOT_QUIET,
    NOW,
    UNVERIFIED,
    VARIANTS,
    ZONE,
    session,
    snapshot,
)
from tests.ui.test_first_minute import button, words

TILES = (
    StartRequest("meeting", length=timedelta(minutes=60)),
    StartRequest("family", is_open=True),
)
VIEW = SessionView(has_tray=True, starts=TILES, week_line="9 h with people")


@pytest.fixture
def window(qtbot: QtBot) -> SessionWindow:
    window = SessionWindow(VARIANTS[0].look)
    qtbot.addWidget(window)
    return window


def show(window: SessionWindow, running: Session | None, view: SessionView = VIEW) -> None:
    window.redraw(snapshot(running), view)
    window.show()
    window.redraw(snapshot(running), view)


def minute_timer(window: SessionWindow) -> QTimer:
    return next(timer for timer in window.findChildren(QTimer) if timer.parent() is window)


def test_who_what_and_how_long_are_in_sight(window: SessionWindow) -> None:
    show(window, session())
    said = words(window)
    assert "Dinner" in said
    assert "with Ana, Tom" in said
    assert "until 20:30" in said
    assert "This computer is quiet (checked)" in said
    assert window.findChildren(Ring)[0].accessibleName() == "Dinner · 42 min left"


def test_the_mute_is_told_in_honest_words(window: SessionWindow) -> None:
    show(window, session())
    window.redraw(snapshot(session(), UNVERIFIED), VIEW)
    assert "quiet (this desktop cannot be asked)" in words(window)
    window.redraw(snapshot(session(), NOT_QUIET), VIEW)
    assert "This computer is not quiet: no way to mute this desktop was found" in words(window)
    assert "Your phone is not quiet either" in words(window)


@pytest.mark.parametrize(
    ("running", "shown"),
    [
        (session(48, 90), ("42", "minutes left")),
        (session(89, 90), ("1", "minute left")),
        (session(10, 150), ("2:20", "hours left")),
        (session(90, 90), ("0", "minutes over")),
        (session(102, 90), ("12", "minutes over")),
        (session(200, 90), ("1:50", "hours over")),
        (session(103, None), ("1:43", "since 18:05")),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_the_large_time_counts_in_minutes(running: Session, shown: tuple[str, str]) -> None:
    assert large_time(running, NOW, ZONE) == shown


@pytest.mark.parametrize(
    "running", [session(48, 90), session(102, 90), session(7, None)], ids=["left", "over", "open"]
)
def test_the_large_time_stays_until_the_next_minute_and_changes_then(running: Session) -> None:
    at = NOW + timedelta(seconds=23)
    change = at + until_next_change(running, at)
    assert timedelta() < change - at <= timedelta(minutes=1)
    second = timedelta(seconds=1)
    before = large_time(running, change - second, ZONE)
    assert before == large_time(running, at, ZONE)
    assert before != large_time(running, change + second, ZONE)


def test_it_wakes_once_a_minute_while_it_is_seen_and_never_otherwise(
    qtbot: QtBot, window: SessionWindow
) -> None:
    show(window, session())
    timer = minute_timer(window)
    assert timer.isActive()
    assert timer.isSingleShot()
    assert timer.interval() <= 60_100
    with qtbot.waitSignal(window.redraw_wanted):
        timer.timeout.emit()
    window.hide()
    assert not timer.isActive()
    window.redraw(snapshot(session()), VIEW)
    assert not timer.isActive()
    show(window, None)
    assert not timer.isActive()


def test_it_asks_for_fresh_values_when_it_is_shown(qtbot: QtBot, window: SessionWindow) -> None:
    window.redraw(snapshot(session()), VIEW)
    with qtbot.waitSignal(window.redraw_wanted):
        window.show()


def test_the_steps_of_a_session_are_a_click_each(qtbot: QtBot, window: SessionWindow) -> None:
    show(window, session(slips=LOOKED))
    with qtbot.waitSignal(window.extend_requested) as extended:
        button(window, "Extend by 30 minutes").click()
    assert extended.args == [30]
    for word, signal in (
        ("I looked at a screen", window.slip_requested),
        ("Take the last one back", window.slip_back_requested),
        ("Who is there", window.people_requested),
        ("Got it", window.reminder_dismissed),
        ("End Dinner", window.stop_requested),
        ("Undo: ended Meeting 19:36", window.undo_requested),
        ("This week", window.open_week),
        ("Settings", window.open_settings),
    ):
        with qtbot.waitSignal(signal):
            button(window, word).click()
    assert "2 looks at a screen" in words(window)


def test_why_the_last_look_was_can_be_said(qtbot: QtBot, window: SessionWindow) -> None:
    reasoned = replace(LOOKED[1], reason=SlipReason.CALL)
    show(window, session(slips=(LOOKED[0], reasoned)))
    choice = window.findChildren(ReasonChoice)[0]
    assert choice.accessibleName() == "Why the last one?"
    assert choice.currentText() == "a call"
    choice.setCurrentIndex(choice.findText("emergency"))
    with qtbot.waitSignal(window.reason_chosen) as chosen:
        choice.activated.emit(choice.currentIndex())
    assert chosen.args == ["p2", SlipReason.EMERGENCY]
    choice.setCurrentIndex(choice.findText("just so"))
    with qtbot.waitSignal(window.reason_chosen) as chosen:
        choice.activated.emit(choice.currentIndex())
    assert chosen.args == ["p2", None]


def test_without_a_look_nothing_is_said_of_looks(window: SessionWindow) -> None:
    show(window, session())
    assert "look" not in words(window)
    assert not window.findChildren(ReasonChoice)[0].isVisible()


def test_the_reminder_of_the_phone_goes_for_good(window: SessionWindow) -> None:
    show(window, session())
    assert "Your phone is not: put it down." in words(window)
    window.redraw(snapshot(session()), replace(VIEW, shows_reminder=False))
    assert "Your phone" not in words(window)


def test_with_nothing_running_it_says_what_a_click_starts(
    qtbot: QtBot, window: SessionWindow
) -> None:
    show(window, None)
    with qtbot.waitSignal(window.start_requested) as started:
        button(window, "Start Dinner · Ana, Tom · 90 min").click()
    assert started.args == [snapshot(None).likely]
    with qtbot.waitSignal(window.start_requested) as started:
        button(window, "Start Family, open").click()
    assert started.args == [TILES[1]]
    with qtbot.waitSignal(window.open_start):
        button(window, "another length").click()
    with qtbot.waitSignal(window.open_week):
        button(window, "9 h with people").click()


def test_tiles_follow_the_kinds_a_person_has(qtbot: QtBot, window: SessionWindow) -> None:
    show(window, None)
    window.redraw(snapshot(None), replace(VIEW, starts=[StartRequest("walk")]))
    qtbot.wait(1)  # Qt shows what is laid out later with the loop's next turn
    assert button(window, "Start Walk, 60 min").isVisible()
    with pytest.raises(AssertionError, match="no button"):
        button(window, "Start Family")


def test_closing_it_never_removes_the_only_way_back(qtbot: QtBot, window: SessionWindow) -> None:
    show(window, None, replace(VIEW, has_tray=False))
    assert button(window, "Quit").isVisible()
    window.close()
    qtbot.waitUntil(window.isVisible)
    assert window.isMinimized()
    window.present()
    assert not window.isMinimized()


def test_where_there_is_a_tray_closing_closes(qtbot: QtBot, window: SessionWindow) -> None:
    show(window, None)
    window.close()
    qtbot.wait(1)
    assert not window.isVisible()


def test_its_name_on_the_task_bar_tells_no_time_and_no_people(window: SessionWindow) -> None:
    show(window, session())
    assert window.windowTitle() == "Dinner – Presence"


def test_kept_on_top_it_stays_where_it_is(qtbot: QtBot, window: SessionWindow) -> None:
    show(window, session())
    with qtbot.waitSignal(window.keep_on_top_changed) as changed:
        button(window, "Keep on top").click()
    assert changed.args == [True]
    window.redraw(snapshot(session()), replace(VIEW, keeps_on_top=True))
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()


def test_a_very_long_name_ends_in_dots_and_is_whole_in_its_tip(window: SessionWindow) -> None:
    name = "A name without end " * 9
    show(window, session(people=(name,)))
    label = next(
        label for label in window.findChildren(QLabel) if label.text().startswith("with A name")
    )
    assert label.text().endswith("…")
    assert " ".join(name.split()) in label.toolTip()
    assert label.accessibleName() == _("with {names}").format(names=" ".join(name.split()))


def test_it_grows_when_a_longer_word_comes_into_its_foot(
    qapp: QApplication, window: SessionWindow
) -> None:
    show(window, session())
    window.present()
    qapp.processEvents()
    width = window.page.least_width()
    undo = Change(ChangeKind.SLIPPED, "s0", "a_kind_with_quite_a_long_name", NOW)
    window.redraw(replace(snapshot(session()), undo=undo), VIEW)
    qapp.processEvents()
    assert window.page.least_width() > max(width, 44 * window.fontMetrics().averageCharWidth())
    assert window.page.horizontalScrollBar().maximum() == 0
