"""How the desktop wants things to look: asked once, late, and followed from then on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presence.core.settings import Theme
from presence.desktop.appearance.appearance import Appearance, appearance_of
from presence.desktop.appearance.platform_theme import without_desktop_theme
from presence.desktop.appearance.portal import PortalReader
from presence.desktop.appearance.unknown import UnknownAppearance
from presence.desktop.dbus_qt import QtBus
from presence.ui.look import Look
from presence.ui.wardrobe import Wardrobe
from tests.desktop.servers import Portal

SAID = "org.freedesktop.appearance"
GNOME = "org.gnome.desktop.interface"
DARK = Appearance(
    is_dark=True,
    accent=(0.4, 0.1, 0.5),
    high_contrast=True,
    font=("Cantarell", 16.5),
)


@pytest.fixture
def portal(bus: str) -> Iterator[Portal]:
    portal = Portal(bus)
    yield portal
    portal.stop()


def test_the_portal_is_asked_when_somebody_wants_to_know_and_not_before(
    connection: QtBus, portal: Portal, qtbot: QtBot
) -> None:
    reader = PortalReader(lambda: connection, with_font=True)
    qtbot.wait(20)
    assert "ReadAll" not in portal.calls
    assert reader.appearance == Appearance()
    answers: list[Appearance] = []
    reader.read(lambda: answers.append(reader.appearance))
    reader.read(lambda: answers.append(reader.appearance))
    assert answers == []
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [DARK, DARK]


def test_a_change_is_told_at_once(connection: QtBus, portal: Portal, qtbot: QtBot) -> None:
    reader = PortalReader(lambda: connection, with_font=False)
    with qtbot.waitSignal(reader.changed):
        reader.read(lambda: None)
    with qtbot.waitSignal(reader.changed) as changed:
        portal.change(SAID, "color-scheme", ("u", 2))
    assert isinstance(changed.args, list)
    assert changed.args[0].is_dark is False
    with qtbot.waitSignal(reader.changed) as changed:
        portal.change(SAID, "reduced-motion", ("u", 1))
    assert reader.appearance.reduced_motion


def test_without_a_portal_the_answer_is_that_nothing_is_known(
    connection: QtBus, qtbot: QtBot
) -> None:
    reader = PortalReader(lambda: connection, with_font=True)
    answers: list[Appearance] = []
    reader.read(lambda: answers.append(reader.appearance))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [Appearance()]


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, Appearance()),
        ({SAID: {"color-scheme": ("u", 0)}}, Appearance()),
        ({SAID: {"color-scheme": ("u", 2)}}, Appearance(is_dark=False)),
        ({SAID: {"accent-color": ("(ddd)", (-1.0, -1.0, -1.0))}}, Appearance()),
        ({SAID: {"accent-color": ("s", "blue")}}, Appearance()),
        ({GNOME: {"enable-animations": ("b", False)}}, Appearance(reduced_motion=True)),
        ({GNOME: {"font-name": ("s", "Ubuntu Sans 11.5")}}, Appearance(font=("Ubuntu Sans", 11.5))),
        ({GNOME: {"font-name": ("s", "Cantarell")}}, Appearance()),
        ({GNOME: {"font-name": ("s", "")}}, Appearance()),
    ],
    ids=str,
)
def test_answers_are_read_as_documented(settings: Any, wanted: Appearance) -> None:
    assert appearance_of(settings, with_font=True) == wanted


def test_the_first_window_waits_for_the_desktop_and_is_dressed_right_away(
    connection: QtBus, portal: Portal, qtbot: QtBot, qapp: QApplication
) -> None:
    reader = PortalReader(lambda: connection, with_font=False)
    wardrobe = Wardrobe(qapp, reader, Theme.SYSTEM, is_native=False)
    looks: list[Look] = []
    wardrobe.when_ready(lambda: looks.append(wardrobe.look))
    assert looks == []
    qtbot.waitUntil(lambda: bool(looks))
    assert looks[0].is_dark
    assert looks[0].high_contrast
    wardrobe.when_ready(lambda: looks.append(wardrobe.look))
    assert len(looks) == 2
    wardrobe.changed.connect(looks.append)
    with qtbot.waitSignal(wardrobe.changed):
        portal.change(SAID, "color-scheme", ("u", 2))
    wardrobe.set_theme(Theme.DARK)
    assert [look.is_dark for look in looks[2:]] == [False, True]
    qapp.setStyleSheet("")


def test_a_portal_that_hangs_keeps_no_window_waiting(
    connection: QtBus, portal: Portal, qtbot: QtBot, qapp: QApplication
) -> None:
    portal.hang()
    wardrobe = Wardrobe(
        qapp, PortalReader(lambda: connection, with_font=False), Theme.SYSTEM, is_native=False
    )
    looks: list[Look] = []
    wardrobe.when_ready(lambda: looks.append(wardrobe.look))
    qtbot.waitUntil(lambda: bool(looks), timeout=10_000)
    assert not looks[0].is_dark
    with qtbot.waitSignal(wardrobe.changed):
        portal.answer()
        portal.change(SAID, "color-scheme", ("u", 1))
    assert wardrobe.look.is_dark
    qapp.setStyleSheet("")


def test_on_a_system_with_its_own_style_only_the_scheme_is_asked_for(qapp: QApplication) -> None:
    sheet, palette = qapp.styleSheet(), qapp.palette()
    wardrobe = Wardrobe(qapp, UnknownAppearance(), Theme.DARK, is_native=True)
    wardrobe.when_ready(lambda: None)
    assert wardrobe.look.is_dark
    assert qapp.styleSheet() == sheet
    assert qapp.palette() == palette
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


@contextmanager
def environment(**values: str | None) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.mark.parametrize("before", [None, "", "gtk3", "qt6ct"])
def test_the_environment_is_as_it_was_for_child_processes(before: str | None) -> None:
    with environment(QT_QPA_PLATFORMTHEME=before, XDG_CURRENT_DESKTOP="ubuntu:GNOME"):
        with without_desktop_theme():
            assert os.environ["QT_QPA_PLATFORMTHEME"] == "generic"
        assert os.environ.get("QT_QPA_PLATFORMTHEME") == before


def test_plasmas_own_theme_is_left_alone() -> None:
    with (
        environment(QT_QPA_PLATFORMTHEME=None, XDG_CURRENT_DESKTOP="KDE"),
        without_desktop_theme(),
    ):
        assert "QT_QPA_PLATFORMTHEME" not in os.environ


STARTS = """
import os
from PySide6.QtWidgets import QApplication
from presence.desktop.appearance.platform_theme import without_desktop_theme
with without_desktop_theme():
    app = QApplication([])
print("platform", app.platformName(), "gtk", "libgtk-3" in open("/proc/self/maps").read())
"""


@pytest.mark.slow
@pytest.mark.parametrize("desktop", ["GNOME", "XFCE", "X-Cinnamon", "KDE"])
def test_gtk_is_never_loaded_into_the_app(desktop: str) -> None:
    environ = os.environ | {"XDG_CURRENT_DESKTOP": desktop, "QT_QPA_PLATFORM": "xcb"}
    environ.pop("QT_QPA_PLATFORMTHEME", None)
    command = ["xvfb-run", "-a", sys.executable, "-c", STARTS]
    run = subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=60, check=True
    )
    assert "platform xcb gtk False" in run.stdout
