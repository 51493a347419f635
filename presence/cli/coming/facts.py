"""What ``doctor`` says of calendars and keys: counts and kinds, nothing of the person."""

from collections import Counter

from presence.calendars.agenda import NO_CALENDARS
from presence.cli.context import Context
from presence.core.coming.chosen import SourceKind

NOT_YET_RUN = "not yet run on a real Nextcloud, iCloud or Fastmail"


def calendar_facts(context: Context) -> dict[str, str]:
    """What is read, and what of this desktop cannot be."""
    from presence.desktop.calendars.akonadi import akonadi_facts

    akonadi = akonadi_facts()
    return {"calendars": _read_ones(context), **({"kde calendars": akonadi} if akonadi else {})}


def _read_ones(context: Context) -> str:
    """``2 (1 caldav, 1 file), 1 could not be read``."""
    chosen = context.settings.calendars or NO_CALENDARS
    if not chosen:
        return "none"
    from presence.cli.coming.reading import shelf_of

    shelf = shelf_of(context)
    kinds = sorted(Counter(each.source.value for each in chosen.values()).items())
    said = ", ".join(f"{count} {kind}" for kind, count in kinds)
    failing = sum(shelf.failure(calendar_id) is not None for calendar_id in chosen)
    skipped = sum(len(shelf.copy(calendar_id).skipped) for calendar_id in chosen)
    parts = [f"{len(chosen)} ({said})"]
    if failing:
        parts.append(f"{failing} could not be read")
    if skipped:
        parts.append(f"{skipped} skipped")
    if any(each.source is SourceKind.CALDAV for each in chosen.values()):
        parts.append(NOT_YET_RUN)
    return ", ".join(parts)


def key_facts(context: Context) -> dict[str, str]:
    """Whether a key is set, and what it hangs on here."""
    if not (context.settings.toggle_key or context.settings.looked_key):
        return {"keys": "none set"}
    from presence.desktop.hotkey import held_here

    return {"keys": held_here()}
