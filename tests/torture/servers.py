"""The desktops that are tortured, those that take longest first."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import MappingProxyType

from tests.desktops.budgie import budgie
from tests.desktops.cinnamon import cinnamon
from tests.desktops.desktop import Desktop
from tests.desktops.dunst import dunst
from tests.desktops.gnome import gnome
from tests.desktops.lxqt import lxqt
from tests.desktops.mako import mako
from tests.desktops.mate import mate
from tests.desktops.plasma import plasma
from tests.desktops.swaync import swaync
from tests.desktops.xfce import xfce


@contextmanager
def _plasma() -> Iterator[Desktop]:
    with plasma() as desktop:
        desktop.is_watched = False  # nobody looks at its screen
        yield desktop


SERVERS: Mapping[str, Callable[[], AbstractContextManager[Desktop]]] = MappingProxyType(
    {
        "plasma": _plasma,
        "lxqt": lxqt,
        "cinnamon": cinnamon,
        "gnome": gnome,
        "budgie": budgie,
        "xfce": xfce,
        "mate": mate,
        "mako": mako,
        "swaync": swaync,
        "dunst": dunst,
    }
)
