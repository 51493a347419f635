"""The log on one screen: search, filters, every session there is, and what to do with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from presence.core.entry import EntryContext
from presence.core.session import Session
from presence.texts import _
from presence.ui.flow import Flow
from presence.ui.log.asking import AskingBar
from presence.ui.log.empty import EmptyLog
from presence.ui.log.foot import Foot, StepButton, make_action
from presence.ui.log.head import Head
from presence.ui.log.history import HistoryPanel
from presence.ui.log.model import LogModel
from presence.ui.log.notice import Notice
from presence.ui.log.place import Place
from presence.ui.log.row_editor import RowEditor
from presence.ui.log.table import LogTable
from presence.ui.log.view import LogSource, LogView
from presence.ui.log.words import Speaker, count_line, too_many_line
from presence.ui.look import HAIR, LARGE, MEDIUM, SMALL, Look, icon
from presence.ui.page import screen_room
from presence.ui.window import Window
from presence.words.dates import uses_12_hours

LETTERS = 130
ROWS = 16
FOR_SEVERAL = {"details", "merge", "delete"}  # what is told with all ids
FOR_MANY = {"details", "delete"}  # what is done piece by piece where that takes long
MOST_REMEMBERED = 500  # chosen rows that are found again when the log changed


class LogWindow(Window):
    """Shows a ``LogView``; what is done with sessions is told with their ids."""

    filter_changed = Signal(object)  # LogFilter
    new_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    undo_wanted = Signal()
    stop_wanted = Signal()
    redo_wanted = Signal()
    edit_wanted = Signal(str)
    entered = Signal(str, object)  # the session's id, core.entry.Entry
    details_wanted = Signal(object)  # ids
    split_wanted = Signal(str)
    merge_wanted = Signal(object)  # ids
    beside_wanted = Signal(str)
    history_wanted = Signal(str)
    delete_wanted = Signal(object)  # ids
    many_wanted = Signal(str, object)  # details or delete, ranges of rows
    help_heading = "log"
    keeps_its_size = True

    def __init__(self, look: Look, source: LogSource) -> None:
        super().__init__(look, _("Log"))
        self._view: LogView | None = None
        self._chosen: list[Session] = []  # while they are few
        taken: set[str] = set()
        self._head = Head(source, taken)
        self._model = LogModel(source, lambda n, slot: icon(n, self.look.series_colour(slot)))
        self.table = LogTable(self._model)
        self._empty = EmptyLog()
        self._foot = Foot(self, taken, self._do)
        undo = make_action(self, _("Undo"), "Ctrl+Z", self.undo_wanted.emit)
        redo = make_action(self, _("Redo"), "Ctrl+Shift+Z|Ctrl+Y", self.redo_wanted.emit)
        self._undo = StepButton(_("Undo"), undo, taken)
        self._redo = StepButton(_("Redo"), redo, taken)
        self.asking = AskingBar(taken)
        self.history = HistoryPanel(taken)
        self.editor = RowEditor(self.table)
        self._notice = Notice(taken)
        self._build()
        self._join()
        self.dress(self._set_look)

    # Showing

    def redraw(self, view: LogView) -> None:
        """Show this; the same list keeps its place and what is chosen in it."""
        before, self._view = self._view, view
        speaker = Speaker(view.now, view.zone, view.kinds, uses_12_hours())
        is_other = before is None or before.filter != view.filter
        if is_other:
            self._show_another(view.count, speaker)
        elif not self._model.refresh(view.count, speaker, self.table.seen()):
            self._show_moved(view.count, speaker)
        self._head.redraw(view)
        self._undo.say(view.undo)
        self._redo.say(view.redo)
        self._body.setCurrentIndex(1 if not view.count and not view.is_counting else 0)
        self._give_room()
        self._empty.redraw(view.is_empty)
        self._on_chosen()

    def grow(self, count: int, is_counting: bool) -> None:
        """More of them are counted by now."""
        if self._view is None:
            return
        was_empty = not self._model.rowCount()
        self._view = replace(self._view, count=count, is_counting=is_counting)
        self._model.grow(count)
        self._body.setCurrentIndex(1 if not count and not is_counting else 0)
        if was_empty and count:
            self.table.choose(0)
        self._on_chosen()

    def show_total(self, total: timedelta) -> None:
        """Say how long all of them were, once it is added up."""
        if self._view is not None:
            self._view = replace(self._view, total=total)
            self._on_chosen()

    def choose(self, session: Session) -> bool:
        """Choose this session and bring it into sight, where it is in the list."""
        row = self._model.place_of(session, 0)
        if row is None:
            return False
        self.table.choose(row)
        self.table.scrollTo(self._model.index(row, 0))
        return True

    def edit(self, session: Session, text: str, context: EntryContext) -> None:
        """Let somebody change this session as a line, in its place."""
        row = self._model.place_of(session, self.table.currentIndex().row())
        if row is not None:
            self.table.scrollTo(self._model.index(row, 0))
            self.editor.open(session.id, row, text, context)

    def say(self, line: str, with_undo: bool = False, with_stop: bool = False) -> None:
        """A line below the list, of what is done, was done or could not be."""
        self._notice.say(line, with_undo, with_stop)

    def chosen(self) -> Sequence[Session]:
        """The chosen sessions, newest first."""
        rows = self.table.chosen_rows(MOST_REMEMBERED)
        return [self._model.row(row).session for row in rows]

    def _show_another(self, count: int, speaker: Speaker) -> None:
        self._chosen = []
        self.editor.leave()
        self.asking.leave()
        self.history.leave()
        self._model.show(count, speaker)
        self.table.scrollToTop()
        if count:
            self.table.choose(0)

    def _show_moved(self, count: int, speaker: Speaker) -> None:
        """Rows came or went: what was on top stays there, and what was chosen stays chosen."""
        place = Place(self.table, self._model, list(self._chosen))
        self._model.show(count, speaker)
        place.go_back()
        if self.editor.session_id:
            self._move_editor()

    def _give_room(self) -> None:
        """While something is asked, or nothing is listed, nothing else can be done with rows."""
        parts = (self.asking, self.history, self.editor)
        is_asking = not all(part.isHidden() for part in parts)
        self._foot.setVisible(self.table.model().rowCount() > 0 and not is_asking)
        is_under = not self.editor.isHidden()  # then Tab has no business in the list
        self.table.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus if is_under else Qt.FocusPolicy.StrongFocus
        )

    def _move_editor(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and self._model.row(row).session.id == self.editor.session_id:
            self.editor.move_to(row)

    # Building

    def _build(self) -> None:
        self._body = QStackedWidget()
        frame = QFrame()
        frame.setProperty("part", "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        inner.addWidget(self.table)
        self._body.addWidget(frame)
        self._body.addWidget(self._empty)
        steps = Flow()
        steps.add(self._undo)
        steps.add(self._redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self._head)
        column.addWidget(self.asking)
        column.addWidget(self._body, 1)
        column.addWidget(self.history)
        column.addWidget(self._notice)
        column.addWidget(self._foot)
        column.addWidget(steps)

    def _join(self) -> None:
        head = self._head
        head.typed.connect(self._on_search)
        head.left.connect(self._back_to_list)
        head.new_wanted.connect(self.new_wanted.emit)
        head.export_wanted.connect(self.export_wanted.emit)
        head.import_wanted.connect(self.import_wanted.emit)
        head.filters.changed.connect(self._on_filter)
        self._empty.new_wanted.connect(self.new_wanted.emit)
        self._empty.clear_wanted.connect(self._head.filters.show_everything)
        self._notice.undo_wanted.connect(self.undo_wanted.emit)
        self._notice.stop_wanted.connect(self.stop_wanted.emit)
        self.editor.entered.connect(self.entered.emit)
        for part in (self.editor, self.asking, self.history):
            part.opened.connect(self._give_room)
            signal = part.closed if isinstance(part, HistoryPanel) else part.left
            signal.connect(self._back_to_list)
        table = self.table
        table.edit_wanted.connect(lambda: self._do("edit"))
        table.typed.connect(head.type_on)
        table.rows_chosen.connect(self._on_chosen)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu)
        for keys, does in (
            ("Ctrl+F", head.take_keyboard),
            ("Ctrl+N", self.new_wanted.emit),
            ("Ctrl+E", self.export_wanted.emit),
            ("Ctrl+I", self.import_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def fit(self) -> None:
        self.ensurePolished()
        room = screen_room(self)
        width = LETTERS * self.fontMetrics().averageCharWidth() + 2 * LARGE
        rows = (ROWS + 2) * self.table.row_height()
        least = self.minimumSizeHint()
        wanted = QSize(width, least.height() + rows)
        self.resize(wanted.boundedTo(room).expandedTo(least.boundedTo(room)))

    def _set_look(self, look: Look) -> None:
        self.table.set_look(look)
        self._notice.set_look(look)

    # Doing

    def _do(self, what: str) -> None:
        count = self.table.chosen_count()
        if count > MOST_REMEMBERED and what in FOR_MANY:
            self.many_wanted.emit(what, self.table.chosen_ranges())
            return
        if count > MOST_REMEMBERED and what in FOR_SEVERAL:
            self.say(too_many_line(count, MOST_REMEMBERED))
            return
        ids = [session.id for session in self.chosen()]
        if not ids:
            return
        if what in FOR_SEVERAL:
            getattr(self, f"{what}_wanted").emit(ids)
        else:
            getattr(self, f"{what}_wanted").emit(ids[0])

    def _on_chosen(self) -> None:
        view = self._view
        if view is None:
            return
        count = self.table.chosen_count()
        few = self.chosen() if count <= MOST_REMEMBERED else []
        self._chosen = list(few)
        rows = self.table.chosen_rows(1)
        is_beside = count == 1 and bool(self._model.row(rows[0]).beside)
        self._foot.redraw(count, is_beside)
        self._head.count.setText("" if view.is_empty else count_line(view, count, few))

    def _on_search(self, text: str) -> None:
        view = self._view
        if view is not None and text.strip() != view.filter.text:
            self.filter_changed.emit(replace(view.filter, text=text.strip()))

    def _on_filter(self, wanted: object) -> None:
        self._notice.say("")
        self.filter_changed.emit(wanted)

    def _on_menu(self, at: QPoint) -> None:
        self._foot.pop_up(self.table.viewport().mapToGlobal(at))

    def _back_to_list(self) -> None:
        self._give_room()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what was opened last, and then the window."""
        opened = [each for each in (self.editor, self.asking, self.history) if each.isVisible()]
        if event.key() == Qt.Key.Key_Escape and opened:
            opened[0].leave()
        else:
            super().keyPressEvent(event)
