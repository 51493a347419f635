"""What goes quiet around the mute, as the keeper does it: beside the mute, under its lease."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.kind import Around
from presence.core.lease import Held, Holder, Lease, MuteState, MuteWish, Recipe, Step
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.holder import boot_id, this_holder
from presence.desktop.lease.settle import Outcome, settle_leftover
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.muted_desktops import DunstDesktop
from tests.fakes import EVENING, FakeClock

UNTIL = EVENING + timedelta(hours=2)
QUIET = MuteWish("dinner", UNTIL, frozenset({Around.MUTE_SOUND}))
DEAD = Holder(pid=2**22 + 1, started=1, boot_id=boot_id(), uid=os.getuid())

# One output, whose mute is a file.
PACTL = """#!/bin/sh
case "$1" in
get-default-sink) echo speakers;;
get-sink-mute) [ "$(cat {file})" = yes ] && echo "Mute: yes" || echo "Mute: no";;
set-sink-mute) [ "$3" = 1 ] && echo yes > {file} || echo no > {file};;
*) exit 1;;
esac
"""


class Sound:
    """What is heard, for who has a pactl that says so."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "muted"
        self._tool = folder / "bin" / "pactl"
        self._tool.parent.mkdir()
        self._tool.write_text(PACTL.format(file=self.file))
        self._tool.chmod(0o755)
        self.file.write_text("no")
        (folder / "pulse").mkdir()
        (folder / "pulse" / "native").touch()

    def is_muted(self) -> bool:
        return self.file.read_text().strip() == "yes"

    def breaks(self) -> None:
        self._tool.write_text("#!/bin/sh\nexit 1\n")


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sound:
    sound = Sound(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    return sound


@pytest.fixture
def keeper(dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock) -> Keeper:
    return Keeper(lease, SessionBus(dunst.address), clock, this_holder())


def names(lease: LeaseFile) -> list[str]:
    held = lease.read()
    return [] if held is None else [each.name.partition("/")[0] for each in held.held]


def test_it_comes_after_the_mute_and_goes_with_it(
    keeper: Keeper, sound: Sound, lease: LeaseFile, dunst: DunstDesktop
) -> None:
    assert keeper.take(QUIET).state is MuteState.MUTED
    assert not sound.is_muted()
    keeper.go_around()
    assert sound.is_muted()
    assert names(lease) == ["dunst", "mute_sound"]
    keeper.release()
    assert not sound.is_muted()
    assert not dunst.is_quiet()
    assert names(lease) == []


def test_a_switch_to_a_kind_that_wishes_less_puts_it_back_and_stays_quiet(
    keeper: Keeper, sound: Sound, dunst: DunstDesktop
) -> None:
    keeper.take(QUIET)
    keeper.go_around()
    keeper.take(MuteWish("walk", UNTIL))
    keeper.go_around()
    assert not sound.is_muted()
    assert dunst.is_quiet()
    keeper.release()


def test_what_the_person_changed_back_is_not_done_again_in_that_session(
    keeper: Keeper, sound: Sound
) -> None:
    keeper.take(QUIET)
    keeper.go_around()
    sound.file.write_text("no")  # by hand
    keeper.take(replace(QUIET, until=UNTIL + timedelta(minutes=15)))  # extended
    keeper.go_around()
    assert not sound.is_muted()
    keeper.release()
    assert not sound.is_muted()


def test_it_is_done_also_where_the_person_had_do_not_disturb_on(
    keeper: Keeper, sound: Sound, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    dunst.switch(True)
    keeper.take(QUIET)
    keeper.go_around()
    assert sound.is_muted()
    assert names(lease) == ["mute_sound"]
    keeper.release()
    assert not sound.is_muted()
    assert dunst.is_quiet()


def test_what_cannot_be_put_back_is_tried_once_and_holds_up_nothing(
    keeper: Keeper, sound: Sound, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    keeper.take(QUIET)
    keeper.go_around()
    sound.breaks()
    keeper.release()
    assert lease.read() is None
    assert keeper.take(replace(QUIET, session_id="walk")).state is MuteState.MUTED
    keeper.release()


GONE = Held(
    name="mute_sound/sound:headphones",
    was="off",
    recipe=Recipe(Step(command=("false",)), b"on", Step(command=("false",))),
    by_hand="Type this in a terminal: pactl set-sink-mute headphones 0",
)


def leftover(*held: Held) -> Lease:
    return Lease("dinner", DEAD, EVENING, UNTIL, held)


def test_headphones_that_were_pulled_out_keep_no_session_from_being_quiet(
    keeper: Keeper, lease: LeaseFile
) -> None:
    lease.write(leftover(GONE))
    assert keeper.take(MuteWish("walk", UNTIL)).state is MuteState.MUTED
    keeper.release()


def test_a_leftover_without_a_mute_is_not_told_as_notifications_put_back(
    lease: LeaseFile, clock: FakeClock
) -> None:
    lease.write(leftover(GONE))
    settled = settle_leftover(lease, clock)
    assert settled is not None
    assert (settled.outcome, settled.by_hand) == (Outcome.LEFT_ALONE, "")
    assert "headphones" in settled.around_by_hand
    assert lease.read() is None
