"""Time that is true: through sleep, a clock that is set, a flight, a weekend, an empty battery.

The installed programs run with a clock that faketime moves; they stand still while they sleep.
"""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.processes import wakeups
from tests.desktops.desktop import WATCHER, Desktop
from tests.desktops.dunst import DunstXfce
from tests.desktops.lab import Lab
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import PATIENCE, is_alive, wait_until
from tests.journeys.moved_clock import MovedClock
from tests.journeys.person import Person

HALF_A_MINUTE = 30.0  # make bench does it for two minutes
NOTHING_SHORTER: dict[str, float] = {}
GET = "org.freedesktop.DBus.Properties.Get"
ITEM = "org.kde.StatusNotifierItem"
REGISTERED = "RegisteredStatusNotifierItems"
# What a program asks of its /etc, beside the time zone.
OF_ETC = ("fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "machine-id", "passwd", "xdg")
IN_ITS_OWN_ETC = 'unset TZ; mount --bind "$0" /etc && exec "$@"'


class Tooltip:
    """What the icon says, read as the panel reads it."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        words = lab.call(WATCHER, f"/{WATCHER.rpartition('.')[2]}", GET, WATCHER, REGISTERED)
        name, _slash, path = words.split("'")[1].partition("/")
        self._name, self._path = name, f"/{path}"

    @property
    def words(self) -> str:
        return self._lab.call(self._name, self._path, GET, ITEM, "ToolTip")


class Sleeper:
    """A computer whose programs stand still while it sleeps, and its person."""

    def __init__(self, desktop: Desktop, laptop: LoginManager, at: str = "") -> None:
        self.laptop = laptop
        self.clock = MovedClock(desktop.lab, sleeps=True)
        if at:
            self.clock.move(datetime.fromisoformat(at) - datetime.now(UTC))
        self.person = Person(desktop, spans=NOTHING_SHORTER, clock=self.clock)
        self.person.starts_app()
        laptop.takes_to_sleep(self.person.status["pid"])

    def falls_asleep(self) -> datetime:
        """Sleep begins; when it did."""
        self.laptop.is_waited_for()
        self.laptop.goes_to_sleep()
        return self.person.now

    def sleeps_for(self, span: timedelta) -> datetime:
        """It sleeps and wakes up; when it fell asleep."""
        asleep = self.falls_asleep()
        self.clock.move(span)
        self.laptop.wakes_up()
        return asleep


def test_a_meeting_in_which_the_computer_slept_is_asked_about(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        sleeper = Sleeper(dunst_xfce, laptop)
        person = sleeper.person
        person.presence("start", "meeting", "--ago", "10m", "--for", "40m")
        sleeper.sleeps_for(timedelta(minutes=12))
        assert person.sees("This computer slept from")
        person.keeps_picture("meeting-that-slept")
        person.windows.press("It went on")
        wait_until(lambda: not person.windows.has("It went on"), 5, "the card's going away")
        assert 22 * 60 <= person.status["session"]["duration_s"] < 24 * 60

        asleep = sleeper.sleeps_for(timedelta(minutes=15))
        day = "" if asleep.date() == person.now.date() else "yesterday "
        person.windows.press(f"Ended {day}{asleep:%H:%M}")
        person.waits_for("idle")
        (session,) = person.log
        assert session["confirmed"]
        assert abs(datetime.fromisoformat(session["ended_at"]) - asleep) < timedelta(seconds=5)
        assert 22 * 60 <= session["duration_s"] < 25 * 60


def test_after_waking_the_shown_time_is_right_within_a_second(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        sleeper = Sleeper(dunst_xfce, laptop)
        person = sleeper.person
        person.presence("start", "event", "--ago", "10m", "--for", "70m")
        person.raises_app()
        person.windows.find("1 h left")
        tooltip = Tooltip(dunst_xfce.lab)
        assert " until " in tooltip.words
        before = person.screen.settled()
        sleeper.sleeps_for(timedelta(minutes=80))
        woken = time.monotonic()
        wait_until(lambda: ", planned until " in tooltip.words, 5, "the icon's words")
        wait_until(lambda: before.changed(person.screen.grab()) > 50, 1, "another picture")
        took = time.monotonic() - woken
        assert took < PATIENCE
        person.windows.find("20 min over")


def test_a_dinner_forgotten_over_the_weekend_in_which_the_clocks_went_forward(
    dunst_xfce: DunstXfce,
) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        sleeper = Sleeper(dunst_xfce, laptop, at="2027-03-28T01:30:00+01:00")
        person = sleeper.person
        before = dunst_xfce.setting()
        person.presence("start", "dinner", "--for", "90m")
        muted = dunst_xfce.setting()
        assert muted != before
        sleeper.sleeps_for(timedelta(hours=60))
        assert person.sees("as planned")
        assert dunst_xfce.setting() == muted, "what was held back came before the card"
        (waiting,) = person.status["unconfirmed"]
        assert waiting["ended_at"].startswith("2027-03-28T04:00:")
        assert waiting["ended_at"].endswith("+02:00")
        assert waiting["duration_s"] == 90 * 60
        person.windows.press("as planned")
        wait_until(lambda: dunst_xfce.setting() == before, 3, "the desktop's being put back")
        assert [each["duration_s"] for each in person.log] == [90 * 60]


def test_a_battery_that_was_empty_in_the_night_the_clocks_went_back(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        sleeper = Sleeper(dunst_xfce, laptop, at="2026-10-25T02:10:00+02:00")
        person = sleeper.person
        before = dunst_xfce.setting()
        person.presence("start", "dinner", "--for", "90m")
        laptop.is_waited_for()
        laptop.closes_lid()
        laptop.goes_to_sleep()
        person.power_is_cut()
        sleeper.clock.move(timedelta(hours=4))
        dunst_xfce.unmute_by_hand()  # another boot has another dunst
        laptop.dies()
        laptop.comes_anew()
        person.starts_app(waits_for_icon=False)
        assert person.sees("as planned")
        assert dunst_xfce.setting() == before
        (waiting,) = person.status["unconfirmed"]
        assert waiting["ended_at"].startswith("2026-10-25T02:40:")
        assert waiting["ended_at"].endswith("+01:00")
        assert waiting["duration_s"] == 90 * 60
        assert waiting["watched"] == ["computer"]


def test_a_clock_that_is_set_within_a_dinner_leaves_its_length_true(dunst_xfce: DunstXfce) -> None:
    clock = MovedClock(dunst_xfce.lab, sleeps=False)
    person = Person(dunst_xfce, spans=NOTHING_SHORTER, clock=clock)
    person.set("mechanism", '"none"')  # under this faketime an answer of the desktop takes seconds
    person.starts_app()
    started = person.asks("start", "dinner", "--ago", "10m", "--for", "90m")["session"]
    clock.move(timedelta(hours=-2))
    person.presence("extend", "15m")
    assert 94 * 60 < person.status["remaining_s"] <= 95 * 60
    clock.move(timedelta(hours=5))
    person.presence("extend", "15m")
    status = person.status
    assert status["phase"] == "present"
    assert 109 * 60 < status["remaining_s"] <= 110 * 60
    person.presence("stop")
    (session,) = person.log
    assert 10 * 60 <= session["duration_s"] < 12 * 60
    moved = datetime.fromisoformat(session["started_at"]) - timedelta(hours=3)
    assert abs(moved - datetime.fromisoformat(started["started_at"])) < timedelta(seconds=2)


def test_after_a_flight_the_icon_says_the_time_of_the_new_place(dunst_xfce: DunstXfce) -> None:
    etc = own_etc(dunst_xfce.lab)
    person = Person(dunst_xfce)
    person.starts_app(within=in_namespace(etc))
    session = person.asks("start", "walk", "--ago", "10m", "--for", "6h")["session"]
    assert session["zone"] == "Europe/Berlin"
    end = datetime.fromisoformat(session["planned_end_at"])
    tooltip = Tooltip(dunst_xfce.lab)
    assert f"{end:%H:%M}" in tooltip.words
    lands_in(etc, "America/New_York")
    there = f"{end - timedelta(hours=6):%H:%M}"
    wait_until(lambda: there in tooltip.words, 3, "the time of the new place")
    person.presence("stop")
    (ended,) = person.log
    assert ended["zone"] == "Europe/Berlin"
    assert ended["started_at"] == session["started_at"]
    assert 10 * 60 <= ended["duration_s"] < 11 * 60


def test_a_long_session_wakes_the_computer_at_most_once_a_minute(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        person = Person(dunst_xfce)
        person.starts_app()
        person.presence("start", "walk", "--for", "10h")
        laptop.is_waited_for()
        person.lets_the_word_go()
        pid = person.status["pid"]
        rests(lambda: wakeups(pid))
        before = wakeups(pid)
        time.sleep(HALF_A_MINUTE)
        assert wakeups(pid) - before <= 1
        assert is_alive(pid)


def rests(woken: Callable[[], int]) -> None:
    """Wait until nothing more comes of what was done."""

    def is_still() -> bool:
        before = woken()
        time.sleep(1)
        return woken() == before

    wait_until(is_still, 20, "rest")


def own_etc(lab: Lab) -> Path:
    """A folder that is one program's /etc, in Berlin."""
    etc = lab.folder / "etc"
    etc.mkdir()
    for name in OF_ETC:
        source = Path("/etc") / name
        if source.is_dir():
            shutil.copytree(source, etc / name, symlinks=True)
        elif source.exists():
            shutil.copy(source, etc)
    lands_in(etc, "Europe/Berlin")
    return etc


def lands_in(etc: Path, zone: str) -> None:
    """timedatectl set-timezone."""
    new = etc / "localtime.new"
    new.symlink_to(f"/usr/share/zoneinfo/{zone}")
    new.rename(etc / "localtime")


def in_namespace(etc: Path) -> tuple[str | Path, ...]:
    """The words before a program that give it this /etc."""
    if os.geteuid() == 0:
        return ("unshare", "--mount", "sh", "-c", IN_ITS_OWN_ETC, etc)
    again = ("unshare", "--user", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}")
    as_root = ("unshare", "--map-root-user", "--mount")
    return (*as_root, "sh", "-c", IN_ITS_OWN_ETC, etc, *again)
