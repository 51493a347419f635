"""Which format a file has: by how it begins, else by the end of its name."""

import os
from collections.abc import Sequence

from presence.exchange.formats import HEAD, Format, Way, formats, recognised


def offered() -> Sequence[tuple[str, str]]:
    """Keys and names of what can be read."""
    return [(each.value, each.title()) for each in formats(Way.IN)]


def guessed(path: str) -> Format:
    """The likeliest one; the table where nothing tells, of which most programs make one."""
    end = os.path.splitext(path)[1].lower()
    try:
        with open(path, "rb") as file:
            found = recognised(file.read(HEAD))
    except OSError:
        found = None  # a folder, or none that can be read: that is said when it is looked through
    if found is not None:
        return found
    if end in Format.CSV.ends:
        return Format.CSV
    return next((each for each in formats(Way.IN) if end in each.ends), Format.CSV)
