"""What holds for every window: names for screen readers, tab order, room for every word."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from presence.ui.controls import ElidedLabel
from presence.ui.page import Page
from presence.ui.painted import Tile

ROW = 14  # controls whose middles are nearer than this stand in one row


def focusable(window: QWidget) -> Iterator[QWidget]:
    """What Tab reaches, in the order in which it does."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ):
            yield widget
        widget = widget.nextInFocusChain()


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    found = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip() or _says_its_choice_alone(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def _says_its_choice_alone(widget: QWidget) -> bool:
    """A combo box of which Linux's screen readers hear what is chosen, and not of what."""
    if not isinstance(widget, QComboBox) or widget.accessibleDescription():
        return False
    return not QAccessible.queryAccessibleInterface(widget).relations()


def out_of_order(window: QWidget) -> list[str]:
    """Steps of the Tab key that go up, or back within a row."""
    found = []
    rtl = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    places = [(widget, _middle(window, widget)) for widget in focusable(window)]
    for (one, a), (other, b) in pairwise(places):
        same_row = abs(a.y() - b.y()) <= ROW
        backwards = (b.x() > a.x()) if rtl else (b.x() < a.x())
        if b.y() < a.y() - ROW or (same_row and backwards):
            found.append(f"{name_of(one)} -> {name_of(other)}")
    return found


def clipped(window: QWidget) -> list[str]:
    """Words that have less room than they need; an elided label ends in "…" by itself."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
            continue
        if isinstance(widget, ElidedLabel | Tile) or not widget.text():
            continue
        needed = widget.minimumSizeHint()
        high = needed.height()
        if isinstance(widget, QLabel) and widget.wordWrap():
            high = widget.heightForWidth(widget.width())
        if widget.width() < needed.width() or widget.height() < high:
            found.append(f"{name_of(widget)}: {widget.size()} of {needed.width()} x {high}")
    return found


def beside_the_page(window: QWidget) -> bool:
    """Whether a page must be moved sideways to be read."""
    pages = window.findChildren(Page)
    return any(page.horizontalScrollBar().maximum() > 0 for page in pages)


def name_of(widget: QWidget) -> str:
    """A control as a person would call it."""
    said = widget.accessibleName()
    if not said and isinstance(widget, QLabel | QAbstractButton):
        said = widget.text()
    return said or type(widget).__name__


def _middle(window: QWidget, widget: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())
