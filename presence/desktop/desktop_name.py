"""What the desktop calls itself."""

import os
import sys


def desktop_name() -> str:
    """The family's name, such as GNOME or KDE: the last of XDG_CURRENT_DESKTOP's parts."""
    own = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform)
    return own or os.environ.get("XDG_CURRENT_DESKTOP", "").rpartition(":")[2]
