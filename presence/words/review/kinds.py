"""Sessions of a kind, counted in words: ``5 dinners``, ``5 of 5 dinners kept``."""

from presence.core.kind import Kind
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.kinds import kind_name


def count_words(kind: Kind, count: int) -> str:
    """``5 dinners``; a kind of the person's own as ``5 × Choir``."""
    if kind.name:
        return _own(kind, count)
    match kind.key:
        case "meeting":
            said = ngettext("{count} meeting", "{count} meetings", count)
        case "coffee":
            said = ngettext("{count} coffee", "{count} coffees", count)
        case "dinner":
            said = ngettext("{count} dinner", "{count} dinners", count)
        case "family":
            said = ngettext("{count} time with family", "{count} times with family", count)
        case "event":
            said = ngettext("{count} event", "{count} events", count)
        case "walk":
            said = ngettext("{count} walk", "{count} walks", count)
        case _:
            return _own(kind, count)
    return said.format(count=grouped(count))


def kept_words(kind: Kind, kept: int, count: int) -> str:
    """``5 of 5 dinners kept``."""
    if kind.name:
        return _own_kept(kind, kept, count)
    match kind.key:
        case "meeting":
            said = ngettext(
                "{kept} of {count} meeting kept", "{kept} of {count} meetings kept", count
            )
        case "coffee":
            said = ngettext(
                "{kept} of {count} coffee kept", "{kept} of {count} coffees kept", count
            )
        case "dinner":
            said = ngettext(
                "{kept} of {count} dinner kept", "{kept} of {count} dinners kept", count
            )
        case "family":
            said = ngettext(
                "{kept} of {count} time with family kept",
                "{kept} of {count} times with family kept",
                count,
            )
        case "event":
            said = ngettext("{kept} of {count} event kept", "{kept} of {count} events kept", count)
        case "walk":
            said = ngettext("{kept} of {count} walk kept", "{kept} of {count} walks kept", count)
        case _:
            return _own_kept(kind, kept, count)
    return said.format(kept=grouped(kept), count=grouped(count))


def _own(kind: Kind, count: int) -> str:
    return _("{count} × {kind}").format(count=grouped(count), kind=kind_name(kind))


def _own_kept(kind: Kind, kept: int, count: int) -> str:
    return _("{kept} of {count} × {kind} kept").format(
        kept=grouped(kept), count=grouped(count), kind=kind_name(kind)
    )
