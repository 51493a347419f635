"""What an earlier run left: put back at the next start or the next command, and told once."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.core.errors import MuteError
from presence.core.lease import Holder, Lease, MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.guard import put_back
from presence.desktop.lease.holder import boot_id, guarded_name, this_holder
from presence.desktop.lease.settle import (
    Outcome,
    settle_leftover,
    take_note_of_guard,
)
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.muted_desktops import DunstDesktop, GnomeDesktop
from tests.desktop_mute.test_guard import lease_on
from tests.fakes import EVENING, FakeClock

DEAD = Holder(pid=2**22 + 1, started=1, boot_id=boot_id(), uid=os.getuid())


def left_by_the_dead(dunst: DunstDesktop, store: LeaseFile, holder: Holder = DEAD) -> Lease:
    lease = replace(lease_on(dunst, store), holder=holder)
    store.write(lease)
    return lease


def on_bus(lease: Lease, address: str) -> Lease:
    (held,) = lease.held
    assert held.recipe is not None
    return replace(lease, held=(replace(held, recipe=replace(held.recipe, bus=address)),))


def test_nothing_was_left(lease: LeaseFile, clock: FakeClock) -> None:
    assert settle_leftover(lease, clock) is None
    assert take_note_of_guard(lease) is None


def test_a_mute_of_the_dead_is_put_back_and_told(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(dunst, lease)
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert (settled.outcome, settled.at) == (Outcome.RESTORED, clock.now())
    assert (settled.mechanism, settled.was, settled.session_id) == ("dunst", "off", "dinner")
    assert not dunst.is_quiet()
    assert settle_leftover(lease, clock) is None


def test_a_mute_of_the_living_is_not_touched(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    held = lease_on(dunst, lease)
    assert settle_leftover(lease, clock) is None
    assert lease.read() == held
    assert dunst.is_quiet()


def test_what_the_person_has_changed_since_is_left_alone(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(dunst, lease)
    dunst.switch(False)
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.LEFT_ALONE
    assert lease.read() is None


def test_a_pause_of_dunst_does_not_outlive_the_boot(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(dunst, lease, replace(DEAD, boot_id="before the power cut"))
    settled = settle_leftover(lease, clock)  # today's pause is the person's own
    assert settled is not None
    assert settled.outcome is Outcome.LEFT_ALONE
    assert dunst.is_quiet()
    assert lease.read() is None


def test_a_pause_is_gone_with_dunst_and_with_its_bus(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    left = left_by_the_dead(dunst, lease)
    dunst.stop()
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.LEFT_ALONE
    lease.write(on_bus(left, "unix:path=/nonexistent"))
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.LEFT_ALONE
    assert lease.read() is None
    dunst.start()


def test_dunst_that_hangs_is_asked_again_the_next_time(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    left_by_the_dead(dunst, lease)
    dunst.server.hang()
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.COULD_NOT
    assert "dunstctl" in settled.by_hand
    dunst.server.answer()
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.RESTORED


def test_a_key_of_gnome_is_put_back_after_a_power_cut_on_the_bus_of_the_next_login(
    bus: str,
    tmp_path: Path,
    lease: LeaseFile,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gnome = GnomeDesktop(bus, tmp_path)
    monkeypatch.setenv("PATH", gnome.tools)
    left = lease_on_gnome(gnome, lease)
    # The old bus is gone, and the tool cannot write without one.
    tool = Path(gnome.tools) / "gsettings"
    refusal = '[ "$DBUS_SESSION_BUS_ADDRESS" = old ] && exit 1'
    tool.write_text(tool.read_text().replace("#!/bin/sh", f"#!/bin/sh\n{refusal}", 1))
    lease.write(on_bus(left, "old"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert settled.outcome is Outcome.RESTORED
    assert gnome.state() == "unset"
    gnome.stop()


def lease_on_gnome(gnome: GnomeDesktop, store: LeaseFile) -> Lease:
    lease = replace(lease_on(gnome, store), holder=replace(DEAD, boot_id="before the power cut"))
    store.write(lease)
    return lease


def test_a_lease_that_cannot_be_used_is_said_and_kept(lease: LeaseFile, clock: FakeClock) -> None:
    os.makedirs(os.path.dirname(lease.path))
    Path(lease.path).write_text("{}")
    with pytest.raises(MuteError):
        settle_leftover(lease, clock)
    assert Path(lease.path).exists()


def test_what_the_guard_put_back_is_told_once_with_its_time(
    dunst: DunstDesktop, lease: LeaseFile
) -> None:
    left = left_by_the_dead(dunst, lease)
    put_back(lease.path, guarded_name(left.holder), leave_note=True)
    settled = take_note_of_guard(lease)
    assert settled is not None
    assert (settled.outcome, settled.mechanism) == (Outcome.RESTORED, "dunst")
    assert abs(datetime.now(UTC) - settled.at) < timedelta(seconds=5)
    assert take_note_of_guard(lease) is None


def test_a_note_that_nobody_read_is_forgotten_when_the_desktop_is_muted_again(
    dunst: DunstDesktop, lease: LeaseFile
) -> None:
    left = left_by_the_dead(dunst, lease)
    put_back(lease.path, guarded_name(left.holder), leave_note=True)
    keeper = Keeper(lease, SessionBus(dunst.address), FakeClock(), this_holder())
    keeper.take(MuteWish("dinner", EVENING + timedelta(hours=2)))
    assert take_note_of_guard(lease) is None
    keeper.release()


def test_a_note_that_cannot_be_read_is_no_obstacle(lease: LeaseFile) -> None:
    os.makedirs(os.path.dirname(lease.path))
    Path(f"{lease.path}.put-back").write_text("[]")
    assert take_note_of_guard(lease) is None
