"""A file from elsewhere: what it would do to the log is shown before anything is done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from presence.texts import _, ngettext
from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.importing.columns import Columns
from presence.ui.importing.lines import Lines
from presence.ui.importing.view import ImportView, Stage
from presence.ui.log.notice import Notice
from presence.ui.look import LARGE, MEDIUM, SMALL, Look
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Choice, Switch
from presence.words.dates import grouped

LETTERS = 76


class ImportWindow(PageWindow):
    """Shows an ``ImportView``; Ctrl+O chooses a file."""

    file_wanted = Signal()
    format_chosen = Signal(str)
    field_chosen = Signal(int, str)  # the number of a column, and what it is
    order_chosen = Signal(str)
    update_toggled = Signal(bool)
    import_wanted = Signal()
    stop_wanted = Signal()
    undo_wanted = Signal()
    rejects_wanted = Signal()
    unlocks_wanted = Signal()
    help_heading = "import"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Import"), letters=LETTERS, margin=LARGE, spacing=MEDIUM)
        self._taken: set[str] = set()
        self._formats: Sequence[tuple[str, str]] = ()
        self.column.addWidget(
            text_label(
                _("Nothing is changed before you have seen what would be, and then said so."), "dim"
            )
        )
        self._choose = push_button(with_mnemonic(_("Choose a file…"), self._taken), "primary")
        self._choose.setToolTip(_("Ctrl+O"))
        self._choose.clicked.connect(self.file_wanted)
        self.column.addLayout(self._make_fields())
        self._problem = text_label(part="warn")
        self._summary = text_label()
        self._rows, self._left_out = Lines(), Lines()
        self._rejects = push_button(with_mnemonic(_("Save what was left out…"), self._taken))
        self._rejects.clicked.connect(self.rejects_wanted)
        self._notice = Notice(self._taken)
        self._notice.stop_wanted.connect(self.stop_wanted)
        self._notice.undo_wanted.connect(self.undo_wanted)
        self._columns = Columns(look, self._taken)
        self._columns.field_chosen.connect(self.field_chosen)
        self._columns.order_chosen.connect(self.order_chosen)
        self.column.addWidget(self._columns)
        for part in (self._problem, self._summary, self._rows, self._left_out, self._notice):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addWidget(self._make_foot())
        QShortcut(QKeySequence.StandardKey.Open, self).activated.connect(self.file_wanted)
        self.dress(self._set_look)

    def redraw(self, view: ImportView) -> None:
        """Show this."""
        has_file = view.stage is not Stage.NO_FILE
        is_at_rest = view.stage not in (Stage.LOOKING, Stage.AT_WORK)
        self._path.setText(view.path)
        self._path.setCursorPosition(0)
        for part in self._of_a_file:
            part.setVisible(has_file)
        self._choose.setEnabled(view.stage is not Stage.AT_WORK)
        self._format.setEnabled(view.stage is not Stage.AT_WORK)
        self._update.setEnabled(view.stage is not Stage.AT_WORK)
        self._show_formats(view)
        self._columns.redraw(view.columns)
        self._columns.setEnabled(view.stage is not Stage.AT_WORK)
        self._problem.setText(view.problem)
        self._problem.setVisible(bool(view.problem))
        self._summary.setText(" ".join(view.lines))
        self._summary.setVisible(bool(view.lines))
        self._rows.redraw(_("The first of it, as understood"), view.rows)
        self._left_out.redraw(_left_out_heading(view), view.left_out)
        self._rejects.setVisible(bool(view.left_out))
        self._rejects.setEnabled(is_at_rest)
        self._unlocks.setVisible(view.has_unlocks)
        self._unlocks.setEnabled(is_at_rest)
        self._import.setVisible(has_file)
        self._import.setEnabled(view.can_import and view.stage is Stage.READY)
        self.page.order_tabs()
        self.grow()

    def say(self, line: str, with_undo: bool = False, with_stop: bool = False) -> None:
        """A line above the buttons, of what is done, was done or could not be."""
        self._notice.say(line, with_undo, with_stop)
        self.page.order_tabs()
        self.grow()

    def take_keyboard(self) -> None:
        """The keyboard goes to what is to be done next."""
        button = self._import if self._import.isEnabled() else self._choose
        button.setFocus()

    def _show_formats(self, view: ImportView) -> None:
        self._format.blockSignals(True)
        if self._formats != view.formats:
            self._formats = view.formats
            self._format.clear()
            for key, name in view.formats:
                self._format.addItem(name, key)
        self._format.setCurrentIndex(self._format.findData(view.chosen))
        self._format.blockSignals(False)

    def _make_fields(self) -> QGridLayout:
        self._path = QLineEdit()
        self._path.setReadOnly(True)
        self._path_label = text_label(with_mnemonic(_("File"), self._taken), "dim", wraps=False)
        self._path_label.setBuddy(self._path)
        self._path.setAccessibleName(_("File"))
        self._format = Choice(_("Format"), self.look)
        self._format_label = text_label(with_mnemonic(_("Format"), self._taken), "dim", wraps=False)
        self._format_label.setBuddy(self._format)
        self._format.activated.connect(
            lambda _row: self.format_chosen.emit(str(self._format.currentData()))
        )
        words = _("Take the file's word where the log has an entry with other content")
        self._update = Switch(words, self.look)
        self._update_label = text_label(with_mnemonic(words, self._taken), "dim")
        self._update_label.setBuddy(self._update)
        self._update.toggled.connect(self.update_toggled)
        self._of_a_file: tuple[QWidget, ...] = (
            *(self._path_label, self._path, self._format_label, self._format),
            *(self._update, self._update_label),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._path_label, 0, 0)
        grid.addWidget(self._path, 0, 1)
        grid.addWidget(self._choose, 0, 2)
        grid.addWidget(self._format_label, 1, 0)
        grid.addWidget(self._format, 1, 1, 1, 2)
        update = QHBoxLayout()
        update.setSpacing(MEDIUM)
        update.addWidget(self._update)
        update.addWidget(self._update_label, 1)
        grid.addLayout(update, 2, 1, 1, 2)
        return grid

    def _make_foot(self) -> Flow:
        self._import = push_button(with_mnemonic(_("Import"), self._taken), "primary")
        self._import.clicked.connect(self.import_wanted)
        self._unlocks = push_button(with_mnemonic(_("Unlocks within sessions…"), self._taken))
        self._unlocks.setToolTip(_("What your phone says of looks at it: nothing counts unasked"))
        self._unlocks.clicked.connect(self.unlocks_wanted)
        row = Flow()
        row.add(self._rejects)
        row.add(self._unlocks)
        row.add_gap()
        row.add(self._import)
        return row

    def _set_look(self, look: Look) -> None:
        for part in (self._notice, self._rows, self._left_out):
            part.set_look(look)


def _left_out_heading(view: ImportView) -> str:
    count = view.left_out_count
    text = ngettext("{count} is left out, and why", "{count} are left out, and why", count)
    return text.format(count=grouped(count))
