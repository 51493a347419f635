"""A process of ours that does one thing; what it says is heard on the Qt loop when it is done."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject

from presence.desktop.child.child import Child


def start_child(command: Sequence[str], parent: QObject) -> Child:
    """Start it; raises OSError where there is no such program."""
    if sys.platform == "win32":
        from presence.desktop.child.by_qt import QtChild

        return QtChild(command, parent)
    from presence.desktop.child.posix import PosixChild

    return PosixChild(command, parent)
