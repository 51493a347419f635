"""The window of names: names for a screen reader, order, room, and speed with two thousand."""

from time import process_time

import pytest
from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.names.use import Names
from presence.texts import use_language
from presence.ui.names.group_form import PeopleModel
from presence.ui.names.model import LAST, LATELY, NAME, SESSIONS
from presence.ui.names.view import GroupWish, KindWish
from presence.ui.names.window import NamesWindow
from presence.ui.window import Window
from tests.screenshots_names import (
    SCENES,
    group_form,
    kind_form,
    merging,
    names_window,
    people,
    people_rows,
    renaming,
)
from tests.screenshots_windows import VARIANTS, Scene, Variant, dressed
from tests.ui.accessible import beside_the_page, clipped, nameless, out_of_order
from tests.ui.test_first_minute import button, words

LIGHT = VARIANTS[0]
A_KEY_S = 0.030
Key = Qt.Key


def shown(qtbot: QtBot, window: Window) -> NamesWindow:
    assert isinstance(window, NamesWindow)
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    QApplication.processEvents()
    return window


def listed(window: NamesWindow, column: int = NAME) -> list[str]:
    model: QAbstractItemModel = window.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_it_can_be_read_and_reached_in_every_look(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    dressed(undressed, variant)
    window = shown(qtbot, scene(variant.look))
    assert nameless(window) == []
    if scene is not renaming:  # the line in a row comes and goes
        assert out_of_order(window) == []
    assert clipped(window) == []
    assert not beside_the_page(window)


@pytest.mark.parametrize("scene", [SCENES["names-kinds"], SCENES["names-groups"]])
def test_what_kinds_and_groups_are_like_has_room_on_a_small_screen(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    dressed(undressed, LIGHT)
    use_language("de")  # its words are longer than the English ones
    window = shown(qtbot, scene(LIGHT.look))
    use_language()
    window.resize(736, 600)
    assert window.table.horizontalScrollBar().maximum() == 0


def test_the_lists_are_ones_that_qt_can_rely_on(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    QAbstractItemModelTester(window.table.model())
    window.type_search("o")
    window.table.sortByColumn(SESSIONS, Qt.SortOrder.AscendingOrder)
    everybody = PeopleModel()
    QAbstractItemModelTester(everybody)
    everybody.show_people(["Ana", "Tom"], ["Tom"])
    everybody.search("a")


def test_two_thousand_are_searched_as_fast_as_somebody_types(qtbot: QtBot) -> None:
    window = shown(qtbot, names_window(LIGHT.look, Names.PEOPLE, people_rows(2000)))
    for typed in ("w", "wo", "woj", "wojc", "woj", ""):
        began = process_time()
        window.type_search(typed)
        QApplication.processEvents()
        assert process_time() - began < 2 * A_KEY_S  # twice: the machine may be busy
    assert len(listed(window)) == 2000


def test_a_search_finds_names_without_their_accents_and_says_how_many(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    window.type_search("muller")
    assert len(listed(window)) == 10
    assert all("Müller" in name for name in listed(window))


def test_every_column_sorts_and_what_is_chosen_stays_chosen(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    window.table.choose(["Ana Sousa"])
    window.table.sortByColumn(SESSIONS, Qt.SortOrder.DescendingOrder)
    counts = [int(count) for count in listed(window, SESSIONS)]
    assert counts == sorted(counts, reverse=True)
    window.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert listed(window)[0] == "Ana Kjær"
    window.table.sortByColumn(LAST, Qt.SortOrder.DescendingOrder)
    assert listed(window, LAST)[0] == "today"
    assert window.table.chosen() == ["Ana Sousa"]


def test_letters_typed_into_the_list_go_to_the_search(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    window.table.setFocus()
    QTest.keyClicks(window.table, "zo")
    search = window.focusWidget()
    assert isinstance(search, QLineEdit)
    assert search.text() == "zo"
    QTest.keyClick(search, Key.Key_Down)
    assert window.focusWidget() is window.table
    QTest.keyClick(window.table, Key.Key_Escape)
    assert len(listed(window)) == 61
    assert window.isVisible()
    QTest.keyClick(window.table, Key.Key_Escape)
    assert not window.isVisible()


def test_a_name_is_written_in_its_row_and_an_escape_leaves_it(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    window.table.choose(["Tom Müller"])
    window.table.setFocus()
    for key, told in ((Key.Key_Escape, 0), (Key.Key_Return, 1)):
        heard: list[tuple[str, str]] = []
        window.renamed.connect(lambda *names, heard=heard: heard.append(names))
        QTest.keyClick(window.table, Key.Key_F2)
        (line,) = window.table.viewport().findChildren(QLineEdit)
        assert line.accessibleName() == "New name"
        line.setText("Tim")
        QTest.keyClick(line, key)
        qtbot.wait(20)
        assert heard == [("Tom Müller", "Tim")] * told


def test_a_merge_says_what_will_happen_before_it_does(qtbot: QtBot) -> None:
    window = merging(LIGHT.look)
    shown(qtbot, window)
    assert isinstance(window, NamesWindow)
    choice = window.focusWidget()
    QTest.keyClick(choice, Key.Key_Down)
    with qtbot.waitSignal(window.merged) as told:
        QTest.keyClick(choice, Key.Key_Return)
    keys, into = told.args
    assert into == "Tom Müller"
    assert sorted(keys) == ["Ana Sousa", "Zoë Kjær"]


def test_a_group_is_ticked_by_the_keyboard_alone(qtbot: QtBot) -> None:
    window = shown(qtbot, group_form(LIGHT.look))
    search = window.focusWidget()
    QTest.keyClicks(search, "priya raman 7")
    QTest.keyClick(search, Key.Key_Tab)
    entered = window.focusWidget()
    QTest.keyClick(entered, Key.Key_Down)
    QTest.keyClick(entered, Key.Key_Space)
    with qtbot.waitSignal(window.group_saved) as told:
        QTest.keyClick(entered, Key.Key_Return)
    (wish,) = told.args
    assert isinstance(wish, GroupWish)
    assert wish.people == ("Ana Sousa", "Tom Müller", "Zoë Kjær", "Priya Raman 7")


def test_a_kind_is_changed_by_the_keyboard_alone(qtbot: QtBot) -> None:
    window = shown(qtbot, kind_form(LIGHT.look))
    QTest.keyClicks(window.focusWidget(), "Supper")
    with qtbot.waitSignal(window.kind_saved) as told:
        QTest.keyClick(window.focusWidget(), Key.Key_Return)
    (wish,) = told.args
    assert isinstance(wish, KindWish)
    assert (wish.key, wish.name, wish.length, wish.bound) == ("dinner", "Supper", "90 min", "5 h")
    assert (wish.watches, wish.nudges) == (True, True)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert not window.body.has_form
    assert window.isVisible()


def test_what_may_be_the_same_is_offered_and_can_be_let_be(qtbot: QtBot) -> None:
    window = shown(qtbot, people(LIGHT.look))
    button(window, "Merge them").click()
    assert "3 sessions will say Ana Sousa." in words(window)
    assert sorted(window.table.chosen()) == ["Ana M. Sousa", "Ana Sousa"]
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    no = button(window, "Not the same")
    no.click()
    assert not no.isVisible()


def ink(widget: QWidget, place: QRect) -> list[int]:
    """Where from left to right something is painted there."""
    image = widget.grab(place).toImage()
    lines, ground = range(image.height()), image.pixel(0, 0)
    found = (x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in lines))
    return [place.left() + x for x in found]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_heading_ends_where_its_numbers_do_and_the_arrow_stands_apart(
    qtbot: QtBot, undressed: QApplication, variant: Variant
) -> None:
    dressed(undressed, variant)
    window = shown(qtbot, people(variant.look))
    window.resize(1600, 800)
    head, table = window.table.horizontalHeader(), window.table
    table.clearSelection()
    left, width = head.sectionViewportPosition(LATELY), head.sectionSize(LATELY)
    place = QRect(left, 0, width, head.height() - 2)  # above the line
    table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    words_alone = ink(head, place)
    table.sortByColumn(LATELY, Qt.SortOrder.DescendingOrder)
    arrow = sorted(set(ink(head, place)) - set(words_alone))
    cell = ink(table.viewport(), table.visualRect(table.model().index(0, LATELY)))
    assert arrow
    if variant.direction is Qt.LayoutDirection.RightToLeft:
        assert abs(words_alone[0] - cell[0]) <= 2
        assert words_alone[0] - arrow[-1] > 3
    else:
        assert abs(words_alone[-1] - cell[-1]) <= 2
        assert arrow[0] - words_alone[-1] > 3
