"""MATE, muted and put back."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.mate import Mate
from tests.desktops.mute_journey import MuteJourney, Muting


class TestMate(MuteJourney):
    """The key of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, mate: Mate) -> Desktop:
        assert mate.setting().startswith("unset")
        return mate


def test_a_server_that_comes_with_the_first_notification_finds_itself_muted(mate: Mate) -> None:
    mate.end_server()  # as it does by itself after half a minute with nothing to show
    muting = Muting(mate)
    assert muting.take()["detail"] == "checked"
    mate.start_server()  # as the bus does for a notification
    assert not mate.shows_notifications()
    muting.release()
    assert mate.setting().startswith("unset")
    assert mate.shows_notifications()
