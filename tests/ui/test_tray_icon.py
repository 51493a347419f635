"""The tray's icon tells the state by its shape, on every panel."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from presence.core import tracker
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.core.session import Session
from presence.paths import resources_dir
from presence.ui.look import BLACK, WHITE, contrast
from presence.ui.tray.icon import tray_icon
from presence.ui.tray.ink import ink_for_any_panel
from presence.ui.tray.shapes import read_path, read_shapes
from presence.ui.tray.state import icon_name
from tests.ui.tray_desk import MINUTE, NOW, QUIET, Panel, dinner, make_desk, snapshot

ICONS = sorted((resources_dir() / "icons" / "hicolor" / "symbolic" / "apps").glob("*.svg"))
NO_MECHANISM = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM)
SETTLING = MuteReport(MuteState.NOT_MUTED, MuteDetail.SETTLING)
CANNOT_ASK = MuteReport(MuteState.UNVERIFIED, MuteDetail.CANNOT_ASK)


@pytest.mark.parametrize(
    ("session", "mute", "name"),
    [
        (None, QUIET, "presence-idle"),
        (dinner(0), QUIET, "presence-present-12"),
        (dinner(0), SETTLING, "presence-present-12"),
        (dinner(0), CANNOT_ASK, "presence-present-12"),
        (dinner(5), QUIET, "presence-present-11"),
        (dinner(30), QUIET, "presence-present-06"),
        (dinner(18, None), QUIET, "presence-open"),
        (dinner(55), QUIET, "presence-ending-soon"),
        (dinner(60), QUIET, "presence-over-time"),
        (dinner(30), NO_MECHANISM, "presence-not-muted"),
        (dinner(70), NO_MECHANISM, "presence-not-muted"),
    ],
)
def test_each_state_has_its_icon(session: Session | None, mute: MuteReport, name: str) -> None:
    assert icon_name(snapshot(session, mute)) == name
    assert any(path.name == f"{name}-symbolic.svg" for path in ICONS)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # no tray where there is no screen
def test_the_ring_is_drawn_anew_only_when_it_visibly_changes(qapp: QApplication) -> None:
    desk = make_desk(Panel())
    session = dinner(10)
    desk.tray.redraw(snapshot(session))
    before = desk.icon.icon().cacheKey()
    for minutes in range(5):
        at = NOW + minutes * MINUTE
        now = replace(snapshot(session), now=at, share_left=tracker.share_left(session, at))
        desk.tray.redraw(now)
        assert desk.icon.icon().cacheKey() == before
    at = NOW + 5 * MINUTE
    later = replace(snapshot(session), now=at, share_left=tracker.share_left(session, at))
    desk.tray.redraw(later)
    assert desk.icon.icon().cacheKey() != before


def test_the_ring_has_taken_its_step_when_the_alarm_for_it_rings() -> None:
    session = dinner(0, 7)  # not a whole number of seconds a step
    for step in range(1, 9):
        at = session.started_at + 7 * MINUTE * step / 12
        share = tracker.share_left(session, at)
        name = icon_name(replace(snapshot(session), now=at, share_left=share))
        assert name == f"presence-present-{12 - step:02}"


def test_a_panel_gets_the_icons_name_only_where_it_can_find_it(qapp: QApplication) -> None:
    assert tray_icon("presence-idle", BLACK, True).name() == "presence-idle-symbolic"
    assert tray_icon("presence-idle", BLACK, False).name() == ""


def test_a_panel_gets_pictures_in_every_size_it_may_need(qapp: QApplication) -> None:
    icon = tray_icon("presence-idle", BLACK, True)
    sizes = [16, 22, 24, 32, 44, 48, 64]
    assert sorted(size.width() for size in icon.availableSizes()) == sizes
    for side in sizes:
        assert not is_empty(icon.pixmap(QSize(side, side), 1.0).toImage())


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_we_draw_each_icon_as_its_svg_says(qapp: QApplication, path: Path) -> None:
    ours = tray_icon(path.stem.removesuffix("-symbolic"), "#2e3436", False)
    image = ours.pixmap(QSize(96, 96), 1.0).toImage()
    wanted = QImage(96, 96, QImage.Format.Format_ARGB32_Premultiplied)
    wanted.fill(QColor(0, 0, 0, 0))
    painter = QPainter(wanted)
    QSvgRenderer(str(path)).render(painter, QRectF(0, 0, 96, 96))
    painter.end()
    apart = [
        abs(image.pixelColor(x, y).alpha() - wanted.pixelColor(x, y).alpha())
        for x in range(96)
        for y in range(96)
    ]
    assert max(apart) <= 60  # single pixels at the edge of an arc
    assert sum(apart) / len(apart) < 0.5


def test_icons_of_different_states_differ_in_shape(qapp: QApplication) -> None:
    drawn = set()
    for path in ICONS:
        icon = tray_icon(path.stem.removesuffix("-symbolic"), BLACK, False)
        drawn.add(bytes(icon.pixmap(QSize(22, 22), 1.0).toImage().constBits()))
    assert len(drawn) == len(ICONS) == 18


@pytest.mark.parametrize("accent", ["#2f6a8c", BLACK, WHITE, "#ffd000", "#000080"])
def test_the_ink_stands_out_from_light_and_dark_panels(accent: str) -> None:
    ink = ink_for_any_panel(accent)
    assert contrast(ink, WHITE) > 4
    assert contrast(ink, BLACK) > 4


def test_an_icon_that_is_missing_draws_nothing(qapp: QApplication) -> None:
    assert read_shapes("/nowhere/at-all.svg") == ()
    assert is_empty(QIcon(tray_icon("no-such", BLACK, False)).pixmap(QSize(22, 22), 1.0).toImage())


def test_path_data_that_no_icon_of_ours_has_is_refused() -> None:
    with pytest.raises(ValueError, match="Q"):
        read_path("M 0 0 Q 1 1 2 2")


def is_empty(image: QImage) -> bool:
    return not any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )
