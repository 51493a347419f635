"""The sound: the output in use is muted, and that very one sounds again."""

import time
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Held, Recipe
from presence.desktop.around.extra import Planned
from presence.desktop.around.sound import Sound
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.scripts import wireplumber
from tests.desktop_around.sound_servers import FakePulse, FakeSound, FakeWirePlumber

NO_BUS = "unix:path=/nonexistent"
SERVERS: dict[str, type[FakeSound]] = {"pulseaudio": FakePulse, "wireplumber": FakeWirePlumber}


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's runtime folder, with the socket of a sound server."""
    socket = tmp_path / "run" / "pulse" / "native"
    socket.parent.mkdir(parents=True)
    socket.touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "run"


@pytest.fixture(params=list(SERVERS))
def sound(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FakeSound:
    """Each server in turn, not muted."""
    made = SERVERS[request.param](tmp_path)
    monkeypatch.setenv("PATH", str(made.tools))
    return made


def plan(time_limit: float = 2.0) -> list[Planned]:
    bus = SessionBus(NO_BUS, time_limit)
    with bus.at_work():
        return list(Sound(bus).plan())


def mute() -> Held:
    (planned,) = plan()
    planned.do()
    assert planned.held is not None
    return planned.held


def recipe(held: Held) -> Recipe:
    assert held.recipe is not None
    return held.recipe


def test_the_output_in_use_is_muted_and_sounds_again(sound: FakeSound) -> None:
    held = mute()
    assert sound.is_muted()
    assert player.is_still_ours(recipe(held))
    assert player.play(recipe(held)) == player.RESTORED
    assert not sound.is_muted()
    assert (held.name, held.was) == ("sound:speakers", "off")
    assert held.by_hand.endswith(" 0")


def test_one_that_is_muted_already_stays_so(sound: FakeSound) -> None:
    sound.switch(True)
    assert plan() == []


def test_one_that_the_person_has_unmuted_meanwhile_is_left_alone(sound: FakeSound) -> None:
    held = mute()
    sound.switch(False)
    assert not player.is_still_ours(recipe(held))
    assert player.play(recipe(held)) == player.LEFT_ALONE


def test_headphones_that_come_meanwhile_are_not_touched(sound: FakeSound) -> None:
    held = mute()
    sound.plug_in("headphones", 77)
    sound.use("headphones")
    sound.switch(True, "headphones")
    assert player.play(recipe(held)) == player.RESTORED
    assert not sound.is_muted()
    assert sound.is_muted("headphones")


def test_one_that_is_gone_could_not_be_asked(sound: FakeSound) -> None:
    held = mute()
    sound.pull_out("speakers")
    assert player.is_still_ours(recipe(held)) is None
    assert player.play(recipe(held)) == player.COULD_NOT


def test_one_that_came_again_under_another_number_sounds_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = FakeWirePlumber(tmp_path)
    monkeypatch.setenv("PATH", str(sound.tools))
    held = mute()
    sound.pull_out("speakers")
    sound.plug_in("headphones", 36)
    sound.switch(True, "headphones")
    sound.plug_in("speakers", 90)
    assert player.play(recipe(held)) == player.RESTORED
    assert not sound.is_muted()
    assert sound.is_muted("headphones")


def test_one_that_refuses_says_so(sound: FakeSound) -> None:
    sound.begin("refuses")
    (planned,) = plan()
    with pytest.raises(MuteError) as failed:
        planned.do()
    assert failed.value.code is ErrorCode.MUTE_FAILED


def test_a_server_that_hangs_costs_a_moment(sound: FakeSound) -> None:
    sound.begin("hangs")
    begun = time.monotonic()
    assert plan(time_limit=0.2) == []
    assert time.monotonic() - begun < 15


def test_a_server_that_hangs_later_is_given_up(sound: FakeSound) -> None:
    (planned,) = plan(time_limit=0.4)
    sound.begin("hangs")
    with pytest.raises(MuteError) as failed:
        planned.do()
    assert failed.value.code is ErrorCode.MUTE_TIMED_OUT


@pytest.mark.parametrize("name", ["auto_null", "", "-h", "42", "@DEFAULT_SINK@", "a b", "a;b"])
def test_what_is_no_output_is_not_muted(sound: FakeSound, name: str) -> None:
    sound.plug_in(name or "nothing", 80)
    sound.use(name)
    assert plan() == []


def test_a_server_that_does_not_run_is_not_started(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(FakePulse(tmp_path).tools))
    (runtime / "pulse" / "native").unlink()
    assert plan() == []
    monkeypatch.setenv("PULSE_SERVER", "tcp:elsewhere")
    assert len(plan()) == 1


def test_without_any_tool_nothing_is_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert plan() == []


def test_what_wireplumbers_tool_prints_is_read_in_its_newer_form_as_well() -> None:
    status = (
        "PipeWire 'pipewire-0' [1.4.2, ana@home, cookie:1]\n └─ Clients:\n        33. pipewire\n\n"
        "Audio\n ├─ Devices:\n │      47. Built-in Audio  [alsa]\n │  \n ├─ Sinks:\n"
        " │  *   58. Built-in Audio Stereo  [vol: 0.74]\n │      61. Sources: [vol: 1.00 MUTED]\n"
        " │  \n ├─ Sources:\n │      59. Microphone  [vol: 1.00]\n │  \n ├─ Filters:\n │  \n"
        " └─ Streams:\n\nVideo\n ├─ Devices:\n │  \n ├─ Sinks:\n │  \n └─ Streams:\n"
    )
    assert wireplumber.outputs(status) == ["58", "61"]
    assert wireplumber.identity("") == ("", "")
    assert not wireplumber.is_muted("")
