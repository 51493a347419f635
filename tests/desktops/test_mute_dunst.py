"""dunst, muted and put back."""

import time

import pytest

from presence.core.lease import Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanisms.dunst import Dunst as Mechanism
from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst
from tests.desktops.mute_journey import MuteJourney, Muting
from tests.desktops.programs import wait_until


class TestDunst(MuteJourney):
    """On a screen with nothing else on it."""

    @pytest.fixture
    def muted(self, dunst: Dunst) -> Desktop:
        return dunst


def test_dunst_is_muted_again_when_it_restarts(dunst: Dunst) -> None:
    muting = Muting(dunst)
    muting.take()
    server = next(each for each in dunst.lab.programs if each.name == "dunst")
    server.kill()
    wait_until(lambda: "no_mechanism" in muting.program.output, 5, "its going away")
    dunst.lab.spawn("dunst")
    wait_until(lambda: muting.said("changed")["detail"] == "checked", 5, "the mute's return")
    assert not dunst.shows_notifications()
    muting.release()
    assert dunst.setting() == "false"
    assert dunst.shows_notifications()


def test_what_was_left_muted_without_a_guard_is_put_back_at_the_next_start(dunst: Dunst) -> None:
    muting = Muting(dunst)
    muting.take()
    # The end of a login takes the guard along.
    dunst.lab.run("pkill", "-KILL", "-f", f"guard.py {muting.lease}")
    muting.crash()
    time.sleep(0.3)
    assert dunst.setting() == "true"
    again = muting.restarted()
    again.tell("settle")
    wait_until(lambda: "put back restored dunst" in again.program.output, 5, "the word about it")
    assert dunst.setting() == "false"
    assert not list(muting.lease.parent.iterdir())


def test_dunst_says_how_many_wait(dunst: Dunst) -> None:
    mechanism = Mechanism(SessionBus(dunst.lab.env["DBUS_SESSION_BUS_ADDRESS"]))
    dunst.notify("Seen before")
    mechanism.mute(mechanism.read())
    dunst.notify("One")
    dunst.notify("Two")
    wait_until(lambda: mechanism.waiting() == Waiting(2), 3, "the two")
