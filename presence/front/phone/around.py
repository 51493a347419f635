"""What of this computer the page depends on; nothing of it is loaded before it is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.core.table.reach import Network, Problem

if TYPE_CHECKING:
    from presence.desktop.network.firewall import Firewall
    from presence.phone.reach.certificate import Certificate
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

    def certificate(
        self,
        folder: Path,
        hosts: Sequence[str],
        clock: Clock,
        found: "Callable[[Certificate | Problem], None]",
        parent: QObject,
    ) -> Question:
        """The one that was kept, or a new one."""
        from presence.phone.reach.making import find_certificate

        return find_certificate(folder, hosts, clock, found, parent)
