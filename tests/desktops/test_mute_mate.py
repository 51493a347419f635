"""MATE, muted and put back."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.mate import Mate
from tests.desktops.mute_journey import MuteJourney


class TestMate(MuteJourney):
    """The key of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, mate: Mate) -> Desktop:
        assert mate.setting().startswith("unset")
        return mate
