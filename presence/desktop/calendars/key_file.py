"""The texts in which Evolution Data Server describes its sources (GLib's key files)."""

from collections.abc import Mapping

Groups = Mapping[str, Mapping[str, str]]


def read_key_file(text: str) -> Groups:
    """The keys of every group; what is neither a group nor a key is passed over."""
    groups: dict[str, dict[str, str]] = {}
    keys: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            keys = groups.setdefault(line[1:-1], {})
        elif not line.startswith("#"):
            key, mark, value = line.partition("=")
            if mark:
                keys[key.strip()] = _unescaped(value.strip())
    return groups


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    plain = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    parts = value.split("\\\\")
    for letter in "sntr":
        parts = [part.replace(f"\\{letter}", plain[letter]) for part in parts]
    return "\\".join(parts)
