"""The week on one screen: what waits for an answer, then the hours, with whom, and the list."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from presence.texts import _, is_right_to_left
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.look import CAPTION, HUGE, LARGE, MEDIUM, Look, icon
from presence.ui.page import PageWindow
from presence.ui.week.access import describe_charts
from presence.ui.week.cards import Cards, either, titled_card
from presence.ui.week.chart import ChartView
from presence.ui.week.head import (
    Banner,
    Figures,
    Navigation,
    confirm_words,
)
from presence.ui.week.page import (
    WeekPage,
    day_bars,
    day_table,
    kind_legend,
    person_bars,
    person_table,
)
from presence.ui.week.sessions import ID_ROLE, SessionsModel, newest_first, session_rows
from presence.ui.week.table import LAST, NumbersModel, WeekTable
from presence.ui.week.words import people_help, summary_line

LETTERS = 118
ROOM_BESIDE = 4 * LARGE + HUGE  # margins of the page and the card, and a scroll bar
MOST_ROWS_BEHIND_A_CHART = 14
MOST_ROWS_UNSCROLLED = 30  # up to here the page scrolls and not a list within it


class WeekWindow(PageWindow):
    """Shows a ``WeekPage``; never asks for more than the week it is given."""

    week_requested = Signal(object)  # a Week
    this_week_requested = Signal()
    confirm_requested = Signal()
    session_chosen = Signal(str)
    sample_requested = Signal()
    sample_closed = Signal()
    help_heading = "week"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Week"), letters=LETTERS, margin=LARGE, spacing=MEDIUM)
        describe_charts()
        self._shown: WeekPage | None = None
        self._confirm = Banner(_("&Answer…"), self.confirm_requested.emit, "primary")
        self._sample = Banner(_("&Back to my week"), self.sample_closed.emit, "")
        self._navigation = Navigation()
        self._figures = Figures()
        self._days = ChartView(_("Hours per day"), look)
        self._legend = ChartView(_("What the colours mean"), look, takes_keys=False)
        self._people = ChartView(_("Hours with each person"), look)
        self._day_numbers, self._person_numbers = NumbersModel(), NumbersModel()
        self._sessions_model = SessionsModel(lambda n, slot: icon(n, self.look.series_colour(slot)))
        self._sessions_order = newest_first(self._sessions_model)
        self._tables: list[WeekTable] = []
        self._build()
        self._connect()
        self.dress(self._set_look)
        self.setFocus()  # nothing waits for a stray Enter; the keys of the week work at once

    def redraw(self, page: WeekPage) -> None:
        """Show this week."""
        self._shown = page
        self._confirm.say(*confirm_words(page))
        if page.is_sample:
            self._sample.say(_("Made up"), _("Nothing of this is in your log. Esc goes back."))
        else:
            self._sample.say("", "")
        self._navigation.redraw(page)
        self._full.setVisible(not page.is_empty)
        self._empty.setVisible(page.is_empty)
        self._nothing.setText(
            _("What you start from the icon will show here.")
            if page.log_is_empty
            else _("No sessions in this week.")
        )
        self._see_sample.setVisible(page.log_is_empty)
        if not page.is_empty:
            self._figures.redraw(page)
            self._redraw_charts(page)
            self._redraw_sessions(page)
            self._fit_tables()

    def _redraw_charts(self, page: WeekPage) -> None:
        self._day_numbers.show_table(day_table(page))
        self._person_numbers.show_table(person_table(page))
        self._days.show_chart(day_bars(page), summary_line(page))
        self._legend.show_chart(kind_legend(page), "")
        self._people.show_chart(person_bars(page), people_help(page))
        self._people_heading.setToolTip(plain_tip(people_help(page)))
        self._overlap.setToolTip(plain_tip(people_help(page)))
        self._nobody.setVisible(not page.review.by_person)
        self._overlap.setVisible(bool(page.review.by_person))

    def _redraw_sessions(self, page: WeekPage) -> None:
        self._sessions_model.show_rows(session_rows(page))
        rows = min(len(page.review.sessions), MOST_ROWS_UNSCROLLED)
        self._sessions.setMinimumHeight(self._sessions.height_of(rows))
        self.grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._shown is not None and self._shown.is_sample:
            self.sample_closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tables()

    # How it is built

    def _build(self) -> None:
        self._full, self._empty = self._full_page(), self._empty_page()
        for widget in (self._confirm, self._sample, self._navigation):
            self.column.addWidget(widget)
        self.column.addWidget(self._full, 1)
        self.column.addWidget(self._empty, 1)

    def _full_page(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self._figures)
        charts = Cards()
        charts.addWidget(self._days_card(), 3)
        charts.addWidget(self._people_card(), 2)
        column.addLayout(charts)
        column.addWidget(self._sessions_card(), 1)
        return content

    def _days_card(self) -> QWidget:
        frame, column, _heading = titled_card(_("Hours per day"))
        self._day_table = self._table(_("Hours per day"), self._day_numbers)
        self._day_views = either(self._days, self._day_table)
        column.addWidget(self._day_views, 1)
        column.addWidget(self._legend)
        return frame

    def _people_card(self) -> QWidget:
        frame, column, self._people_heading = titled_card(_("With whom"))
        self._person_table = self._table(_("Hours with each person"), self._person_numbers, 0)
        self._person_views = either(self._people, self._person_table)
        self._nobody = text_label(_("No names this week."), part="dim")
        self._overlap = text_label(
            _("Hours with several people overlap."), part="dim", factor=CAPTION
        )
        column.addWidget(self._nobody)
        column.addWidget(self._person_views, 1)
        column.addWidget(self._overlap)
        return frame

    def _sessions_card(self) -> QWidget:
        frame, column, _heading = titled_card(_("Sessions"))
        self._sessions = self._table(_("Sessions"), self._sessions_order, 2)
        self._sessions.setSortingEnabled(True)
        self._sessions.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        column.addWidget(self._sessions, 1)
        return frame

    def _table(self, name: str, model: QAbstractItemModel, widest: int = LAST) -> WeekTable:
        table = WeekTable(name, model, widest)
        self._tables.append(table)
        return table

    def _empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(HUGE)
        self._nothing = text_label("", part="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._see_sample = push_button(_("See a &sample week"))
        column.addStretch(1)
        column.addWidget(self._nothing)
        column.addWidget(self._see_sample, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        head = self._navigation
        head.previous.clicked.connect(lambda: self._go(-1))
        head.next.clicked.connect(lambda: self._go(1))
        head.this_week.clicked.connect(self.this_week_requested.emit)
        head.as_table.toggled.connect(self._show_as_table)
        self._see_sample.clicked.connect(self.sample_requested.emit)
        self._sessions.activated.connect(self._choose)
        self._key("Alt+Left", self._go_left)
        self._key("Alt+Right", self._go_right)
        self._key("PgUp", lambda: self._go(-1))
        self._key("PgDown", lambda: self._go(1))
        self._key("Home", self._go_home)
        self._key("Ctrl+T", head.as_table.toggle)

    def _key(self, keys: str, does: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(does)

    # What it does

    def _go(self, weeks: int) -> None:
        page = self._shown
        if page is None or page.is_sample or (weeks > 0 and page.review.is_running):
            return
        self.week_requested.emit(page.review.week.shifted(weeks))

    def _go_left(self) -> None:
        self._go(1 if is_right_to_left() else -1)

    def _go_right(self) -> None:
        self._go(-1 if is_right_to_left() else 1)

    def _go_home(self) -> None:
        if self._shown is not None and not self._shown.is_sample:
            self.this_week_requested.emit()

    def _choose(self, index: QModelIndex) -> None:
        if self._shown is not None and not self._shown.is_sample:
            self.session_chosen.emit(index.data(ID_ROLE))

    def _show_as_table(self, wanted: bool) -> None:
        for views in (self._day_views, self._person_views):
            views.setCurrentIndex(1 if wanted else 0)
        self._fit_tables()

    def _fit_tables(self) -> None:
        """While they are shown, the tables may push each other to a row of their own."""
        shown = self._navigation.as_table.isChecked()
        for table in (self._day_table, self._person_table):
            if shown:
                table.ask_for_room(MOST_ROWS_BEHIND_A_CHART, self.width() - ROOM_BESIDE)
            else:
                table.setMinimumSize(0, 0)

    def _set_look(self, look: Look) -> None:
        self._navigation.set_look(look)
        for chart in (self._days, self._legend, self._people):
            chart.set_look(look)
        for table in self._tables:
            table.set_look(look)
        if self._shown is not None:
            self._redraw_sessions(self._shown)
