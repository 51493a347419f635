"""The lab itself: what a test sees on these desktops is what a person would see."""

import time

import pytest

from tests.desktops.accessible import Accessible
from tests.desktops.desktop import WATCHER, Desktop
from tests.desktops.dunst import Dunst, DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.lab import VENV, Lab
from tests.desktops.plasma import Plasma
from tests.desktops.programs import LabError, Program, is_alive, wait_until

TRAY = """
import sys
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

app = QApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
square = QPixmap(64, 64)
square.fill(QColor("#ff00ff"))
tray, menu = QSystemTrayIcon(QIcon(square)), QMenu()
menu.addAction("Ready").setEnabled(False)
menu.addSeparator()
menu.addAction("&Start", lambda: print("chosen Start", flush=True))
lengths = menu.addMenu("&Length")
lengths.addAction("15 min", lambda: print("chosen 15", flush=True))
lengths.addAction("30 min", lambda: print("chosen 30", flush=True))
tray.setContextMenu(menu)
tray.activated.connect(lambda reason: print("clicked", reason.name, flush=True))
tray.show()
sys.exit(app.exec())
"""

WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton

app = QApplication(sys.argv)
app.setApplicationName("presence")
button = QPushButton("&Ended 21:30 as planned")
button.clicked.connect(lambda: print("pressed", flush=True))
button.show()
sys.exit(app.exec())
"""

INHIBIT = """
import time
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

name = "org.freedesktop.Notifications"
server = DBusAddress("/org/freedesktop/Notifications", name, name)
bus = open_dbus_connection("SESSION")
call = new_method_call(server, "Inhibit", "ssa{sv}", ("presence", "Dinner", {}))
print("cookie", bus.send_and_get_reply(call).body[0], flush=True)
time.sleep(60)
"""


def bare_tray(desktop: Desktop) -> Program:
    return desktop.lab.spawn(VENV / "python", "-c", TRAY, name="bare-tray")


def test_a_notification_is_seen_until_the_person_mutes_and_again_afterwards(
    desktop: Desktop,
) -> None:
    before = desktop.setting()
    assert desktop.shows_notifications()
    desktop.mute_by_hand()
    assert not desktop.shows_notifications()
    desktop.unmute_by_hand()
    assert desktop.shows_notifications()
    desktop.as_new()
    assert desktop.setting().split()[0] == before.split()[0]


def test_a_real_click_on_the_pixels_of_an_icon_is_received(desktop: Desktop) -> None:
    app = bare_tray(desktop)
    desktop.activate_icon()
    wait_until(lambda: "clicked Trigger" in app.output, 5, "the click")


def test_lines_of_the_menu_are_reached_with_the_keys(desktop: Desktop) -> None:
    app = bare_tray(desktop)
    desktop.icon()
    desktop.choose("Start")
    wait_until(lambda: "chosen Start" in app.output, 5, "the first line")
    desktop.choose("Length", "30 min")
    wait_until(lambda: "chosen 30" in app.output, 5, "the line of the menu beside")


def test_a_control_is_found_by_what_a_screen_reader_reads(dunst: Dunst) -> None:
    accessible = Accessible(dunst.lab, dunst.screen)
    window = dunst.lab.spawn(VENV / "python", "-c", WINDOW, name="window")
    accessible.press("Ended 21:30")
    wait_until(lambda: "pressed" in window.output, 5, "the press")


def test_an_icon_leaves_the_panel_with_its_program(desktop: Desktop) -> None:
    app = bare_tray(desktop)
    assert desktop.icon().width >= 14
    app.kill()
    wait_until(lambda: not desktop.has_icon(), 5, "the icon's going away")


def test_plasma_is_muted_by_a_held_cookie_and_no_longer_when_its_holder_dies(
    plasma: Plasma,
) -> None:
    holder = plasma.lab.spawn(VENV / "python", "-c", INHIBIT, name="holder")
    wait_until(lambda: plasma.inhibited, 5, "the inhibition")
    assert not plasma.shows_notifications()
    holder.kill()
    wait_until(lambda: not plasma.inhibited, 5, "the release")
    assert plasma.shows_notifications()


def test_the_panel_can_crash_and_come_back(dunst_xfce: DunstXfce) -> None:
    bare_tray(dunst_xfce)
    assert dunst_xfce.icon().width >= 14
    dunst_xfce.end_panel()
    dunst_xfce.start_panel()
    assert dunst_xfce.icon().width >= 14


def test_gnome_without_the_extension_has_no_tray(gnome_without_tray: Gnome) -> None:
    assert not gnome_without_tray.lab.has_name(WATCHER)
    assert gnome_without_tray.shows_notifications()


def test_nothing_is_left_running_when_a_lab_ends() -> None:
    with Lab() as lab:
        # Out of our hands as far as a process can get: its own session, its parent gone.
        lab.run("sh", "-c", "setsid sleep 61 >/dev/null 2>&1 & echo $! > pid")
        pid = int((lab.home / "pid").read_text())
        folder = lab.folder
        assert is_alive(pid)
    assert not is_alive(pid)
    assert not folder.exists()


def test_a_program_that_hangs_is_ended_in_time() -> None:
    began = time.monotonic()
    with Lab() as lab, pytest.raises(LabError, match="still ran after"):
        lab.run("sleep", "60", seconds=0.5)
    assert time.monotonic() - began < 10
