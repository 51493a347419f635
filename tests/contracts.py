"""What every mechanism owes, whatever it is made of: a subclass per mechanism or desktop."""

import time
from collections.abc import Callable

import pytest

from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.find import choose, find_server, mechanisms
from presence.desktop.mute.mechanism import Lifetime, Mechanism
from tests.desktop_mute.muted_desktops import MutedDesktop

# What has its time on a machine at rest may take so many times as long on one that is busy.
PATIENCE = 5


def wait_for(happened: Callable[[], bool], seconds: float = 3.0) -> bool:
    """Whether it happened in time."""
    until = time.monotonic() + PATIENCE * seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


class MechanismContract:
    """Runs against a desktop that is not muted; the subclass's module has a fixture ``desktop``."""

    patience = 3.0  # seconds until a desktop must have done what it was told

    @pytest.fixture
    def session_bus(self, desktop: MutedDesktop) -> SessionBus:
        return SessionBus(desktop.address)

    @pytest.fixture
    def mechanism(self, desktop: MutedDesktop, session_bus: SessionBus) -> Mechanism:
        return desktop.kind(session_bus)

    def test_it_is_chosen_for_its_desktop_and_no_other_one_is(
        self, desktop: MutedDesktop, session_bus: SessionBus
    ) -> None:
        server = find_server(session_bus)
        assert server is not None
        assert choose(server) is desktop.kind
        assert [each for each in mechanisms() if each.serves(server)] == [desktop.kind]

    def test_it_reads_what_the_person_switched(
        self, desktop: MutedDesktop, mechanism: Mechanism
    ) -> None:
        assert not mechanism.read().is_muted
        desktop.switch(True)
        assert mechanism.read().is_muted
        desktop.switch(False)
        assert not mechanism.read().is_muted

    def test_a_mute_is_seen_on_the_desktop_and_read_back(
        self, desktop: MutedDesktop, mechanism: Mechanism
    ) -> None:
        mechanism.mute(mechanism.read())
        assert wait_for(desktop.is_quiet, self.patience)
        assert mechanism.read().is_muted
        mechanism.let_go()

    @pytest.mark.parametrize("touched_before", [False, True], ids=["unset", "set by hand"])
    def test_exactly_what_was_there_is_put_back(
        self, desktop: MutedDesktop, mechanism: Mechanism, touched_before: bool
    ) -> None:
        if touched_before:
            desktop.switch(True)
            desktop.switch(False)
        before = desktop.state()
        reading = mechanism.read()
        recipe = mechanism.recipe(reading)
        mechanism.mute(reading)
        assert wait_for(desktop.is_quiet, self.patience)
        if recipe is None:
            mechanism.let_go()
        else:
            assert player.is_still_ours(recipe)
            assert player.play(recipe) == player.RESTORED
        assert wait_for(lambda: desktop.state() == before, self.patience)

    def test_what_the_person_changed_meanwhile_is_left_as_it_is(
        self, desktop: MutedDesktop, mechanism: Mechanism
    ) -> None:
        reading = mechanism.read()
        recipe = mechanism.recipe(reading)
        mechanism.mute(reading)
        assert wait_for(desktop.is_quiet, self.patience)
        desktop.switch(False)
        theirs = desktop.state()
        if recipe is None:
            mechanism.let_go()
        else:
            assert not player.is_still_ours(recipe)
            assert player.play(recipe) == player.LEFT_ALONE
        assert desktop.state() == theirs

    def test_only_a_mute_that_ends_with_our_connection_has_no_recipe(
        self, mechanism: Mechanism
    ) -> None:
        has_none = mechanism.recipe(mechanism.read()) is None
        assert has_none == (mechanism.lifetime is Lifetime.CONNECTION)

    def test_it_says_how_to_undo_it_by_hand_and_what_to_listen_to(
        self, mechanism: Mechanism
    ) -> None:
        words = mechanism.by_hand(mechanism.read())
        assert words.startswith(("Nothing to do:", "Type this in a terminal: "))
        assert words.isprintable()  # one line
        assert mechanism.signals or mechanism.watched_file
        for signal in mechanism.signals:  # not all that a busy name says
            assert signal.arg0 or signal.arg0_path or signal.sender == mechanism.own_name
