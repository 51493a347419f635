"""The settings on one page: each has its effect at once, and each can be put back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import time, timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from presence.core.kind import Kinds
from presence.core.settings import DEFAULTS, Settings, Theme, Weekly, WeekStart
from presence.texts import _
from presence.ui.controls import (
    ElidedLabel,
    card,
    dressed_icon_button,
    line,
    plain_tip,
    push_button,
    text_label,
)
from presence.ui.look import CAPTION, HEADING, LARGE, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.painted import Choice, Switch
from presence.ui.time_edit import TimeEdit
from presence.ui.weekly_edit import A_MONDAY, WeeklyEdit
from presence.words.dates import long_day_name, planned_length
from presence.words.gets_through import gets_through
from presence.words.kinds import kind_name
from presence.words.mute import mechanism_name

# Not of the settings file: whether the app starts at login is what the desktop's own entry says.
LOGIN = "starts_at_login"
MINUTES_BEFORE = (0, 1, 2, 5, 10, 15, 30)
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings in use, and what can be chosen from."""

    settings: Settings
    kinds: Kinds
    languages: Sequence[str]
    mechanisms: Sequence[str]
    found_mechanism: str
    path: str
    starts_at_login: bool = False


class SettingsWindow(PageWindow):
    """``changed`` has a field of ``Settings`` by its name, or ``LOGIN``, and its new value."""

    changed = Signal(str, object)
    open_file_requested = Signal()
    help_heading = "settings"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Settings"), letters=68, margin=LARGE, spacing=SMALL)
        self._fields: dict[str, QWidget] = {}
        self._resets: dict[str, QToolButton] = {}
        self._is_filled = False
        self._view: SettingsView | None = None
        self._add_group(
            _("Look"),
            ("theme", _("&Appearance"), ""),
            ("language", _("&Language"), _("Windows that are open show it when opened again.")),
            ("keep_session_on_top", _("Keep the session window on &top"), ""),
        )
        self._add_group(
            _("Sessions"),
            (LOGIN, _("&Start at login"), _("It also puts back what a power cut left muted.")),
            ("default_kind", _("A &click starts"), _("where nothing is usual at that hour")),
            ("phone_reminder", _("Remind me to put the &phone down"), ""),
            (
                "ask_afterwards",
                _("As&k afterwards how it was"),
                _("Phones down, enjoyed, distracted, a word: each a tap, none needed."),
            ),
            (
                "show_people",
                _("Show &names in notices"),
                _("Others may read them, on a projector too."),
            ),
            ("mechanism", _("&Quiet by"), _("Change it only where the one found does not work.")),
            (
                "watch_waiting",
                _("Count what waits in a meetin&g"),
                _("Told at its end: how many notices, of which programs, never what they say."),
            ),
        )
        self._add_group(
            _("Review"),
            ("week_starts", _("&Week starts on"), ""),
            ("day_starts_at", _("&Day starts at"), _("later for night owls")),
        )
        self._more = push_button(_("&More"), "quiet")
        self._more.clicked.connect(self._show_more)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._rest = QVBoxLayout()
        self.column.addLayout(self._rest)
        self.column.addStretch(1)
        self.column.addLayout(self._make_foot())

    def redraw(self, view: SettingsView) -> None:
        """Show these settings."""
        self._view = view
        self._fill(view)
        for item in fields(Settings):
            widget = self._fields.get(item.name)
            if widget is not None:
                value = getattr(view.settings, item.name)
                _show(widget, value)
                self._offer_reset(item.name, value != _default(item.name))
        through = gets_through(view.settings.mechanism or view.found_mechanism)
        self._through.setText(" ".join(through))
        _show(self._fields[LOGIN], view.starts_at_login)
        self._offer_reset(LOGIN, view.starts_at_login)
        self._path.set_whole(view.path)

    def _show_more(self) -> None:
        """What few people change is made when somebody asks for it."""
        self._more.hide()
        self._add_group(
            _("More"),
            (
                "weekly_review",
                _("Tell me of the week &on"),
                _("One notice; “Open the week” shows the rest."),
            ),
            (
                "offer_notices",
                _("Off&er what is coming"),
                _("Of your plans and calendars; the menu does so anyway."),
            ),
            ("offer_minutes", _("That long &before it"), ""),
            (
                "offer_window",
                _("&In a window of its own"),
                _("For who misses notices; it stays until it is answered."),
            ),
            (
                "show_titles",
                _("S&how titles and places in notices"),
                _("Others may read them, on a projector too."),
            ),
            into=self._rest,
        )
        minutes = self._fields["offer_minutes"]
        assert isinstance(minutes, Choice)
        for count in MINUTES_BEFORE:
            minutes.addItem(planned_length(timedelta(minutes=count)), count)
        if self._view is not None:
            self.redraw(self._view)
        self.page.order_tabs()
        field = self._fields["weekly_review"]
        field.setFocus()
        self.grow()
        # once it is laid out
        QTimer.singleShot(0, self.page, lambda: self.page.ensureWidgetVisible(field))

    def _offer_reset(self, name: str, is_changed: bool) -> None:
        reset = self._resets[name]
        if reset.hasFocus() and not is_changed:
            self._fields[name].setFocus()
        reset.setVisible(is_changed)

    def _add_group(
        self, title: str, *rows: tuple[str, str, str], into: QVBoxLayout | None = None
    ) -> None:
        into = self.column if into is None else into
        into.addWidget(text_label(title, factor=HEADING, bold=True))
        frame, column = card()
        column.setContentsMargins(LARGE, SMALL, SMALL, SMALL)
        for position, (name, word, hint) in enumerate(rows):
            if position:
                column.addWidget(line())
            column.addWidget(self._make_row(name, word, hint))
            if name == "mechanism":
                self._through = text_label("", "dim")
                set_type(self._through, CAPTION)
                column.addWidget(self._through)
        into.addWidget(frame)

    def _make_row(self, name: str, word: str, hint: str) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        plain = word.replace("&", "")
        widget = self._make_field(name, plain)
        self._fields[name] = widget
        label = text_label(word)
        label.setBuddy(widget)
        grid.addWidget(label, 0, 0)
        rows = 1
        if hint:
            small = text_label(hint, "dim")
            set_type(small, CAPTION)
            widget.setAccessibleDescription(hint)
            grid.addWidget(small, 1, 0)
            rows = 2
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        grid.addWidget(widget, 0, 1, rows, 1, middle)
        reset = dressed_icon_button(self, "undo", _("Put back: {setting}").format(setting=plain))
        reset.clicked.connect(lambda: self.changed.emit(name, _default(name)))
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        self._resets[name] = reset
        grid.addWidget(reset, 0, 2, rows, 1, middle)
        return frame

    def _make_field(self, name: str, plain: str) -> QWidget:
        default = _default(name)
        if isinstance(default, bool):
            switch = Switch(plain, self.look)
            switch.toggled.connect(lambda on: self.changed.emit(name, on))
            return switch
        if isinstance(default, time):
            return self._make_time(name, plain)
        if isinstance(default, Weekly):
            weekly = WeeklyEdit(plain, self.look)
            weekly.changed.connect(lambda chosen: self.changed.emit(name, chosen))
            return weekly
        choice = Choice(plain, self.look)
        choice.activated.connect(lambda: self.changed.emit(name, choice.currentData()))
        return choice

    def _make_time(self, name: str, plain: str) -> TimeEdit:
        edit = TimeEdit(plain)
        edit.setKeyboardTracking(False)
        edit.timeChanged.connect(lambda: self.changed.emit(name, edit.chosen))
        return edit

    def _fill(self, view: SettingsView) -> None:
        """The choices; only once, for they do not change while the window is there."""
        if self._is_filled:
            return
        self._is_filled = True
        found = mechanism_name(view.found_mechanism)
        found = _("the one found ({name})").format(name=found)
        choices: dict[str, list[tuple[str, Any]]] = {
            "theme": [(_themes()[theme], theme) for theme in Theme],
            "language": [
                (_("the system's"), ""),
                *((LANGUAGE_NAMES.get(code, code), code) for code in view.languages),
            ],
            "default_kind": [(kind_name(kind), kind.key) for kind in view.kinds],
            "mechanism": [(found, ""), *((mechanism_name(m), m) for m in view.mechanisms)],
            "week_starts": [(_week_starts()[start], start) for start in WeekStart],
        }
        for name, items in choices.items():
            choice = self._fields[name]
            assert isinstance(choice, Choice)
            for word, value in items:
                choice.addItem(word, value)

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        self._path = ElidedLabel()
        self._path.setProperty("part", "dim")
        set_type(self._path, CAPTION)
        open_file = push_button(_("Open the &file"))
        open_file.setToolTip(plain_tip(_("Your own comments in it stay.")))
        open_file.clicked.connect(self.open_file_requested)
        row.addWidget(help_button)
        row.addWidget(self._path, 1)
        row.addWidget(open_file)
        return row


def _default(name: str) -> object:
    return False if name == LOGIN else getattr(DEFAULTS, name)


def _show(widget: QWidget, value: object) -> None:
    with QSignalBlocker(widget):
        _SHOWS[type(widget)](widget, value)
    widget.update()


def _show_choice(widget: Any, value: object) -> None:
    for position in range(widget.count()):
        if widget.itemData(position) == value:
            widget.setCurrentIndex(position)
            return
    # a value from the file that this window does not know is shown as it stands there
    widget.addItem(str(value), value)
    widget.setCurrentIndex(widget.count() - 1)


_SHOWS: dict[type, Callable[[Any, Any], None]] = {
    Switch: lambda widget, value: widget.setChecked(value),
    TimeEdit: lambda widget, value: widget.show_time(value),
    WeeklyEdit: lambda widget, value: widget.show_weekly(value),
    Choice: _show_choice,
}


def _themes() -> dict[Theme, str]:
    return {
        Theme.SYSTEM: _("as the system"),
        Theme.LIGHT: _("light"),
        Theme.DARK: _("dark"),
    }


def _week_starts() -> dict[WeekStart, str]:
    names = {WeekStart.LOCALE: _("as usual here")}
    days = (start for start in WeekStart if start is not WeekStart.LOCALE)
    names.update((start, long_day_name(A_MONDAY + timedelta(i))) for i, start in enumerate(days))
    return names
