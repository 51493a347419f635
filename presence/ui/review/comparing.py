"""Two spans side by side: which one is set beside the one shown, and the hours of both."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDateEdit, QVBoxLayout

from presence.core.review import Comparison, Unit
from presence.drawing.review.comparison import (
    kinds_beside,
    kinds_beside_table,
    people_beside,
    people_beside_table,
    totals_line,
)
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import MEDIUM, SMALL, Look
from presence.ui.painted import Choice
from presence.ui.review.cards import Card, Cards
from presence.ui.review.chart_part import ChartPart

OTHER = "other"  # any span, from one date to another
A_YEAR = {Unit.WEEK: -52, Unit.MONTH: -12}
EARLIEST = QDate(1970, 1, 1)


def _date_format(locale: QLocale) -> str:
    """The short way of writing a date, with the whole year; ISO 8601 where there is no country."""
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


class DayEdit(QDateEdit):
    """A field for a date, in the person's own way of writing it; without buttons."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.setMinimumDate(EARLIEST)
        self.setDisplayFormat(_date_format(QLocale()))

    @property
    def chosen(self) -> date:
        """The date shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show this date; nobody is told."""
        self.blockSignals(True)
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance("00/00/0000")
        return QSize(widest + 3 * MEDIUM, self.fontMetrics().height() + 2 * SMALL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_the_text_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_the_text_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._give_the_text_room()

    def _give_the_text_room(self) -> None:
        # With a style sheet and no buttons, Qt 6 leaves the text one pixel.
        self.lineEdit().setGeometry(self.rect().adjusted(SMALL, 2, -SMALL, -2))


class Comparing(Card):
    """Asks for another span, and shows both."""

    wanted = Signal(object)  # the other Period, None for nothing more
    opened = Signal(object)  # what stands behind a bar

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._page: ReviewPage | None = None
        self._choices: list[str | int] = []
        self._which = Choice(_("Compare with"), look)
        self._which.say_what_it_is_of()
        self._which.activated.connect(self._on_which)
        self._from, self._to = DayEdit(_("From")), DayEdit(_("To, with this day"))
        self._close = push_button(_("Compare &no more"), "quiet")
        self._close.clicked.connect(lambda: self.wanted.emit(None))
        self._totals = text_label("", bold=True)
        self.parts = (
            ChartPart(_("Hours of each kind, side by side"), look),
            ChartPart(_("Hours with each person, side by side"), look),
        )
        self._build()

    def redraw(self, page: ReviewPage) -> None:
        """Show the two spans of this page, or hide."""
        comparison = page.comparison
        self.setVisible(comparison is not None)
        if comparison is None:
            self._page = None
            return
        if self._page is None or self._page.unit is not page.unit:
            self._offer(page)
        self._page = page
        self._show_choice(page, comparison)
        self._totals.setText(totals_line(page, comparison))
        kinds, people = self.parts
        kinds.say(
            kinds_beside(page, comparison),
            self._totals.text(),
            lambda: kinds_beside_table(page, comparison),
        )
        people.say(
            people_beside(page, comparison), "", lambda: people_beside_table(page, comparison)
        )
        people.setVisible(bool(comparison.by_person))

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        for part in self.parts:
            part.set_look(look)

    def _build(self) -> None:
        chooser = Flow()
        chooser.add(text_label(_("Compared with"), part="dim", wraps=False))
        for control in (self._which, self._from, self._to):
            chooser.add(control)
        chooser.add_gap()
        chooser.add(self._close)
        for edit in (self._from, self._to):
            edit.editingFinished.connect(self._on_days)
        charts = Cards()
        for part in self.parts:
            charts.addWidget(part, 1)
            part.opened.connect(self.opened)
        inner = QVBoxLayout()
        inner.setSpacing(SMALL)
        inner.addWidget(chooser)
        inner.addWidget(self._totals)
        inner.addLayout(charts)
        self.add(inner)

    def _offer(self, page: ReviewPage) -> None:
        named: list[tuple[str | int, str]] = [(-1, _before(page.unit))]
        if page.unit in A_YEAR:
            named.append((A_YEAR[page.unit], _("a year before")))
        named.append((OTHER, _("another span")))
        self._choices = [choice for choice, _words in named]
        self._which.clear()
        self._which.addItems([words for _choice, words in named])

    def _show_choice(self, page: ReviewPage, comparison: Comparison) -> None:
        other, own = comparison.other.period, comparison.one.period
        steps = [step for step in self._choices if isinstance(step, int)]
        choice: str | int = next((s for s in steps if own.shifted(s) == other), OTHER)
        self._which.setCurrentIndex(self._choices.index(choice))
        today = QDate(page.today.year, page.today.month, page.today.day)
        for edit, day in ((self._from, other.first), (self._to, other.last)):
            edit.setMaximumDate(today)
            edit.setVisible(choice == OTHER)
            if not edit.hasFocus():
                edit.show_day(day)

    def _on_which(self, place: int) -> None:
        page, choice = self._page, self._choices[place]
        if page is None or page.comparison is None:
            return
        if isinstance(choice, int):
            self.wanted.emit(page.period.shifted(choice))
            return
        for edit in (self._from, self._to):
            edit.setVisible(True)
        self._from.setFocus()

    def _on_days(self) -> None:
        page = self._page
        if page is None or page.comparison is None:
            return
        first, last = sorted((self._from.chosen, self._to.chosen))
        other = page.comparison.other.period
        if (first, last) != (other.first, other.last):
            self.wanted.emit(page.period.calendar.span(first, last))


def _before(unit: Unit) -> str:
    match unit:
        case Unit.MONTH:
            return _("the month before")
        case Unit.YEAR:
            return _("the year before")
        case _:
            return _("the week before")
