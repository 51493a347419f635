"""A fresh desktop for a test, with a time limit, and its logs kept when the test fails."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from types import FrameType
from typing import TypeVar

import pytest

from tests.desktops import budgie as budgie_lab
from tests.desktops import cinnamon as cinnamon_lab
from tests.desktops import dunst as dunst_lab
from tests.desktops import gnome as gnome_lab
from tests.desktops import gnome_lock as gnome_lock_lab
from tests.desktops import lxqt as lxqt_lab
from tests.desktops import mako as mako_lab
from tests.desktops import mate as mate_lab
from tests.desktops import plasma as plasma_lab
from tests.desktops import swaync as swaync_lab
from tests.desktops import xfce as xfce_lab
from tests.desktops.budgie import Budgie
from tests.desktops.cinnamon import Cinnamon
from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst, DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.gnome_lock import GnomeWithLock
from tests.desktops.lxqt import Lxqt
from tests.desktops.mako import Mako
from tests.desktops.mate import Mate
from tests.desktops.plasma import Plasma
from tests.desktops.swaync import Swaync
from tests.desktops.xfce import Xfce

LIMIT = 400  # seconds; nothing here takes a third of it on a machine at rest
REPORT = pytest.StashKey[bool]()
WITH_PANEL: dict[str, Callable[[], AbstractContextManager[Desktop]]] = {
    "dunst_xfce": dunst_lab.dunst_xfce,
    "gnome": gnome_lab.gnome,
    "plasma": plasma_lab.plasma,
}
SomeDesktop = TypeVar("SomeDesktop", bound=Desktop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test failed, for the fixtures that are torn down after it."""
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]  # what a hook wrapper gets is untyped
        item.stash[REPORT] = report.failed  # type: ignore[attr-defined]  # as above
    return report


@pytest.fixture(autouse=True)
def time_limit() -> Iterator[None]:
    """Nothing waits for ever: a hanging desktop fails the test."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"the test still ran after {LIMIT} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _visit(
    request: pytest.FixtureRequest, desktops: AbstractContextManager[SomeDesktop]
) -> Iterator[SomeDesktop]:
    with desktops as desktop:
        yield desktop
        if request.node.stash.get(REPORT, False):
            name = request.node.name.replace("[", "-").rstrip("]")
            desktop.screen.shot(f"failed-{name}")
            print("logs:", desktop.lab.keep_logs(name))


@pytest.fixture
def budgie(request: pytest.FixtureRequest) -> Iterator[Budgie]:
    """Budgie."""
    yield from _visit(request, budgie_lab.budgie())


@pytest.fixture
def cinnamon(request: pytest.FixtureRequest) -> Iterator[Cinnamon]:
    """Cinnamon."""
    yield from _visit(request, cinnamon_lab.cinnamon())


@pytest.fixture
def dunst(request: pytest.FixtureRequest) -> Iterator[Dunst]:
    """A desktop without a panel."""
    yield from _visit(request, dunst_lab.dunst())


@pytest.fixture
def dunst_xfce(request: pytest.FixtureRequest) -> Iterator[DunstXfce]:
    """dunst and Xfce's panel."""
    yield from _visit(request, dunst_lab.dunst_xfce())


@pytest.fixture
def dunst_before_panel(request: pytest.FixtureRequest) -> Iterator[DunstXfce]:
    """The same before the panel comes: ``start_panel`` brings it."""
    yield from _visit(request, dunst_lab.dunst_xfce(with_panel=False))


@pytest.fixture
def gnome(request: pytest.FixtureRequest) -> Iterator[Gnome]:
    """GNOME Shell with a tray."""
    yield from _visit(request, gnome_lab.gnome())


@pytest.fixture
def gnome_with_lock(request: pytest.FixtureRequest) -> Iterator[GnomeWithLock]:
    """GNOME Shell with its lock screen."""
    yield from _visit(request, gnome_lock_lab.gnome_with_lock())


@pytest.fixture
def gnome_without_tray(request: pytest.FixtureRequest) -> Iterator[Gnome]:
    """GNOME Shell as upstream ships it."""
    yield from _visit(request, gnome_lab.gnome(with_tray=False))


@pytest.fixture
def lxqt(request: pytest.FixtureRequest) -> Iterator[Lxqt]:
    """LXQt's notifications, and a tray."""
    yield from _visit(request, lxqt_lab.lxqt())


@pytest.fixture
def mako(request: pytest.FixtureRequest) -> Iterator[Mako]:
    """mako with a mode that hides everything."""
    yield from _visit(request, mako_lab.mako())


@pytest.fixture
def mako_as_it_comes(request: pytest.FixtureRequest) -> Iterator[Mako]:
    """mako without any configuration."""
    yield from _visit(request, mako_lab.mako(config=""))


@pytest.fixture
def mate(request: pytest.FixtureRequest) -> Iterator[Mate]:
    """MATE's notifications."""
    yield from _visit(request, mate_lab.mate())


@pytest.fixture
def plasma(request: pytest.FixtureRequest) -> Iterator[Plasma]:
    """KDE Plasma."""
    yield from _visit(request, plasma_lab.plasma())


@pytest.fixture
def swaync(request: pytest.FixtureRequest) -> Iterator[Swaync]:
    """SwayNotificationCenter."""
    yield from _visit(request, swaync_lab.swaync())


@pytest.fixture
def xfce(request: pytest.FixtureRequest) -> Iterator[Xfce]:
    """Xfce's notifications."""
    yield from _visit(request, xfce_lab.xfce())


@pytest.fixture(params=list(WITH_PANEL))
def desktop(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """Each of the desktops with a panel in turn."""
    yield from _visit(request, WITH_PANEL[request.param]())
