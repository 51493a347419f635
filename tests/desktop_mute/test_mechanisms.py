"""Each mechanism against a server that behaves as the real one does."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe, Waiting
from presence.desktop.dbus import CallFailed, NoBus, SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.choice import Choice
from presence.desktop.mute.find import KNOWN, Known, choose, find_server, lifetime_of
from presence.desktop.mute.mechanism import Lifetime, Reading, Server
from presence.desktop.mute.mechanisms.budgie import Budgie
from presence.desktop.mute.mechanisms.cinnamon import Cinnamon
from presence.desktop.mute.mechanisms.dunst import Dunst
from presence.desktop.mute.mechanisms.gnome import Gnome
from presence.desktop.mute.mechanisms.gsettings import Key
from presence.desktop.mute.mechanisms.mate import Mate
from presence.desktop.mute.mechanisms.null import Null
from presence.desktop.mute.mechanisms.xfce import CHANNEL, PROPERTY, Xfce
from presence.desktop.mute.ways import find_ways
from tests.contracts import MechanismContract
from tests.desktop_mute.muted_desktops import (
    BudgieDesktop,
    DunstDesktop,
    GnomeDesktop,
    XfceDesktop,
)
from tests.fake_servers import FakeServer


class TestEveryMechanism(MechanismContract):
    """On the desktops of conftest.py."""


@pytest.fixture
def gnome(bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GnomeDesktop]:
    desktop = GnomeDesktop(bus, tmp_path)
    monkeypatch.setenv("PATH", desktop.tools)
    yield desktop
    desktop.stop()


def test_a_level_of_dunst_that_the_person_chose_comes_back(bus: str, tmp_path: Path) -> None:
    desktop = DunstDesktop(bus, tmp_path, has_levels=True)
    desktop.dunst.level = 30
    mechanism = Dunst(SessionBus(bus))
    reading = mechanism.read()
    assert (reading.is_muted, reading.was) == (False, "level 30")
    assert "30" in mechanism.by_hand(reading)
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert desktop.dunst.level == 100
    assert player.play(recipe) == player.RESTORED
    assert desktop.dunst.level == 30
    desktop.stop()


def test_dunst_says_how_many_have_come_since_its_pause(bus: str, tmp_path: Path) -> None:
    desktop = DunstDesktop(bus, tmp_path)
    mechanism = Dunst(SessionBus(bus))
    desktop.dunst.displayed = 2
    mechanism.mute(mechanism.read())
    desktop.dunst.waiting += 3
    assert mechanism.waiting() == Waiting(3)
    desktop.stop()


def test_a_locked_key_is_refused_as_such_and_known_beforehand(gnome: GnomeDesktop) -> None:
    mechanism = Gnome(SessionBus(gnome.address))
    assert mechanism.is_allowed()
    gnome.locked.touch()
    assert not mechanism.is_allowed()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    assert caught.value.code is ErrorCode.MUTE_LOCKED


def test_a_key_that_this_computer_does_not_have_is_told_in_the_words_of_gsettings(
    gnome: GnomeDesktop,
) -> None:
    class Older(Gnome):
        key = Key("org.gnome.desktop.older", "show-banners", Gnome.key.path, muted="false")

    with pytest.raises(MuteError) as caught:
        Older(SessionBus(gnome.address)).read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert caught.value.values["detail"] == "No such schema “org.gnome.desktop.older”"


def test_the_administrators_default_is_not_taken_for_the_persons_own_value(
    gnome: GnomeDesktop,
) -> None:
    gnome.everybodys.write_text("true\n")
    mechanism = Gnome(SessionBus(gnome.address))
    reading = mechanism.read()
    assert (reading.prior, reading.was) == (None, "unset")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mechanism.read().was == "on"
    assert player.play(recipe) == player.RESTORED
    assert gnome.state() == "unset"


def test_without_the_tool_of_dconf_a_key_at_its_default_counts_as_unset(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = GnomeDesktop(bus, tmp_path, has_dconf=False)
    monkeypatch.setenv("PATH", desktop.tools)
    mechanism = Gnome(SessionBus(bus))
    reading = mechanism.read()
    assert (reading.prior, reading.was) == (None, "unset")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mechanism.read().was == "on"
    assert player.play(recipe) == player.RESTORED
    assert desktop.state() == "unset"
    desktop.stop()


def test_a_tool_of_gnome_that_hangs_is_given_up(gnome: GnomeDesktop) -> None:
    tool = Path(gnome.tools) / "gsettings"
    tool.write_text("#!/bin/sh\nexec /usr/bin/sleep 30\n")
    bus = SessionBus(gnome.address, time_limit=0.1)
    with bus.at_work(), pytest.raises(MuteError) as caught:
        Gnome(bus).read()
    assert caught.value.code is ErrorCode.MUTE_TIMED_OUT


def test_desktops_that_share_a_name_or_a_vendor_are_not_taken_for_one_another() -> None:
    assert choose(Server("cinnamon", "GNOME", "5.6.8", ":1.1")) is Cinnamon
    assert choose(Server("Notification Daemon", "MATE", "1.26.0", ":1.1")) is Mate
    assert choose(Server("Notification Daemon", "GNOME", "3.20.0", ":1.1")) is Null


def test_a_setting_of_xfce_that_an_administrator_locked_is_refused_as_such(
    bus: str, tmp_path: Path
) -> None:
    desktop = XfceDesktop(bus, tmp_path)
    mechanism = Xfce(SessionBus(bus))
    assert mechanism.is_allowed()
    desktop.xfconf.is_locked = True
    assert not mechanism.is_allowed()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    assert caught.value.code is ErrorCode.MUTE_LOCKED
    desktop.end()


def test_a_setting_of_xfce_that_is_no_yes_or_no_is_left_alone(bus: str, tmp_path: Path) -> None:
    desktop = XfceDesktop(bus, tmp_path)
    desktop.xfconf.change("SetProperty", CHANNEL, PROPERTY, ("s", "sometimes"))
    with pytest.raises(MuteError) as caught:
        Xfce(SessionBus(bus)).read()
    assert "sometimes" in str(caught.value.values["detail"])
    desktop.end()


def test_a_setting_of_xfce_that_the_person_reset_meanwhile_stays_unset(
    bus: str, tmp_path: Path
) -> None:
    desktop = XfceDesktop(bus, tmp_path)
    mechanism = Xfce(SessionBus(bus))
    desktop.switch(False)
    reading = mechanism.read()
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    desktop.xfconf.change("ResetProperty", CHANNEL, PROPERTY)
    assert player.is_still_ours(recipe) is False
    assert player.play(recipe) == player.LEFT_ALONE
    assert desktop.state() == "unset"
    desktop.end()


def test_without_the_settings_of_xfce_nothing_is_claimed(bus: str, tmp_path: Path) -> None:
    desktop = XfceDesktop(bus, tmp_path)
    mechanism = Xfce(SessionBus(bus))
    recipe = mechanism.recipe(mechanism.read())
    desktop.xfconf.stop()
    with pytest.raises(CallFailed):
        mechanism.read()
    assert player.is_still_ours(recipe) is None
    assert player.play(recipe) == player.COULD_NOT
    desktop.server.stop()


def test_the_switch_of_budgie_is_not_toggled_back_when_the_person_was_faster(
    bus: str, tmp_path: Path
) -> None:
    desktop = BudgieDesktop(bus, tmp_path)
    mechanism = Budgie(SessionBus(bus))
    reading = mechanism.read()
    desktop.switch(True)
    mechanism.mute(reading)
    assert desktop.is_quiet()
    desktop.stop()


def test_a_server_that_nobody_knows_cannot_be_muted(bus: str) -> None:
    server = FakeServer(bus)
    session_bus = SessionBus(bus)
    kind = choose(find_server(session_bus))
    assert kind is Null
    null = Null(session_bus)
    assert not null.read().is_muted
    assert null.recipe(null.read()) is None
    with pytest.raises(MuteError):
        null.mute(null.read())
    server.stop()


def test_a_mechanism_can_be_forced_by_name_whoever_draws_the_notifications(bus: str) -> None:
    server = FakeServer(bus)
    session_bus = SessionBus(bus)
    assert [way.kind for way in find_ways(session_bus, Choice("gnome")).ways] == [Gnome]
    both = find_ways(session_bus, Choice("dunst + gnome")).ways
    assert {way.kind for way in both} == {Dunst, Gnome}
    assert find_ways(session_bus, Choice("nonsense")).ways == ()
    server.stop()
    assert choose(None) is Null


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_what_is_known_of_a_mechanism_before_it_is_loaded_is_what_it_says(known: Known) -> None:
    kind = known.load()
    assert known.name == kind.name
    assert known.own_name == kind.own_name
    assert known.lifetime is kind.lifetime


def test_no_server_is_started_by_asking_for_one(bus: str, services: Path, tmp_path: Path) -> None:
    started = tmp_path / "started"
    (services / "some.service").write_text(
        f"[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/usr/bin/touch {started}\n"
    )
    session_bus = SessionBus(bus)
    assert find_server(session_bus) is None
    with pytest.raises(CallFailed):
        Dunst(session_bus).read()
    assert player.is_still_ours(dunst_recipe(session_bus)) is None
    assert not started.exists()


def test_the_settings_of_xfce_are_started_by_asking_but_not_its_notifications(
    bus: str, services: Path, tmp_path: Path
) -> None:
    for name in ("org.freedesktop.Notifications", "org.xfce.Xfconf"):
        (services / f"{name}.service").write_text(
            f"[D-BUS Service]\nName={name}\nExec=/bin/sh -c 'touch {tmp_path / name}; exit 1'\n"
        )
    session_bus = SessionBus(bus)
    recipe = Xfce(session_bus).recipe(Reading(is_muted=False, prior=None, was="unset"))
    for ask in (Xfce(session_bus).read, lambda: player.play(recipe)):
        with suppress(CallFailed):  # what is started here fails at once
            ask()
        assert (tmp_path / "org.xfce.Xfconf").exists()
        (tmp_path / "org.xfce.Xfconf").unlink()
    assert not (tmp_path / "org.freedesktop.Notifications").exists()


def dunst_recipe(bus: SessionBus) -> Recipe:
    return Dunst(bus).recipe(Reading(is_muted=False, prior="false", was="off"))


def test_no_session_bus_is_told_as_such(tmp_path: Path) -> None:
    for address in ("", "unix:path=/nonexistent", "tcp:host=localhost", "nonsense"):
        with pytest.raises(NoBus):
            find_server(SessionBus(address))


def test_the_lifetime_of_a_mechanism_that_is_not_known_is_endless() -> None:
    assert lifetime_of("dunst") is Lifetime.DAEMON
    assert lifetime_of("from a later version") is Lifetime.PERSISTENT
