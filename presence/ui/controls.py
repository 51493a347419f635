"""Labels, buttons and cards, made one way everywhere; foreign text stays plain text."""

import re
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from presence.ui.look import HAIR, LARGE, MEDIUM, SMALL, Look, icon, set_type
from presence.ui.page import screen_room
from presence.ui.window import Window
from presence.words.line_ends import held_together

# What has no place to end a line, in a name or an address, longer than any word of our own.
LONG_WORD = re.compile(r"[^\s/-]{31,}")
PIECE = re.compile(r"(.{10})(?=\w)")
MAY_BREAK = "\u200b"


def plain_tip(text: str) -> str:
    """A tooltip that shows foreign text as it is: Qt would read HTML into it."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def text_label(
    text: str = "", part: str = "", factor: float = 1.0, bold: bool = False, wraps: bool = True
) -> QLabel:
    """A label of plain text, never rich."""
    label = WrappedLabel(text) if wraps else QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
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
    """A button for an icon alone; its tip is also its accessible name."""
    button = QToolButton()
    button.setObjectName(name)
    button.setAccessibleName(tip)
    button.setToolTip(plain_tip(tip))
    side = round(button.fontMetrics().height() * 1.2)
    button.setIconSize(QSize(side, side))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("part", part)
    return button


def dressed_icon_button(window: Window, name: str, tip: str) -> QToolButton:
    """The same with its icon, in the colours and the size of type of its window."""
    button = icon_button(name, tip)

    def draw(look: Look) -> None:
        side = round(button.fontMetrics().height() * 1.2)
        button.setIconSize(QSize(side, side))
        button.setIcon(icon(name, look.dim))

    window.dress(draw)
    return button


def with_picture(window: Window, name: str, label: QLabel) -> QFrame:
    """An icon, and words beside it."""
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(MEDIUM)
    row.addWidget(picture(window, name), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return frame


class Points(QFrame):
    """A few sentences in quiet type, each with a dot."""

    def __init__(self) -> None:
        super().__init__()
        self._sentences: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(HAIR)
        self._grid.setColumnStretch(1, 1)

    def redraw(self, sentences: tuple[str, ...]) -> None:
        """Show these."""
        if sentences == self._sentences:
            return
        self._sentences = sentences
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, sentence in enumerate(sentences):
            dot = text_label("•", "dim", wraps=False)
            self._grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(sentence, "dim"), row, 1)


def picture(window: Window, name: str, factor: float = 1.4) -> QLabel:
    """An icon beside words; it says nothing that they do not."""
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignTop)

    def draw(look: Look) -> None:
        side = round(label.fontMetrics().height() * factor)
        drawn = icon(name, look.link).pixmap(QSize(side, side), label.devicePixelRatioF())
        label.setPixmap(drawn)

    window.dress(draw)
    return label


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
        # A name that is written the other way begins where the others do.
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        middle = Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | middle)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fit()  # in the font as it is now: with changeEvent PySide loads all events there are
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole), super().sizeHint().height())

    def _fit(self) -> None:
        width = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        self.setToolTip(plain_tip(self._whole if shown != self._whole else ""))


class WrappedLabel(QLabel):
    """Plain text in as many lines as it needs; a word longer than a line is broken for the eye."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = ""
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = shown = text
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            shown = held_together(text)
            shown = LONG_WORD.sub(lambda word: PIECE.sub(rf"\1{MAY_BREAK}", word[0]), shown)
        if shown != super().text():
            super().setText(shown)
            self.setAccessibleName(text if shown != text else "")


class LineLabel(QLabel):
    """One line, or several where there is no room for it; by itself Qt asks for two of any."""

    def __init__(self, text: str = "", part: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if part:
            self.setProperty("part", part)

    def sizeHint(self) -> QSize:
        flags = Qt.TextFlag.TextShowMnemonic if self.buddy() is not None else Qt.TextFlag(0)
        return self.fontMetrics().size(flags, self.text())


class ElidedButton(QPushButton):
    """A link that ends in "…" where the screen has no room for it beside others."""

    SHARE = 0.3  # of the width that a window may have: so much it asks for at most

    def __init__(self) -> None:
        super().__init__()
        self._whole = self._shown = self._key = ""
        self.setAutoDefault(True)
        self.setProperty("part", "link")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str, key: str = "") -> None:
        """Show this text; ``key`` is "&" where its first letter is to be one."""
        self._whole, self._key = text, key
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        hint, more = super().sizeHint(), self._width(self._whole) - self._width(self._shown)
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        most = round(screen_room(self).width() * self.SHARE)
        return QSize(min(self.sizeHint().width(), most), self.sizeHint().height())

    def _width(self, words: str) -> int:
        words = self._key + words.replace("&", "&&")
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()

    def _fit(self) -> None:
        missing = self.sizeHint().width() - self.width()
        self._shown = self._whole
        if missing > 0:
            room = self._width(self._whole) - missing
            mode = Qt.TextElideMode.ElideRight
            self._shown = self.fontMetrics().elidedText(self._whole, mode, room)
        self.setText(self._key + self._shown.replace("&", "&&"))
        self.setToolTip(plain_tip(self._whole if missing > 0 else ""))
