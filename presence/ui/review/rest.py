"""What lies below the fold: goals, the deeper figures, and the list of sessions."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.drawing.review.behind import all_of
from presence.drawing.review.goals import goal_bars, goal_table
from presence.drawing.review.page import ReviewPage
from presence.texts import _, ngettext
from presence.ui.controls import push_button
from presence.ui.look import MEDIUM, Look, row_icon
from presence.ui.review.cards import Card
from presence.ui.review.chart_part import ChartPart
from presence.ui.review.depth import Depth
from presence.ui.review.sessions import ID_ROLE, SessionsModel
from presence.ui.review.table import CalmTable
from presence.words.dates import grouped

MOST_ROWS_UNSCROLLED = 30  # up to here the page scrolls and not a list within it


class Rest(QWidget):
    """Made when the first sight has been painted."""

    opened = Signal(object)  # what stands behind a part
    session_chosen = Signal(str)
    goals_requested = Signal()
    with_whom_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page: ReviewPage | None = None
        self._goals = ChartPart(_("Goals"), look)
        self._depth = Depth(look)
        self._model = SessionsModel(lambda name, slot: row_icon(self._look, name, slot))
        self._sessions = CalmTable(_("Sessions"), self._model, 2)
        self._open_all = push_button("", "link")
        self.parts = (self._goals, *self._depth.parts)
        self._build()
        self.set_look(look)

    def redraw(self, page: ReviewPage) -> None:
        """Show what lies below in this period."""
        self._page = page
        self.redraw_goals(page)
        self._depth.redraw(page)
        self._redraw_sessions(page)

    def redraw_goals(self, page: ReviewPage) -> None:
        """Show the goals of this page, where there are any."""
        self._goals_card.setVisible(bool(page.goals))
        if page.goals:
            self._goals.say(goal_bars(page), "", lambda: goal_table(page))

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._look = look
        self._sessions.set_look(look)
        for part in self.parts:
            part.set_look(look)
        if self._page is not None:
            self._redraw_sessions(self._page)

    def _redraw_sessions(self, page: ReviewPage) -> None:
        listed = len(page.review.sessions)
        self._model.show_page(page)
        self._sessions.setVisible(bool(listed))
        self._sessions.setMinimumHeight(self._sessions.height_of(min(listed, MOST_ROWS_UNSCROLLED)))
        count = page.review.count
        words = ngettext("Open the {count} session", "&Open all {count} sessions", count)
        self._open_all.setText(words.format(count=grouped(count)))
        self._open_all.setVisible(not page.is_sample)
        self._with_whom.setVisible(not page.is_sample)

    def _build(self) -> None:
        self._goals_card = Card()
        self._goals_card.name(_("Goals"))
        self._goals_card.column.insertWidget(1, self._goals)
        change = push_button(_("Change the &goals…"), "link")
        change.clicked.connect(self.goals_requested)
        self._goals_card.column.insertWidget(2, change, 0, Qt.AlignmentFlag.AlignLeading)
        sessions = Card()
        sessions.name(_("Sessions"))
        self._sessions.setSortingEnabled(True)
        self._sessions.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        sessions.column.insertWidget(1, self._sessions, 1)
        sessions.column.insertWidget(2, self._open_all, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        with_whom = push_button(_("With whom, by what &people are to you…"), "link")
        with_whom.clicked.connect(self.with_whom_requested)
        self._with_whom = with_whom
        for widget in (self._goals_card, self._depth):
            column.addWidget(widget)
        column.addWidget(with_whom, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(sessions)
        self._depth.opened.connect(self.opened)
        self._goals.opened.connect(self.opened)
        self._sessions.activated.connect(self._choose)
        self._open_all.clicked.connect(self._on_open_all)

    def _choose(self, index: QModelIndex) -> None:
        self.session_chosen.emit(index.data(ID_ROLE))

    def _on_open_all(self) -> None:
        if self._page is not None:
            self.opened.emit(all_of(self._page))
