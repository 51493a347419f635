"""What a source remembers of its last answer, as the text that is handed back to it."""

import json
from hashlib import sha256

from PySide6.QtCore import QUrl

MARK = 4  # letters of a sum: they tell two addresses apart, and a secret one they do not tell


def write_state(url: QUrl, values: dict[str, str]) -> str:
    """The text; it is of use for the same address alone."""
    return json.dumps({"of": _mark(url), **values}, separators=(",", ":"))


def read_state(url: QUrl, state: str) -> dict[str, str]:
    """The values again; nothing where they cannot be used, or are another address's."""
    try:
        table = json.loads(state or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(table, dict) or table.pop("of", "") != _mark(url):
        return {}
    # They may go into a header.
    return {
        name: value
        for name, value in table.items()
        if isinstance(value, str) and value.isprintable() and value.isascii()
    }


def _mark(url: QUrl) -> str:
    return sha256(url.toString().encode()).hexdigest()[:MARK]
