"""The look: readable in every palette, and the only place that names a colour."""

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.kind import BUILT_IN
from presence.core.settings import Theme
from presence.ui.controls import ElidedLabel
from presence.ui.dressing import apply_look
from presence.ui.look import (
    READABLE,
    Look,
    contrast,
    forget_drawn,
    icon,
    make_look,
    row_icon,
    set_type,
)

PACKAGE = Path(__file__).parent.parent.parent / "presence"
ACCENTS = (
    None,
    (0.21, 0.52, 0.89),  # GNOME's blue
    (0.90, 0.63, 0.04),  # a yellow
    (1.0, 1.0, 1.0),
    (0.0, 0.0, 0.0),
)


@dataclass(frozen=True)
class Wished:
    """What a desktop may say."""

    is_dark: bool | None = None
    accent: tuple[float, float, float] | None = None
    high_contrast: bool = False
    reduced_motion: bool = False
    font: tuple[str, float] | None = None


def every_look() -> list[Look]:
    return [
        make_look(theme, Wished(accent=accent, high_contrast=sharp))
        for theme, accent, sharp in itertools.product(
            (Theme.LIGHT, Theme.DARK), ACCENTS, (False, True)
        )
    ]


@pytest.mark.parametrize("look", every_look(), ids=str)
def test_every_text_can_be_read_on_every_ground(look: Look) -> None:
    grounds = (look.ground, look.surface, look.button)
    for text in (look.text, look.dim, look.warn, look.link):
        for ground in grounds:
            assert contrast(text, ground) >= READABLE, (text, ground)
    assert contrast(look.on_accent, look.accent) >= READABLE
    for colour in look.series.values():
        assert contrast(colour, look.ground) >= READABLE
        assert contrast(colour, look.surface) >= READABLE


def test_high_contrast_asks_for_more() -> None:
    look = make_look(Theme.DARK, Wished(high_contrast=True))
    assert contrast(look.text, look.ground) > 18
    assert contrast(look.line, look.ground) > 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_setting_wins_over_the_desktop() -> None:
    assert not make_look(Theme.LIGHT, Wished(is_dark=True)).is_dark
    assert make_look(Theme.SYSTEM, Wished(is_dark=True)).is_dark


def test_where_the_desktop_says_nothing_what_qt_knows_counts() -> None:
    assert make_look(Theme.SYSTEM, Wished(), Qt.ColorScheme.Dark).is_dark
    assert not make_look(Theme.SYSTEM, Wished(is_dark=False), Qt.ColorScheme.Dark).is_dark
    assert not make_look(Theme.SYSTEM, Wished(), Qt.ColorScheme.Unknown).is_dark


def test_the_desktops_accent_is_kept_where_it_can_be_read_on() -> None:
    look = make_look(Theme.LIGHT, Wished(accent=(0.4, 0.1, 0.5)))
    assert look.accent == QColor.fromRgbF(0.4, 0.1, 0.5).name()


def test_every_kind_has_a_colour_and_an_icon(qapp: QApplication) -> None:
    look = make_look(Theme.LIGHT, Wished())
    for kind in BUILT_IN:
        assert kind.colour in look.series
        assert not icon(kind.icon, look.text).isNull(), kind.icon
    assert look.series_colour("not a slot") == look.series["own"]


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = icon("settings", "#12ab34").pixmap(48, 48).toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#12ab34"}


def test_an_icon_that_does_not_exist_is_empty(qapp: QApplication) -> None:
    assert icon("no-such-icon", "#000000").isNull()


def test_what_is_seen_stays_as_it_is_where_what_was_drawn_is_forgotten(
    qtbot: QtBot, qapp: QApplication
) -> None:
    button = QPushButton(icon("settings", "#12ab34"), "Ana")
    qtbot.addWidget(button)
    before, kept = button.grab().toImage(), icon("settings", "#12ab34").cacheKey()
    forget_drawn()
    assert button.grab().toImage() == before
    assert icon("settings", "#12ab34").cacheKey() != kept


def test_a_line_that_is_cut_off_fits_anew_in_larger_type(qtbot: QtBot, qapp: QApplication) -> None:
    label = ElidedLabel("Ana and Tom")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    set_type(label, 2.0)
    label.grab()  # as it is seen
    assert label.text().endswith("…")
    assert "Ana and Tom" in label.toolTip()
    set_type(label, 1.0)
    label.grab()
    assert label.text() == "Ana and Tom"
    assert not label.toolTip()


@pytest.mark.parametrize("name", ["Ana", "דורה"])
def test_a_line_begins_on_the_side_of_the_others_whichever_way_it_is_written(
    qtbot: QtBot, name: str
) -> None:
    label = ElidedLabel(name)
    qtbot.addWidget(label)
    label.resize(400, 30)
    drawn = label.grab().toImage()
    ground = drawn.pixel(399, 0)
    inked = [x for x in range(400) if any(drawn.pixel(x, y) != ground for y in range(30))]
    assert inked, "it is drawn"
    assert max(inked) < 100


def test_the_palette_reaches_qt(qapp: QApplication) -> None:
    look = make_look(Theme.DARK, Wished())
    apply_look(qapp, look, Theme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(look.ground)
    assert qapp.palette().color(QPalette.ColorRole.Accent) == QColor(look.accent)


def test_only_the_look_names_a_colour() -> None:
    named = re.compile(r"""["'(\s:]#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b""")
    guilty = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if path.name != "look.py" and named.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_an_empty_box_to_tick_is_seen(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    """As WCAG 2.2 asks for what a control is known by (1.4.11): three to one."""
    look = make_look(theme, Wished())
    apply_look(qapp, look, theme)
    box = QCheckBox("This network is mine")
    qtbot.addWidget(box)
    box.show()
    image = box.grab().toImage()
    places = [image.pixelColor(x, image.height() // 2).name() for x in range(16)]
    assert max(contrast(place, look.ground) for place in places) >= 3


def test_a_kinds_icon_can_be_seen_where_its_row_is_chosen() -> None:
    look = make_look(Theme.LIGHT, Wished())
    drawn = row_icon(look, "dinner", "dinner").pixmap(16, 16, QIcon.Mode.Selected).toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(16) for y in range(16)}
    assert look.on_accent.lower() in colours
    assert look.series_colour("dinner").lower() not in colours
