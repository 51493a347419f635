"""The app's muter: never in the way of the Qt loop, and always with an answer."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.core.lease import MuteDetail, MuteState, MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.dbus_qt import QtBus
from presence.desktop.lease import player
from presence.desktop.lease.holder import this_holder
from presence.desktop.lease.settle import Outcome, Settled
from presence.desktop.mute.keeper import Keeper
from presence.desktop.mute.trial import MechanismReport
from presence.desktop.mute.worker import MuteWorker
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.lxqt_desktop import LxqtDesktop
from tests.desktop_mute.muted_desktops import DunstDesktop, MutedDesktop
from tests.desktop_mute.test_settle import left_by_the_dead
from tests.fakes import EVENING, FakeClock

UNTIL = EVENING + timedelta(hours=2)

Make = Callable[[MutedDesktop], MuteWorker]


class Told:
    """Counts how often it was called, and what was known then."""

    def __init__(self, worker: MuteWorker) -> None:
        self._worker = worker
        self.details: list[MuteDetail] = []

    def __call__(self) -> None:
        self.details.append(self._worker.report.detail)


@pytest.fixture
def make(
    qtbot: QtBot, lease: LeaseFile, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Make]:
    parent = QObject()
    made: list[tuple[MuteWorker, QtBus]] = []

    def make_worker(desktop: MutedDesktop) -> MuteWorker:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
        keeper = Keeper(lease, SessionBus(desktop.address), clock, this_holder())
        bus = QtBus(address=desktop.address, parent=parent)
        worker = MuteWorker(lease, parent=parent, bus=lambda: bus, clock=clock, keeper=keeper)
        made.append((worker, bus))
        return worker

    yield make_worker
    for worker, bus in made:
        worker.close()
        bus.close()


@pytest.fixture
def worker(make: Make, dunst: DunstDesktop) -> MuteWorker:
    return make(dunst)


def test_taken_and_released_on_every_desktop(
    make: Make, desktop: MutedDesktop, qtbot: QtBot
) -> None:
    worker = make(desktop)
    before = desktop.state()
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    assert told.details == []  # it returns at once
    qtbot.waitUntil(lambda: told.details == [MuteDetail.CHECKED])
    assert desktop.is_quiet()
    worker.release(told)
    qtbot.waitUntil(lambda: told.details == [MuteDetail.CHECKED, MuteDetail.NO_SESSION])
    assert desktop.state() == before


def test_without_being_given_any_it_finds_keeper_and_bus_by_itself(
    qtbot: QtBot, dunst: DunstDesktop, lease: LeaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", dunst.address)
    buses: list[QtBus] = []

    def find_bus() -> QtBus:
        buses.append(QtBus())
        return buses[-1]

    worker = MuteWorker(lease, bus=find_bus)
    worker.warm_up()
    assert not buses
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: told.details == [MuteDetail.CHECKED])
    worker.release(told)
    qtbot.waitUntil(lambda: len(told.details) == 2)
    worker.close()
    assert len(buses) == 1
    buses[0].close()


def test_orders_are_carried_out_in_their_order(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile, qtbot: QtBot
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    worker.release(told)
    worker.take(MuteWish("walk", UNTIL), told)
    qtbot.waitUntil(lambda: len(told.details) == 3)
    held = lease.read()
    assert held is not None
    assert held.session_id == "walk"
    assert dunst.is_quiet()


def test_what_the_person_does_is_heard_without_asking(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: bool(told.details))
    dunst.switch(False)
    qtbot.waitUntil(lambda: worker.report.detail is MuteDetail.USER_CHANGED)
    assert not dunst.is_quiet()


def test_a_server_that_restarts_is_muted_again(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: bool(told.details))
    dunst.stop()
    qtbot.waitUntil(lambda: worker.report.detail is MuteDetail.NO_MECHANISM)
    dunst.start()
    qtbot.waitUntil(lambda: worker.report.detail is MuteDetail.CHECKED)
    assert dunst.is_quiet()


def test_nothing_is_listened_to_without_a_session(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    worker.release(told)
    qtbot.waitUntil(lambda: len(told.details) == 2)
    dunst.server.calls.clear()
    dunst.switch(True)
    dunst.switch(False)
    qtbot.wait(50)
    assert dunst.server.calls == []


@pytest.mark.slow
def test_a_server_that_hangs_never_blocks_and_is_given_up_after_two_seconds(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    told = Told(worker)
    dunst.server.hang()
    worker.take(MuteWish("dinner", UNTIL), told)
    assert told.details == [], "it does not wait for the two seconds"
    qtbot.waitUntil(lambda: told.details == [MuteDetail.TIMED_OUT], timeout=10_000)
    assert worker.report.state is MuteState.NOT_MUTED
    dunst.server.answer()
    worker.release(told)
    qtbot.waitUntil(lambda: len(told.details) == 2, timeout=10_000)
    assert dunst.state() == "0"


def test_closing_puts_back_at_once(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile, qtbot: QtBot
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: bool(told.details))
    worker.close()
    assert not dunst.is_quiet()
    assert lease.read() is None
    worker.close()


def test_closing_in_the_middle_of_taking_leaves_nothing_muted(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    worker.close()
    assert not dunst.is_quiet()
    assert lease.read() is None
    assert told.details == []


def test_closing_waits_for_no_delay_of_the_server(
    make: Make, bus: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lxqt = LxqtDesktop(bus)
    monkeypatch.setattr(lxqt.kind, "server_delay", 30.0)
    before = lxqt.state()
    worker = make(lxqt)
    worker.take(MuteWish("dinner", UNTIL), Told(worker))
    qtbot.waitUntil(lxqt.is_quiet)
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < 15
    assert lxqt.state() == before
    lxqt.stop()


def test_closing_waits_no_longer_than_told(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(worker)
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: bool(told.details))
    monkeypatch.setattr(player, "TIME_LIMIT", 60.0)
    assert worker._keeper is not None
    monkeypatch.setattr(worker._keeper._bus, "_time_limit", 60.0)
    dunst.server.hang()
    began = time.monotonic()
    worker.close(wait_ms=100)
    assert time.monotonic() - began < 15, "it does not wait for the desktop's own limit"
    dunst.server.answer()
    dunst.switch(False)  # as the guard would
    qtbot.wait(50)


def test_the_trial_is_quiet_for_a_moment_and_put_back(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    muted, over = Told(worker), Told(worker)
    worker.try_for(0.1, muted, over)
    qtbot.waitUntil(lambda: muted.details == [MuteDetail.CHECKED])
    assert dunst.is_quiet()
    qtbot.waitUntil(lambda: over.details == [MuteDetail.NO_SESSION])
    assert not dunst.is_quiet()


def test_a_session_that_starts_during_the_trial_takes_the_mute_over(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile, qtbot: QtBot
) -> None:
    muted, over, taken = Told(worker), Told(worker), Told(worker)
    worker.try_for(0.05, muted, over)
    qtbot.waitUntil(lambda: bool(muted.details))
    worker.take(MuteWish("dinner", UNTIL), taken)
    qtbot.waitUntil(lambda: bool(taken.details and over.details))
    qtbot.wait(100)  # the end of the trial passes
    held = lease.read()
    assert held is not None
    assert (held.session_id, [each.was for each in held.held]) == ("dinner", ["off"])
    assert dunst.is_quiet()


def test_there_is_nothing_to_try_during_a_session(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    taken, muted, over = Told(worker), Told(worker), Told(worker)
    worker.take(MuteWish("dinner", UNTIL), taken)
    qtbot.waitUntil(lambda: bool(taken.details))
    worker.try_for(0.05, muted, over)
    qtbot.waitUntil(lambda: muted.details == over.details == [MuteDetail.CHECKED])
    assert dunst.is_quiet()


def test_what_an_earlier_run_left_is_put_back_and_told(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile, qtbot: QtBot
) -> None:
    left_by_the_dead(dunst, lease)
    with qtbot.waitSignal(worker.put_back) as told:
        worker.settle_leftover()
    (settled,) = told.args
    assert isinstance(settled, Settled)
    assert settled.outcome is Outcome.RESTORED
    assert not dunst.is_quiet()


def test_a_broken_lease_at_the_start_stops_nothing(
    worker: MuteWorker, dunst: DunstDesktop, lease: LeaseFile, qtbot: QtBot
) -> None:
    held = left_by_the_dead(dunst, lease)
    dunst.switch(False)
    lease.write(replace(held, held=(replace(held.held[0], recipe=None),)))
    with open(lease.path, "a", encoding="utf-8") as file:
        file.write("}")
    told = Told(worker)
    worker.settle_leftover()
    worker.take(MuteWish("dinner", UNTIL), told)
    qtbot.waitUntil(lambda: told.details == [MuteDetail.CHECKED])


def test_the_desktop_is_examined_without_being_changed(
    worker: MuteWorker, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    told: list[tuple[MechanismReport, ...]] = []
    worker.examine(told.append)
    qtbot.waitUntil(lambda: bool(told))
    (found,) = [report for report in told[0] if report.found]
    assert (found.mechanism, found.can_read, found.can_mute) == ("dunst", True, True)
    assert (found.tried, found.detail) == (False, "off")
    assert dunst.state() == "0"
