"""What a window holds: as wide as its lines read well, as high as that needs, else it scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from presence.ui.look import HUGE, LARGE, Look
from presence.ui.window import Window

SCREEN_SHARE = 0.92


class Page(QScrollArea):
    """A column that scrolls where the screen, or large type, leaves too little room."""

    def __init__(self, letters: int, margin: int = HUGE, spacing: int = LARGE) -> None:
        super().__init__()
        self._letters = letters
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)
        self.setWidget(content)
        content.installEventFilter(self)

    def natural_size(self) -> QSize:
        """The size at which nothing needs to scroll, cut to what the screen has."""
        width = self._letters * self.fontMetrics().averageCharWidth() + 2 * self._margin
        width = max(width, self.column.minimumSize().width())
        room = self.screen().availableSize() * SCREEN_SHARE
        width = min(width, room.width())
        return QSize(width, min(self._height_for(width), room.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_height()
        return super().eventFilter(watched, event)

    def _keep_height(self) -> None:
        # QScrollArea knows nothing of heights that depend on the width
        self._content.setMinimumHeight(self._height_for(self.viewport().width()))

    def _height_for(self, width: int) -> int:
        self.column.activate()
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalMinimumSize().height()


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
