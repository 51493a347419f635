"""The log window by itself: pages, keys, filters by keyboard, and what screen readers get."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from presence.core.editing.filter import EVERYTHING, Kept, LogFilter
from presence.core.kind import Kinds
from presence.core.settings import Theme
from presence.ui.dressing import apply_look
from presence.ui.log.asking import Choice, Question
from presence.ui.log.days import DaysPicker
from presence.ui.log.model import PAGE, LogModel
from presence.ui.log.picker import Picker
from presence.ui.log.view import DaySpan
from presence.ui.log.window import LogWindow
from presence.ui.log.words import Speaker
from presence.ui.look import Look, contrast, make_look
from tests.screenshots_log import ListedLog, made_up
from tests.screenshots_windows import LONG_NAME, NOW, VARIANTS, ZONE, Wished
from tests.ui.accessible import focusable, nameless

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SPEAKER = Speaker(NOW, ZONE, Kinds())


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = make_look(Theme.LIGHT, Wished())
    apply_look(qapp, look, Theme.LIGHT)
    yield look
    qapp.setStyleSheet("")


@pytest.fixture
def log() -> ListedLog:
    return ListedLog(made_up(300))


@pytest.fixture
def window(qtbot: QtBot, look: Look, log: ListedLog) -> LogWindow:
    window = LogWindow(look, log)
    qtbot.addWidget(window)
    window.redraw(log.view())
    window.resize(1000, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.table.setFocus()
    return window


def test_words_in_a_row_go_as_their_letters_go_and_numbers_as_the_window_does(
    window: LogWindow,
) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    fitted = window.table.itemDelegate()._fitted  # type: ignore[attr-defined]  # RowPainter
    ways = [fitted(text, 300)[0].textOption().textDirection() for text in ("2 h", "13:18 – 15:18")]
    own, around = Qt.LayoutDirection.LayoutDirectionAuto, Qt.LayoutDirection.RightToLeft
    assert ways == [own, around]


def button(window: QWidget, words: str) -> QAbstractButton:
    for found in window.findChildren(QAbstractButton):
        said = (found.accessibleName() or found.text()).replace("&", "")
        if said == words and found.isVisible():
            return found
    raise AssertionError(words)


def asked(qtbot: QtBot, window: LogWindow) -> list[LogFilter]:
    """Every filter that the window asks for from now on, put in force as it is asked."""
    found: list[LogFilter] = []
    log = ListedLog(made_up(300))

    def take(wanted: LogFilter) -> None:
        found.append(wanted)
        window.redraw(log.view(wanted))

    window.filter_changed.connect(take)
    return found


def popup(kind: type[QWidget]) -> QWidget:
    widget = QApplication.activePopupWidget()
    assert isinstance(widget, kind)
    return widget


class TestItsRows:
    def test_a_page_is_fetched_when_it_comes_into_sight_and_once(self, log: ListedLog) -> None:
        model = LogModel(log, lambda _name, _slot: None)  # type: ignore[arg-type, return-value]  # no icon is drawn
        model.show(300, SPEAKER)
        assert log.asked == 0
        for row in range(PAGE):
            model.data(model.index(row, 1))
        assert log.asked == 1
        assert model.row(299).session == log.sessions[299]
        assert log.asked == 2

    def test_a_row_that_went_meanwhile_is_no_trouble(self, log: ListedLog) -> None:
        model = LogModel(log, lambda _name, _slot: None)  # type: ignore[arg-type, return-value]  # no icon is drawn
        model.show(300, SPEAKER)
        del log.sessions[100:]
        assert model.data(model.index(250, 1)) is not None

    @pytest.mark.parametrize("row", [0, 1, 31, 32, 150, 299])
    def test_a_session_is_found_wherever_it_stands(self, log: ListedLog, row: int) -> None:
        model = LogModel(log, lambda _name, _slot: None)  # type: ignore[arg-type, return-value]  # no icon is drawn
        model.show(300, SPEAKER)
        assert model.place_of(log.sessions[row], 0) == row
        gone = replace(log.sessions[row], id="gone", started_at=NOW)
        assert model.place_of(gone, row) is None

    def test_each_day_is_said_once_and_always_on_top(self, window: LogWindow) -> None:
        says = window.table.itemDelegate()._says_day  # type: ignore[attr-defined]  # RowPainter
        model = window.table.model()
        days = [model.index(row, 0).data() for row in range(20)]
        assert [says(row) for row in range(20)] == [
            row == 0 or days[row] != days[row - 1] for row in range(20)
        ]
        window.table.verticalScrollBar().setValue(window.table.row_height() * 2)
        assert says(2)

    def test_a_name_that_is_cut_off_is_whole_in_the_tip_and_as_plain_text(
        self, look: Look, qtbot: QtBot
    ) -> None:
        log = ListedLog([replace(made_up(1)[0], people=(LONG_NAME,))])
        window = LogWindow(look, log)
        qtbot.addWidget(window)
        window.redraw(log.view())
        tip = window.table.model().index(0, 4).data(Qt.ItemDataRole.ToolTipRole)
        assert "Wolfeschlegelsteinhausenbergerdorff" in tip
        assert "<b>" not in tip


class TestKeys:
    def test_home_and_end_go_to_the_first_and_the_last_session(self, window: LogWindow) -> None:
        QTest.keyClick(window.table, Key.Key_End)
        assert window.table.currentIndex().row() == 299
        QTest.keyClick(window.table, Key.Key_Home)
        assert window.table.currentIndex().row() == 0

    def test_letters_go_to_the_search_and_down_comes_back(
        self, window: LogWindow, qtbot: QtBot
    ) -> None:
        found = asked(qtbot, window)
        QTest.keyClick(window.table, Key.Key_A)
        search = window.focusWidget()
        assert isinstance(search, QLineEdit)
        QTest.keyClicks(search, "na")
        assert [each.text for each in found] == ["a", "an", "ana"]
        QTest.keyClick(search, Key.Key_Down)
        assert window.focusWidget() is window.table

    def test_esc_in_the_search_begins_anew_and_only_then_closes(
        self, window: LogWindow, qtbot: QtBot
    ) -> None:
        found = asked(qtbot, window)
        QTest.keyClick(window.table, Key.Key_A)
        search = window.focusWidget()
        QTest.keyClick(search, Key.Key_Escape)
        assert [each.text for each in found] == ["a", ""]
        assert window.isVisible()
        QTest.keyClick(search, Key.Key_Escape)
        assert not window.isVisible()

    @pytest.mark.parametrize(
        ("key", "modifiers", "signal"),
        [
            (Key.Key_F2, Qt.KeyboardModifier.NoModifier, "edit_wanted"),
            (Key.Key_Return, Qt.KeyboardModifier.NoModifier, "edit_wanted"),
            (Key.Key_Return, Qt.KeyboardModifier.AltModifier, "details_wanted"),
            (Key.Key_T, CTRL, "split_wanted"),
            (Key.Key_H, CTRL, "history_wanted"),
            (Key.Key_N, CTRL, "new_wanted"),
            (Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "delete_wanted"),
        ],
    )
    def test_everything_is_done_by_a_key(
        self,
        window: LogWindow,
        qtbot: QtBot,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier,
        signal: str,
    ) -> None:
        with qtbot.waitSignal(getattr(window, signal), timeout=10_000):
            QTest.keyClick(window.table, key, modifiers)

    def test_what_needs_two_is_offered_for_two(self, window: LogWindow, qtbot: QtBot) -> None:
        assert not button(window, "Merge").isEnabled()
        QTest.keyClick(window.table, Key.Key_Down, SHIFT)
        assert button(window, "Merge").isEnabled()
        assert not button(window, "Split").isEnabled()
        with qtbot.waitSignal(window.merge_wanted, timeout=10_000) as told:
            QTest.keyClick(window.table, Key.Key_M, CTRL)
        assert told.args == [["s0", "s1"]]

    def test_all_of_very_many_are_counted_without_being_fetched(
        self, look: Look, qtbot: QtBot
    ) -> None:
        log = ListedLog(made_up(50))
        window = LogWindow(look, log)
        qtbot.addWidget(window)
        window.redraw(log.view(count=100_000))
        before = log.asked
        window.table.selectAll()
        assert window.table.chosen_count() == 100_000
        assert log.asked <= before + 1

    def test_the_menu_of_a_row_holds_what_the_buttons_do(self, window: LogWindow) -> None:
        window.table.customContextMenuRequested.emit(window.table.rect().center())
        menu = popup(QMenu)
        assert [action.text() for action in menu.actions()][:3] == ["Edit", "Details…", "Split"]
        menu.close()


class TestFilters:
    def test_people_are_chosen_from_a_list_that_typing_narrows(
        self, window: LogWindow, qtbot: QtBot
    ) -> None:
        found = asked(qtbot, window)
        button(window, "With whom").click()
        picker = popup(Picker)
        line = picker.findChildren(QLineEdit)[0]
        QTest.keyClicks(line, "pri")
        QTest.keyClick(line, Key.Key_Return)
        assert found[-1] == LogFilter(people=frozenset(["Priya"]))
        QTest.keyClicks(line, "tom")
        QTest.keyClick(line, Key.Key_Down)
        names = picker.findChildren(QListWidget)[0]
        QTest.keyClick(names, Key.Key_Space)
        assert found[-1] == LogFilter(people=frozenset(["Priya", "Tom"]))
        QTest.keyClick(names, Key.Key_Escape)
        assert button(window, "With whom: Priya, Tom").isChecked()

    def test_only_one_place_is_asked_for(self, window: LogWindow, qtbot: QtBot) -> None:
        found = asked(qtbot, window)
        button(window, "Where").click()
        line = popup(Picker).findChildren(QLineEdit)[0]
        for place in ("enzo", "park"):
            QTest.keyClicks(line, place)
            QTest.keyClick(line, Key.Key_Return)
        assert [each.place for each in found] == ["Da Enzo", "Stadtpark"]
        popup(Picker).close()

    def test_days_are_named_or_typed(self, window: LogWindow, qtbot: QtBot) -> None:
        found = asked(qtbot, window)
        button(window, "When").click()
        button(popup(DaysPicker), "Last week").click()
        assert found[-1].start == NOW - timedelta(days=11)
        button(window, "When: Last week").click()
        first, last = popup(DaysPicker).findChildren(QLineEdit)
        QTest.keyClicks(first, "3 nov")
        QTest.keyClicks(last, "today")
        QTest.keyClick(last, Key.Key_Return)
        assert found[-1] == LogFilter(start=NOW, end=NOW + timedelta(days=1))
        assert button(window, "When: 3 nov – today").isChecked()

    def test_kept_to_confirm_and_at_the_same_time_are_a_press_away(
        self, window: LogWindow, qtbot: QtBot
    ) -> None:
        found = asked(qtbot, window)
        button(window, "To confirm").click()
        button(window, "At the same time").click()
        button(window, "Kept").click()
        menu = popup(QMenu)
        looked = next(each for each in menu.actions() if each.text() == "looked at a screen")
        looked.trigger()
        menu.close()
        wanted = LogFilter(kept=Kept.LOOKED, unconfirmed=True, overlapping=True)
        assert found[-1] == wanted
        button(window, "Clear").click()
        assert found[-1] == EVERYTHING
        buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
        assert not any(each.isChecked() for each in buttons)

    def test_a_span_from_elsewhere_is_said_in_dates(self, window: LogWindow) -> None:
        log = ListedLog(made_up(3))
        asked_for = LogFilter(start=NOW - timedelta(days=40), end=NOW - timedelta(days=33))
        window.redraw(log.view(asked_for))
        assert button(window, "When: 12 Oct 2025 – 19 Oct 2025").isChecked()

    def test_days_without_a_name_are_not_kept_from_before(
        self, window: LogWindow, qtbot: QtBot
    ) -> None:
        found = asked(qtbot, window)
        button(window, "When").click()
        picker = popup(DaysPicker)
        picker.chosen.emit(DaySpan("All days"))  # type: ignore[attr-defined]  # DaysPicker
        picker.close()
        assert found[-1] == EVERYTHING
        assert not button(window, "When").isChecked()


class TestWhoHearsIt:
    def test_every_row_is_read_whole(self, window: LogWindow) -> None:
        table = QAccessible.queryAccessibleInterface(window.table)
        wide = 9  # with the place where Qt has numbers of rows; the names of the columns come first
        assert table.childCount() == (1 + 300) * wide
        first = table.child(wide + 1).text(QAccessible.Text.Name)
        session = window.chosen()[0]
        for part in ("Today", "Walk", *session.people):
            assert part in first
        assert "Friday" not in first
        other = table.child(wide * 21 + 1).text(QAccessible.Text.Name)
        assert other.split(",")[0].split()[0].endswith("day")

    def test_every_control_has_a_name_and_a_place_among_the_tabs(self, window: LogWindow) -> None:
        assert nameless(window) == []
        assert window.table in list(focusable(window))

    def test_a_question_says_its_problem_to_who_types(self, window: LogWindow) -> None:
        choices = (Choice("split", "Split"), Choice("", "Leave it"))
        window.asking.ask(Question("Split", ("a", "b"), choices, "When", "Not then."), "1:00")
        line = window.focusWidget()
        assert isinstance(line, QLineEdit)
        assert line.accessibleName() == "When"
        assert line.accessibleDescription() == "Not then."

    @pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
    def test_every_word_in_the_list_can_be_read_on_its_ground(self, variant: object) -> None:
        look = variant.look  # type: ignore[attr-defined]  # a Variant
        for word in (look.text, look.dim):
            assert contrast(word, look.surface) >= 4.5
        assert contrast(look.on_accent, look.accent) >= 4.5
