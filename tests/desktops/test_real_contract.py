"""The contract of the mechanisms, unchanged, against the real notification servers."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.mechanism import Mechanism
from presence.desktop.mute.mechanisms.budgie import Budgie
from presence.desktop.mute.mechanisms.cinnamon import Cinnamon
from presence.desktop.mute.mechanisms.dunst import Dunst
from presence.desktop.mute.mechanisms.freedesktop import Freedesktop
from presence.desktop.mute.mechanisms.gnome import Gnome
from presence.desktop.mute.mechanisms.lxqt import Lxqt
from presence.desktop.mute.mechanisms.mako import Mako
from presence.desktop.mute.mechanisms.mate import Mate
from presence.desktop.mute.mechanisms.swaync import Swaync
from presence.desktop.mute.mechanisms.xfce import Xfce
from presence.words.mute.gets_through import lets_critical_through
from tests.contracts import MechanismContract, wait_for
from tests.desktops.budgie import budgie
from tests.desktops.cinnamon import cinnamon
from tests.desktops.desktop import Desktop
from tests.desktops.dunst import dunst
from tests.desktops.fixtures import REPORT
from tests.desktops.gnome import gnome
from tests.desktops.lxqt import lxqt
from tests.desktops.mako import mako
from tests.desktops.mate import mate
from tests.desktops.plasma import plasma
from tests.desktops.real_desktop import LOOK, RealDesktop
from tests.desktops.swaync import swaync
from tests.desktops.xfce import xfce

TIMES = 15  # how often it is measured
WITHIN = 150.0  # milliseconds, on a machine that is busy; about 20 on one that is not

Kind = type[Mechanism]

REAL: dict[str, tuple[Kind, Callable[[], AbstractContextManager[Desktop]]]] = {
    "budgie": (Budgie, budgie),
    "cinnamon": (Cinnamon, cinnamon),
    "dunst": (Dunst, dunst),
    "gnome": (Gnome, partial(gnome, as_person=False)),
    "lxqt": (Lxqt, lxqt),
    "mako": (Mako, mako),
    "mate": (Mate, mate),
    "plasma": (Freedesktop, plasma),
    "swaync": (Swaync, swaync),
    "xfce": (Xfce, xfce),
}


@pytest.fixture(scope="module", params=list(REAL))
def real(request: pytest.FixtureRequest) -> Iterator[tuple[Kind, Desktop]]:
    """Each desktop in turn, started once."""
    kind, lab = REAL[request.param]
    with lab() as made:
        yield kind, made


@pytest.fixture
def desktop(
    request: pytest.FixtureRequest,
    real: tuple[Kind, Desktop],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[RealDesktop]:
    """The desktop as a new user has it, and we as a program that runs on it."""
    kind, made = real
    for name, value in made.lab.env.items():
        monkeypatch.setenv(name, value)
    yield RealDesktop(made, kind)
    if request.node.stash.get(REPORT, False):
        name = request.node.name.replace("[", "-").rstrip("]")
        made.screen.shot(f"failed-{name}")
        print("logs:", made.lab.keep_logs(name))


class TestEveryRealDesktop(MechanismContract):
    """On those of the table above, judged by the screen."""

    patience = 15.0  # each look at the screen takes a second or two

    def test_the_setting_is_written_soon_after_it_was_read(
        self, desktop: RealDesktop, session_bus: SessionBus, mechanism: Mechanism
    ) -> None:
        taken = []
        for _ in range(TIMES):
            with session_bus.at_work():
                began = time.perf_counter()
                reading = mechanism.read()
                mechanism.mute(reading)
                taken.append((time.perf_counter() - began) * 1000)
            if recipe := mechanism.recipe(reading):
                player.play(recipe)
            mechanism.let_go()
        taken.sort()
        print(f"{mechanism.name}: {taken[TIMES // 2]:.1f} ms, at most {taken[-1]:.1f} ms")
        assert taken[TIMES // 2] < WITHIN

    def test_critical_notices_come_where_people_are_told_so(
        self, desktop: RealDesktop, mechanism: Mechanism
    ) -> None:
        mechanism.mute(mechanism.read())
        assert wait_for(desktop.is_quiet)
        comes = desktop.desktop.shows_notifications(urgency="critical", seconds=LOOK)
        mechanism.let_go()
        assert comes == lets_critical_through(mechanism.name)

    def test_what_was_held_back_comes_at_the_end_where_people_are_told_so(
        self, desktop: RealDesktop, mechanism: Mechanism
    ) -> None:
        reading = mechanism.read()
        mechanism.mute(reading)
        assert wait_for(desktop.is_quiet)

        def release() -> None:
            mechanism.let_go()
            if recipe := mechanism.recipe(reading):
                player.play(recipe)

        comes = desktop.desktop.shows_later(release, LOOK + mechanism.server_delay)
        assert comes == mechanism.floods
