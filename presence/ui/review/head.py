"""The upper edge of the review: what waits for an answer, which period it is, and the way on."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from presence.core.review import Unit
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import icon_button, push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import HAIR, LARGE, MEDIUM, SMALL, TITLE, Look, icon
from presence.ui.review.cards import Cards
from presence.ui.review.words import back_words, beside_words
from presence.ui.segments import Segments
from presence.words.review.lines import confirm_line
from presence.words.review.titles import period_span, period_title


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


def confirm_words(page: ReviewPage) -> tuple[str, str]:
    """What the first banner says."""
    if not page.to_confirm or page.is_sample:
        return "", ""
    return confirm_line(page.to_confirm), _("When did it end? Until you say so, as planned.")


class Navigation(QWidget):
    """Which period it is, the way to others, and what can be done with it."""

    unit_chosen = Signal(object)  # a Unit

    def __init__(self) -> None:
        super().__init__()
        row = Cards(as_wished=True)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._where())
        row.addWidget(self._what())
        self.setLayout(row)

    def _where(self) -> QWidget:
        self.previous = icon_button("previous", "")
        self.next = icon_button("next", "")
        self.title = text_label("", factor=TITLE, bold=True, wraps=False)
        self.span = text_label("", part="dim", wraps=False)
        self.back = push_button("", "quiet")
        self.title.setContentsMargins(SMALL, 0, SMALL, 0)
        return _row(self.previous, self.next, self.title, self.span, self.back)

    def _what(self) -> QWidget:
        units = ((Unit.WEEK, _("Week")), (Unit.MONTH, _("Month")), (Unit.YEAR, _("Year")))
        self.units = Segments[Unit](_("What is shown"), units)
        self.units.setToolTip(_("A week, a month or a year (Ctrl+1, Ctrl+2, Ctrl+3)"))
        self.units.signals.chosen.connect(self._on_unit)
        self.compare = push_button(_("&Compare"), "quiet")
        self.compare.setToolTip(_("Another span beside this one"))
        self.as_table = push_button(_("Show as &table"), "quiet")
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(_("The charts as tables (Ctrl+T)"))
        self.share = push_button(_("S&hare"), "quiet")
        self.share.setToolTip(_("Print it (Ctrl+P), or keep it as a file"))
        return _row(None, self.units, self.compare, self.as_table, self.share)

    def set_look(self, look: Look) -> None:
        """Draw the arrows in this look, turned to the reading direction."""
        names = ["previous", "next"]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            names.reverse()
        for button, name in zip((self.previous, self.next), names, strict=True):
            button.setIcon(icon(name, look.text))
            side = round(self.fontMetrics().height() * 1.1)
            button.setIconSize(QSize(side, side))

    def redraw(self, page: ReviewPage) -> None:
        """Name the period; a made-up one leads nowhere."""
        title, span = period_title(page.period, page.today), period_span(page.period, page.today)
        self.title.setText(_("A sample week") if page.is_sample else title)
        self.span.setText("" if page.is_sample or span == title else span)
        self.span.setVisible(bool(self.span.text()))
        current = page.review.is_running
        self.back.setText(back_words(page.unit))
        self.back.setToolTip(_("Back to the present (Home)"))
        self.back.setVisible(not current and not page.is_sample)
        arrows = (self.previous, self.next)
        for arrow, words in zip(arrows, beside_words(page.unit), strict=True):
            arrow.setAccessibleName(words)
            arrow.setToolTip(words)
        self.previous.setEnabled(not page.is_sample)
        self.next.setEnabled(not page.is_sample and not current)
        self.units.show_value(page.unit, span)
        self.units.setEnabled(not page.is_sample)
        for button in (self.as_table, self.share):
            button.setVisible(not page.is_empty)
        self.compare.setVisible(not page.is_empty and not page.is_sample)

    def _on_unit(self) -> None:
        if self.units.value is not None:
            self.unit_chosen.emit(self.units.value)


def _row(*widgets: QWidget | None) -> Flow:
    """Widgets beside each other; None is where the room between them goes."""
    row = Flow(HAIR)
    for widget in widgets:
        if widget is None:
            row.add_gap()
        else:
            row.add(widget)
    return row
