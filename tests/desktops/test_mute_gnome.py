"""GNOME Shell, muted and put back."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.gnome import Gnome
from tests.desktops.mute_journey import MuteJourney


class TestGnome(MuteJourney):
    """The key of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, gnome: Gnome) -> Desktop:
        assert gnome.setting().startswith("unset")
        return gnome
