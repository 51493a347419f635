"""LXQt, muted and put back."""

import time

import pytest

from presence.desktop.mute.mechanisms.lxqt import Lxqt as Mechanism
from tests.desktops.desktop import Desktop
from tests.desktops.lxqt import Lxqt
from tests.desktops.mute_journey import MuteJourney, Muting


class TestLxqt(MuteJourney):
    """The line of a new user is not there, and is not there again afterwards."""

    @pytest.fixture
    def muted(self, lxqt: Lxqt) -> Desktop:
        assert "doNotDisturb" not in lxqt.setting()
        return lxqt


def test_lxqt_stays_quiet_over_a_restart_of_its_server(lxqt: Lxqt) -> None:
    before = lxqt.setting()
    muting = Muting(lxqt)
    muting.take()
    lxqt.end_server()
    lxqt.start_server()
    assert not lxqt.shows_notifications()
    muting.release()
    assert lxqt.setting() == before
    assert lxqt.shows_notifications()


def test_lxqt_that_does_not_notice_a_new_file_is_not_claimed_to_be_quiet(lxqt: Lxqt) -> None:
    lxqt.file.unlink()
    muting = Muting(lxqt)
    said = muting.take()
    assert (said["state"], said["detail"]) == ("not_muted", "failed")
    assert not lxqt.file.exists()
    lxqt.mute_by_hand()
    time.sleep(Mechanism.server_delay)
    assert lxqt.shows_notifications()
