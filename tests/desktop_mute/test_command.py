"""The person's own commands, well-behaved and otherwise."""

import os
import time
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import MuteDetail, MuteReport, MuteState, MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.lease.holder import this_holder
from presence.desktop.mute.choice import Choice, Commands
from presence.desktop.mute.keeper import Keeper
from presence.desktop.mute.mechanism import Lifetime, Reading, Server
from presence.desktop.mute.mechanisms.command import Command
from presence.desktop.mute.scripts import word_of
from presence.store.lease_file import LeaseFile
from tests.contracts import wait_for
from tests.fakes import FakeClock

NOTHING_READ = Reading(is_muted=False, prior="off", was="off")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The switch of a desktop that nobody knows: a file."""
    file = tmp_path / "state of it"
    file.write_text("off\n")
    return file


@pytest.fixture
def commands(state: Path) -> Commands:
    """What somebody with that desktop writes into the settings."""
    return Commands(
        mute=f'sh -c \'echo on > "$1"\' - "{state}"',
        unmute=f'sh -c \'echo off > "$1"\' - "{state}"',
        query=f"cat '{state}'",
    )


def made(commands: Commands, time_limit: float = 2.0) -> Command:
    return Command(SessionBus("", time_limit), commands)


def refusal_of(mechanism: Command) -> MuteError:
    with pytest.raises(MuteError) as caught:
        mechanism.read()
    return caught.value


def script(folder: Path, name: str, text: str) -> str:
    """A program of the person's own."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_what_was_there_is_put_back(commands: Commands, state: Path) -> None:
    mechanism = made(commands)
    reading = mechanism.read()
    assert reading == Reading(is_muted=False, prior="off", was="off")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mechanism.read().is_muted
    assert player.is_still_ours(recipe)
    assert player.play(recipe) == player.RESTORED
    assert state.read_text() == "off\n"


def test_what_the_person_changed_meanwhile_is_left_as_it_is(
    commands: Commands, state: Path
) -> None:
    mechanism = made(commands)
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(NOTHING_READ)
    state.write_text("off\n")
    assert player.play(recipe) == player.LEFT_ALONE


def test_without_a_question_the_state_is_not_known_and_is_taken_back_in_any_case(
    commands: Commands, state: Path
) -> None:
    mechanism = made(Commands(commands.mute, commands.unmute))
    assert not mechanism.can_be_asked
    reading = mechanism.read()
    assert (reading.is_muted, reading.was) == (False, "")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert state.read_text() == "on\n"
    state.write_text("who knows\n")
    assert player.play(recipe) == player.RESTORED
    assert state.read_text() == "off\n"


def test_through_a_session_nobody_claims_to_know_what_cannot_be_asked(
    commands: Commands, state: Path, lease: LeaseFile, clock: FakeClock
) -> None:
    choice = Choice(commands=Commands(commands.mute, commands.unmute))

    def keeper() -> Keeper:
        return Keeper(lease, SessionBus(""), clock, this_holder(), find_choice=lambda: choice)

    killed = keeper()
    wish = MuteWish("dinner", clock.now())
    unsure = (MuteState.UNVERIFIED, MuteDetail.CANNOT_ASK, "command")
    assert said(killed.take(wish)) == unsure
    assert said(killed.check()) == unsure
    assert state.read_text() == "on\n"
    mute_again = keeper()  # the same session, after a crash
    assert said(mute_again.take(wish)) == unsure
    assert state.read_text() == "on\n"
    assert mute_again.release().detail is MuteDetail.NO_SESSION
    assert state.read_text() == "off\n"
    assert lease.read() is None


def said(report: MuteReport) -> tuple[MuteState, MuteDetail, str]:
    return report.state, report.detail, report.mechanism


def test_an_unmute_that_fails_is_told_with_the_command_to_type(
    commands: Commands, tmp_path: Path
) -> None:
    unmute = script(tmp_path, "unmute", "exit 3")
    for query in (commands.query, ""):
        mechanism = made(Commands(commands.mute, unmute, query))
        reading = mechanism.read()
        recipe = mechanism.recipe(reading)
        mechanism.mute(reading)
        assert player.play(recipe) == player.COULD_NOT
        assert mechanism.by_hand(reading) == f"Type this in a terminal: {unmute}"
        Path(tmp_path / "state of it").write_text("off\n")


def test_an_unmute_that_works_without_effect_is_no_success(
    commands: Commands, tmp_path: Path
) -> None:
    mechanism = made(Commands(commands.mute, "true", commands.query))
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(NOTHING_READ)
    assert player.play(recipe) == player.COULD_NOT


@pytest.mark.parametrize("said", ["on", "TRUE", " yes\n", "1", "muted", "paused", '"true"', "dnd"])
def test_these_words_mean_on(said: str) -> None:
    assert word_of.switch(said) is True


@pytest.mark.parametrize("said", ["off", "False\n", "no", "0", "unmuted", "unpaused", "'false'"])
def test_these_words_mean_off(said: str) -> None:
    assert word_of.switch(said) is False


@pytest.mark.parametrize(
    "said", ["", "maybe", "on\noff", "true false", "\0", "2", "Do you mean it?"]
)
def test_other_words_mean_neither(said: str) -> None:
    assert word_of.switch(said) is None


def test_nonsense_is_shown_shortened_and_nothing_is_touched(
    commands: Commands, state: Path
) -> None:
    state.write_text("\x1b[31mWarning:" + "!" * 200 + "\nsecond line\n")
    caught = refusal_of(made(commands))
    detail = str(caught.values["detail"])
    assert caught.code is ErrorCode.MUTE_FAILED
    assert "[31mWarning:!!!" in detail
    assert "\x1b" not in detail
    assert "second" not in detail
    assert len(detail) < 300
    state.write_bytes(b"\xff\xfe")
    assert "�" in str(refusal_of(made(commands)).values["detail"])


def test_nonsense_at_the_end_is_no_reason_to_change_anything(
    commands: Commands, state: Path
) -> None:
    mechanism = made(commands)
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(NOTHING_READ)
    state.write_text("what?\n")
    assert player.is_still_ours(recipe) is None
    assert player.play(recipe) == player.COULD_NOT
    assert state.read_text() == "what?\n"


def test_a_command_that_fails_is_told_with_its_first_words(
    commands: Commands, tmp_path: Path
) -> None:
    query = script(tmp_path, "query", "echo out; echo 'no such device' >&2; echo more >&2; exit 4")
    detail = str(refusal_of(made(Commands(commands.mute, commands.unmute, query))).values["detail"])
    assert "4" in detail
    assert "no such device" in detail
    assert "more" not in detail
    mute = script(tmp_path, "mute", "echo only this; exit 5")
    with pytest.raises(MuteError) as caught:
        made(Commands(mute, commands.unmute)).mute(NOTHING_READ)
    assert "only this" in str(caught.value.values["detail"])


def test_a_program_that_is_not_there_or_may_not_be_run_is_told_before_anything_is_muted(
    commands: Commands, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    plain.write_text("#!/bin/sh\n")
    bad = tmp_path / "bad"
    bad.write_bytes(b"\0\0\0\0 no program")
    bad.chmod(0o755)
    for unmute in ("no-such-program-here", str(plain), "'open quotation", "''", "#"):
        caught = refusal_of(made(Commands(commands.mute, unmute, commands.query)))
        assert caught.code is ErrorCode.MUTE_FAILED
    for query in (str(bad), f"{commands.query} \0"):
        caught = refusal_of(made(Commands(commands.mute, commands.unmute, query)))
        assert caught.code is ErrorCode.MUTE_FAILED


def test_commands_that_are_not_enough_are_refused() -> None:
    for commands in (Commands(), Commands(mute="true"), Commands(mute=" ", unmute="true")):
        assert not commands.are_enough
        assert refusal_of(made(commands)).code is ErrorCode.MUTE_FAILED


def test_a_command_that_hangs_is_ended_with_all_that_it_started(
    commands: Commands, tmp_path: Path
) -> None:
    alive = tmp_path / "alive"
    query = script(tmp_path, "query", f"sh -c 'while :; do touch {alive}; sleep 0.05; done' & wait")
    began = time.monotonic()
    caught = refusal_of(made(Commands(commands.mute, commands.unmute, query), time_limit=0.3))
    assert caught.code is ErrorCode.MUTE_TIMED_OUT
    assert time.monotonic() - began < 15
    assert alive.exists()
    assert wait_for(lambda: is_still(alive))


def is_still(file: Path) -> bool:
    """Whether nobody touches it any more."""
    before = file.stat().st_mtime_ns
    time.sleep(0.2)
    return file.stat().st_mtime_ns == before


def test_a_command_that_hangs_at_the_end_leaves_nothing_behind(
    commands: Commands, tmp_path: Path, state: Path
) -> None:
    alive = tmp_path / "alive"
    unmute = script(tmp_path, "unmute", f"while :; do touch {alive}; sleep 0.05; done")
    mechanism = made(Commands(commands.mute, unmute, commands.query))
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(NOTHING_READ)
    began = time.monotonic()
    assert player.play(recipe) == player.COULD_NOT
    assert time.monotonic() - began < 15
    assert wait_for(lambda: is_still(alive))


def test_a_command_that_prints_megabytes_is_ended(commands: Commands) -> None:
    caught = refusal_of(made(Commands(commands.mute, commands.unmute, "yes on")))
    assert caught.code is ErrorCode.MUTE_FAILED, "before its time is over"
    assert "yes on" in str(caught.values["detail"])
    short = Commands(commands.mute, commands.unmute, f"head -c {word_of.MOST + 1} /dev/zero")
    assert refusal_of(made(short)).code is ErrorCode.MUTE_FAILED


def test_what_a_command_leaves_running_is_not_waited_for(
    commands: Commands, tmp_path: Path
) -> None:
    left, may_end = tmp_path / "left", tmp_path / "may-end"
    waits = f"until [ -e {may_end} ]; do sleep 0.05; done"
    query = script(tmp_path, "query", f"({waits}; touch {left}) & echo on")
    assert made(Commands(commands.mute, commands.unmute, query)).read().is_muted
    assert not left.exists()
    may_end.touch()
    assert wait_for(left.exists)


def test_a_command_reads_nothing_and_hears_no_signal_for_us(
    commands: Commands, tmp_path: Path
) -> None:
    query = script(tmp_path, "query", f"cat; echo $$ > {tmp_path}/group; echo on")
    assert made(Commands(commands.mute, commands.unmute, query)).read().is_muted
    assert int((tmp_path / "group").read_text()) != os.getpgrp()


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/another")
    return tmp_path


def test_a_program_of_ones_home_is_found_and_told_the_bus(
    commands: Commands, own_home: Path
) -> None:
    script(own_home, "query", "[ $DBUS_SESSION_BUS_ADDRESS = unix:path=/bus ] && echo $1")
    mechanism = Command(
        SessionBus("unix:path=/bus"), Commands(commands.mute, commands.unmute, "~/query on")
    )
    reading = mechanism.read()
    assert reading.is_muted
    recipe = mechanism.recipe(reading)
    assert str(own_home / "query") in recipe.ask.command
    assert player.is_still_ours(recipe)


def test_it_serves_nobody_by_itself_and_outlives_everything() -> None:
    assert not Command.serves(Server("anybody", "nobody", "1", ":1.1"))
    assert Command.lifetime is Lifetime.PERSISTENT
    assert Command.was_run


@pytest.mark.parametrize(
    ("words", "printed", "exit_code"),
    [
        (["switch", "echo", "paused"], b"on", 0),
        (["switch", "echo", "unpaused"], b"off", 0),
        (["switch", "echo", "what"], b"", 1),
        (["done", "true"], b"done", 0),
        (["done", "false"], b"", 1),
        (["on"], b"on", 0),
    ],
)
def test_the_program_by_itself_prints_a_word_or_fails(
    words: list[str], printed: bytes, exit_code: int
) -> None:
    from presence.desktop.mute.mechanisms.steps import script_step

    step = script_step(word_of, *words)
    if exit_code:
        with pytest.raises(player.NotPlayed):
            player.run(step.command)
    else:
        assert player.run(step.command) == printed
