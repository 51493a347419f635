"""SwayNotificationCenter's switch and inhibitors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from presence.core.lease import Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.find import choose, lifetime_of
from presence.desktop.mute.mechanism import Lifetime, Server
from presence.desktop.mute.mechanisms.swaync import INHIBITOR, Swaync, SwayncInhibitor
from tests.desktop_mute.swaync_desktop import FakeSwaync, SwayncDesktop, SwayncInhibitorDesktop


@pytest.fixture
def older(bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SwayncDesktop]:
    desktop = SwayncDesktop(bus, tmp_path)
    monkeypatch.setenv("PATH", desktop.tools)
    yield desktop
    desktop.stop()


@pytest.fixture
def newer(bus: str, tmp_path: Path) -> Iterator[SwayncInhibitorDesktop]:
    desktop = SwayncInhibitorDesktop(bus, tmp_path)
    yield desktop
    desktop.stop()


@pytest.mark.parametrize(
    ("version", "kind"),
    [
        ("0.7.3", Swaync),
        ("0.8.0", SwayncInhibitor),
        ("0.12.4", SwayncInhibitor),
        ("1.0", SwayncInhibitor),
        ("", Swaync),
        ("of today", Swaync),
    ],
)
def test_the_version_decides_which_of_the_two_ways_there_is(
    version: str, kind: type[Swaync | SwayncInhibitor]
) -> None:
    server = Server("SwayNotificationCenter", "ErikReider", version, ":1.1")
    assert choose(server) is kind


def test_the_switch_outlives_swaync_and_an_inhibitor_does_not() -> None:
    assert lifetime_of("swaync") is Lifetime.PERSISTENT
    assert lifetime_of("swaync-inhibitor") is Lifetime.DAEMON


def test_without_gsettings_it_is_muted_by_swayncs_own_call(older: SwayncDesktop) -> None:
    older.switch(False)
    (Path(older.tools) / "gsettings").unlink()
    mechanism = Swaync(SessionBus(older.address))
    assert mechanism.is_allowed()
    reading = mechanism.read()
    assert (reading.is_muted, reading.was) == (False, "off")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mechanism.read().is_muted
    assert "SetDnd" in older.server.calls
    assert player.play(recipe) == player.RESTORED
    assert older.state() == "false"
    assert mechanism.by_hand(reading).endswith("swaync-client --dnd-off")


class SwayncElsewhere(SwayncDesktop):
    """Its settings are kept elsewhere than where gsettings writes them."""

    def start(self) -> None:
        self.server = FakeSwaync(self.address, self.key.with_name("elsewhere"))


def test_what_counts_is_what_swaync_says_not_what_is_stored(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = SwayncElsewhere(bus, tmp_path)
    monkeypatch.setenv("PATH", desktop.tools)
    mechanism = Swaync(SessionBus(bus))
    mechanism.mute(mechanism.read())
    assert desktop.state() == "true"
    assert not mechanism.read().is_muted
    desktop.stop()


def test_the_persons_own_switch_counts_as_muted_and_is_not_touched(
    newer: SwayncInhibitorDesktop,
) -> None:
    mechanism = SwayncInhibitor(SessionBus(newer.address))
    newer.swaync.set_dnd(True)
    assert mechanism.read().is_muted
    newer.swaync.set_dnd(False)
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    newer.swaync.set_dnd(True)
    assert player.play(recipe) == player.RESTORED
    assert newer.state() == "true []"


def test_the_inhibitor_of_another_program_stays(newer: SwayncInhibitorDesktop) -> None:
    mechanism = SwayncInhibitor(SessionBus(newer.address))
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    newer.swaync.inhibitors.add("screen-share")
    assert player.play(recipe) == player.RESTORED
    assert newer.swaync.inhibitors == {"screen-share"}


def test_an_inhibitor_that_the_person_cleared_beside_others_is_not_claimed(
    newer: SwayncInhibitorDesktop,
) -> None:
    mechanism = SwayncInhibitor(SessionBus(newer.address))
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert newer.swaync.inhibitors == {INHIBITOR}
    newer.swaync.inhibitors = {"screen-share"}
    assert player.play(recipe) == player.LEFT_ALONE


def test_what_came_since_the_mute_is_counted(newer: SwayncInhibitorDesktop) -> None:
    mechanism = SwayncInhibitor(SessionBus(newer.address))
    newer.swaync.count = 3
    mechanism.mute(mechanism.read())
    newer.swaync.count = 5
    assert mechanism.waiting() == Waiting(2)
    newer.swaync.count = 1  # the person has looked through the panel
    assert mechanism.waiting() == Waiting(0)


def test_what_came_since_the_switch_is_counted(older: SwayncDesktop) -> None:
    mechanism = Swaync(SessionBus(older.address))
    older.swaync.count = 3
    mechanism.mute(mechanism.read())
    older.swaync.count = 4
    assert mechanism.waiting() == Waiting(1)


def test_what_came_is_not_known_where_an_earlier_run_has_muted(
    newer: SwayncInhibitorDesktop,
) -> None:
    assert SwayncInhibitor(SessionBus(newer.address)).waiting() is None
