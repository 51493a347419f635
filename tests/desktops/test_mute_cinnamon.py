"""Cinnamon, muted and put back."""

import pytest

from tests.desktops.cinnamon import Cinnamon
from tests.desktops.desktop import Desktop
from tests.desktops.mute_journey import MuteJourney


class TestCinnamon(MuteJourney):
    """The key of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, cinnamon: Cinnamon) -> Desktop:
        assert cinnamon.setting().startswith("unset")
        return cinnamon
