"""The mute as a whole: what a person finds on the desktop before, during and after a session."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Holder, Lease, MuteDetail, MuteReport, MuteState, MuteWish
from presence.core.ports import LeaseStore
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.guard_process import GuardProcess
from presence.desktop.lease.holder import boot_id, this_holder
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile
from tests.contracts import wait_for
from tests.desktop_mute.muted_desktops import DunstDesktop, MutedDesktop, PlasmaDesktop
from tests.fake_servers import Deaf, FakeServer
from tests.fakes import EVENING, FakeClock

UNTIL = EVENING + timedelta(hours=2)
DEAD = Holder(pid=2**22 + 1, started=1, boot_id=boot_id(), uid=os.getuid())


class FullDisk(LeaseFile):
    """A home on a disk without a free byte."""

    def write(self, lease: Lease) -> None:
        raise MuteError(ErrorCode.DISK_FULL, path=self.path)


def keeper_of(desktop: MutedDesktop, lease: LeaseStore, limit: float = 2.0) -> Keeper:
    return Keeper(lease, SessionBus(desktop.address, limit), FakeClock(), this_holder())


@pytest.fixture
def keeper(desktop: MutedDesktop, lease: LeaseFile) -> Iterator[Keeper]:
    made = keeper_of(desktop, lease)
    yield made
    made.release()


def said(report: MuteReport) -> tuple[MuteState, MuteDetail]:
    return report.state, report.detail


QUIET = (MuteState.MUTED, MuteDetail.CHECKED)
OVER = (MuteState.NOT_MUTED, MuteDetail.NO_SESSION)


class TestOnEveryDesktop:
    def test_it_is_quiet_during_the_session_and_exactly_as_before_afterwards(
        self, desktop: MutedDesktop, keeper: Keeper, lease: LeaseFile
    ) -> None:
        before = desktop.state()
        report = keeper.take(MuteWish("dinner", UNTIL))
        assert said(report) == QUIET
        assert report.mechanism == desktop.kind.name
        assert wait_for(desktop.is_quiet)
        held = lease.read()
        assert held is not None
        assert (held.session_id, held.until) == ("dinner", UNTIL)
        assert [each.was for each in held.held] == [report.was]
        assert said(keeper.release()) == OVER
        assert wait_for(lambda: desktop.state() == before)
        assert lease.read() is None
        assert os.listdir(os.path.dirname(lease.path)) == []

    def test_the_persons_own_do_not_disturb_stays_on(
        self, desktop: MutedDesktop, keeper: Keeper, lease: LeaseFile
    ) -> None:
        desktop.switch(True)
        before = desktop.state()
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == (
            MuteState.MUTED,
            MuteDetail.ALREADY_ON,
        )
        assert desktop.state() == before
        assert lease.read() is None
        report = keeper.release()
        assert (said(report), report.was) == (OVER, "on")
        assert wait_for(lambda: desktop.state() == before)

    def test_what_the_person_switches_off_meanwhile_is_theirs_for_the_whole_session(
        self, desktop: MutedDesktop, keeper: Keeper, lease: LeaseFile
    ) -> None:
        keeper.take(MuteWish("dinner", UNTIL))
        desktop.switch(False)
        theirs = desktop.state()
        changed = (MuteState.NOT_MUTED, MuteDetail.USER_CHANGED)
        assert said(keeper.check()) == changed
        assert lease.read() is None
        assert not keeper.is_wanted
        assert (
            said(keeper.take(MuteWish("dinner", UNTIL + timedelta(minutes=15)))) == changed
        )  # extended
        assert not desktop.is_quiet()
        keeper.release()
        assert desktop.state() == theirs

    def test_the_next_session_is_muted_again_after_the_person_unmuted_one(
        self, desktop: MutedDesktop, keeper: Keeper
    ) -> None:
        keeper.take(MuteWish("dinner", UNTIL))
        desktop.switch(False)
        keeper.check()
        assert said(keeper.take(MuteWish("walk", UNTIL))) == QUIET

    def test_looking_again_when_nothing_changed_changes_nothing(
        self, desktop: MutedDesktop, keeper: Keeper
    ) -> None:
        keeper.take(MuteWish("dinner", UNTIL))
        assert said(keeper.check()) == QUIET
        assert desktop.is_quiet()

    def test_a_switch_hands_the_lease_over_without_a_gap(
        self, desktop: MutedDesktop, keeper: Keeper, lease: LeaseFile
    ) -> None:
        before = desktop.state()
        keeper.take(MuteWish("dinner", UNTIL))
        desktop.server.calls.clear()
        later = UNTIL + timedelta(hours=1)
        assert said(keeper.take(MuteWish("walk", later))) == QUIET
        held = lease.read()
        assert held is not None
        assert (held.session_id, held.until) == ("walk", later)
        assert "Set" not in desktop.server.calls
        assert "Inhibit" not in desktop.server.calls
        keeper.release()
        assert wait_for(lambda: desktop.state() == before)

    def test_a_server_that_restarts_is_muted_again_where_the_mute_died_with_it(
        self, desktop: MutedDesktop, keeper: Keeper
    ) -> None:
        before = desktop.state()
        keeper.take(MuteWish("dinner", UNTIL))
        desktop.stop()
        keeper.check()  # nobody there now
        desktop.start()
        assert said(keeper.check()) == QUIET
        assert desktop.is_quiet()
        keeper.release()
        assert wait_for(lambda: desktop.state() == before)

    def test_an_undone_end_mutes_again(self, desktop: MutedDesktop, keeper: Keeper) -> None:
        keeper.take(MuteWish("dinner", UNTIL))
        keeper.release()
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == QUIET

    def test_the_persons_own_switch_turned_off_meanwhile_is_told(
        self, desktop: MutedDesktop, keeper: Keeper
    ) -> None:
        desktop.switch(True)
        keeper.take(MuteWish("dinner", UNTIL))
        desktop.switch(False)
        assert said(keeper.check()) == (MuteState.NOT_MUTED, MuteDetail.USER_CHANGED)
        keeper.release()
        assert not desktop.is_quiet()

    def test_no_lease_on_disk_no_mute(self, desktop: MutedDesktop, lease: LeaseFile) -> None:
        keeper = keeper_of(desktop, FullDisk(lease.path))
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == (
            MuteState.NOT_MUTED,
            MuteDetail.NO_LEASE,
        )
        assert not desktop.is_quiet()
        assert said(keeper.release()) == OVER


class TestAfterACrash:
    def test_an_app_restarted_within_the_session_keeps_what_the_first_one_found(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        first = keeper_of(dunst, lease)
        first.take(MuteWish("dinner", UNTIL))
        left = lease.read()
        assert left is not None
        # Killed with its guard, as by the end of a login.
        lease.write(replace(left, holder=DEAD))
        second = keeper_of(dunst, lease)
        dunst.server.calls.clear()
        assert said(second.take(MuteWish("dinner", UNTIL))) == QUIET
        assert "Set" not in dunst.server.calls
        taken_over = lease.read()
        assert taken_over is not None
        assert (taken_over.holder, taken_over.held) == (this_holder(), left.held)
        assert taken_over.taken_at == left.taken_at
        assert said(second.release()) == OVER
        assert dunst.state() == "0"
        first.release()

    def test_a_leftover_that_holds_nothing_any_more_is_no_obstacle(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        first = keeper_of(dunst, lease)
        first.take(MuteWish("dinner", UNTIL))
        left = lease.read()
        assert left is not None
        first.release()
        lease.write(replace(left, holder=DEAD))
        second = keeper_of(dunst, lease)
        assert said(second.take(MuteWish("walk", UNTIL))) == QUIET
        assert said(second.release()) == OVER
        assert dunst.state() == "0"

    def test_the_lease_of_a_process_that_lives_is_not_touched(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        first = keeper_of(dunst, lease)
        first.take(MuteWish("dinner", UNTIL))
        left = lease.read()
        assert left is not None
        parent = Holder(os.getppid(), _started(os.getppid()), boot_id(), os.getuid())
        lease.write(replace(left, holder=parent))
        second = keeper_of(dunst, lease)
        refused = (MuteState.NOT_MUTED, MuteDetail.NO_LEASE)
        assert said(second.take(MuteWish("walk", UNTIL))) == refused
        assert dunst.is_quiet()
        lease.write(left)
        first.release()

    def test_a_lease_that_cannot_be_read_is_kept_aside_and_the_mute_goes_on(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        os.makedirs(os.path.dirname(lease.path))
        with open(lease.path, "w", encoding="utf-8") as file:
            file.write("{half a le")
        keeper = keeper_of(dunst, lease)
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == QUIET
        keeper.release()
        assert os.listdir(os.path.dirname(lease.path)) == ["mute-lease.json.broken-1"]


class TestADesktopInTrouble:
    def test_no_server_at_all_and_then_one_appears(
        self, bus: str, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        dunst.stop()
        keeper = keeper_of(dunst, lease)
        nobody = (MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM)
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == nobody
        assert keeper.is_wanted
        dunst.start()
        assert said(keeper.check()) == QUIET
        keeper.release()

    def test_no_session_bus(self, lease: LeaseFile) -> None:
        keeper = Keeper(lease, SessionBus("unix:path=/none"), FakeClock(), this_holder())
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == (
            MuteState.NOT_MUTED,
            MuteDetail.NO_BUS,
        )
        assert said(keeper.release()) == OVER

    def test_a_server_that_takes_the_order_and_does_nothing_is_not_called_quiet(
        self, bus: str, lease: LeaseFile
    ) -> None:
        server = Deaf(bus)
        keeper = Keeper(lease, SessionBus(bus), FakeClock(), this_holder())
        report = keeper.take(MuteWish("dinner", UNTIL))
        assert said(report) == (MuteState.NOT_MUTED, MuteDetail.NO_EFFECT)
        assert lease.read() is None
        server.stop()

    def test_a_server_that_hangs_is_given_up(self, dunst: DunstDesktop, lease: LeaseFile) -> None:
        dunst.server.hang()
        keeper = keeper_of(dunst, lease, limit=0.1)
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == (
            MuteState.NOT_MUTED,
            MuteDetail.TIMED_OUT,
        )
        assert lease.read() is None

    def test_a_mute_that_comes_after_all_is_known_and_put_back(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        server = dunst.dunst
        keeper = Keeper(
            lease,
            SessionBus(dunst.address, 0.2),
            FakeClock(),
            this_holder(),
            start_guard=lambda path, holder: hang_first(server, path, holder),
        )
        assert said(keeper.take(MuteWish("dinner", UNTIL))) == (
            MuteState.NOT_MUTED,
            MuteDetail.TIMED_OUT,
        )
        assert lease.read() is not None
        server.answer()
        assert said(keeper.check()) == QUIET
        assert said(keeper.release()) == OVER
        assert dunst.state() == "0"

    def test_a_server_that_died_has_taken_its_mute_along(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        keeper = keeper_of(dunst, lease)
        keeper.take(MuteWish("dinner", UNTIL))
        dunst.stop()
        keeper.release()
        assert lease.read() is None
        dunst.start()

    def test_what_cannot_be_put_back_now_is_kept_for_later(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        keeper = keeper_of(dunst, lease, limit=0.2)
        keeper.take(MuteWish("dinner", UNTIL))
        dunst.server.hang()
        assert keeper.release().detail is MuteDetail.FAILED
        assert lease.read() is not None
        dunst.server.answer()
        assert said(keeper.release()) == OVER
        assert dunst.state() == "0"

    def test_a_lease_deleted_by_somebody_does_not_leave_the_desktop_muted(
        self, dunst: DunstDesktop, lease: LeaseFile
    ) -> None:
        keeper = keeper_of(dunst, lease)
        keeper.take(MuteWish("dinner", UNTIL))
        os.unlink(lease.path)
        assert said(keeper.release()) == OVER
        assert dunst.state() == "0"

    def test_plasma_that_says_so_late_is_looked_at_again(self, bus: str, lease: LeaseFile) -> None:
        plasma = PlasmaDesktop(bus, None)
        keeper = keeper_of(plasma, lease)
        plasma.plasma.delays = True
        report = keeper.take(MuteWish("dinner", UNTIL))
        assert said(report) == (MuteState.UNVERIFIED, MuteDetail.SETTLING)
        assert said(keeper.check()) == (MuteState.UNVERIFIED, MuteDetail.SETTLING)
        plasma.plasma.delays = False
        assert said(keeper.check()) == QUIET
        keeper.release()
        plasma.stop()


def hang_first(server: FakeServer, path: str, holder: Holder) -> GuardProcess:
    """The server stops answering between the lease and the mute."""
    server.hang()
    return GuardProcess(path, holder)


def _started(pid: int) -> int:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return int(file.read().rpartition(")")[2].split()[19])
