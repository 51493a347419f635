"""What every such process is to who has started it."""

from PySide6.QtCore import QObject, Signal


class Child(QObject):
    """``done`` comes once, with the code it ended with and all that it said."""

    done = Signal(int, str)

    def end(self) -> None:
        """End it now, unheard."""
        raise NotImplementedError  # abstract: a QObject's metaclass leaves no room for ABC
