"""SwayNotificationCenter, muted and put back."""

import pytest

from presence.core.lease import Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanisms.swaync import Swaync as Mechanism
from tests.desktops.desktop import Desktop
from tests.desktops.mute_journey import MuteJourney, Muting
from tests.desktops.swaync import Swaync


class TestSwaync(MuteJourney):
    """The key of a new user is unset, and is unset again afterwards."""

    @pytest.fixture
    def muted(self, swaync: Swaync) -> Desktop:
        assert swaync.setting().startswith("unset")
        return swaync


def test_swaync_stays_quiet_over_a_restart(swaync: Swaync) -> None:
    before = swaync.setting()
    muting = Muting(swaync)
    muting.take()
    swaync.end_server()
    swaync.start()
    assert not swaync.shows_notifications()
    muting.release()
    assert swaync.setting() == before
    assert swaync.shows_notifications()


def test_swaync_is_put_back_while_it_is_gone(swaync: Swaync) -> None:
    before = swaync.setting()
    muting = Muting(swaync)
    muting.take()
    swaync.end_server()
    muting.release()
    assert swaync.setting() == before
    swaync.start()
    assert swaync.shows_notifications()


def test_swaync_says_how_many_came_while_it_was_muted(
    swaync: Swaync, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in swaync.lab.env.items():
        monkeypatch.setenv(name, value)
    mechanism = Mechanism(SessionBus(swaync.lab.env["DBUS_SESSION_BUS_ADDRESS"]))
    swaync.notify("Seen before")
    mechanism.mute(mechanism.read())
    swaync.notify("One")
    swaync.notify("Two")
    assert mechanism.waiting() == Waiting(2)
