"""Xfce, muted and put back."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.mute_journey import MuteJourney
from tests.desktops.xfce import Xfce


class TestXfce(MuteJourney):
    """The setting of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, xfce: Xfce) -> Desktop:
        assert xfce.setting() == "unset"
        return xfce
