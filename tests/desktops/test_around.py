"""What goes quiet around a mute, with real players, sound servers, session managers and lockers.

The mute is dunst's; with it and its guard all is done, put back, and put back after a crash.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktops.awake import Awake, GnomeAwake, GnomeAwakeByProxy, MateAwake, PlasmaAwake
from tests.desktops.desktop import NOTIFICATION_PIXELS, Desktop
from tests.desktops.dunst import Dunst
from tests.desktops.gnome_lock import GnomeWithLock, gnome_with_lock
from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.logind import Logind
from tests.desktops.programs import Program, wait_until
from tests.desktops.sound import HEADPHONES, Mpv, PipeWire, PulseAudio

WITHIN = 1.0  # seconds after a crash
SAVER = "org.freedesktop.ScreenSaver"


class Company:
    """A session with these wishes."""

    def __init__(self, lab: Lab, *wishes: str, path: str = "") -> None:
        self._lease = lab.home / "presence" / "mute-lease.json"
        script = Path(__file__).with_name("around_program.py")
        env = {"PYTHONPATH": str(ROOT), **({"PATH": path} if path else {})}
        self.program: Program = lab.spawn(
            VENV / "python", script, self._lease, *wishes, name="company", env=env
        )
        wait_until(lambda: "taken" in self.program.output, 10, "the mute", every=0.01)

    def release(self) -> None:
        """The session ends."""
        self.program.process.terminate()
        assert self.program.process.wait(10) == 0, self.program.output
        assert "released no_session" in self.program.output
        assert not self._lease.exists()

    def crash(self) -> None:
        """SIGKILL to its whole process group."""
        os.killpg(self.program.process.pid, signal.SIGKILL)
        self.program.process.wait(5)


def test_mpv_is_paused_in_company_and_plays_on_afterwards(dunst: Dunst) -> None:
    mpv = Mpv(dunst.lab)
    company = Company(dunst.lab, "pause_players")
    assert mpv.status == "Paused"
    assert dunst.setting() == "true"
    company.release()
    assert mpv.status == "Playing"
    assert dunst.setting() == "false"


def test_mpv_plays_on_after_a_crash(dunst: Dunst) -> None:
    mpv = Mpv(dunst.lab)
    Company(dunst.lab, "pause_players").crash()
    crashed = time.monotonic()
    wait_until(lambda: mpv.status == "Playing", WITHIN, "its playing on", every=0.01)
    print(f"mpv: plays on after {(time.monotonic() - crashed) * 1000:.0f} ms")
    assert dunst.setting() == "false"


def test_what_the_person_does_with_mpv_meanwhile_stays(dunst: Dunst) -> None:
    mpv = Mpv(dunst.lab)
    company = Company(dunst.lab, "pause_players")
    mpv.press("Stop")
    wait_until(lambda: mpv.status == "Stopped", 5, "its stopping")
    company.release()
    assert mpv.status == "Stopped"


def test_one_that_did_not_play_does_not_play_afterwards(dunst: Dunst) -> None:
    mpv = Mpv(dunst.lab, paused=True)
    Company(dunst.lab, "pause_players").release()
    assert mpv.status == "Paused"


def test_another_mpv_started_meanwhile_is_not_told_to_play(dunst: Dunst) -> None:
    first = Mpv(dunst.lab)
    company = Company(dunst.lab, "pause_players")
    first.quit()
    second = Mpv(dunst.lab, paused=True)
    company.release()
    assert second.status == "Paused"


def test_pulseaudios_output_is_muted_in_company_and_sounds_afterwards(dunst: Dunst) -> None:
    pulse = PulseAudio(dunst.lab)
    company = Company(dunst.lab, "mute_sound")
    assert pulse.is_muted()
    pulse.use_headphones()
    company.release()
    assert not pulse.is_muted()
    assert not pulse.is_muted(HEADPHONES)


def test_pulseaudios_output_sounds_after_a_crash(dunst: Dunst) -> None:
    pulse = PulseAudio(dunst.lab)
    Company(dunst.lab, "mute_sound").crash()
    crashed = time.monotonic()
    wait_until(lambda: not pulse.is_muted(), WITHIN, "the sound", every=0.01)
    print(f"PulseAudio: sounds after {(time.monotonic() - crashed) * 1000:.0f} ms")


@pytest.mark.parametrize("was_muted", [False, True])
def test_what_the_person_does_with_the_sound_stays(dunst: Dunst, was_muted: bool) -> None:
    pulse = PulseAudio(dunst.lab)
    pulse.switch(was_muted)
    company = Company(dunst.lab, "mute_sound")
    assert pulse.is_muted()
    if not was_muted:
        pulse.switch(False)
    company.release()
    assert pulse.is_muted() == was_muted


def test_no_sound_server_is_started_by_looking_for_one(dunst: Dunst) -> None:
    Company(dunst.lab, "mute_sound").release()
    assert not (dunst.lab.folder / "run" / "pulse" / "native").exists()


@pytest.fixture
def only_wpctl(dunst: Dunst) -> str:
    """A PATH on which PulseAudio's tool is missing."""
    tools = dunst.lab.folder / "tools"
    tools.mkdir()
    (tools / "wpctl").symlink_to("/usr/bin/wpctl")
    return str(tools)


def test_pipewires_output_is_muted_by_wireplumbers_tool_where_that_is_the_only_one(
    dunst: Dunst, only_wpctl: str
) -> None:
    pipewire = PipeWire(dunst.lab)
    company = Company(dunst.lab, "mute_sound", path=only_wpctl)
    assert pipewire.is_muted()
    company.release()
    assert not pipewire.is_muted()
    Company(dunst.lab, "mute_sound", path=only_wpctl).crash()
    wait_until(lambda: not pipewire.is_muted(), WITHIN + 0.5, "the sound")


def test_pipewires_output_sounds_also_when_it_has_another_number_by_then(
    dunst: Dunst, only_wpctl: str
) -> None:
    pipewire = PipeWire(dunst.lab)
    before = pipewire.number
    company = Company(dunst.lab, "mute_sound", path=only_wpctl)
    pipewire.plug_in_again()
    assert pipewire.number != before
    pipewire.switch(True)
    company.release()
    assert not pipewire.is_muted()


@pytest.mark.parametrize("kind", [GnomeAwake, GnomeAwakeByProxy, MateAwake, PlasmaAwake])
@pytest.mark.parametrize("crashes", [False, True], ids=["released", "killed"])
def test_the_screen_is_kept_on_for_as_long_as_we_are_there(
    dunst: Dunst, kind: type[Awake], crashes: bool
) -> None:
    desktop = kind(dunst.lab)
    assert not desktop.is_kept_on
    company = Company(dunst.lab, "keep_screen_on")
    wait_until(lambda: desktop.is_kept_on, 8, "its being kept on")
    if crashes:
        company.crash()
    else:
        company.release()
    wait_until(lambda: not desktop.is_kept_on, WITHIN, "its letting go")


LOCKERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "plasma": (SAVER, ("ksmserver",)),
    "cinnamon": ("org.cinnamon.ScreenSaver", ("cinnamon-screensaver",)),
    "mate": ("org.mate.ScreenSaver", ("mate-screensaver", "--no-daemon")),
}


@pytest.mark.parametrize("locker", list(LOCKERS))
def test_the_screen_is_locked_at_once(dunst: Dunst, locker: str) -> None:
    name, command = LOCKERS[locker]
    dunst.lab.env.update(QT_QUICK_BACKEND="software", KDE_FULL_SESSION="true")
    dunst.lab.spawn(*command)
    dunst.lab.wait_for_name(name)
    covered = shows_something(dunst)
    company = Company(dunst.lab, "lock_screen")
    wait_until(lambda: is_locked(dunst.lab, name), 2, "the lock")
    wait_until(covered, 5, "the lock on the screen")
    dunst.screen.settled()
    dunst.screen.shot(f"around-locked-{locker}")
    company.release()
    assert is_locked(dunst.lab, name)  # the person unlocks it


def shows_something(desktop: Desktop) -> Callable[[], bool]:
    """Put a notification on the screen; the answer tells whether it is out of sight."""
    empty = desktop.screen.settled()
    desktop.notify("Bank", "A private line")
    wait_until(lambda: empty.changed(desktop.screen.grab()) > NOTIFICATION_PIXELS, 5, "it")
    shown = desktop.screen.settled()
    place = empty.changed_box(shown)
    return lambda: shown.changed(desktop.screen.grab(), place) > NOTIFICATION_PIXELS


def is_locked(lab: Lab, name: str) -> bool:
    path = "/" + name.replace(".", "/")
    return "true" in lab.call(name, path, f"{name}.GetActive", check=False)


@pytest.fixture
def lockable_gnome() -> Iterator[GnomeWithLock]:
    with gnome_with_lock() as desktop:
        yield desktop


def test_gnome_shell_is_locked_at_once(lockable_gnome: GnomeWithLock) -> None:
    screen = lockable_gnome.screen
    before = screen.settled()
    company = Company(lockable_gnome.lab, "lock_screen")
    wait_until(lambda: lockable_gnome.is_locked, 2, "the lock")
    most = before.width * before.height // 2
    wait_until(lambda: before.changed(screen.grab()) > most, 5, "the lock on the screen")
    screen.settled()
    screen.shot("around-locked-gnome")
    company.release()
    assert lockable_gnome.is_locked


def test_without_a_locker_logind_is_told(dunst: Dunst) -> None:
    Logind(dunst.lab)
    heard = dunst.lab.spawn("dbus-monitor", "--system", "member='Lock'", name="lock")
    wait_until(lambda: "NameAcquired" in heard.output, 5, "the listener")
    Company(dunst.lab, "lock_screen").release()
    told = "interface=org.freedesktop.login1.Session; member=Lock"
    wait_until(lambda: told in heard.output, 5, "the word to logind")
    assert "path=/org/freedesktop/login1/session/" in heard.output


def test_all_that_is_wished_is_put_back_together_after_a_crash(dunst: Dunst) -> None:
    mpv, pulse = Mpv(dunst.lab), PulseAudio(dunst.lab)
    session = GnomeAwake(dunst.lab)
    company = Company(dunst.lab, "pause_players", "mute_sound", "keep_screen_on")
    assert (dunst.setting(), mpv.status, pulse.is_muted()) == ("true", "Paused", True)
    assert session.is_kept_on
    company.crash()
    wait_until(
        lambda: (dunst.setting(), mpv.status, pulse.is_muted()) == ("false", "Playing", False),
        WITHIN,
        "the state of before",
    )
    wait_until(lambda: not session.is_kept_on, WITHIN, "its letting go")
