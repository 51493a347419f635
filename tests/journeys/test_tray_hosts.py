"""No tray, a tray that comes late, a tray that is started again: there is always a way in."""

from tests.desktops.desktop import WATCHER
from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_the_icon_comes_when_the_panel_comes_late(dunst_before_panel: DunstXfce) -> None:
    desktop = dunst_before_panel
    desktop.start_panel()
    desktop.remember_panel()
    desktop.end_panel()
    person = Person(desktop)
    person.starts_app(waits_for_icon=False)
    assert not desktop.lab.has_name(WATCHER)

    desktop.start_panel()
    assert desktop.icon().width >= 12
    person.keeps_picture("tray-late")
    desktop.activate_icon()
    person.waits_for("running")


def test_the_icon_comes_back_when_the_panel_is_started_again(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    dunst_xfce.activate_icon()
    person.waits_for("running")
    for _ in range(3):
        dunst_xfce.end_panel()
        assert person.status["state"] == "running"
        dunst_xfce.start_panel()
        assert dunst_xfce.icon().width >= 12
    assert person.sees_no_notification()
    person.keeps_picture("tray-restarted")
    dunst_xfce.activate_icon()
    person.waits_for("idle")


def test_where_there_is_no_tray_the_small_window_serves(gnome_without_tray: Gnome) -> None:
    desktop = gnome_without_tray
    person = Person(desktop)
    before = desktop.setting()
    app = person.starts_app(waits_for_icon=False)
    person.screen.wait_for_window("Presence")
    person.keeps_picture("no-tray-1-ready")
    person.windows.press("Start Coffee")
    person.waits_for("running")
    assert person.sees("End Coffee")
    person.keeps_picture("no-tray-2-running")
    assert person.sees_no_notification()

    person.windows.press("End Coffee")
    person.waits_for("idle")
    wait_until(lambda: desktop.setting() == before, 3, "the desktop's being put back")
    assert app.is_running


def test_closing_the_small_window_does_not_take_the_only_way_back(
    gnome_without_tray: Gnome,
) -> None:
    person = Person(gnome_without_tray)
    person.starts_app(waits_for_icon=False)
    person.screen.wait_for_window("Presence")
    person.screen.key("alt+F4")
    person.screen.settled(0.5)
    # The program in the menu of programs raises the one that runs.
    gnome_without_tray.lab.run("presence-tray")
    person.screen.wait_for_window("Presence")
