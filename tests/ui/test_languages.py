"""What a translation can break: room for longer words, and letters that two controls share."""

from collections import Counter
from collections.abc import Iterator

import pytest
from build_hook import compile_catalogues
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from translations import CATALOGUES

from presence.texts import LANGUAGES, use_language
from presence.ui.mnemonics import letters_of
from presence.ui.qt_words import speak_qt
from tests.screenshots import every_scene as all_scenes
from tests.screenshots_windows import VARIANTS, Scene
from tests.ui.accessible import beside_the_page, clipped
from tests.ui.shown import shown
from tests.ui.tray_desk import Panel, dinner, is_seen, make_desk, review, snapshot

LIGHT = VARIANTS[0]
SCENES = all_scenes()

every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    compile_catalogues(CATALOGUES)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language()


def letters(window: QWidget) -> list[str]:
    """The letters that Alt is pressed with; one shared by two of them reaches neither."""
    names = [label for label in window.findChildren(QLabel) if label.buddy() is not None]
    seen = [name.text() for name in names if name.isVisible()]
    seen += [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    return [letter for text in seen for letter in letters_of(text)]


@every_scene
def test_no_two_controls_share_a_letter(
    qtbot: QtBot, qapp: QApplication, language: str, scene: Scene
) -> None:
    found = Counter(letters(shown(qtbot, qapp, scene)))
    assert [letter for letter, count in found.items() if count > 1] == []


@every_scene
def test_longer_words_have_room(
    qtbot: QtBot, qapp: QApplication, language: str, scene: Scene
) -> None:
    window = shown(qtbot, qapp, scene)
    assert clipped(window) == []
    assert not beside_the_page(window)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # Qt's platform without a screen has no tray
def test_no_two_lines_of_the_menu_share_a_letter(qapp: QApplication, language: str) -> None:
    desk = make_desk(Panel())
    qapp.processEvents()
    for session in (None, dinner()):
        desk.tray.redraw(snapshot(session), review())
        texts = [action.text() for action in desk.menu.actions() if is_seen(action)]
        found = Counter(letter for text in texts for letter in letters_of(text))
        assert set(found.values()) == {1}
        assert len(found) > 5
    desk.tray.hide()


def test_qt_speaks_the_same_language(qtbot: QtBot, qapp: QApplication) -> None:
    said = []
    for language in ("de", "en", "de", "en"):
        use_language(language)
        speak_qt(qapp)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        qtbot.addWidget(box)
        said.append(box.buttons()[0].text().replace("&", ""))
    use_language()
    assert said == ["Schließen", "Close", "Schließen", "Close"]
