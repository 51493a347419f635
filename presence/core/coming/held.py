"""A calendar that the desktop holds already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldCalendar:
    """One of them, as it can be chosen; ``id`` becomes the address of a ``ChosenCalendar``.

    ``account`` is what the desktop calls the account it belongs to ("On This Computer"), ``kind``
    how it is reached ("local", "caldav", "google" …), and ``addresses`` those of the person there.
    """

    id: str
    name: str
    account: str = ""
    kind: str = ""
    addresses: tuple[str, ...] = ()
