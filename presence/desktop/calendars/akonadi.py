"""KDE's calendars, which cannot be read from outside: said where somebody looks for them.

Akonadi (seen with 22.12) has no events on the bus, only its agents and their settings. It hands
events to programs of its own over a socket, in a binary protocol that changes with its releases,
and what it keeps them in is by default a MySQL of its own. The file, the address or the account
that it has them from can be read here as well.
"""

import os
from shutil import which

PROGRAM = "akonadi_control"


def akonadi_facts() -> str:
    """Of Akonadi where it is installed, "" where it is not."""
    if os.name != "posix" or which(PROGRAM) is None:
        return ""
    return (
        "Akonadi is there and cannot be read: only KDE's own programs can; "
        "add the file, the address or the CalDAV account that it has its calendars from"
    )
