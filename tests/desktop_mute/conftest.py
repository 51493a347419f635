"""A private bus without any service on it, and desktops that are muted as the real ones are."""

import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from presence.desktop.mute.mechanisms.shortcuts import set_up
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.lxqt_desktop import LxqtDesktop
from tests.desktop_mute.mac import Mac
from tests.desktop_mute.mako_desktop import MakoDesktop
from tests.desktop_mute.muted_desktops import (
    BudgieDesktop,
    CinnamonDesktop,
    DunstDesktop,
    GnomeDesktop,
    MateDesktop,
    MutedDesktop,
    PlasmaDesktop,
    XfceDesktop,
)
from tests.desktop_mute.swaync_desktop import SwayncDesktop, SwayncInhibitorDesktop
from tests.desktop_mute.unrun_desktops import CosmicDesktop, DeepinDesktop, PantheonDesktop
from tests.fakes import FakeClock

BUS = """<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir><policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""

DESKTOPS: dict[str, Callable[[str, Path], MutedDesktop]] = {
    "budgie": BudgieDesktop,
    "cinnamon": CinnamonDesktop,
    "cosmic": CosmicDesktop,
    "deepin": DeepinDesktop,
    "dunst": DunstDesktop,
    "dunst with levels": partial(DunstDesktop, has_levels=True),
    "gnome": GnomeDesktop,
    "lxqt": LxqtDesktop,
    "mako": MakoDesktop,
    "mako that tells": partial(MakoDesktop, tells=True),
    "mate": MateDesktop,
    "pantheon": PantheonDesktop,
    "plasma": PlasmaDesktop,
    "swaync": SwayncDesktop,
    "swaync with inhibitors": SwayncInhibitorDesktop,
    "xfce": XfceDesktop,
}


@pytest.fixture
def services(tmp_path: Path) -> Path:
    """The folder of the services that the bus would start when asked."""
    folder = tmp_path / "services"
    folder.mkdir()
    return folder


@pytest.fixture
def bus(tmp_path: Path, services: Path) -> Iterator[str]:
    """The address of a bus of our own."""
    socket = tmp_path / "bus"
    config = tmp_path / "bus.conf"
    config.write_text(BUS.format(socket=socket, services=services))
    command = ("setpriv", "--pdeathsig", "TERM", "dbus-daemon", "--nofork", "--nopidfile")
    with (tmp_path / "bus.log").open("wb") as log:
        daemon = subprocess.Popen(
            [*command, "--print-address", f"--config-file={config}"],
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert daemon.stdout is not None
    daemon.stdout.readline()  # it listens
    yield f"unix:path={socket}"
    daemon.terminate()
    daemon.wait(5)
    daemon.stdout.close()


@pytest.fixture
def lease(tmp_path: Path) -> LeaseFile:
    """Where the lease of this home is."""
    return LeaseFile(tmp_path / "home" / "mute-lease.json")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def no_dconf_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a fake desktop is asked of its fake tools alone."""
    monkeypatch.setenv("DCONF_PROFILE", "a-test")


@pytest.fixture
def dunst(bus: str, tmp_path: Path) -> Iterator[DunstDesktop]:
    """The desktop that costs the least."""
    desktop = DunstDesktop(bus, tmp_path)
    yield desktop
    desktop.stop()


@pytest.fixture(params=list(DESKTOPS))
def desktop(
    request: pytest.FixtureRequest, bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MutedDesktop]:
    """Each desktop in turn, not muted."""
    made = DESKTOPS[request.param](bus, tmp_path)
    if made.tools:
        monkeypatch.setenv("PATH", made.tools)
    yield made
    made.end()


@pytest.fixture
def bare_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mac:
    """A Mac whose person has not added the shortcuts."""
    mac = Mac(tmp_path)
    monkeypatch.setenv("PATH", str(mac.install()))
    monkeypatch.setenv("MAC", str(tmp_path))
    return mac


@pytest.fixture
def mac(bare_mac: Mac) -> Mac:
    """A Mac whose person has added them."""
    set_up(bare_mac.folder / "signed")
    return bare_mac
