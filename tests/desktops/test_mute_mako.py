"""mako, muted and put back, and mako that cannot be muted."""

import pytest

from presence.core.lease import Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.foreign.mako_config import LINES
from presence.desktop.mute.mechanisms.mako import Mako as Mechanism
from tests.desktops.desktop import Desktop
from tests.desktops.mako import MODE, Mako
from tests.desktops.mute_journey import MuteJourney, Muting
from tests.desktops.programs import wait_until


class TestMako(MuteJourney):
    """By a mode of the person's own configuration."""

    @pytest.fixture
    def muted(self, mako: Mako) -> Desktop:
        return mako

    def test_the_persons_own_switch_is_respected(self, muted: Desktop) -> None:
        """This mako tells nobody of its modes: what the person did is found out at the end."""
        muting = Muting(muted)
        muting.take()
        muted.unmute_by_hand()
        assert muted.shows_notifications()
        theirs = muted.setting()
        assert muting.release()["detail"] == "user_changed"
        assert muted.setting() == theirs
        muted.mute_by_hand()
        on = muted.setting()
        assert muting.take()["detail"] == "already_on"
        muting.release()
        assert muted.setting() == on
        assert not muted.shows_notifications()


def test_mako_without_such_a_mode_goes_on_showing_and_we_say_so(mako_as_it_comes: Mako) -> None:
    mako = mako_as_it_comes
    mako.mute_by_hand()
    assert mako.shows_notifications("mute-mako-without-a-mode")  # it took the mode, to no effect
    mako.unmute_by_hand()
    muting = Muting(mako)
    said = muting.take()
    assert (said["state"], said["detail"]) == ("not_muted", "needs_lines")
    assert mako.setting() == "default"
    assert mako.shows_notifications()
    assert not muting.lease.exists()


def test_the_lines_that_mako_needs_are_enough_without_a_restart(mako_as_it_comes: Mako) -> None:
    mako = mako_as_it_comes
    muting = Muting(mako)
    assert muting.take()["detail"] == "needs_lines"
    muting.release()
    mako.config.write_text("\n".join(LINES) + "\n")
    assert muting.take()["detail"] == "checked"
    assert not mako.shows_notifications()
    muting.release()
    assert mako.shows_notifications()


def test_a_configuration_that_mako_cannot_read_is_no_mute(mako: Mako) -> None:
    mako.config.write_text(f"{mako.config.read_text()}nonsense\n")
    muting = Muting(mako)
    said = muting.take()
    assert (said["state"], said["detail"]) == ("not_muted", "failed")
    assert mako.setting() == "default"
    assert mako.shows_notifications()


def test_other_modes_that_the_person_chose_meanwhile_stay(mako: Mako) -> None:
    muting = Muting(mako)
    muting.take()
    mako.lab.run("makoctl", "mode", "-a", "work")
    mako.lab.run("makoctl", "mode", "-r", "default")
    assert not mako.shows_notifications()
    muting.release()
    assert mako.setting() == "work"


def test_mako_is_muted_again_when_it_restarts(mako: Mako) -> None:
    muting = Muting(mako)
    muting.take()
    mako.end_server()
    wait_until(lambda: "no_mechanism" in muting.program.output, 5, "its going away")
    mako.start_server()
    wait_until(lambda: muting.said("changed")["detail"] == "checked", 5, "the mute's return")
    assert MODE in mako.setting()
    assert not mako.shows_notifications()
    muting.release()
    assert mako.setting() == "default"


def test_mako_says_of_which_programs_something_came_while_it_was_muted(mako: Mako) -> None:
    mechanism = Mechanism(SessionBus(mako.lab.env["DBUS_SESSION_BUS_ADDRESS"]))
    mako.notify("Seen before")
    mako.screen.settled()  # mako 1.7 dies of a change of modes before its first surface is drawn
    mechanism.mute(mechanism.read())
    mako.notify("One")
    mako.notify("Two")
    mako.lab.run("notify-send", "--app-name=Presence", "Our own")
    assert mechanism.waiting() == Waiting(2, {"Post": 2})
