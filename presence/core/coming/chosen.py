"""The calendars that a person has chosen, and how each is treated.

The values of the tables ``[calendars.ID]`` of the settings file. What is secret (an app password,
an address that holds a key) is not among them: it lies in the keyring, under the calendar's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from presence.core.frozen import Enum
from presence.core.settings import BadValue, allowed_values, read_value


class SourceKind(Enum):
    """Where a calendar comes from."""

    FILE = "file"  # an .ics file, or a folder of them
    SUBSCRIPTION = "subscription"  # https or webcal; a secret address lies in the keyring
    CALDAV = "caldav"
    DESKTOP = "desktop"  # Evolution Data Server: what the desktop holds already
    AKONADI = "akonadi"


class Handling(Enum):
    """What becomes of the in-person events of a calendar."""

    PROPOSE = "propose"
    START = "start"  # by itself, at its time
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class ChosenCalendar:
    """One calendar. ``address`` is a path, a URL, or the desktop's own id of the source.

    ``address`` is "" where the whole of it is secret, as a subscription's may be. ``user`` is the
    name that CalDAV asks for. ``always`` and ``never`` are words or patterns (``*`` and ``?``) of
    the person's own: an event whose title, place or description has one is proposed, or is not.
    """

    source: SourceKind = SourceKind.FILE
    name: str = ""
    address: str = ""
    user: str = ""
    handling: Handling = Handling.PROPOSE
    tentative: bool = True  # propose what is only tentative
    optional: bool = True  # propose where the person is invited as optional
    private: bool = False  # propose what is marked as private
    kind: str = ""  # the kind of its sessions; "" is guessed from the words
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


Calendars = Mapping[str, ChosenCalendar]


def read_calendars(table: object) -> tuple[dict[str, ChosenCalendar], tuple[BadValue, ...]]:
    """The calendars of a parsed settings file by id; what cannot be used is reported."""
    if not isinstance(table, Mapping):
        return {}, (BadValue("calendars", table, "[calendars.NAME]"),)
    chosen: dict[str, ChosenCalendar] = {}
    bad: list[BadValue] = []
    for name, values in table.items():
        if not isinstance(values, Mapping):
            bad.append(BadValue(f"calendars.{name}", values, "[calendars.NAME]"))
            continue
        good: dict[str, object] = {}
        for item in fields(ChosenCalendar):
            if item.name not in values:
                continue
            default, value = getattr(DEFAULT, item.name), values[item.name]
            try:
                good[item.name] = read_value(default, value)
            except ValueError:
                full = f"calendars.{name}.{item.name}"
                bad.append(BadValue(full, value, allowed_values(default)))
        chosen[str(name)] = ChosenCalendar(**good)  # type: ignore[arg-type]  # by read_value
    return chosen, tuple(bad)


DEFAULT = ChosenCalendar()
