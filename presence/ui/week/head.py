"""The upper part of the week window: what waits for an answer, which week, and its figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from presence.core.kind import Sphere
from presence.texts import _
from presence.ui.controls import (
    ElidedLabel,
    icon_button,
    plain_tip,
    push_button,
    text_label,
)
from presence.ui.look import CAPTION, HAIR, LARGE, MEDIUM, RADIUS, SMALL, TITLE, Look, icon
from presence.ui.painted import draw_focus
from presence.ui.week.cards import Cards
from presence.ui.week.page import WeekPage
from presence.ui.week.words import (
    alone_line,
    kept_figure,
    sphere_help,
    summary_line,
    total_help,
)
from presence.words.dates import hours
from presence.words.kept import kept_basis_line, kept_help
from presence.words.week import change_line, confirm_line, week_span, week_title


class Banner(QFrame):
    """One line with one button, above everything else."""

    def __init__(self, button: str, on_press: Callable[[], None], part: str) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.words = text_label("", bold=True)
        self.hint = text_label("", part="dim")
        self.button = push_button(button, part)
        self.button.clicked.connect(on_press)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, SMALL, SMALL, SMALL)
        row.setSpacing(MEDIUM)
        row.addWidget(self.words)
        row.addWidget(self.hint, 1)
        row.addWidget(self.button)

    def say(self, words: str, hint: str) -> None:
        """Show these words; empty ones hide the banner."""
        self.words.setText(words)
        self.words.setWordWrap(False)
        self.hint.setText(hint)
        self.button.setAccessibleDescription(words)
        self.setVisible(bool(words))


class Navigation(QWidget):
    """Which week it is, and the way to others."""

    def __init__(self) -> None:
        super().__init__()
        self.previous = icon_button("previous", _("Previous week (Page Up)"))
        self.next = icon_button("next", _("Next week (Page Down)"))
        self.this_week = push_button(_("This &week"), "quiet")
        self.this_week.setToolTip(_("Back to the present week (Home)"))
        self.as_table = push_button(_("Show as &table"), "quiet")
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(_("The charts as tables (Ctrl+T)"))
        self.title = text_label("", factor=TITLE, bold=True, wraps=False)
        self.span = text_label("", part="dim", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(SMALL)
        row.addWidget(self.title)
        row.addSpacing(SMALL)
        row.addWidget(self.span)
        row.addStretch(1)
        row.addWidget(self.this_week)
        row.addWidget(self.as_table)

    def set_look(self, look: Look) -> None:
        """Draw the arrows in this look, turned to the reading direction."""
        names = ["previous", "next"]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            names.reverse()
        for button, name in zip((self.previous, self.next), names, strict=True):
            button.setIcon(icon(name, look.text))
            side = round(self.fontMetrics().height() * 1.1)
            button.setIconSize(QSize(side, side))

    def redraw(self, page: WeekPage) -> None:
        """Name the week; a made-up one leads nowhere."""
        week = page.review.week
        title, span = week_title(week, page.today), week_span(week, page.today)
        self.title.setText(_("A sample week") if page.is_sample else title)
        self.span.setText("" if page.is_sample or span == title else span)
        current = page.review.is_running
        self.this_week.setVisible(not current and not page.is_sample)
        self.previous.setEnabled(not page.is_sample)
        self.next.setEnabled(not page.is_sample and not current)
        self.as_table.setVisible(not page.is_empty)


@dataclass(frozen=True, slots=True)
class Amount:
    """A large number and the quiet word beside it."""

    number: str
    word: str = ""


class Figure(QFrame):
    """One or two large numbers on a card, under a name and over quieter lines."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._name = name
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
        # A tooltip that only the mouse reaches is none: the card takes the focus and is read.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, amounts: Sequence[Amount], lines: Sequence[str], how: str) -> None:
        """Show numbers, what belongs to them, and as the tooltip how they are computed."""
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            below = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(below, self.toolTip(), self)
        else:
            super().keyPressEvent(event)

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


class Figures(QWidget):
    """The week's sentence and its three figures; one below the other where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = ElidedLabel()
        self.total = Figure(_("Time"))
        self.spheres = Figure(_("Work and private"))
        self.kept = Figure(_("Kept"))
        row = Cards()
        for figure in (self.total, self.spheres, self.kept):
            row.addWidget(figure, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self.summary)
        column.addLayout(row)

    def redraw(self, page: WeekPage) -> None:
        """Show the figures of this week."""
        review = page.review
        self.summary.set_whole(summary_line(page))
        lines = _some(change_line(review), alone_line(page))
        self.total.say([Amount(hours(review.total))], lines, total_help(page))
        work, private = review.by_sphere[Sphere.WORK], review.by_sphere[Sphere.PRIVATE]
        both = Amount(hours(work), _("work")), Amount(hours(private), _("private"))
        self.spheres.say(both, (), sphere_help(page))
        basis = kept_basis_line(review) if review.kept_known else ""
        self.kept.say([Amount(kept_figure(page))], _some(basis), kept_help(review))


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def confirm_words(page: WeekPage) -> tuple[str, str]:
    """What the first banner says."""
    if not page.to_confirm or page.is_sample:
        return "", ""
    return confirm_line(page.to_confirm), _("When did it end? Until you say so, as planned.")
