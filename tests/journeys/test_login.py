"""Started at login: asked once after the first session; what a power cut left muted is put back."""

import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst, DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.lab import VENV
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

# dunst offers the buttons of a notice through a program of the person's choice.
CHOOSES_LOGIN = '[global]\ndmenu = "/usr/bin/grep login"\n'
LASTS_SECONDS = 3
JUST_BEFORE_ITS_END = ("--ago", "90m", "--for", f"{90 * 60 + LASTS_SECONDS}s")


def entry_of(person: Person) -> Path:
    return person.lab.config / "autostart" / "presence.desktop"


@pytest.fixture(params=["dunst", "gnome_without_tray"])
def lasting(request: pytest.FixtureRequest) -> Desktop:
    """Desktops on which a mute outlives its holder."""
    desktop: Desktop = request.getfixturevalue(request.param)
    return desktop


def cuts_the_power_past_the_end(person: Person) -> None:
    """A dinner runs, all of Presence is gone at once, and its planned end comes."""
    ends_at = person.now + timedelta(seconds=LASTS_SECONDS + 1)
    person.presence("start", "dinner", *JUST_BEFORE_ITS_END)
    person.power_is_cut()
    wait_until(lambda: person.now > ends_at, LASTS_SECONDS + 5, "the planned end")


def test_the_first_end_asks_and_a_button_on_it_is_enough(dunst_xfce: DunstXfce) -> None:
    dunst_xfce.end_server()
    config = dunst_xfce.lab.config / "dunst" / "dunstrc"
    config.parent.mkdir()
    config.write_text(CHOOSES_LOGIN)
    dunst_xfce.start_server()
    person = Person(dunst_xfce, knows_presence=False)
    person.set("first_minute_done", "true")
    person.starts_app()
    person.presence("start", "coffee", "--ago", "20m")
    person.lets_the_word_go()
    notices = dunst_xfce.hears_notices()
    person.presence("stop")
    wait_until(lambda: "start at login" in notices.output, 5, "the question")
    person.screen.settled(1.0)
    person.keeps_picture("login-asked-with-the-first-end")
    assert not entry_of(person).exists()

    dunst_xfce.lab.run("dunstctl", "action", "0")
    assert person.sees("Presence starts at login from now on.")
    person.keeps_picture("login-turned-on")
    dunst_xfce.lab.run("desktop-file-validate", entry_of(person))

    notices = dunst_xfce.hears_notices()
    person.presence("start", "coffee", "--ago", "5m")
    person.presence("stop")
    wait_until(lambda: "Coffee ended" in notices.output, 5, "the second end")
    assert "at login" not in notices.output, "it is asked once"


def test_the_switch_in_the_settings_writes_the_entry_and_takes_it_away(dunst: Dunst) -> None:
    person = Person(dunst)
    person.starts_app(waits_for_icon=False)
    person.windows.press("Settings")
    person.windows.press("Start at login", "check box")
    wait_until(entry_of(person).exists, 5, "the entry")
    person.keeps_picture("login-in-the-settings")
    dunst.lab.run("desktop-file-validate", entry_of(person))
    person.windows.press("Start at login", "check box")
    wait_until(lambda: not entry_of(person).exists(), 5, "the entry's going away")

    entry_of(person).write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    person.windows.press("Start at login", "check box")
    assert person.sees("was not written by Presence")
    assert "Name=Other" in entry_of(person).read_text()


def test_what_a_power_cut_left_muted_is_put_back_at_the_next_login(lasting: Desktop) -> None:
    person = Person(lasting)
    before = lasting.setting()
    person.starts_app(waits_for_icon=False)
    person.windows.press("Settings")
    person.windows.press("Start at login", "check box")
    wait_until(entry_of(person).exists, 5, "the entry")
    cuts_the_power_past_the_end(person)
    assert lasting.setting() != before, "nothing could have put it back yet"

    person.lab.spawn("gio", "launch", entry_of(person), name="login")
    wait_until(lambda: lasting.setting() == before, 8, "the desktop's being put back at login")
    wait_until(lambda: person.status["pid"], 5, "the app")
    assert person.status["unconfirmed"]


def test_without_a_screen_too_it_is_put_back_at_the_next_login(dunst: Dunst) -> None:
    person = Person(dunst)
    before = dunst.setting()
    person.starts_app(waits_for_icon=False)
    cuts_the_power_past_the_end(person)
    assert dunst.setting() != before
    screens = {name: person.lab.env.pop(name) for name in ("DISPLAY",)}
    (Path(person.lab.env["XDG_RUNTIME_DIR"]) / "systemd").mkdir()
    turn_on = "from presence.desktop.autostart.find import find_autostart as f; f().turn_on()"
    person.lab.run(VENV / "python", "-c", turn_on)
    unit = person.lab.config / "systemd" / "user" / "default.target.wants" / "presence.service"
    (line,) = [line for line in unit.read_text().splitlines() if line.startswith("ExecStart")]
    # as the manager would, which runs only on a computer that it has booted
    person.lab.run(*shlex.split(line.removeprefix("ExecStart=-:")))
    assert dunst.setting() == before
    person.lab.env.update(screens)


def test_a_login_while_all_is_well_changes_nothing(gnome: Gnome) -> None:
    person = Person(gnome)
    before = gnome.setting()
    turn_on = "from presence.desktop.autostart.find import find_autostart as f; f().turn_on()"
    person.lab.run(VENV / "python", "-c", turn_on)
    person.lab.spawn("gio", "launch", entry_of(person), name="login")
    gnome.icon(15)
    assert gnome.setting() == before
    assert not person.windows.has("Presence")
