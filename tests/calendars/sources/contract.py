"""What every source owes, whatever it is made of: a subclass for each."""

from typing import Protocol

import pytest

from presence.core.coming.fetched import Failure, Fetched, Source, Trouble
from tests.calendars.sources.conftest import END, START, Loop


class World(Protocol):
    """Where a calendar lies, with an event "Review"."""

    source: Source

    def add(self, title: str) -> None:
        """Somebody puts an event into it."""

    def remove(self) -> None:
        """The whole calendar is deleted."""

    def restore(self) -> None:
        """It is there again, as it was."""


def titles(fetched: Fetched) -> set[str]:
    """What the texts hold."""
    assert fetched.parts is not None
    lines = b"\n".join(bytes(part[:]) for part in fetched.parts).decode().splitlines()
    return {line.partition(":")[2] for line in lines if line.startswith("SUMMARY:")}


class SourceContract:
    """The subclass's module has a fixture ``world``."""

    def test_what_the_calendar_holds_is_brought(self, loop: Loop, world: World) -> None:
        assert "Review" in titles(loop.brought(world.source))

    def test_what_has_not_changed_is_not_brought_again(self, loop: Loop, world: World) -> None:
        first = loop.brought(world.source)
        again = loop.brought(world.source, first.state)
        assert again.parts is None
        assert loop.brought(world.source, again.state).parts is None

    def test_what_has_changed_is_brought(self, loop: Loop, world: World) -> None:
        first = loop.brought(world.source)
        world.add("Dinner")
        second = loop.brought(world.source, first.state)
        assert titles(second) == titles(first) | {"Dinner"}
        assert loop.brought(world.source, second.state).parts is None

    @pytest.mark.parametrize(
        "state", ["rubbish", "[]", "{}", '{"tag": 1}', '{"tag": "a\\r\\nb"}', "[" * 9999, "\0"]
    )
    def test_a_state_that_makes_no_sense_is_as_none(
        self, loop: Loop, world: World, state: str
    ) -> None:
        assert "Review" in titles(loop.brought(world.source, state))

    def test_who_has_closed_it_is_not_told(self, loop: Loop, world: World) -> None:
        told: list[Fetched | Failure] = []
        world.source.fetch("", START, END, told.append)
        world.source.close()
        world.source.close()
        loop.brought(world.source)
        loop.qtbot.wait(100)
        assert told == []

    def test_one_that_is_closed_in_the_middle_is_not_told(self, loop: Loop, world: World) -> None:
        told: list[Fetched | Failure] = []
        for ms in (1, 5, 20):
            world.source.fetch("", START, END, told.append)
            loop.qtbot.wait(ms)
            told.clear()  # it may have been quicker
            world.source.close()
            loop.qtbot.wait(100)
            assert told == []

    def test_who_asks_anew_gives_up_the_question_before(self, loop: Loop, world: World) -> None:
        told: list[Fetched | Failure] = []
        world.source.fetch("", START, END, told.append)
        loop.brought(world.source)
        assert told == []

    def test_one_that_is_gone_is_said_and_may_come_back(self, loop: Loop, world: World) -> None:
        world.remove()
        assert loop.failure(world.source).trouble is Trouble.NOT_FOUND
        world.restore()
        assert "Review" in titles(loop.brought(world.source))
