"""What the shapes of the weeks mean."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from presence.core.goals.progress import Outcome
from presence.ui.controls import text_label
from presence.ui.goals.squares import draw_square
from presence.ui.goals.view import Square
from presence.ui.look import CAPTION, HAIR, LARGE, set_type
from presence.words.goals.said import outcome_name

COLUMNS = 3  # in one row they would be wider than a window with large type


class Legend(QFrame):
    """Each shape with its word."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[Outcome, QFrame] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(COLUMNS, 1)
        for place, outcome in enumerate(Outcome):
            pair = _pair(outcome)
            self._pairs[outcome] = pair
            grid.addWidget(pair, place // COLUMNS, place % COLUMNS)

    def redraw(self, outcomes: Iterable[Outcome]) -> None:
        """Explain these."""
        shown = set(outcomes)
        for outcome, pair in self._pairs.items():
            pair.setVisible(outcome in shown)


def _pair(outcome: Outcome) -> QFrame:
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(HAIR)
    word = text_label(outcome_name(outcome), "dim", wraps=False)
    set_type(word, CAPTION)
    row.addWidget(_Shape(outcome))
    row.addWidget(word)
    return frame


class _Shape(QWidget):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._square = Square(outcome, 0.5, "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 0.75)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        place = QRectF(0, (self.height() - side) / 2, side, side)
        draw_square(painter, place, self._square, self.palette())
