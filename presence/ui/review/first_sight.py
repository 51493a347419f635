"""What is seen first: the story, the hours, with whom, a year's days, and the figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.core.review import Unit
from presence.drawing.review.days import days_table, heat_map
from presence.drawing.review.hours import hour_bars, hours_table, hours_title, kind_legend
from presence.drawing.review.how import (
    days_help,
    no_names_words,
    people_help,
    total_words,
)
from presence.drawing.review.names import person_bars, person_table
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import MEDIUM, Look
from presence.ui.review.cards import Card, Cards
from presence.ui.review.chart import ChartView
from presence.ui.review.chart_part import ChartPart
from presence.ui.review.figures import Figures
from presence.ui.review.story import Story
from presence.words.review.sentences import sentences
from presence.words.review.titles import period_title


class FirstSight(QWidget):
    """Read in ten seconds by somebody who has never seen it."""

    opened = Signal(object)  # what stands behind a part

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._story = Story(_("In a few sentences"))
        self._hours = ChartPart(_("Hours per day"), look)
        self._legend = ChartView(_("What the colours mean"), look, takes_keys=False)
        self._people = ChartPart(_("Hours with each person"), look)
        self._days = ChartPart(_("Every day of the year"), look)
        self._nobody = text_label("", part="dim")
        self._figures = Figures()
        self.parts = (self._hours, self._people, self._days)
        self._build()

    def redraw(self, page: ReviewPage) -> None:
        """Show this period."""
        self._story.say(
            _("{period} in a few sentences").format(period=period_title(page.period, page.today)),
            sentences(page.review, page.kinds),
        )
        self._redraw_hours(page)
        self._redraw_people(page)
        is_year = page.unit is Unit.YEAR
        self._days_card.setVisible(is_year)
        if is_year:
            self._days.say(heat_map(page), total_words(page), lambda: days_table(page))
        self._figures.redraw(page)

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._legend.set_look(look)
        for part in self.parts:
            part.set_look(look)

    def _redraw_hours(self, page: ReviewPage) -> None:
        self._hours_card.name(hours_title(page))
        self._hours.say(
            hour_bars(page), total_words(page), lambda: hours_table(page), hours_title(page)
        )
        self._legend.show_chart(kind_legend(page), "")

    def _redraw_people(self, page: ReviewPage) -> None:
        how, has_names = people_help(page), bool(page.review.by_person)
        self._people_card.name(_("With whom"), how)
        self._people.say(person_bars(page), how, lambda: person_table(page))
        self._people_card.say(_("Hours with several people overlap.") if has_names else "")
        self._nobody.setText("" if has_names else no_names_words(page.unit))
        self._nobody.setVisible(not has_names)

    def _build(self) -> None:
        self._hours_card, self._people_card = Card(), Card()
        self._hours_card.column.insertWidget(1, self._hours, 1)
        self._hours_card.column.insertWidget(2, self._legend)
        self._people_card.column.insertWidget(1, self._nobody)
        self._people_card.column.insertWidget(2, self._people, 1)
        self._days_card = Card()
        self._days_card.name(_("Every day"), days_help())
        self._days_card.column.insertWidget(1, self._days)
        charts = Cards()
        charts.addWidget(self._hours_card, 3)
        charts.addWidget(self._people_card, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self._story)
        column.addLayout(charts)
        column.addWidget(self._days_card)
        column.addWidget(self._figures)
        self._legend.opened.connect(self.opened)
        self._figures.opened.connect(self.opened)
        for part in self.parts:
            part.opened.connect(self.opened)
