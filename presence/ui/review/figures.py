"""The figures: large numbers on cards, each of which says how it is computed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from presence.core.kind import Sphere
from presence.drawing.review.behind import all_of, kept_whole
from presence.drawing.review.how import (
    alone_line,
    kept_figure,
    longest_help,
    sphere_help,
    total_help,
)
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import plain_tip, text_label
from presence.ui.look import CAPTION, HAIR, LARGE, MEDIUM, SMALL, TITLE
from presence.ui.review.cards import Cards, ReadCard
from presence.words.dates import hours, length, moment
from presence.words.kept import kept_basis_line, kept_help
from presence.words.kinds import kind_name
from presence.words.review.lines import change_line

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Amount:
    """A large number and the quiet word beside it."""

    number: str
    word: str = ""


class Figure(ReadCard):
    """One or two large numbers on a card, under a name and over quieter lines."""

    opened = Signal(object)  # what stands behind it

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._opens: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(HAIR // 2)
        column.addWidget(text_label(name, part="dim", factor=CAPTION, wraps=False))
        self._numbers = [text_label("", factor=TITLE, bold=True, wraps=False) for _unused in "12"]
        self._words = [text_label("", part="dim", wraps=False) for _unused in "12"]
        for word in self._words:
            word.setContentsMargins(0, 0, 0, HAIR // 2)  # onto the line of the larger type
        row = QHBoxLayout()
        row.setSpacing(HAIR)
        for number, word in zip(self._numbers, self._words, strict=True):
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignBottom)
            row.addWidget(word, 0, Qt.AlignmentFlag.AlignBottom)
            row.addSpacing(SMALL)
        row.addStretch(1)
        column.addLayout(row)
        self._lines = [text_label("", part="dim", factor=CAPTION) for _unused in "12"]
        for label in self._lines:
            column.addWidget(label)
        column.addStretch(1)

    def say(
        self, amounts: Sequence[Amount], lines: Sequence[str], how: str, opens: object = None
    ) -> None:
        """Show numbers, what belongs to them, and as the tooltip how they are computed."""
        self._opens = opens
        both = (*amounts, Amount(""))[:2]
        for number, word, amount in zip(self._numbers, self._words, both, strict=True):
            for label, text in ((number, amount.number), (word, amount.word)):
                label.setText(text)
                label.setVisible(bool(text))
        for label, words in zip(self._lines, (*lines, "", "")[:2], strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self.setToolTip(plain_tip(how))
        said = ", ".join(f"{amount.number} {amount.word}".strip() for amount in amounts)
        self.setAccessibleName(f"{self._name}: {said}")
        self.setAccessibleDescription(" ".join((*lines, how)))
        shape = Qt.CursorShape.ArrowCursor if opens is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            below = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(below, self.toolTip(), self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._opens is not None:
            self.opened.emit(self._opens)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes to the page below

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._opens is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._opens)


class Figures(QWidget):
    """Time, work and private, kept, and the longest stretch; below each other without room."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.total = Figure(_("Time"))
        self.spheres = Figure(_("Work and private"))
        self.kept = Figure(_("Kept"))
        self.longest = Figure(_("Longest without a screen"))
        row = Cards()
        row.setContentsMargins(0, 0, 0, 0)
        for figure in (self.total, self.spheres, self.kept, self.longest):
            row.addWidget(figure, 1)
            figure.opened.connect(self.opened)
        self.setLayout(row)

    def redraw(self, page: ReviewPage) -> None:
        """Show the figures of this period."""
        review = page.review
        lines = _some(change_line(review), alone_line(page))
        self.total.say([Amount(hours(review.total))], lines, total_help(page), all_of(page))
        work, private = review.by_sphere[Sphere.WORK], review.by_sphere[Sphere.PRIVATE]
        both = Amount(hours(work), _("work")), Amount(hours(private), _("private"))
        self.spheres.say(both, (), sphere_help(page), all_of(page))
        basis = kept_basis_line(review) if review.kept_known else ""
        opens = kept_whole(page) if review.kept_known else None
        self.kept.say([Amount(kept_figure(page))], _some(basis), kept_help(review), opens)
        self._redraw_longest(page)

    def _redraw_longest(self, page: ReviewPage) -> None:
        longest = page.review.longest
        if longest is None:
            self.longest.say([Amount(_("not known"))], (), longest_help())
            return
        zone = page.period.calendar.zone
        where = SEPARATOR.join(
            (kind_name(page.kinds[longest.kind]), moment(longest.started_at, zone, page.now))
        )
        opens = None if page.is_sample else longest.session_id
        self.longest.say([Amount(length(longest.length))], (where,), longest_help(), opens)


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
