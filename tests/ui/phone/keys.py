"""A person with a keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def press(key: Qt.Key) -> None:
    """A key, to whatever has the keyboard."""
    QTest.keyClick(focus(), key)


def tab_to(name: str) -> None:
    """Press Tab until the control of that name has the keyboard."""
    for _turn in range(40):
        if name_of(focus()).startswith(name):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")
