"""What a person is told beforehand of each way of muting."""

import pytest

from presence.desktop.mute.find import KNOWN
from presence.desktop.mute.mechanism import Mechanism
from presence.words.mute.gets_through import (
    comes_at_once,
    gets_through,
    lets_critical_through,
    notices,
)

ALL = tuple(known.load() for known in KNOWN)


@pytest.mark.parametrize("mechanism", ALL, ids=lambda each: each.name)
def test_something_is_said_of_every_way_of_muting(mechanism: type[Mechanism]) -> None:
    assert notices(mechanism.name)


@pytest.mark.parametrize("mechanism", ALL, ids=lambda each: each.name)
def test_a_flood_at_the_end_is_told_beforehand_where_there_is_one(
    mechanism: type[Mechanism],
) -> None:
    assert comes_at_once(mechanism.name) == mechanism.floods
    told = "What was held back appears at the end, all of it at once."
    assert (told in gets_through(mechanism.name)) == mechanism.floods


def test_critical_notices_are_told_of_as_the_desktop_treats_them() -> None:
    for mechanism in ALL:
        if lets_critical_through(mechanism.name):
            assert notices(mechanism.name)[0].startswith("Critical notices still appear")
        else:
            assert not notices(mechanism.name)[0].startswith("Critical notices still appear")


def test_of_several_ways_together_each_thing_is_said_once() -> None:
    together = gets_through("dunst + budgie + mako")
    assert len(together) == len(set(together)) == 6
    assert together[-1].startswith("Sounds, and apps that ring")
    assert len(gets_through("none")) == 1
