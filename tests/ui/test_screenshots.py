"""The pictures: every state of the week in every look, and the ones that the README shows."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screenshots import FOLDER, README, draw, every_scene, week_scene
from tests.screenshots_review import PAGES
from tests.screenshots_unlocks import ONE
from tests.screenshots_windows import VARIANTS, Variant

ROOT = FOLDER.parent.parent


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
@pytest.mark.parametrize("page", PAGES)
def test_every_state_of_the_week_is_drawn_without_a_warning(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, page: str, variant: Variant
) -> None:
    path = draw(qapp, week_scene(PAGES[page]), variant, tmp_path / "week.png")
    image = QImage(str(path))
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)
    }
    assert len(colours) > 3


def test_the_readme_shows_scenes_that_there_are() -> None:
    scenes, looks = every_scene(), {variant.name for variant in VARIANTS}
    assert all(scene in scenes and look in looks for _name, scene, look in README)


def test_every_picture_that_a_page_shows_has_been_drawn() -> None:
    drawn = {f"packaging/screenshots/{name}.png" for name, _scene, _look in README}
    words = (ROOT / "README.md").read_text()
    shown = {part.split(")")[0] for part in words.split("](")[1:] if ".png)" in part}
    assert shown
    assert shown <= drawn
    assert all((ROOT / path).is_file() for path in drawn)


def test_the_pictures_of_unlocks_show_times_of_the_session_that_they_name() -> None:
    assert ONE.says == "yesterday · 19:00 – 21:30"
    assert [look.at.astimezone(ONE.zone).strftime("%H:%M") for look in ONE.looks] == [
        "19:40",
        "20:05",
        "21:10",
    ]
