"""What a window holds: as wide as its lines read well, as high as that needs, else it scrolls."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from presence.ui.flow import Flow
from presence.ui.layout_items import parts_of
from presence.ui.look import HUGE, LARGE, Look
from presence.ui.window import Window

SCREEN_SHARE = 0.92


class _Content(QWidget):
    """Asks for the height that its width needs: QScrollArea knows nothing of such heights."""

    def __init__(self, margin: int, spacing: int, widest: Callable[[], int]) -> None:
        super().__init__()
        self._widest = widest  # without a scroll bar beside it
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)

    def height_for(self, width: int) -> int:
        self.column.activate()
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalMinimumSize().height()

    def minimumSizeHint(self) -> QSize:
        least = self.column.totalMinimumSize()
        # Beside a scroll bar it may need less than without, and the bar would come and go for ever.
        widths = {self.width(), max(self.width(), self._widest())}
        return QSize(least.width(), max(least.height(), *map(self.height_for, widths)))


class Page(QScrollArea):
    """A column that scrolls where the screen, or large type, leaves too little room."""

    def __init__(self, letters: int, margin: int = HUGE, spacing: int = LARGE) -> None:
        super().__init__()
        self._letters = letters
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = _Content(margin, spacing, lambda: self.maximumViewportSize().width())
        self.column = self._content.column
        self.setWidget(self._content)

    def natural_size(self) -> QSize:
        """The size at which nothing needs to scroll, cut to what the screen has."""
        width = self._letters * self.fontMetrics().averageCharWidth() + 2 * self._margin
        return self.size_for(max(min(width, self._room().width()), self.least_width()))

    def size_for(self, width: int) -> QSize:
        """The size for lines of this width: wider by the scroll bar where it needs to scroll."""
        room = self._room()
        if self._content.height_for(width) > room.height():
            width = min(width + self.verticalScrollBar().sizeHint().width(), room.width())
        return QSize(width, self.height_for(width))

    def least_width(self) -> int:
        """The width below which something would be cut off, cut to what the screen has."""
        self.column.activate()  # rows in it remember how wide they were
        return min(self.column.totalMinimumSize().width(), self._room().width())

    def height_for(self, width: int) -> int:
        """The height at which nothing needs to scroll up or down, cut to what the screen has."""
        return min(self._content.height_for(width), self._room().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.updateGeometry()  # the width is another: so is the height it needs

    def _room(self) -> QSize:
        return screen_room(self)

    def order_tabs(self) -> None:
        """Let Tab go the way the eye goes, after parts were added later."""
        controls = list(_controls(parts_of(self.column)))
        # The way is a circle that the window is part of: what follows already, though beyond the
        # window, Qt leaves there, and Tab would begin with it. So all are taken out of it first.
        for other in controls[1:]:
            QWidget.setTabOrder(controls[0], other)
        for one, other in pairwise(controls):
            QWidget.setTabOrder(one, other)


class PageWindow(Window):
    """A window that holds one page; ``column`` is where its parts go."""

    def __init__(
        self, look: Look, title: str, letters: int, margin: int = HUGE, spacing: int = LARGE
    ) -> None:
        super().__init__(look, title)
        self.page = Page(letters, margin, spacing)
        self.column = self.page.column
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)

    def fit(self) -> None:
        self.ensurePolished()
        self.resize(self.page.natural_size())

    def grow(self) -> None:
        """Make room for what has been added, where the window is open and the screen has it."""
        if not self.isVisible():
            return
        needed = self.page.size_for(self.page.least_width())
        width = max(self.width(), needed.width())
        height = max(self.height(), self.page.height_for(width))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)


def screen_room(widget: QWidget) -> QSize:
    """The size that a window may have on the screen it is on."""
    # Not widget.screen(): in PySide6 6.11 the screen dies with that widget's wrapper, and every
    # later widget with it.
    middle = widget.window().geometry().center()
    screen = QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()
    return screen.availableSize() * SCREEN_SHARE


def _controls(parts: Iterable[QWidget | QLayout]) -> Iterator[QWidget]:
    """What can have the keyboard, in the order in which it is laid out."""
    for part in parts:
        if isinstance(part, QLayout):
            yield from _controls(parts_of(part))
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield part
        inner = part.layout()
        if isinstance(part, Flow):
            yield from _controls(part.parts)
        elif inner is not None:
            yield from _controls(parts_of(inner))
