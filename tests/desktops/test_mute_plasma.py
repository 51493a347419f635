"""KDE Plasma, muted and put back."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.mute_journey import MuteJourney, Muting
from tests.desktops.plasma import Plasma
from tests.desktops.programs import wait_until


class TestPlasma(MuteJourney):
    """By a cookie that lives with our connection: there is nothing for us to put back."""

    told_after_a_crash = "left_alone"

    @pytest.fixture
    def muted(self, plasma: Plasma) -> Desktop:
        return plasma


def test_plasma_is_muted_again_when_its_shell_restarts(plasma: Plasma) -> None:
    muting = Muting(plasma)
    muting.take()
    plasma.end_panel()
    plasma.start_panel()
    wait_until(lambda: muting.said("changed")["detail"] == "checked", 10, "the mute's return")
    assert not plasma.shows_notifications()
    muting.release()
    assert not plasma.inhibited
