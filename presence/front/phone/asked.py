"""What the windows of the phones ask: values to show, and what a person does there."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance

from presence.core.frozen import dataclass
from presence.core.table.phone import Phone
from presence.core.table.reach import Listening, Network, Place, Problem
from presence.core.table.remembered import Remembered
from presence.core.table.view import TableView


@dataclass(frozen=True, slots=True)
class Reached:
    """How phones get here now; ``listening`` is None where nothing listens, or not yet.

    ``*_token`` are what a code ends in, "" where there is none: no session, or no pairing.
    ``firewall`` is the Problem with the command that opens the port, for who waits in vain.
    """

    listening: Listening | None = None
    problems: tuple[Problem, ...] = ()
    places: tuple[Place, ...] = ()
    place: str = ""  # the name of the one in use
    network: Network | None = None
    pairing_token: str = ""
    guest_token: str = ""
    firewall: Problem | None = None
    has_visitor: bool = False


class Phones(Protocol):
    """The phones, as they are joined in this room; all on the Qt thread, and nothing waits."""

    @property
    def changed(self) -> SignalInstance:
        """How phones get here is otherwise, or what is remembered."""

    @property
    def table_changed(self) -> SignalInstance:
        """A phone came, moved or left."""

    @property
    def reached(self) -> Reached: ...

    @property
    def remembered(self) -> Remembered: ...

    @property
    def table(self) -> TableView | None:
        """The table of the session in progress; None without one or without a phone."""

    @property
    def guests(self) -> tuple[str, Sequence[Phone]]:
        """The session that ended last, and the guests' phones that were there ("" and none)."""

    def begin_pairing(self) -> None:
        """The window is open: listen, with a token that pairs one phone."""

    def end_pairing(self) -> None:
        """It is closed; what listened for it alone does so no more."""

    def invite(self) -> None:
        """Listen for guests as long as the session in progress lasts; nothing without one."""

    def choose_place(self, name: str) -> None:
        """Listen in that network from now on."""

    def mark_mine(self, is_mine: bool) -> None:
        """The network in use is one of mine, or not. Raises StoreError."""

    def forget(self, phone_id: str) -> None:
        """One's own phone is remembered no more, at once. Raises StoreError."""

    def take_back(self) -> None:
        """The one that was forgotten last is remembered again. Raises StoreError."""

    @property
    def forgotten(self) -> str:
        """The name of that one while it can be taken back, "" for none."""
