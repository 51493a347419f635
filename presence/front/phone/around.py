"""What of this computer the page depends on; nothing of it is loaded before it is asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from presence.core.table.reach import Network

if TYPE_CHECKING:
    from presence.desktop.network.firewall import Firewall
    from presence.phone.reach.networks import Found


class Question(Protocol):
    """Something that is answered later, unless it is stopped before."""

    def stop(self) -> None: ...


class Around:
    """The real computer."""

    def place(self, wanted: str) -> "Found":
        """Which network phones are in."""
        from presence.phone.reach.networks import find_place  # QtNetwork

        return find_place(wanted)

    def network(
        self, interface: str, found: Callable[[Network | None], None], parent: QObject
    ) -> Question:
        """Which one that is, to know it again."""
        from presence.desktop.network.known import find_network

        return find_network(interface, found, parent)

    def local_name(self) -> str:
        """``laptop.local``, "" where nothing answers to it."""
        from presence.desktop.network.local_name import local_name

        return local_name()

    def firewall(self) -> "Firewall | None":
        """What may keep phones out."""
        from presence.desktop.network.firewall import find_firewall

        return find_firewall()
