"""Input as a Wayland compositor knows it: ext-idle-notify-v1, or KDE's idle protocol before it.

Version 2 of ext-idle-notify can tell of input alone; before it, a film that keeps the screen on
counts as input where the compositor says so.
"""

from presence.desktop.idle.idle_watch import Told
from presence.desktop.idle.wayland_wire import (
    WaylandWire,
    read_string,
    read_word,
    string,
    words,
)

# Our objects, and what is asked of each and heard from it.
DISPLAY, REGISTRY, ALL_IS_TOLD, SEAT, MANAGER, NOTIFICATION = 1, 2, 3, 4, 5, 6
SYNC, GET_REGISTRY = 0, 1
ERROR = 0
BIND = 0
GLOBAL, GLOBAL_REMOVE = 0, 1
GET_NOTIFICATION, GET_INPUT_NOTIFICATION = 1, 2  # ext: new id, timeout, seat
GET_TIMEOUT = 0  # KDE: new id, seat, timeout
IDLED, RESUMED = 0, 1  # in both

WL_SEAT = "wl_seat"
EXT = "ext_idle_notifier_v1"
KDE = "org_kde_kwin_idle"


class WaylandInput:
    """An ``idle_watch.Source``; ``display`` as in WAYLAND_DISPLAY, which it is by default."""

    def __init__(self, display: str | None = None) -> None:
        self.name = "Wayland"
        self._display = display
        self._after_ms = 0
        self._told: Told | None = None
        self._wire: WaylandWire | None = None
        self._globals: dict[str, tuple[int, int]] = {}  # an interface's number and version
        self._is_asked = False

    def start(self, after_ms: int, told: Told) -> None:
        self._after_ms, self._told = after_ms, told
        try:
            wire = self._wire = WaylandWire(self._display, self._hear, told.fails)
        except (OSError, ValueError) as exc:
            told.fails(str(exc))
            return
        wire.send(DISPLAY, GET_REGISTRY, words(REGISTRY))
        wire.send(DISPLAY, SYNC, words(ALL_IS_TOLD))

    def stop(self) -> None:
        self._told = None
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _hear(self, sender: int, event: int, body: bytes) -> None:
        if self._wire is None or self._told is None:
            return
        if (sender, event) == (REGISTRY, GLOBAL):
            interface, place = read_string(body, 4)
            if interface in {WL_SEAT, EXT, KDE}:  # of several seats the first
                self._globals.setdefault(interface, (read_word(body), read_word(body, place)))
        elif (sender, event) == (REGISTRY, GLOBAL_REMOVE):
            if read_word(body) in {number for number, _version in self._globals.values()}:
                self._told.fails("the compositor takes back what it had")
        elif sender == ALL_IS_TOLD and not self._is_asked:
            self._ask(self._wire, self._told)
        elif (sender, event) == (NOTIFICATION, IDLED):
            self._told.idle(self._after_ms)
        elif (sender, event) == (NOTIFICATION, RESUMED):
            self._told.idle(0)
        elif (sender, event) == (DISPLAY, ERROR):
            self._told.fails(read_string(body, 8)[0])

    def _ask(self, wire: WaylandWire, told: Told) -> None:
        """Have the notification made, now that it is known what the compositor has."""
        self._is_asked = True
        manager = next((each for each in (EXT, KDE) if each in self._globals), None)
        if manager is None or WL_SEAT not in self._globals:
            told.fails("the compositor knows no protocol for it")
            return
        version = min(self._globals[manager][1], 2 if manager == EXT else 1)
        self.name = f"Wayland, {manager} {version}"
        self._bind(wire, WL_SEAT, 1, SEAT)
        self._bind(wire, manager, version, MANAGER)
        if manager == KDE:
            wire.send(MANAGER, GET_TIMEOUT, words(NOTIFICATION, SEAT, self._after_ms))
        else:
            request = GET_INPUT_NOTIFICATION if version > 1 else GET_NOTIFICATION
            wire.send(MANAGER, request, words(NOTIFICATION, self._after_ms, SEAT))
        told.idle(0)  # it cannot be asked: the span begins now

    def _bind(self, wire: WaylandWire, interface: str, version: int, new_id: int) -> None:
        number, _version = self._globals[interface]
        wire.send(REGISTRY, BIND, words(number) + string(interface) + words(version, new_id))
