"""The period in five sentences: the first thing that is read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from presence.ui.controls import text_label
from presence.ui.look import HAIR, HEADING, LARGE, MEDIUM
from presence.ui.review.cards import ReadCard

MOST = 5


class Story(ReadCard):
    """At most five sentences, the first one large."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(HAIR)
        self._labels: list[QLabel] = [text_label("", factor=HEADING, bold=True)]
        self._labels += [text_label("") for _unused in range(MOST - 1)]
        for label in self._labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.setAccessibleName(name)

    def say(self, name: str, sentences: Sequence[str]) -> None:
        """Show these; none hide the card."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(sentences))
        for place, label in enumerate(self._labels):
            words = sentences[place] if place < len(sentences) else ""
            label.setText(words)
            label.setVisible(bool(words))
        self.setVisible(bool(sentences))
