"""The tray's menu: its first line is exactly what a click does.

It is sent to a panel line by line (dbusmenu), so lines are kept and changed rather than made anew.
It is kept up to date also while nobody sees it: a panel asks at the moment of opening, and draws a
menu that grows meanwhile with its longest lines cut off (seen with Xfce's).
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from presence.core.frozen import replace
from presence.core.slip import SlipReason
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.tray.line import Line
from presence.ui.tray.wishes import TrayExtras, TrayWishes
from presence.ui.tray.words import click_words
from presence.words.dates import hours, planned_length
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, reason_name, request_line, state_line, undo_line

if TYPE_CHECKING:
    from presence.core.review import WeekReview

AGO = (0, 5, 10, 30)  # minutes
LENGTHS = (15, 30, 45, 60, 90)
EXTENSIONS = (15, 30, 60)


class TrayMenu:
    """The lines of the menu, brought up to date by ``redraw``."""

    def __init__(self, menu: QMenu, wishes: TrayWishes) -> None:
        self.menu = menu
        self._wishes = wishes
        self._lists: dict[QMenu, tuple[Line, ...]] = {}
        self._is_exported = False
        self._shown: tuple[Snapshot, TrayExtras] | None = None
        self._click = self._line(wishes.clicked.emit)
        self.menu.setDefaultAction(self._click)
        self._state = self._line(wishes.open_session.emit)
        self.menu.addSeparator()
        self._coming = self._list(_("&Coming"))
        self._start = self._list()
        self._started = self._list(_("S&tarted"))
        self._people = self._line(wishes.people_requested.emit, _("&With whom…"))
        self._length = self._list(_("&Length"))
        self._extend = self._list(_("E&xtend"))
        self._slip = self._list(_("I l&ooked at a screen"))
        self._phones = self._line(wishes.open_guests.emit, _("&Phones at the table…"))
        self._line(wishes.test_requested.emit, _("Send &me a test"))
        self._undo = self._line(wishes.undo_requested.emit)
        self._confirm = self._line(wishes.confirm_requested.emit)
        self.menu.addSeparator()
        self._week = self._line(wishes.open_week.emit)
        self._line(wishes.open_week.emit, _("Open &review"))
        self._line(wishes.open_add.emit, _("&Add to the log…"))
        self._browse = self._list(_("&Browse"))
        self.menu.addSeparator()
        self._line(wishes.open_settings.emit, _("Settin&gs"))
        self._line(wishes.open_help.emit, _("&Help"))
        self._update = self._line(wishes.start_anew_requested.emit)
        self._line(wishes.quit_requested.emit, _("&Quit Presence"))

    def set_exported(self, is_exported: bool) -> None:
        """Say whether a panel draws the menu; what was written for the other is written anew."""
        if is_exported != self._is_exported:
            self._is_exported = is_exported
            self._lists = dict.fromkeys(self._lists, ())
            if self._shown is not None:
                self.redraw(*self._shown)

    def redraw(self, snapshot: Snapshot, extras: TrayExtras) -> None:
        """Bring the lines up to date."""
        self._shown = snapshot, extras
        running = snapshot.session is not None
        self._say(self._click, click_words(snapshot, extras.show_people))
        self._say(self._state, state_line(snapshot))
        self._state.setEnabled(running)
        self._start.setTitle(_("&Switch to") if running else _("&Start"))
        self._started.menuAction().setVisible(not running)
        self._extend.menuAction().setVisible(running)
        self._slip.menuAction().setVisible(running)
        self._phones.setVisible(running)
        now, zone, kinds = snapshot.now, snapshot.zone, snapshot.kinds
        undo, week = snapshot.undo, extras.week
        self._say(self._undo, undo_line(undo, zone, now, kinds) if undo else "")
        self._say(self._confirm, _to_confirm(len(snapshot.unconfirmed)))
        self._say(self._update, _("Use the newer Presence") if extras.is_updated else "")
        self._say(self._week, week_words(week) if week else "")
        self._coming.menuAction().setVisible(bool(extras.coming))
        self._fill(self._coming, self._coming_lines(snapshot, extras))
        self._fill(self._start, self._starts(snapshot, extras))
        self._fill(self._started, self._agos(snapshot))
        self._fill(self._length, self._lengths(snapshot))
        self._fill(self._extend, self._extensions())
        self._fill(self._slip, self._slips(snapshot))
        self._fill(self._browse, self._places())

    # The lists

    def _coming_lines(self, snapshot: Snapshot, extras: TrayExtras) -> list[Line]:
        if not extras.coming:
            return []
        from presence.ui.tray.coming import coming_lines  # for those who have something coming

        return coming_lines(snapshot, extras, self._wishes)

    def _starts(self, snapshot: Snapshot, extras: TrayExtras) -> list[Line]:
        switch = snapshot.session is not None
        ask = self._wishes.start_requested.emit
        kinds = snapshot.kinds
        lines = [Line(kind_name(kind), ask, (StartRequest(kind.key), switch)) for kind in kinds]
        requests = [
            StartRequest(each.kind, each.people, each.length, is_open=each.length is None)
            for each in extras.combinations
        ]
        if requests:
            lines.append(Line())
        lines += [Line(request_line(each, kinds, True), ask, (each, switch)) for each in requests]
        return [*lines, Line(), Line(_("Other…"), self._wishes.open_start.emit)]

    def _agos(self, snapshot: Snapshot) -> list[Line]:
        ask = self._wishes.start_requested.emit
        lines = []
        for minutes in AGO:
            ago = timedelta(minutes=minutes)
            text = _("{length} ago").format(length=planned_length(ago)) if ago else _("now")
            lines.append(Line(text, ask, (replace(snapshot.likely, ago=ago), False)))
        return lines

    def _lengths(self, snapshot: Snapshot) -> list[Line]:
        lines = []
        for minutes in LENGTHS:
            length = timedelta(minutes=minutes)
            lines.append(Line(planned_length(length), *self._with_length(snapshot, length)))
        lines.append(Line(_("until…"), self._wishes.until_requested.emit))
        lines.append(Line(_("open"), *self._with_length(snapshot, None)))
        return lines

    def _with_length(
        self, snapshot: Snapshot, length: timedelta | None
    ) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Give the session in progress that length, or start what is likely with it."""
        if snapshot.session is not None:
            return self._wishes.length_requested.emit, (length,)
        request = replace(snapshot.likely, length=length, until=None, is_open=length is None)
        return self._wishes.start_requested.emit, (request, False)

    def _extensions(self) -> list[Line]:
        ask = self._wishes.extend_requested.emit
        return [
            Line(planned_length(timedelta(minutes=minutes)), ask, (minutes,))
            for minutes in EXTENSIONS
        ]

    def _slips(self, snapshot: Snapshot) -> list[Line]:
        ask = self._wishes.slip_requested.emit
        reasons = [Line(reason_name(reason), ask, (reason,)) for reason in SlipReason]
        lines = [Line(_("just so"), ask, (None,)), Line(), *reasons]
        if snapshot.session is not None and snapshot.session.slips:
            back = self._wishes.slip_back_requested.emit
            lines += [Line(), Line(_("Take the last one back"), back)]
        return lines

    def _places(self) -> list[Line]:
        wishes = self._wishes
        return [
            Line(_("The log"), wishes.open_log.emit),
            Line(_("Agenda"), wishes.open_agenda.emit),
            Line(_("People"), wishes.open_people.emit),
            Line(_("Whom did you meet…"), wishes.open_met.emit),
            Line(_("Names: people, kinds, tags, places"), wishes.open_names.emit),
            Line(_("Goals"), wishes.open_goals.emit),
            Line(_("Your phone…"), wishes.open_phone.emit),
            Line(_("Import…"), wishes.open_import.emit),
        ]

    # Lines

    def _line(self, ask: Callable[..., object], text: str = "") -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(_asking(Line(text, ask)))
        return action

    def _list(self, title: str = "") -> QMenu:
        menu = self.menu.addMenu(title)
        self._lists[menu] = ()
        return menu

    def _say(self, action: QAction, text: str) -> None:
        """Show a text, or hide the line that has none."""
        action.setVisible(bool(text))
        if text:
            action.setText(self._literal(text))

    def _fill(self, menu: QMenu, lines: Sequence[Line]) -> None:
        if tuple(lines) == self._lists[menu]:
            return
        self._lists[menu] = tuple(lines)
        menu.clear()
        for line in lines:
            if not line.text:
                menu.addSeparator()
                continue
            action = menu.addAction(self._literal(line.text))
            action.triggered.connect(_asking(line))

    def _literal(self, text: str) -> str:
        """A text of which no character is taken for a mnemonic: & by Qt, _ by a panel."""
        text = text.replace("&", "&&")
        return text.replace("_", "__") if self._is_exported else text


def _asking(line: Line) -> Callable[[], None]:
    def ask() -> None:
        if line.ask is not None:
            line.ask(*line.values)

    return ask


def _to_confirm(count: int) -> str:
    """``2 to confirm``, or "" for none, which is nearly always so."""
    if not count:
        return ""
    from presence.words.review.lines import confirm_line

    return confirm_line(count)


def week_words(review: "WeekReview") -> str:
    """``This week: 9 h · 94 % kept (known for 5 of 7)``."""
    from presence.words.review.lines import kept_line  # with the first menu

    parts = [_("This week: {hours}").format(hours=hours(review.total)), kept_line(review)]
    return SEPARATOR.join(part for part in parts if part)
