"""A computer whose network the test chooses; the page is real, and listens at 127.0.0.1."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from presence.core.table.reach import Network, Place
from presence.desktop.network.firewall import Firewall
from presence.front.phone.around import Around, Question
from presence.phone.reach.networks import Found

HOME = Network("n1", "Home")
HERE = Place("wlan0", ("127.0.0.1",), "127.0.0.0/8", is_wireless=True)


class FakeAround(Around):
    """``found`` and ``known`` may be changed; ``asked`` counts how often the network was asked."""

    def __init__(self) -> None:
        self.found = Found(HERE)
        self.known: Network | None = HOME
        self.asked = 0
        self.wall: Firewall | None = None
        self.name = ""

    def place(self, wanted: str) -> Found:
        return self.found

    def network(
        self, interface: str, found: Callable[[Network | None], None], parent: QObject
    ) -> Question:
        self.asked += 1
        timer = QTimer(parent)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: found(self.known))
        timer.start(0)
        return timer

    def local_name(self) -> str:
        return self.name

    def firewall(self) -> Firewall | None:
        return self.wall
