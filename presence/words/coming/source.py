"""Where a calendar comes from, in words."""

from presence.core.coming.chosen import SourceKind
from presence.texts import _


def source_words(source: SourceKind) -> str:
    """``file``, ``subscription``, ``this desktop``."""
    match source:
        case SourceKind.FILE:
            return _("file")
        case SourceKind.SUBSCRIPTION:
            return _("subscription")
        case SourceKind.CALDAV:
            return "CalDAV"
        case SourceKind.DESKTOP | SourceKind.AKONADI:
            return _("this desktop")
