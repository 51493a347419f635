"""Whether there is a screen that windows could be shown on."""

import os
import sys


def has_screen() -> bool:
    """On Linux where an X server or a Wayland compositor is named, elsewhere always."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
