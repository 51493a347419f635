"""A week, a month or a year on one screen: its story and its hours first, the rest below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut

from presence.core.review import Unit
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.texts import _, is_right_to_left
from presence.ui.look import HUGE, LARGE, MEDIUM, Look
from presence.ui.page import PageWindow, screen_room
from presence.ui.review.access import describe_charts
from presence.ui.review.chart_part import ChartPart
from presence.ui.review.comparing import Comparing
from presence.ui.review.empty import EmptyPage
from presence.ui.review.first_sight import FirstSight
from presence.ui.review.head import Banner, Navigation, confirm_words
from presence.ui.review.rest import Rest
from presence.ui.review.sharing import ShareMenu
from presence.ui.review.words import window_title

LETTERS = 118
ROOM_BESIDE = 4 * LARGE + HUGE  # margins of the page and the card, and a scroll bar
FIRST_YEAR = 1900  # nobody goes on paging before it
LEAST_SHAPE = 0.95  # of its width is how high it opens, before it is known what lies below


class ReviewWindow(PageWindow):
    """Shows a ``ReviewPage``; never asks for more than the period it is given."""

    period_requested = Signal(object)  # a Period
    present_requested = Signal(object)  # a Unit: the period of it that runs now
    comparison_requested = Signal(object)  # another Period beside this one, or None
    sessions_requested = Signal(object)  # a LogFilter: the sessions behind a figure
    session_chosen = Signal(str)
    confirm_requested = Signal()
    print_requested = Signal(bool)  # with names
    share_requested = Signal(str, bool)  # "html", "png" or "pdf", and with names
    goals_wanted = Signal()  # of this period, to be set: what lies below is about to be drawn
    goals_requested = Signal()  # the window in which they are changed
    with_whom_requested = Signal()  # by what people are to one, in a window of its own
    sample_requested = Signal()
    sample_closed = Signal()
    help_heading = "week"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Review"), letters=LETTERS, margin=LARGE, spacing=MEDIUM)
        describe_charts()
        self._shown: ReviewPage | None = None
        self._has_rest_to_draw = False
        self._goals: Sequence[GoalLine] | None = None
        self._rest: Rest | None = None
        self._comparing: Comparing | None = None
        self._confirm = Banner(_("&Answer…"), self.confirm_requested.emit, "primary")
        self._sample = Banner(_("&Back to my week"), self.sample_closed.emit, "")
        self._navigation = Navigation()
        self._share = ShareMenu(self._navigation.share)
        self._first = FirstSight(look)
        self._empty = EmptyPage()
        for widget in (self._confirm, self._sample, self._navigation, self._first):
            self.column.addWidget(widget)
        self.column.addWidget(self._empty, 1)
        self.column.addStretch(0)
        self._connect()
        self.dress(self._set_look)
        self.setFocus()  # nothing waits for a stray Enter; the keys of the review work at once

    def redraw(self, page: ReviewPage) -> None:
        """Show this period; what lies below is drawn when the rest has been painted."""
        self._shown = page
        self.setWindowTitle(window_title(page.unit))
        self._confirm.say(*confirm_words(page))
        if page.is_sample:
            self._sample.say(_("Made up"), _("Nothing of this is in your log. Esc goes back."))
        else:
            self._sample.say("", "")
        self._navigation.redraw(page)
        self._first.setVisible(not page.is_empty)
        self._empty.setVisible(page.is_empty)
        self._empty.redraw(page)
        self._redraw_comparison(page)
        if self._rest is not None:
            self._rest.setVisible(not page.is_empty)
        if not page.is_empty:
            self._first.redraw(page)
        self._has_rest_to_draw = not page.is_empty
        self.update()

    def set_goals(self, goals: Sequence[GoalLine]) -> None:
        """Show these goals with whatever is shown next, until others are set."""
        self._goals = goals
        if self._shown is not None and self._rest is not None:
            self._rest.redraw_goals(self._page_with_goals(self._shown))

    def draw_the_rest(self) -> None:
        """Draw what lies below, where it is not drawn yet."""
        page = self._shown
        if not self._has_rest_to_draw or page is None:
            return
        self._has_rest_to_draw = False
        self.goals_wanted.emit()
        if self._rest is None:
            self._rest = self._make_rest()
        self._rest.redraw(self._page_with_goals(page))
        self._rest.show()
        self._fit_tables()
        self.page.order_tabs()
        self.grow()

    def fit(self) -> None:
        self.ensurePolished()
        size = self.page.natural_size()
        if self._has_rest_to_draw:
            least = min(round(size.width() * LEAST_SHAPE), screen_room(self).height())
            size.setHeight(max(size.height(), least))
        self.resize(size)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._has_rest_to_draw:
            QTimer.singleShot(0, self, self.draw_the_rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._shown is not None and self._shown.is_sample:
            self.sample_closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tables()

    # How it is built

    def _make_rest(self) -> Rest:
        rest = Rest(self.look)
        rest.opened.connect(self._open)
        rest.session_chosen.connect(self._choose)
        rest.goals_requested.connect(self.goals_requested)
        rest.with_whom_requested.connect(self.with_whom_requested)
        for part in rest.parts:
            part.show_as_table(self._navigation.as_table.isChecked())
        self.column.insertWidget(self.column.count() - 2, rest)
        return rest

    def _redraw_comparison(self, page: ReviewPage) -> None:
        if page.comparison is not None and self._comparing is None:
            self._comparing = Comparing(self.look)
            self._comparing.wanted.connect(self.comparison_requested)
            self._comparing.opened.connect(self._open)
            for part in self._comparing.parts:
                part.show_as_table(self._navigation.as_table.isChecked())
            place = self.column.indexOf(self._navigation) + 1
            self.column.insertWidget(place, self._comparing)
            self.page.order_tabs()
        if self._comparing is not None:
            self._comparing.redraw(page)
        self._navigation.compare.setEnabled(page.comparison is None)

    def _connect(self) -> None:
        head = self._navigation
        head.previous.clicked.connect(lambda: self._go(-1))
        head.next.clicked.connect(lambda: self._go(1))
        head.back.clicked.connect(self._go_home)
        head.unit_chosen.connect(self._on_unit)
        head.as_table.toggled.connect(self._show_as_table)
        head.compare.clicked.connect(self._compare)
        self._first.opened.connect(self._open)
        self._empty.sample_requested.connect(self.sample_requested)
        self._share.print_requested.connect(self.print_requested)
        self._share.share_requested.connect(self.share_requested)
        self._key("Alt+Left", self._go_left)
        self._key("Alt+Right", self._go_right)
        self._key("PgUp", lambda: self._go(-1))
        self._key("PgDown", lambda: self._go(1))
        self._key("Home", self._go_home)
        self._key("Ctrl+T", head.as_table.toggle)
        self._key("Ctrl+P", self._print)
        self._key("Ctrl+1", lambda: self._on_unit(Unit.WEEK))
        self._key("Ctrl+2", lambda: self._on_unit(Unit.MONTH))
        self._key("Ctrl+3", lambda: self._on_unit(Unit.YEAR))

    def _key(self, keys: str, does: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(does)

    # What it does

    def _go(self, steps: int) -> None:
        page = self._shown
        if page is None or page.is_sample or (steps > 0 and page.review.is_running):
            return
        if page.period.first.year > FIRST_YEAR or steps > 0:
            self.period_requested.emit(page.period.shifted(steps))

    def _go_left(self) -> None:
        self._go(1 if is_right_to_left() else -1)

    def _go_right(self) -> None:
        self._go(-1 if is_right_to_left() else 1)

    def _go_home(self) -> None:
        if self._shown is not None and not self._shown.is_sample:
            self.present_requested.emit(self._shown.unit)

    def _on_unit(self, unit: Unit) -> None:
        page = self._shown
        if page is None or page.is_sample:
            return
        day = min(page.period.last, page.today)
        self.period_requested.emit(page.period.calendar.period_of(unit, day))

    def _compare(self) -> None:
        page = self._shown
        if page is not None and not page.is_sample:
            self.comparison_requested.emit(page.period.shifted(-1))

    def _print(self) -> None:
        if self._shown is not None and not self._shown.is_empty:
            self.print_requested.emit(self._share.with_names)

    def _open(self, wanted: object) -> None:
        if isinstance(wanted, str):
            self.session_chosen.emit(wanted)
        elif callable(wanted):
            self.sessions_requested.emit(wanted())

    def _choose(self, session_id: str) -> None:
        if self._shown is not None and not self._shown.is_sample:
            self.session_chosen.emit(session_id)

    def _page_with_goals(self, page: ReviewPage) -> ReviewPage:
        return page if self._goals is None else replace(page, goals=tuple(self._goals))

    def _show_as_table(self, wanted: bool) -> None:
        for part in self._parts():
            part.show_as_table(wanted)
        self._fit_tables()

    def _fit_tables(self) -> None:
        """While they are shown, the tables may push each other to a row of their own."""
        for part in self._parts():
            part.fit(self.width() - ROOM_BESIDE)

    def _parts(self) -> Iterator[ChartPart]:
        """Every chart that there is by now."""
        for place in (self._first, self._comparing, self._rest):
            if place is not None:
                yield from place.parts

    def _set_look(self, look: Look) -> None:
        for place in (self._navigation, self._first, self._comparing, self._rest):
            if place is not None:
                place.set_look(look)
