"""What the window of calendars shows, as values."""

from collections.abc import Sequence
from dataclasses import dataclass

from presence.core.coming.chosen import Handling


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """A calendar that is read; ``says`` is where it comes from and how old its copy is.

    ``goes`` says what would be gone once it is removed; ``trouble`` is one line, "" for none.
    """

    id: str
    name: str
    says: str
    goes: str
    handling: Handling = Handling.PROPOSE
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A calendar that can be added: one of this desktop, or one of an account."""

    id: str
    name: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class CalendarsView:
    """Everything; ``said`` is what came of the last thing that was done, and what is under way.

    ``held_says`` stands in for the calendars of this desktop where there are none to add.
    ``account`` are those of an account that was asked, to be ticked; ``me`` the person's own
    addresses as they are typed.
    """

    chosen: Sequence[ChosenRow] = ()
    held: Sequence[OfferedRow] = ()
    held_says: str = ""
    account: Sequence[OfferedRow] = ()
    me: str = ""
    said: str = ""
    is_trouble: bool = False
    is_busy: bool = False
