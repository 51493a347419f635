"""The settings: each has its effect at once, each can be put back, and a word finds them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from presence.core.person import folded
from presence.texts import _
from presence.ui.controls import (
    ElidedLabel,
    dressed_icon_button,
    plain_tip,
    push_button,
    text_label,
)
from presence.ui.look import CAPTION, LARGE, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.settings.choices import choices
from presence.ui.settings.fields import ChoiceField
from presence.ui.settings.group import GroupOfRows
from presence.ui.settings.letters import Letters
from presence.ui.settings.making import make_field
from presence.ui.settings.row import SettingRow
from presence.ui.settings.rows import Group, Setting, Sort, first_page, second_page
from presence.ui.settings.view import THE_FILE, SettingsView, default_of, value_of
from presence.words.mute.gets_through import gets_through


class SettingsWindow(PageWindow):
    """``changed`` has a field of ``Settings`` by its name, or ``LOGIN``, and its new value.

    Somebody's addresses and a file are told as they were typed.
    """

    changed = Signal(str, object)
    open_requested = Signal(str)  # another window
    open_file_requested = Signal()
    key_waited_for = Signal(str, object)  # the setting, and who takes a key; None: nobody more
    help_heading = "settings"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Settings"), letters=68, margin=LARGE, spacing=SMALL)
        self._view: SettingsView | None = None
        self._first: Sequence[GroupOfRows] = ()
        self._second: Sequence[GroupOfRows] = ()  # made when somebody asks for it
        self._shown: Sequence[SettingRow] = ()
        self._is_second = False
        self._letters = Letters()
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search (Ctrl+F)"))
        self._search.setAccessibleName(_("Search in the settings"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._show_rows)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._search.setFocus)
        self._back = push_button(_("&Back"), "quiet")
        self._back.clicked.connect(self._show_first_page)
        self._more = push_button(_("&More"), "quiet")
        self._more.clicked.connect(self.show_second_page)
        self._open_file = push_button(_("Open the &file"))
        self._open_file.setToolTip(plain_tip(_("Your own comments in it stay.")))
        self._open_file.clicked.connect(self.open_file_requested)
        self._path = ElidedLabel()
        self._trouble = text_label("", "warn")
        self._none = text_label(_("No setting has these words."), "dim")
        self._groups = QVBoxLayout()
        self._lay_out()
        self._first = self._make_groups(first_page())
        self._letters.add((self._back, self._more, self._open_file))
        self._show_rows()

    def _lay_out(self) -> None:
        column = self.column
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self._back)
        top.addWidget(self._search, 1)
        top.addWidget(self._more)  # where it is seen however small the screen is
        column.addLayout(top)
        column.addWidget(self._trouble)
        column.addWidget(self._none)
        self._trouble.hide()
        self._groups.setSpacing(SMALL)
        column.addLayout(self._groups)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        self._path.setProperty("part", "dim")
        set_type(self._path, CAPTION)
        foot.addWidget(help_button)
        foot.addWidget(self._path, 1)
        foot.addWidget(self._open_file)
        column.addLayout(foot)

    def redraw(self, view: SettingsView) -> None:
        """Show these settings."""
        self._view = view
        for row in self._rows():
            self._redraw_row(row, view)
        self._path.set_whole(view.path)
        trouble = view.troubles.get(THE_FILE, "")
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._give_letters()

    def go_to(self, name: str) -> None:
        """Have the keyboard on the setting of that name, wherever it is."""
        is_on_first = any(row.setting.name == name for row in _rows_of(self._first))
        self._search.clear()
        self._turn_to(is_second=not is_on_first)
        for row in self._shown:
            if row.setting.name == name:
                self._bring(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
        else:
            super().keyPressEvent(event)

    def shows(self, name: str) -> bool:
        """Whether the setting of that name can be seen now."""
        return self.isVisible() and any(row.setting.name == name for row in self._shown)

    # Which are shown

    def show_second_page(self) -> None:
        """What few people change."""
        self._turn_to(is_second=True)
        self._bring(self._shown[0])

    def _show_first_page(self) -> None:
        self._turn_to(is_second=False)
        self._more.setFocus()

    def _turn_to(self, is_second: bool) -> None:
        self._is_second = is_second
        self._show_rows()
        self.page.verticalScrollBar().setValue(0)

    def _show_rows(self) -> None:
        words = folded(self._search.text()).split()
        if (words or self._is_second) and not self._second:
            self._second = self._make_groups(second_page())
        shown: list[SettingRow] = []
        for group in (*self._first, *self._second):
            is_here = (group in self._second) == self._is_second
            wanted = _with_words(words, group.title) if words else _all_or_none(is_here)
            shown += group.show_rows(wanted)
        self._shown = shown
        self._none.setVisible(not shown)
        self._more.setVisible(not words and not self._is_second)
        self._back.setVisible(not words and self._is_second)
        self._give_letters()
        self.page.order_tabs()
        self.grow()

    def _give_letters(self) -> None:
        turning = [each for each in (self._back, self._more) if not each.isHidden()]
        rows = [control for row in self._shown for control in row.lettered]
        self._letters.give([*turning, *rows, self._open_file])

    def _bring(self, row: SettingRow) -> None:
        row.take_keyboard()
        # once it is laid out
        QTimer.singleShot(0, self.page, lambda: self.page.ensureWidgetVisible(row))

    # The rows

    def _rows(self) -> Sequence[SettingRow]:
        return _rows_of((*self._first, *self._second))

    def _make_groups(self, groups: Sequence[Group]) -> Sequence[GroupOfRows]:
        made = []
        for group in groups:
            rows = [self._make_row(setting) for setting in group.settings]
            made.append(GroupOfRows(group.title, rows))
            self._groups.addWidget(made[-1])
        return made

    def _make_row(self, setting: Setting) -> SettingRow:
        row = SettingRow(
            self,
            setting,
            make_field(setting, self.look, self),
            lambda: self.changed.emit(setting.name, default_of(setting.name)),
        )
        self._letters.add(row.all_lettered)
        if self._view is not None:
            self._redraw_row(row, self._view)
        return row

    def _redraw_row(self, row: SettingRow, view: SettingsView) -> None:
        name = row.setting.name
        note = ""
        if row.setting.sort is not Sort.WINDOW:
            if isinstance(row.field, ChoiceField):
                row.field.offer(choices(view, name))
            row.field.show(value_of(view, name))
        if name == "mechanism":
            note = " ".join(gets_through(view.settings.mechanism or view.found_mechanism))
        row.redraw(
            value_of(view, name) == default_of(name),
            view.troubles.get(name, ""),
            note,
            view.by_hand.get(name),
        )

    # What is done in a field

    def change(self, name: str, value: object) -> None:
        """Tell of another value."""
        self.changed.emit(name, value)

    def open_window(self, name: str) -> None:
        """Ask for another window."""
        self.open_requested.emit(name)

    def wait_for_key(self, name: str, take: Callable[[str], None] | None) -> None:
        """Tell who takes the next key."""
        self.key_waited_for.emit(name, take)


def _rows_of(groups: Sequence[GroupOfRows]) -> Sequence[SettingRow]:
    return [row for group in groups for row in group.rows]


def _with_words(words: Sequence[str], title: str) -> Callable[[SettingRow], bool]:
    return lambda row: row.has(words, title)


def _all_or_none(is_here: bool) -> Callable[[SettingRow], bool]:
    return lambda _row: is_here
