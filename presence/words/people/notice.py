"""The weekly notice of whom one has not seen for a while."""

from collections.abc import Sequence

from presence.core.kind import Kinds
from presence.core.people.cadence import Due
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.people.said import reason_line


def not_seen_title(count: int) -> str:
    """``3 people not seen for a while``: nobody is named, since others could read it."""
    said = ngettext(
        "{count} person not seen for a while", "{count} people not seen for a while", count
    )
    return said.format(count=grouped(count))


def not_seen_body(named: Sequence[Due], kinds: Kinds) -> str:
    """A line for each: ``Ana: not seen for 5 weeks; last time Dinner at Da Enzo``."""
    said = _("{name}: {reason}")
    return "\n".join(
        said.format(name=each.who.name, reason=reason_line(each, kinds)) for each in named
    )
