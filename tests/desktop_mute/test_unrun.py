"""What is particular to elementary OS, COSMIC and deepin, beside the contract."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import CallFailed, SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.mechanism import Reading
from presence.desktop.mute.mechanisms.cosmic import FILE, Cosmic
from presence.desktop.mute.mechanisms.deepin import ONLY_AT_HOURS, ONLY_WHILE_LOCKED, Deepin
from presence.desktop.mute.mechanisms.pantheon import Pantheon
from presence.desktop.mute.scripts import file_value
from tests.contracts import wait_for
from tests.desktop_mute.unrun_desktops import CosmicDesktop, DeepinDesktop
from tests.fake_servers import FakeServer

NOT_MUTED = Reading(is_muted=False, prior="false", was="off")


@pytest.fixture
def cosmic(bus: str, tmp_path: Path) -> Iterator[CosmicDesktop]:
    desktop = CosmicDesktop(bus, tmp_path)
    yield desktop
    desktop.end()


@pytest.fixture
def deepin(bus: str) -> Iterator[DeepinDesktop]:
    desktop = DeepinDesktop(bus)
    yield desktop
    desktop.end()


def test_none_of_them_was_run() -> None:
    assert not any(kind.was_run for kind in (Pantheon, Cosmic, Deepin))


def recipe_of(mechanism: Cosmic) -> Recipe:
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    return recipe


def test_cosmic_is_told_before_what_was_unset_is_taken_away(cosmic: CosmicDesktop) -> None:
    mechanism = Cosmic(SessionBus(cosmic.address))
    recipe = recipe_of(mechanism)
    assert wait_for(cosmic.is_quiet)
    assert player.play(recipe) == player.RESTORED
    assert not cosmic.file.exists()
    assert wait_for(lambda: not cosmic.is_quiet())
    assert mechanism.read().was == "unset"


def test_what_the_person_writes_while_it_is_taken_away_stays(cosmic: CosmicDesktop) -> None:
    drop = [sys.executable, "-I", "-S", "-E", file_value.__file__, "drop", str(cosmic.file)]
    cosmic.file.write_text("true")
    with subprocess.Popen([*drop, "false"]) as dropping:
        assert wait_for(lambda: cosmic.file.read_text() == "false")
        cosmic.file.write_text("true\n")
        dropping.wait(5)
    assert cosmic.file.read_text() == "true\n"


def test_what_stood_in_the_file_comes_back_as_it_stood(cosmic: CosmicDesktop) -> None:
    cosmic.file.write_text("  false \n")
    cosmic.file.chmod(0o640)
    recipe = recipe_of(Cosmic(SessionBus(cosmic.address)))
    assert player.play(recipe) == player.RESTORED
    assert cosmic.file.read_text() == "  false \n"
    assert cosmic.file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_a_link_stays_one(cosmic: CosmicDesktop, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text("false")
    cosmic.file.symlink_to(real)
    recipe = recipe_of(Cosmic(SessionBus(cosmic.address)))
    assert real.read_text() == "true"
    assert player.play(recipe) == player.RESTORED
    assert cosmic.file.is_symlink()
    assert real.read_text() == "false"


def test_what_the_distribution_has_set_counts_where_nothing_is_set(
    cosmic: CosmicDesktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybodys = tmp_path / "share" / FILE
    everybodys.parent.mkdir(parents=True)
    everybodys.write_text("true")
    monkeypatch.setenv("XDG_DATA_DIRS", f"/nonexistent:{tmp_path}/share")
    reading = Cosmic(SessionBus(cosmic.address)).read()
    assert (reading.is_muted, reading.prior, reading.was) == (True, None, "on")


@pytest.mark.parametrize("nonsense", ["", "maybe", "(true)", "true\nfalse", "x" * 5000])
def test_nonsense_in_the_file_is_told_and_stays(cosmic: CosmicDesktop, nonsense: str) -> None:
    cosmic.file.write_text(nonsense)
    with pytest.raises(MuteError) as caught:
        Cosmic(SessionBus(cosmic.address)).read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert cosmic.file.read_text() == nonsense


def test_a_pipe_in_place_of_the_file_blocks_nobody(cosmic: CosmicDesktop) -> None:
    cosmic.end()
    os.mkfifo(cosmic.file)
    with pytest.raises(MuteError):
        Cosmic(SessionBus(cosmic.address)).read()
    cosmic.file.unlink()
    cosmic.start()


def test_a_file_that_may_not_be_written_is_known_beforehand(cosmic: CosmicDesktop) -> None:
    mechanism = Cosmic(SessionBus(cosmic.address))
    assert mechanism.is_allowed()
    cosmic.file.write_text("false")
    cosmic.file.chmod(0o400)
    assert not mechanism.is_allowed()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    assert caught.value.code is ErrorCode.MUTE_LOCKED
    assert cosmic.file.read_text() == "false"


def test_a_folder_that_is_not_there_yet_is_made(cosmic: CosmicDesktop) -> None:
    cosmic.file.parent.rmdir()
    mechanism = Cosmic(SessionBus(cosmic.address))
    assert mechanism.is_allowed()
    mechanism.mute(mechanism.read())
    assert wait_for(cosmic.is_quiet)
    assert [path.name for path in cosmic.file.parent.iterdir()] == [cosmic.file.name]


def test_the_program_for_the_file_refuses_other_words(tmp_path: Path) -> None:
    for words in ([], ["get"], ["put", "x"], ["take", "x", "y"]):
        command = [sys.executable, "-I", "-S", "-E", file_value.__file__, *words]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    assert file_value.get(str(tmp_path / "nothing")) is None


@pytest.mark.parametrize("limit", [ONLY_AT_HOURS, ONLY_WHILE_LOCKED])
def test_a_switch_of_deepin_that_would_do_nothing_now_is_not_touched(
    deepin: DeepinDesktop, limit: int
) -> None:
    deepin.deepin.set(limit, ("b", True))
    mechanism = Deepin(SessionBus(deepin.address))
    before = deepin.state()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert deepin.state() == before


def test_numbers_without_a_sign_go_over_the_bus(deepin: DeepinDesktop) -> None:
    mechanism = Deepin(SessionBus(deepin.address))
    recipe = mechanism.recipe(NOT_MUTED)
    mechanism.mute(NOT_MUTED)
    assert deepin.deepin.calls[-1] == "SetSystemInfo"
    assert player.play(recipe) == player.RESTORED
    assert deepin.deepin.settings[0] == ("b", False)
    assert "uv 0 b false" in mechanism.by_hand(NOT_MUTED)


def test_a_deepin_without_that_control_is_told(bus: str) -> None:
    server = FakeServer(bus)
    with pytest.raises(CallFailed):
        Deepin(SessionBus(bus)).read()
    server.stop()
