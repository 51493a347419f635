"""What the system says of a file, in the person's language: it always says it in English here."""

from collections.abc import Callable, Mapping

from presence.texts import _

TOLD: Mapping[str, Callable[[], str]] = {
    "No such file or directory": lambda: _("No such file or directory"),
    "Permission denied": lambda: _("Permission denied"),
    "Operation not permitted": lambda: _("Operation not permitted"),
    "Read-only file system": lambda: _("Read-only file system"),
    "Is a directory": lambda: _("Is a directory"),
    "Not a directory": lambda: _("Not a directory"),
    "No space left on device": lambda: _("No space left on device"),
    "File name too long": lambda: _("File name too long"),
    "Connection refused": lambda: _("Connection refused"),
}


def fault_words(said: str) -> str:
    """The same for what is known; the rest as it is."""
    words = TOLD.get(said)
    return said if words is None else words()
