"""The session window: large calm time, and the way in where a desktop shows no tray."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout

from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.controls import ElidedButton, dressed_icon_button, push_button
from presence.ui.look import HAIR, LARGE, Look
from presence.ui.page import PageWindow
from presence.ui.review.cards import Cards
from presence.ui.windows.session_idle import IdlePart
from presence.ui.windows.session_running import RunningPart
from presence.words.kinds import kind_name
from presence.words.progress import until_next_change
from presence.words.session import undo_line

if TYPE_CHECKING:
    from presence.core.table.view import TableView


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the window shows beside the snapshot.

    ``starts`` become tiles. Without ``has_tray`` the window is the only way in: closing it makes
    it small instead, and it can quit the app.
    """

    has_tray: bool
    starts: Sequence[StartRequest] = ()
    week_line: str = ""
    shows_reminder: bool = True
    keeps_on_top: bool = False
    table: "TableView | None" = None  # the phones, where any are


class SessionWindow(PageWindow):
    """Asks for a redraw at every minute while somebody can see it, and never otherwise."""

    start_requested = Signal(object)  # StartRequest
    stop_requested = Signal()
    extend_requested = Signal(int)  # minutes
    slip_requested = Signal()
    slip_back_requested = Signal()
    reason_chosen = Signal(str, object)  # the look's id, SlipReason or None
    people_requested = Signal()
    undo_requested = Signal()
    reminder_dismissed = Signal()
    keep_on_top_changed = Signal(bool)
    redraw_wanted = Signal()
    open_start = Signal()
    open_week = Signal()
    open_settings = Signal()
    open_phones = Signal()
    quit_requested = Signal()
    help_heading = "session"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Presence"), letters=44, spacing=LARGE)
        self._is_only_way_in = False
        self._snapshot: Snapshot | None = None
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self.redraw_wanted)
        self._running = RunningPart(self)
        self._idle = IdlePart(self)
        self.column.addWidget(self._running, 1)
        self.column.addWidget(self._idle, 1)
        self.column.addLayout(self._make_foot())
        self._join()
        self.setFocus()

    def redraw(self, snapshot: Snapshot, view: SessionView) -> None:
        """Show this state."""
        self._snapshot = snapshot
        self._is_only_way_in = not view.has_tray
        is_running = self._is_running
        self._running.setVisible(is_running)
        self._idle.setVisible(not is_running)
        if is_running:
            self._running.redraw(snapshot, view.shows_reminder)
        else:
            self._idle.redraw(snapshot, view.starts, view.week_line)
        self.setWindowTitle(_title(snapshot))
        self._redraw_undo(snapshot)
        self._quit.setVisible(not view.has_tray)
        self._pin.setVisible(is_running)
        self._pin.setChecked(view.keeps_on_top)
        self._redraw_table(view.table)
        self._keep_on_top(view.keeps_on_top)
        self.grow()
        self._arm()

    def redraw_table(self, table: "TableView | None") -> None:
        """Show the phones, at once: the rest has not changed."""
        if self._redraw_table(table):
            self.grow()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._is_only_way_in:
            # Accepted all the same, or it would hold up quitting and logging out.
            QTimer.singleShot(0, self, self.showMinimized)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._on_seen_or_not()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_seen_or_not()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def _on_seen_or_not(self) -> None:
        if self._can_be_seen():
            self.redraw_wanted.emit()
        else:
            self._minute.stop()

    def _can_be_seen(self) -> bool:
        return self.isVisible() and not self.isMinimized()

    def _redraw_table(self, table: "TableView | None") -> bool:
        is_shown = table is not None and bool(table.seats)
        self._phones.setVisible(self._is_running and not is_shown)  # else the way is beside them
        changed = self._running.redraw_table(table)
        if changed:
            self.page.order_tabs()
        return changed

    @property
    def _is_running(self) -> bool:
        return self._snapshot is not None and self._snapshot.session is not None

    def _redraw_undo(self, snapshot: Snapshot) -> None:
        change = snapshot.undo
        self._undo.setVisible(change is not None)
        if change is not None:
            line = undo_line(change, snapshot.zone, snapshot.now, snapshot.kinds)
            self._undo.set_whole(line, "&")

    def _make_foot(self) -> Cards:
        row = QHBoxLayout()
        row.setSpacing(HAIR)
        self._undo = ElidedButton()
        self._undo.clicked.connect(self.undo_requested)
        self._quit = push_button(_("&Quit"), "quiet")
        self._quit.clicked.connect(self.quit_requested)
        self._pin = dressed_icon_button(self, "pin", _("Keep on top"))
        self._pin.setCheckable(True)
        self._pin.clicked.connect(self.keep_on_top_changed)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.addWidget(self._pin)
        self._phones = dressed_icon_button(self, "phone-lies", _("Phones at the table (Ctrl+P)"))
        self._phones.clicked.connect(self.open_phones)
        phones = QShortcut(QKeySequence("Ctrl+P"), self)
        phones.activated.connect(self._on_phones)
        row.addWidget(self._phones)
        for name, tip, keys, signal in (
            ("week", _("This week (Ctrl+W)"), "Ctrl+W", self.open_week),
            ("settings", _("Settings (Ctrl+,)"), "Ctrl+,", self.open_settings),
        ):
            button = dressed_icon_button(self, name, tip)
            button.clicked.connect(signal)
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
            row.addWidget(button)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        row.addWidget(help_button)
        foot = Cards()
        foot.addLayout(row, 1)
        foot.addWidget(self._quit)
        return foot

    def _join(self) -> None:
        running, idle = self._running, self._idle
        running.stop_requested.connect(self.stop_requested)
        running.extend_requested.connect(self.extend_requested)
        running.slip_requested.connect(self.slip_requested)
        running.slip_back_requested.connect(self.slip_back_requested)
        running.reason_chosen.connect(self.reason_chosen)
        running.people_requested.connect(self.people_requested)
        running.reminder_dismissed.connect(self.reminder_dismissed)
        running.phones_requested.connect(self.open_phones)
        idle.start_requested.connect(self.start_requested)
        idle.open_start.connect(self.open_start)
        idle.open_week.connect(self.open_week)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo_requested)

    def _on_phones(self) -> None:
        if self._is_running:
            self.open_phones.emit()

    def _keep_on_top(self, wanted: bool) -> None:
        on_top = Qt.WindowType.WindowStaysOnTopHint
        if bool(self.windowFlags() & on_top) == wanted:
            return
        was_visible = self.isVisible()
        self.setWindowFlag(on_top, wanted)  # Qt makes the window anew, hidden
        if was_visible:
            self.show()

    def _arm(self) -> None:
        self._minute.stop()
        snapshot = self._snapshot
        if snapshot is None or snapshot.session is None or not self._can_be_seen():
            return
        span = until_next_change(snapshot.session, snapshot.now)
        self._minute.start(int(span / timedelta(milliseconds=1)) + 20)


def _title(snapshot: Snapshot) -> str:
    """Without the time, which nobody would correct while the window is small."""
    if snapshot.kind is None:
        return _("Presence")
    return _("{kind} – Presence").format(kind=kind_name(snapshot.kind))
