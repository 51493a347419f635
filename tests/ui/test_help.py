"""The help: offline, in both languages, at the right heading."""

import re
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from presence.paths import resources_dir
from presence.ui.windows.help import HelpWindow
from presence.words.help.page import Here, page_text
from tests.screenshots_windows import SCENES, VARIANTS, dressed
from tests.ui.test_first_minute import words

PAGES = sorted((resources_dir() / "help").glob("*.html"))
ANCHOR = re.compile(r'<h2><a name="([^"]+)"></a>')


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow(VARIANTS[0].look)
    qtbot.addWidget(window)
    window.resize(600, 400)
    with qtbot.waitExposed(window):
        window.show()
    return window


def top_line(window: HelpWindow) -> str:
    text = window.findChildren(QTextBrowser)[0]
    return text.cursorForPosition(text.viewport().rect().topLeft()).block().text().strip()


def test_every_page_has_the_same_headings_in_the_same_order() -> None:
    assert [path.stem for path in PAGES] == ["de", "en"]
    german, english = (ANCHOR.findall(path.read_text(encoding="utf-8")) for path in PAGES)
    assert german == english
    assert len(set(english)) == len(english)


def test_every_window_finds_its_heading(qtbot: QtBot) -> None:
    anchors = ANCHOR.findall(PAGES[-1].read_text(encoding="utf-8"))
    for scene in SCENES.values():
        window = scene(VARIANTS[0].look)
        qtbot.addWidget(window)
        assert window.help_heading in ["", *anchors]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_needs_no_network(path: Path) -> None:
    text = unescape(path.read_text(encoding="utf-8"))
    pictures = re.findall(r'<img src="([^"]*)"', text)
    assert pictures
    assert all((path.parent / picture).is_file() for picture in pictures)
    assert not re.search(r"(src|href)\s*=|https?:", re.sub("<img src=", "", text))


def test_every_picture_has_its_words_for_who_does_not_see_it() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r'<img src="[^"]+" alt="[^"]+">', text)) == text.count("<img")


def test_this_desktop_is_named_where_it_goes_quiet(window: HelpWindow) -> None:
    window.open_at("quiet")
    window.tell(Here("Xfce", "xfce", ("Critical notices still appear.",)))
    text = window.findChildren(QTextBrowser)[0].toPlainText()
    assert "This desktop is Xfce. Critical notices still appear." in text
    assert top_line(window) == "How the computer goes quiet", "the place is kept"
    assert "<td><b>Xfce</b></td>" in page_text(PAGES[-1], Here("Xfce", "xfce"))


@pytest.mark.parametrize(
    ("here", "said"),
    [
        (Here("sway", "dunst"), "This desktop is sway; what goes quiet is dunst."),
        (Here("<twm>"), "On this desktop, &lt;twm&gt;, no way to go quiet was found."),
    ],
)
def test_what_goes_quiet_may_have_another_name_or_be_missing(here: Here, said: str) -> None:
    assert said in page_text(PAGES[-1], here)


def test_it_opens_where_it_was_asked(window: HelpWindow) -> None:
    window.open_at("quiet")
    assert top_line(window) == "How the computer goes quiet"
    assert window.findChildren(QListWidget)[0].currentItem().text() == top_line(window)
    window.open_at("no such heading")
    assert top_line(window) == "The first minute"


def test_it_opens_there_also_before_it_has_its_size(qtbot: QtBot) -> None:
    window = HelpWindow(VARIANTS[0].look)
    qtbot.addWidget(window)
    window.open_at("kept")
    with qtbot.waitExposed(window):
        window.present()
    qtbot.wait(1)
    assert top_line(window) == "What “kept” means"
    window.resize(window.width() - 150, window.height())
    qtbot.wait(1)
    assert top_line(window) == "What “kept” means"


def test_who_has_scrolled_is_not_pulled_back(window: HelpWindow) -> None:
    window.open_at("kept")
    text = window.findChildren(QTextBrowser)[0]
    text.verticalScrollBar().setValue(0)
    window.resize(window.width() - 100, window.height())
    assert text.verticalScrollBar().value() < 50
    window.resize(50 * window.fontMetrics().averageCharWidth(), window.height())
    assert text.verticalScrollBar().value() < 50


def test_a_heading_in_the_list_leads_to_its_text(window: HelpWindow) -> None:
    headings = window.findChildren(QListWidget)[0]
    headings.setCurrentRow(headings.count() - 3)
    assert top_line(window) == "Where my data is"


def test_words_are_found_one_after_the_other(window: HelpWindow) -> None:
    search = window.findChildren(QLineEdit)[0]
    text = window.findChildren(QTextBrowser)[0]
    QTest.keyClicks(search, "dunst")
    first = text.textCursor().position()
    assert text.textCursor().selectedText() == "dunst"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert text.textCursor().position() > first
    for _again in range(6):
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert text.textCursor().selectedText() == "dunst"
    search.setText("no such word")
    assert "not found" in words(window)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert window.isVisible()


def test_a_new_look_keeps_the_place(window: HelpWindow) -> None:
    window.open_at("kept")
    window.set_look(VARIANTS[1].look)
    assert top_line(window) == "What “kept” means"


def test_in_a_narrow_window_the_headings_stand_above_and_the_cells_of_a_row_too(
    window: HelpWindow, qtbot: QtBot
) -> None:
    headings, text = window.findChildren(QListWidget)[0], window.findChildren(QTextBrowser)[0]
    window.open_at("line")
    assert headings.geometry().right() < text.geometry().left()
    assert "dinner with Ana" not in row_of(text, "din ana 90m")
    window.resize(60 * window.fontMetrics().averageCharWidth(), window.height())
    qtbot.waitUntil(lambda: headings.geometry().bottom() < text.geometry().top())
    assert top_line(window) == "Starting with one line"
    assert "dinner with Ana" in row_of(text, "din ana 90m")


def row_of(text: QTextBrowser, words: str) -> str:
    """What stands in the block that has these words."""
    return text.document().find(words).block().text()


def test_in_larger_type_the_headings_stand_above_in_a_window_that_stays_as_it_is(
    window: HelpWindow, qtbot: QtBot, undressed: QApplication
) -> None:
    headings, text = window.findChildren(QListWidget)[0], window.findChildren(QTextBrowser)[0]
    large = next(variant for variant in VARIANTS if variant.name == "large")
    assert headings.geometry().right() < text.geometry().left()
    dressed(undressed, large)
    window.set_look(large.look)
    qtbot.waitUntil(lambda: headings.geometry().bottom() < text.geometry().top())
    dressed(undressed, VARIANTS[0])
    window.set_look(VARIANTS[0].look)
    qtbot.waitUntil(lambda: headings.geometry().right() < text.geometry().left())
