"""Remove Presence: all that would go is listed, and the log goes as the person chooses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QRadioButton

from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.importing.lines import Lines
from presence.ui.leaving.view import LeavingView, LogWish, as_paths
from presence.ui.look import HEADING, LARGE, SMALL, Look
from presence.ui.page import PageWindow
from presence.words.safety import leaving

LETTERS = 72
LONGEST_PATH = 4000


class LeavingWindow(PageWindow):
    """``leave_wanted`` says that it is meant; until then nothing is changed."""

    wish_chosen = Signal(object)  # LogWish
    file_typed = Signal(str)
    choose_file_wanted = Signal()
    leave_wanted = Signal()
    help_heading = "leaving"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Remove Presence"), LETTERS, margin=LARGE, spacing=SMALL)
        self.column.addWidget(text_label(_("Remove Presence"), factor=HEADING, bold=True))
        self.column.addWidget(
            text_label(
                _(
                    "Everything that Presence has put on this computer is taken away, and the"
                    " desktop is as it was before."
                )
            )
        )
        self._running = text_label("", "dim")
        self.column.addWidget(self._running)
        self._waits = text_label("", "dim")
        self.column.addWidget(self._waits)
        self._goes = Lines()
        self._goes.set_look(look)
        self.column.addWidget(self._goes)
        self.column.addWidget(text_label(_("Your log"), bold=True))
        self._wishes = QButtonGroup(self)
        self._radios = {
            LogWish.KEEP: QRadioButton(_("&Keep it, with its backups")),
            LogWish.EXPORT: QRadioButton(_("&Write it into a file, then delete it")),
            LogWish.DELETE: QRadioButton(_("&Delete it")),
        }
        self._add_wishes()
        self._problem = text_label("", "warn")
        self.column.addWidget(self._problem)
        self._add_buttons()
        self.page.order_tabs()

    def _add_wishes(self) -> None:
        for wish, radio in self._radios.items():
            self._wishes.addButton(radio)
            radio.clicked.connect(lambda _on=False, wish=wish: self.wish_chosen.emit(wish))
            self.column.addWidget(radio)
            if wish is LogWish.EXPORT:
                self._add_file()
        self._where = text_label("", "dim")
        self.column.addWidget(self._where)

    def _add_file(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self._file = QLineEdit()
        self._file.setAccessibleName(_("The file for the log"))
        self._file.setMaxLength(LONGEST_PATH)
        self._file.textEdited.connect(self.file_typed)
        self._choose = push_button(_("&Choose…"))
        self._choose.setAccessibleName(_("Choose a file for the log"))
        self._choose.clicked.connect(self.choose_file_wanted)
        row.addSpacing(LARGE)
        row.addWidget(self._file, 1)
        row.addWidget(self._choose)
        self.column.addLayout(row)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch(1)
        self._leave = push_button(_("&Remove"))
        self._leave.clicked.connect(self.leave_wanted)
        stay = push_button(_("&Stay"), "primary")
        stay.clicked.connect(self.close)
        row.addWidget(self._leave)
        row.addWidget(stay)
        self.column.addLayout(row)
        self._stay = stay

    def redraw(self, view: LeavingView) -> None:
        """Show what would go, and what is chosen."""
        self._say(self._running, leaving.session_ends_line(view.running) if view.running else "")
        lines = view.goes or ()
        looks = _("Looking what there is…") if view.goes is None else leaving.nothing_line()
        self._say(self._waits, "" if lines else looks)
        heading = leaving.goes_line() if lines else ""
        self._goes.redraw(heading, as_paths(lines))
        for wish, radio in self._radios.items():
            radio.setChecked(wish is view.wish)
            radio.setEnabled(not view.is_leaving)
        is_export = view.wish is LogWish.EXPORT
        if self._file.text() != view.file:
            self._file.setText(view.file)
        for part in (self._file, self._choose):
            part.setVisible(is_export)
            part.setEnabled(not view.is_leaving)
        is_kept = view.wish is LogWish.KEEP
        stays = leaving.log_kept_line(view.log) if view.log else ""
        self._say(self._where, stays if is_kept else leaving.no_way_back_line())
        self._say(self._problem, view.problem)
        self._leave.setText(_("&Remove") if is_kept else _("&Remove, with the log"))
        self._leave.setEnabled(view.goes is not None and not view.is_leaving)
        self.grow()

    def present(self) -> None:
        """The way that changes nothing has the keyboard first."""
        super().present()
        self._stay.setFocus()

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
