"""Labels, buttons and cards, made one way everywhere; foreign text stays plain text."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from presence.ui.look import LARGE, MEDIUM, SMALL, set_type


def plain_tip(text: str) -> str:
    """A tooltip that shows foreign text as it is: Qt would read HTML into it."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def text_label(
    text: str = "", part: str = "", factor: float = 1.0, bold: bool = False, wraps: bool = True
) -> QLabel:
    """A label of plain text, never rich."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if part:
        label.setProperty("part", part)
    if factor != 1.0 or bold:
        set_type(label, factor, bold)
    return label


def push_button(text: str, part: str = "") -> QPushButton:
    """A button that Enter presses when it has the focus; ``part`` is primary, quiet or link."""
    button = QPushButton(text)
    button.setAutoDefault(True)
    if part:
        button.setProperty("part", part)
    return button


def icon_button(name: str, tip: str, part: str = "quiet") -> QToolButton:
    """A button that shows only an icon; its tip is also its accessible name."""
    button = QToolButton()
    button.setObjectName(name)
    button.setAccessibleName(tip)
    button.setToolTip(plain_tip(tip))
    button.setIconSize(QSize(20, 20))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("part", part)
    return button


def card() -> tuple[QFrame, QVBoxLayout]:
    """A raised rectangle and the column in it."""
    frame = QFrame()
    frame.setProperty("part", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
    column.setSpacing(SMALL)
    return frame, column


def line() -> QFrame:
    """A hairline between two rows."""
    frame = QFrame()
    frame.setProperty("part", "line")
    frame.setFixedHeight(1)
    return frame


def restyle(widget: QWidget, part: str) -> None:
    """Change which part of the look a widget is."""
    if widget.property("part") != part:
        widget.setProperty("part", part)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line of plain text that ends in "…" where it does not fit; the whole is its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show this text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole), super().sizeHint().height())

    def _fit(self) -> None:
        width = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        self.setToolTip(plain_tip(self._whole if shown != self._whole else ""))
