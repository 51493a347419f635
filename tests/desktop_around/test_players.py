"""Media players: who plays is paused, and only what was paused goes on."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presence.core.lease import Held, Recipe
from presence.desktop.around.extra import Planned
from presence.desktop.around.players import Players
from presence.desktop.dbus import NoBus, SessionBus
from presence.desktop.lease import player
from tests.desktop_around.services import FakePlayer

Start = Callable[..., FakePlayer]


@pytest.fixture
def start(bus: str) -> Iterator[Start]:
    """Starts a player; all of them quit in the end."""
    started: list[FakePlayer] = []

    def begin(*names: str, status: str = "Playing", can_pause: bool = True) -> FakePlayer:
        started.append(FakePlayer(bus, *names, status=status, can_pause=can_pause))
        return started[-1]

    yield begin
    for each in started:
        each.stop()


def plan(bus: str, time_limit: float = 2.0) -> list[Planned]:
    session_bus = SessionBus(bus, time_limit)
    with session_bus.at_work():
        return list(Players(session_bus).plan())


def pause(bus: str, time_limit: float = 2.0) -> list[Held]:
    """All that was paused, as it is in the lease."""
    planned = plan(bus, time_limit)
    for each in planned:
        each.do()
    return [each.held for each in planned if each.held is not None]


def recipe(held: Held) -> Recipe:
    assert held.recipe is not None
    return held.recipe


def test_who_plays_is_paused_and_goes_on_afterwards(bus: str, start: Start) -> None:
    mpv, firefox = start("mpv"), start("firefox.instance_1_7")
    held = pause(bus)
    assert [each.name for each in held] == [
        "player:org.mpris.MediaPlayer2.firefox.instance_1_7",
        "player:org.mpris.MediaPlayer2.mpv",
    ]
    assert (mpv.status, firefox.status) == ("Paused", "Paused")
    assert all(player.is_still_ours(recipe(each)) for each in held)
    assert [player.play(recipe(each)) for each in held] == [player.RESTORED] * 2
    assert (mpv.status, firefox.status) == ("Playing", "Playing")
    assert held[1].was == "playing"
    assert held[1].by_hand == "Press play in mpv."


@pytest.mark.parametrize("status", ["Paused", "Stopped"])
def test_who_does_not_play_is_left_alone(bus: str, start: Start, status: str) -> None:
    start("mpv", status=status)
    assert plan(bus) == []


def test_who_cannot_be_paused_is_left_alone(bus: str, start: Start) -> None:
    radio = start("radio", can_pause=False)
    assert pause(bus) == []
    assert radio.status == "Playing"


def test_a_mirror_of_another_player_is_no_player(bus: str, start: Start) -> None:
    mirrors = [start(name) for name in ("playerctld", "kdeconnect.mpris_000001", "GSConnect.Pixel")]
    assert pause(bus) == []
    assert [each.status for each in mirrors] == ["Playing"] * 3


def test_a_player_with_two_names_is_one_player(bus: str, start: Start) -> None:
    start("vlc.instance77", "vlc")
    assert [each.name for each in pause(bus)] == ["player:org.mpris.MediaPlayer2.vlc"]


def test_one_that_the_person_has_resumed_meanwhile_is_left_alone(bus: str, start: Start) -> None:
    mpv = start("mpv")
    (held,) = pause(bus)
    mpv.status = "Playing"
    assert not player.is_still_ours(recipe(held))
    assert player.play(recipe(held)) == player.LEFT_ALONE
    assert mpv.calls.count("Play") == 0


def test_one_that_the_person_has_stopped_meanwhile_is_left_alone(bus: str, start: Start) -> None:
    mpv = start("mpv")
    (held,) = pause(bus)
    mpv.status = "Stopped"
    assert player.play(recipe(held)) == player.LEFT_ALONE
    assert mpv.status == "Stopped"


def test_one_that_has_quit_is_over_and_its_successor_is_not_started(bus: str, start: Start) -> None:
    first = FakePlayer(bus, "mpv")
    (held,) = pause(bus)
    first.stop()
    assert player.is_still_ours(recipe(held)) is False
    assert player.play(recipe(held)) == player.LEFT_ALONE
    second = start("mpv", status="Paused")
    assert player.is_still_ours(recipe(held)) is False
    assert player.play(recipe(held)) == player.LEFT_ALONE
    assert second.status == "Paused"


def test_one_whose_tab_was_closed_is_over(bus: str, start: Start) -> None:
    firefox = start("firefox")
    (held,) = pause(bus)
    firefox.is_closed = True
    assert player.play(recipe(held)) == player.LEFT_ALONE


def test_a_player_that_has_the_same_number_on_another_bus_is_somebody_else(
    bus: str, start: Start
) -> None:
    mpv = start("mpv")
    (held,) = pause(bus)
    assert player.play(recipe(held), "unix:path=/the/bus/of/the/next/login") == player.LEFT_ALONE
    assert mpv.status == "Paused"


def test_one_that_answers_before_it_plays_was_resumed(bus: str, start: Start) -> None:
    mpv = start("mpv")
    mpv.lag = 3
    (held,) = pause(bus)
    assert player.play(recipe(held)) == player.RESTORED


def test_one_that_never_plays_again_could_not_be_resumed(bus: str, start: Start) -> None:
    mpv = start("mpv")
    mpv.lag = 10**6
    (held,) = pause(bus)
    assert player.play(recipe(held)) == player.COULD_NOT


def test_one_that_hangs_costs_little_and_not_the_others(bus: str, start: Start) -> None:
    start("a-hanging-one").hang()
    mpv = start("mpv")
    begun = time.monotonic()
    assert [each.name for each in pause(bus, 60)] == ["player:org.mpris.MediaPlayer2.mpv"]
    assert time.monotonic() - begun < 15
    assert mpv.status == "Paused"


def test_one_that_hangs_when_it_is_to_pause_costs_not_the_others(bus: str, start: Start) -> None:
    hanging, mpv = start("a-hanging-one"), start("mpv")
    planned = plan(bus)
    hanging.hang()
    for each in planned:
        each.do()
    assert mpv.status == "Paused"
    assert len(planned) == 2  # it may pause late, and is resumed then
    hanging.answer()


def test_nobody_is_started_by_asking(started: Path, bus: str) -> None:
    assert plan(bus) == []
    assert not started.exists()


def test_without_a_bus_nothing_is_planned_and_it_is_said() -> None:
    with pytest.raises(NoBus):
        plan("unix:path=/nonexistent")
