"""LXQt's switch where its file is not as usual."""

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.mechanisms.lxqt import Lxqt
from tests.desktop_mute.lxqt_desktop import LxqtDesktop


@pytest.fixture
def desktop(bus: str) -> Iterator[LxqtDesktop]:
    made = LxqtDesktop(bus)
    yield made
    made.stop()


@pytest.fixture
def mechanism(desktop: LxqtDesktop) -> Lxqt:
    return Lxqt(SessionBus(desktop.address))


def test_the_persons_own_off_comes_back_as_they_wrote_it(
    desktop: LxqtDesktop, mechanism: Lxqt
) -> None:
    desktop.file.write_text("[General]\ndoNotDisturb=0\nwidth=300\n")
    before = desktop.state()
    reading = mechanism.read()
    assert (reading.is_muted, reading.prior, reading.was) == (False, "0", "off")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert desktop.is_quiet()
    assert player.play(recipe) == player.RESTORED
    assert desktop.state() == before


def test_a_file_that_is_gone_is_not_made_anew_since_nobody_would_notice(
    desktop: LxqtDesktop, mechanism: Lxqt
) -> None:
    desktop.file.unlink()
    reading = mechanism.read()
    assert (reading.prior, reading.was) == (None, "unset")
    with pytest.raises(MuteError) as caught:
        mechanism.mute(reading)
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert str(desktop.file) in str(caught.value.values["detail"])
    assert not desktop.file.exists()


def test_what_is_set_for_everybody_counts_for_who_has_no_line_of_their_own(
    desktop: LxqtDesktop,
    mechanism: Lxqt,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everybodys = tmp_path / "xdg" / "lxqt" / "notifications.conf"
    everybodys.parent.mkdir(parents=True)
    everybodys.write_text("[General]\ndoNotDisturb=true\n")
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"/nonexistent:{tmp_path}/xdg")
    assert mechanism.read().was == "on"
    desktop.switch(False)
    assert mechanism.read().was == "off"


def test_a_file_that_may_not_be_written_is_told_as_locked(
    desktop: LxqtDesktop, mechanism: Lxqt
) -> None:
    reading = mechanism.read()
    assert mechanism.is_allowed()
    desktop.file.chmod(0o444)
    assert not mechanism.is_allowed()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(reading)
    assert caught.value.code is ErrorCode.MUTE_LOCKED
    assert not desktop.is_quiet()


def test_a_file_that_became_read_only_keeps_the_lease_for_later(
    desktop: LxqtDesktop, mechanism: Lxqt
) -> None:
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    desktop.file.chmod(0o444)
    assert player.play(recipe) == player.COULD_NOT
    desktop.file.chmod(0o644)
    assert player.play(recipe) == player.RESTORED


def test_a_folder_in_the_place_of_the_file_is_told(desktop: LxqtDesktop, mechanism: Lxqt) -> None:
    desktop.file.unlink()
    desktop.file.mkdir()
    with pytest.raises(MuteError) as caught:
        mechanism.read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert str(desktop.file) in str(caught.value.values["detail"])
    desktop.file.rmdir()


@pytest.mark.parametrize("before", [None, "false"])
def test_the_words_for_by_hand_put_it_back(
    desktop: LxqtDesktop, mechanism: Lxqt, before: str | None
) -> None:
    if before:
        desktop.switch(False)
    state = desktop.state()
    reading = mechanism.read()
    mechanism.mute(reading)
    command = mechanism.by_hand(reading).partition(": ")[2]
    subprocess.run(shlex.split(command), check=True, timeout=5)
    assert desktop.state() == state


def test_it_is_the_file_that_is_to_be_watched(desktop: LxqtDesktop, mechanism: Lxqt) -> None:
    assert mechanism.watched_file == str(desktop.file)
    assert mechanism.signals == ()
