"""Budgie, muted and put back."""

import pytest

from tests.desktops.budgie import Budgie
from tests.desktops.desktop import Desktop
from tests.desktops.mute_journey import MuteJourney, Muting
from tests.desktops.programs import wait_until


class TestBudgie(MuteJourney):
    """The switch lives in the daemon's memory, and can only be toggled."""

    @pytest.fixture
    def muted(self, budgie: Budgie) -> Desktop:
        return budgie


def test_budgie_is_muted_again_when_its_daemon_restarts(budgie: Budgie) -> None:
    before = budgie.setting()
    muting = Muting(budgie)
    muting.take()
    budgie.end_server()
    wait_until(lambda: "no_mechanism" in muting.program.output, 5, "its going away")
    budgie.start_server()
    wait_until(lambda: muting.said("changed")["detail"] == "checked", 5, "the mute's return")
    assert not budgie.shows_notifications()
    muting.release()
    assert budgie.setting() == before
    assert budgie.shows_notifications()
