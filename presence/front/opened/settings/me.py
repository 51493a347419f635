"""The person's own addresses, as they are typed."""

from presence.texts import _


def read_addresses(typed: str) -> tuple[tuple[str, ...], str]:
    """What was typed, each once and small; and what is wrong, "" for nothing."""
    words = [each.strip().lower() for each in typed.replace(";", ",").split(",")]
    addresses = tuple(dict.fromkeys(filter(None, words)))
    for each in addresses:
        # Not all are of mail: a calendar may name somebody by "urn:uuid:…".
        if "@" not in each and ":" not in each:
            said = _("“{word}” is no address: write it like you@example.org.")
            return (), said.format(word=each)
    return addresses, ""
