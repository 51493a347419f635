"""The names of the log on one screen: rename, merge, group, and see what stands behind each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.core.names.use import Names
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.line_edit import LineEdit
from presence.ui.log.foot import StepButton, make_action
from presence.ui.log.notice import Notice
from presence.ui.look import LARGE, MEDIUM, SMALL, Look, row_icon
from presence.ui.mnemonics import with_mnemonic
from presence.ui.names.alike import AlikeLine
from presence.ui.names.body import NamesBody
from presence.ui.names.deeds import MADE, Deeds
from presence.ui.names.merging import MergePanel
from presence.ui.names.model import NamesModel
from presence.ui.names.table import NamesTable
from presence.ui.names.view import NameRow, NamesView
from presence.ui.names.words import count_line, nothing, title
from presence.ui.page import screen_room
from presence.ui.segments import Segments
from presence.ui.window import Window

LETTERS = 100
ROWS = 14


class NamesWindow(Window):
    """Shows a ``NamesView``; what is done with names is told with their keys."""

    names_wanted = Signal(object)  # Names
    renamed = Signal(str, str)
    merged = Signal(object, str)  # the keys that go, the one that stays
    removed = Signal(str)
    sessions_wanted = Signal(str)
    new_wanted = Signal()
    edit_wanted = Signal(str)
    group_saved = Signal(object)  # GroupWish
    kind_saved = Signal(object)  # KindWish
    undo_wanted = Signal()
    stop_wanted = Signal()
    redo_wanted = Signal()
    help_heading = "names"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Names"))
        self._view: NamesView | None = None
        taken: set[str] = set()
        self._sorts = Segments(_("Names of"), [(names, title(names)) for names in Names])
        self._search = LineEdit()
        self._search.setAccessibleName(_("Search"))
        self._search.setPlaceholderText(_("Search (Ctrl+F)"))
        self._search.setClearButtonEnabled(True)
        self._new = push_button(with_mnemonic(_("New…"), taken), "primary")
        self._new.setToolTip(_("Make a new one (Ctrl+N)"))
        self._count = text_label(part="dim")
        self._model = NamesModel(lambda name, slot: row_icon(self.look, name, slot))
        self.table = NamesTable(self._model)
        undo = make_action(self, _("Undo"), "Ctrl+Z", self.undo_wanted.emit)
        redo = make_action(self, _("Redo"), "Ctrl+Shift+Z|Ctrl+Y", self.redo_wanted.emit)
        self._undo = StepButton(_("Undo"), undo, taken)
        self._redo = StepButton(_("Redo"), redo, taken)
        self.body = NamesBody(look, self.table, taken)  # its forms stand above these, not the deeds
        self._deeds = Deeds(self, taken, self.do)
        self._alike = AlikeLine(taken)
        self._merging = MergePanel(look, taken)
        self._notice = Notice(taken)
        self._list_parts = (self._search, self._count, self._deeds)
        self._build()
        self._join()
        self.dress(self._set_look)

    # Showing

    def redraw(self, view: NamesView) -> None:
        """Show this; what is chosen stays chosen where it is still there."""
        before, self._view = self._view, view
        is_other = before is None or before.names is not view.names
        if is_other:
            self.leave_forms()
            self._search.clear()
        chosen, top = self.table.chosen(), self.table.verticalScrollBar().value()
        self._model.show_view(view)
        self.table.setAccessibleName(title(view.names))
        self.table.fit_columns()
        if is_other:
            self.table.choose([row.key for row in self._model.rows[:1]])
        else:
            self.table.choose(chosen)
            self.table.verticalScrollBar().setValue(top)
        self._sorts.show_value(view.names, "")
        if not self.body.has_form:
            self._new.setVisible(view.names in MADE)
            self._alike.redraw(view)
        self._undo.say(view.undo)
        self._redo.say(view.redo)
        self._redraw_list()

    def choose(self, key: str) -> None:
        """Choose this name, where it is listed."""
        self.table.choose([key])

    def type_search(self, text: str) -> None:
        """Search, as if it had been typed."""
        self._search.setText(text)

    def say(self, line: str, with_undo: bool = False, with_stop: bool = False) -> None:
        """A line below the list, of what is done, was done or could not be."""
        self._notice.say(line, with_undo, with_stop)

    def leave_forms(self) -> None:
        """Close what is open beside the list."""
        self._merging.leave()
        self.body.leave()

    def _on_form(self) -> None:
        """While a form is open nothing is done with the list."""
        self._merging.leave()
        for part in (*self._list_parts, self._alike, self._new):
            part.hide()

    def _back_to_list(self) -> None:
        for part in self._list_parts:
            part.show()
        if self._view is not None:
            self._new.setVisible(self._view.names in MADE)
            self._alike.redraw(self._view)
        self._redraw_list()
        self.table.setFocus()

    def _redraw_list(self) -> None:
        view = self._view
        if view is None:
            return
        listed = len(self._model.rows)
        empty = _("No name fits.") if view.rows else nothing(view.names)
        self.body.show_list("" if listed else empty)
        words = count_line(view.names, len(view.rows))
        if listed != len(view.rows):
            words = _("{listed} of {all}").format(listed=listed, all=words)
        self._count.setText(words)
        self._on_chosen()

    # Building

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self._search, 1)
        top.addWidget(self._new)
        steps = Flow()
        steps.add(self._undo)
        steps.add(self._redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self._sorts)
        column.addLayout(top)
        column.addWidget(self._count)
        column.addWidget(self._alike)
        column.addWidget(self.body, 1)
        for part in (self._merging, self._notice, self._deeds):
            column.addWidget(part)
        column.addWidget(steps)

    def _join(self) -> None:
        self._sorts.signals.chosen.connect(self._on_sort)
        self._search.textChanged.connect(self._on_search)
        self._search.installEventFilter(self)
        self._new.clicked.connect(self._on_new)
        # Queued: the list is made anew, and the line that was written in is still closing.
        queued = Qt.ConnectionType.QueuedConnection
        self._model.renamed.connect(self.renamed, queued)
        self.table.opened.connect(lambda: self.do("sessions"))
        self.table.typed.connect(self._on_typed)
        self.table.rows_chosen.connect(self._on_chosen)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self._alike.looked_at.connect(self._on_alike)
        self._merging.merged.connect(self.merged.emit)
        self.body.group_form.saved.connect(self.group_saved.emit)
        self.body.kind_form.saved.connect(self.kind_saved.emit)
        self.body.form_opened.connect(self._on_form)
        self.body.form_left.connect(self._back_to_list)
        self._merging.left.connect(self._back_to_list)
        self._notice.undo_wanted.connect(self.undo_wanted.emit)
        self._notice.stop_wanted.connect(self.stop_wanted.emit)
        self._key("Ctrl+F", self._to_search)
        self._key("Ctrl+N", self._on_new)
        for number, names in enumerate(Names, 1):
            self._key(f"Ctrl+{number}", partial(self.names_wanted.emit, names))

    def _key(self, keys: str, does: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(does)

    def fit(self) -> None:
        self.ensurePolished()
        room = screen_room(self)
        width = LETTERS * self.fontMetrics().averageCharWidth() + 2 * LARGE
        least = self.minimumSizeHint()
        wanted = QSize(width, least.height() + (ROWS + 2) * self.table.row_height())
        self.resize(wanted.boundedTo(room).expandedTo(least.boundedTo(room)))

    def _set_look(self, look: Look) -> None:
        self.table.set_look(look)
        self.body.kind_form.set_look(look)
        self._notice.set_look(look)

    # Doing

    def _chosen_rows(self) -> list[NameRow]:
        keys = set(self.table.chosen())
        return [row for row in self._model.rows if row.key in keys]

    def do(self, what: str) -> None:
        """Do with the chosen names what a button, a key or the menu says."""
        keys = self.table.chosen()
        if not keys or self.body.has_form:
            return
        self._notice.say("")
        match what:
            case "rename":
                self.table.rename_current()
            case "edit":
                self.edit_wanted.emit(keys[0])
            case "merge":
                self.leave_forms()
                self._merging.ask(self._chosen_rows())
            case "sessions":
                self.sessions_wanted.emit(keys[0])
            case "remove":
                self.removed.emit(keys[0])

    def _on_chosen(self) -> None:
        if self._view is not None:
            chosen = self._chosen_rows()
            can_go = bool(chosen) and all(row.can_go for row in chosen)
            self._deeds.redraw(self._view.names, len(chosen), can_go)

    def _on_sort(self) -> None:
        if self._sorts.value is not None:
            self.names_wanted.emit(self._sorts.value)

    def _on_search(self, text: str) -> None:
        chosen = self.table.chosen()
        self._model.search(text)
        self.table.choose(chosen)
        if not self.table.chosen():
            self.table.choose([row.key for row in self._model.rows[:1]])
        self._redraw_list()

    def _on_typed(self, letters: str) -> None:
        self._search.setFocus()
        self._search.setText(self._search.text() + letters)

    def _on_new(self) -> None:
        if self._view is not None and self._view.names in MADE:
            self.new_wanted.emit()

    def _on_alike(self, keys: object) -> None:
        assert isinstance(keys, tuple)
        self._search.clear()
        self.table.choose(keys)
        self.do("merge")

    def _on_menu(self, at: QPoint) -> None:
        self._deeds.pop_up(self.table.viewport().mapToGlobal(at))

    def _to_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, arrows and Enter go to what it found."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows everything again, then the window goes; an open form has it first."""
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
