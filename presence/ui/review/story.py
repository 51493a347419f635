"""The period in five sentences: the first thing that is read."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from presence.ui.controls import text_label
from presence.ui.look import HAIR, HEADING, LARGE, MEDIUM, RADIUS
from presence.ui.painted import draw_focus

MOST = 5


class Story(QFrame):
    """At most five sentences, the first one large."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("part", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(HAIR)
        self._labels: list[QLabel] = [text_label("", factor=HEADING, bold=True)]
        self._labels += [text_label("") for _unused in range(MOST - 1)]
        for label in self._labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that a screen reader comes by it

    def say(self, name: str, sentences: Sequence[str]) -> None:
        """Show these; none hide the card."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(sentences))
        for place, label in enumerate(self._labels):
            words = sentences[place] if place < len(sentences) else ""
            label.setText(words)
            label.setVisible(bool(words))
        self.setVisible(bool(sentences))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus(painter, QRectF(self.rect()), self.palette(), RADIUS + 3)
