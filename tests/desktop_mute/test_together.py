"""Several ways of muting at once, and several things under one lease."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.lease import (
    Held,
    Holder,
    Lease,
    MuteDetail,
    MuteState,
    MuteWish,
    Recipe,
    Step,
    Waiting,
)
from presence.core.unmutable import Unmutable, Why
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.guard import put_back
from presence.desktop.lease.holder import boot_id, guarded_name, this_holder
from presence.desktop.lease.player import COULD_NOT, LEFT_ALONE, RESTORED
from presence.desktop.lease.settle import Outcome, settle_leftover
from presence.desktop.mute.choice import Choice, Commands
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.muted_desktops import DunstDesktop, MateDesktop
from tests.fake_servers import FakeBudgie, FakeServer
from tests.fakes import EVENING, FakeClock

WISH = MuteWish("dinner", EVENING + timedelta(hours=2))
DEAD = Holder(pid=2**22 + 1, started=1, boot_id=boot_id(), uid=os.getuid())


class BesideBudgie(FakeBudgie):
    """Budgie's own control, while another server draws the notifications."""

    names: tuple[str, ...] = ("org.budgie_desktop.Notifications",)


class Lamp:
    """Something that only the person's own commands can switch."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "lamp"
        self.file.write_text("off")
        self._program = folder / "lamp.sh"
        self._program.write_text(
            f'#!/bin/sh\n[ "$1" = query ] && exec cat {self.file}\nprintf %s "$1" > {self.file}\n'
        )
        self._program.chmod(self._program.stat().st_mode | stat.S_IXUSR)

    @property
    def commands(self) -> Commands:
        return Commands(f"{self._program} on", f"{self._program} off", f"{self._program} query")

    def is_on(self) -> bool:
        return self.file.read_text() == "on"

    def breaks(self) -> None:
        self._program.write_text("#!/bin/sh\nexit 1\n")


@pytest.fixture
def lamp(tmp_path: Path) -> Lamp:
    return Lamp(tmp_path)


@pytest.fixture
def both(dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile, clock: FakeClock) -> Iterator[Keeper]:
    """dunst and the lamp are both to be muted."""
    choice = Choice("dunst + command", lamp.commands)
    bus = SessionBus(dunst.address)
    keeper = Keeper(lease, bus, clock, this_holder(), find_choice=lambda: choice)
    yield keeper
    keeper.release()


def is_quiet(budgie: FakeBudgie) -> bool:
    return budgie.is_quiet


def names(lease: LeaseFile) -> list[str]:
    held = lease.read()
    return [] if held is None else [each.name for each in held.held]


def test_two_servers_that_are_both_there_are_both_muted(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    budgie = BesideBudgie(dunst.address)
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    report = keeper.take(WISH)
    assert (report.state, report.mechanism) == (MuteState.MUTED, "dunst + budgie")
    assert dunst.is_quiet()
    assert is_quiet(budgie)
    assert names(lease) == ["dunst", "budgie"]
    keeper.release()
    assert not dunst.is_quiet()
    assert not is_quiet(budgie)
    assert names(lease) == []
    budgie.stop()


def test_the_second_server_is_muted_again_when_it_comes_back(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    budgie = BesideBudgie(dunst.address)
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    keeper.take(WISH)
    budgie.stop()
    assert keeper.check().state is MuteState.NOT_MUTED
    budgie = BesideBudgie(dunst.address)
    heard = {signal.arg0 for signal in keeper.signals}
    assert "org.budgie_desktop.Notifications" in heard
    assert keeper.check().state is MuteState.MUTED
    assert is_quiet(budgie)
    keeper.release()
    budgie.stop()


def test_forced_ways_are_used_together_and_put_back_together(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile
) -> None:
    report = both.take(WISH)
    assert (report.state, report.mechanism) == (MuteState.MUTED, "dunst + command")
    assert dunst.is_quiet()
    assert lamp.is_on()
    both.release()
    assert not dunst.is_quiet()
    assert not lamp.is_on()
    assert os.listdir(os.path.dirname(lease.path)) == []


def test_it_is_only_as_quiet_as_the_least_quiet_of_them(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp
) -> None:
    lamp.breaks()
    report = both.take(WISH)
    assert (report.state, report.detail) == (MuteState.NOT_MUTED, MuteDetail.FAILED)
    assert "lamp.sh" in report.note
    assert dunst.is_quiet()  # what can be quiet is


def test_one_switched_off_by_hand_does_not_let_go_of_the_other(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile
) -> None:
    both.take(WISH)
    dunst.switch(False)
    assert both.check().detail is MuteDetail.USER_CHANGED
    assert both.is_wanted
    assert lamp.is_on()
    assert names(lease) == ["command"]
    both.release()
    assert not lamp.is_on()
    assert not dunst.is_quiet()


def test_the_persons_own_commands_serve_where_nothing_else_is_known(
    bus: str, lamp: Lamp, lease: LeaseFile, clock: FakeClock
) -> None:
    server = FakeServer(bus)
    choice = Choice("", lamp.commands)
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder(), find_choice=lambda: choice)
    assert keeper.take(WISH).mechanism == "command"
    assert lamp.is_on()
    keeper.release()
    assert not lamp.is_on()
    server.stop()


def test_the_persons_own_commands_need_no_bus(
    lamp: Lamp, lease: LeaseFile, clock: FakeClock
) -> None:
    bus = SessionBus("unix:path=/nonexistent")
    choice = Choice("", lamp.commands)
    keeper = Keeper(lease, bus, clock, this_holder(), find_choice=lambda: choice)
    assert keeper.take(WISH).state is MuteState.MUTED
    keeper.release()
    assert not lamp.is_on()


def test_mate_is_muted_while_its_server_rests_and_stays_so_when_it_comes_back(
    bus: str, lease: LeaseFile, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mate = MateDesktop(bus, tmp_path)
    monkeypatch.setenv("PATH", mate.tools)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "MATE")
    before = mate.state()
    mate.stop()  # as it does when there was nothing to show for half a minute
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder())
    assert keeper.take(WISH).detail is MuteDetail.CHECKED
    assert mate.is_quiet()
    mate.start()
    assert keeper.check().detail is MuteDetail.CHECKED
    mate.stop()
    assert keeper.check().detail is MuteDetail.CHECKED
    assert names(lease) == ["mate"]
    keeper.release()
    assert mate.state() == before


def test_another_desktops_resting_server_is_none_of_ours(
    bus: str, lease: LeaseFile, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder())
    assert keeper.take(WISH).detail is MuteDetail.NO_MECHANISM


def test_why_nothing_can_be_muted_is_in_the_report(
    bus: str, lease: LeaseFile, clock: FakeClock
) -> None:
    server = FakeServer(bus)
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder())
    report = keeper.take(WISH)
    assert report.detail is MuteDetail.NO_MECHANISM
    assert Unmutable.of_note(report.note) == Unmutable(Why.UNKNOWN, "Somebody")
    server.stop()


def test_another_server_in_its_place_is_muted_and_the_setting_of_the_first_put_back(
    both: Keeper, dunst: DunstDesktop, bus: str, lease: LeaseFile, clock: FakeClock
) -> None:
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder())
    keeper.take(WISH)
    dunst.stop()
    assert keeper.check().detail is MuteDetail.NO_MECHANISM
    budgie = FakeBudgie(bus)
    report = keeper.check()
    assert (report.state, report.mechanism) == (MuteState.MUTED, "budgie")
    assert names(lease) == ["budgie"]
    keeper.release()
    assert not is_quiet(budgie)
    budgie.stop()
    dunst.start()


# Several things in one lease


def left_by_the_dead(both: Keeper, lease: LeaseFile) -> Lease:
    both.take(WISH)
    held = lease.read()
    assert held is not None
    left = replace(held, holder=DEAD)
    lease.write(left)
    return left


def test_what_could_not_be_put_back_stays_in_the_lease_and_the_rest_leaves_it(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile
) -> None:
    left = left_by_the_dead(both, lease)
    dunst.server.hang()
    outcomes = put_back(lease.path, guarded_name(left.holder))
    assert outcomes == {"dunst": COULD_NOT, "command": RESTORED}
    assert not lamp.is_on()
    assert names(lease) == ["dunst"]
    assert os.stat(lease.path).st_mode & 0o777 == 0o600
    lamp.file.write_text("on")  # by the person, and theirs
    dunst.server.answer()
    assert put_back(lease.path, guarded_name(left.holder)) == {"dunst": RESTORED}
    assert lamp.is_on()
    assert names(lease) == []


def test_one_thing_alone_can_be_put_back(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile
) -> None:
    left = left_by_the_dead(both, lease)
    outcomes = put_back(lease.path, guarded_name(left.holder), only={"command"})
    assert outcomes == {"command": RESTORED}
    assert (lamp.is_on(), dunst.is_quiet()) == (False, True)
    assert put_back(lease.path, guarded_name(left.holder), gone={"dunst"}) == {"dunst": LEFT_ALONE}
    assert dunst.is_quiet()
    assert lease.read() is None
    dunst.switch(False)


def test_a_leftover_is_taken_over_as_far_as_it_is_still_ours(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(both, lease)
    lamp.file.write_text("off")  # by the person, while no app ran
    choice = Choice("dunst + command", lamp.commands)
    bus = SessionBus(dunst.address)
    again = Keeper(lease, bus, clock, this_holder(), find_choice=lambda: choice)
    dunst.server.calls.clear()
    assert again.take(WISH).state is MuteState.MUTED
    assert "Set" not in dunst.server.calls
    again.release()
    assert not dunst.is_quiet()


# A lease that is not ours


def elsewhere(left: Lease) -> Lease:
    return replace(left, holder=replace(left.holder, machine="another1"))


def test_the_lease_of_another_computer_is_neither_played_nor_overwritten(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile, clock: FakeClock
) -> None:
    foreign = elsewhere(left_by_the_dead(both, lease))
    lease.write(foreign)
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    report = keeper.take(replace(WISH, session_id="walk"))
    assert (report.state, report.detail) == (MuteState.NOT_MUTED, MuteDetail.ELSEWHERE)
    assert lease.read() == foreign
    keeper.release()
    assert lease.read() == foreign


def test_the_lease_of_another_computer_is_moved_aside_when_its_time_is_over(
    both: Keeper, dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    foreign = elsewhere(left_by_the_dead(both, lease))
    lease.write(foreign)
    clock.advance(hours=3)
    assert settle_leftover(lease, clock) is None
    assert os.listdir(os.path.dirname(lease.path)) == ["mute-lease.json.broken-1"]


def test_a_leftover_of_several_things_is_settled_and_told_as_one(
    both: Keeper, dunst: DunstDesktop, lamp: Lamp, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(both, lease)
    lamp.breaks()
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.COULD_NOT
    assert "lamp.sh off" in settled.by_hand
    assert "dunst" not in settled.by_hand
    assert not dunst.is_quiet()
    assert names(lease) == ["command"]


# What waited


MEETING = MuteWish("meeting", EVENING + timedelta(hours=1), counts_waiting=True)


def test_the_end_of_a_meeting_says_what_came_meanwhile(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    dunst.dunst.waiting = 2  # from before
    keeper.take(MEETING)
    keeper.go_around()
    dunst.dunst.waiting = 5
    report = keeper.release()
    assert report.waited == Waiting(3)
    assert report.floods


def test_nothing_is_counted_for_who_did_not_ask(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    keeper.take(WISH)
    keeper.go_around()
    dunst.dunst.waiting = 5
    assert keeper.release().waited is None


@pytest.mark.parametrize("watches", [False, True])
def test_a_desktop_that_cannot_be_asked_is_watched_only_where_the_person_wants_it(
    bus: str, lease: LeaseFile, clock: FakeClock, watches: bool
) -> None:
    budgie = FakeBudgie(bus)
    choice = Choice(watches_waiting=watches)
    keeper = Keeper(lease, SessionBus(bus), clock, this_holder(), find_choice=lambda: choice)
    keeper.take(MEETING)
    keeper.go_around()
    assert keeper.wants_monitor is watches
    assert keeper.release().waited is None
    assert not keeper.wants_monitor
    budgie.stop()


# What another desktop left


ON_XFCE = Held(
    name="xfce",
    was="off",
    recipe=Recipe(Step(command=("false",)), b"true", Step(command=("false",))),
    by_hand="Type this in a terminal: xfconf-query …",
)


def test_a_setting_of_another_desktop_waits_for_its_own_and_keeps_nobody_from_being_quiet(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    until = EVENING + timedelta(hours=2)
    lease.write(Lease("yesterday", DEAD, EVENING, until, held=(ON_XFCE,)))
    keeper = Keeper(lease, SessionBus(dunst.address), clock, this_holder())
    assert keeper.take(WISH).state is MuteState.MUTED
    assert names(lease) == ["xfce", "dunst"]
    keeper.release()
    assert not dunst.is_quiet()
    assert names(lease) == ["xfce"]  # and its guard, which tries again at the end of the app
    assert keeper.take(replace(WISH, session_id="walk")).state is MuteState.MUTED
    keeper.release()
    held = lease.read()
    assert held is not None
    assert held.held == (ON_XFCE,)
