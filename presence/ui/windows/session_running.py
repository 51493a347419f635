"""The session window while a session is in progress: its time, who is there, and the few steps."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from presence.core.lease import MuteState
from presence.core.session import Session
from presence.core.slip import Slip, last_noted
from presence.core.snapshot import Snapshot
from presence.core.tracker import Phase
from presence.texts import _, ngettext
from presence.ui.controls import (
    ElidedLabel,
    LineLabel,
    card,
    picture,
    push_button,
    restyle,
    text_label,
    with_picture,
)
from presence.ui.look import HEADING, LARGE, MEDIUM, SMALL, set_type
from presence.ui.ring import Ring
from presence.ui.window import Window
from presence.ui.windows.reasons import ReasonChoice
from presence.words.dates import moment, planned_length
from presence.words.kinds import kind_name
from presence.words.mute import mute_line
from presence.words.progress import large_time
from presence.words.session import people_line, state_line

if TYPE_CHECKING:  # loaded with the first phone
    from presence.core.table.view import TableView
    from presence.ui.phone.table import TablePart

EXTENSIONS = (15, 30, 60)


class RunningPart(QFrame):
    """Shows a snapshot that has a session."""

    stop_requested = Signal()
    extend_requested = Signal(int)  # minutes
    slip_requested = Signal()
    slip_back_requested = Signal()
    reason_chosen = Signal(str, object)  # the look's id, SlipReason or None
    people_requested = Signal()
    reminder_dismissed = Signal()
    phones_requested = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._last_slip = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        self._title = ElidedLabel()
        set_type(self._title, HEADING, bold=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._who = ElidedLabel()
        self._who.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._until = text_label(part="dim")
        self._until.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._ring = Ring(window.look)
        window.dress(self._ring.set_look)
        column.addWidget(self._title)
        column.addWidget(self._ring, 1)
        column.addWidget(self._who)
        column.addWidget(self._until)
        column.addSpacing(SMALL)
        self._mute = text_label()
        column.addWidget(with_picture(window, "quiet", self._mute))
        column.addWidget(self._make_reminder(window))
        self._window = window
        self._table: TablePart | None = None
        self._sees_own_phone = False  # then nobody needs to be told to put it down
        self._column = column
        self._place = column.count()  # of the phones
        column.addLayout(self._make_extend_row())
        column.addLayout(self._make_slip_row(window))
        column.addSpacing(SMALL)
        self._end = push_button("", "primary")
        self._end.clicked.connect(self.stop_requested)
        column.addWidget(self._end)

    def redraw(self, snapshot: Snapshot, shows_reminder: bool) -> None:
        """Show the session of this snapshot."""
        session, kind = snapshot.session, snapshot.kind
        if session is None or kind is None:
            return
        name = kind_name(kind)
        over = snapshot.phase is Phase.OVER_TIME
        number, unit = large_time(session, snapshot.now, snapshot.zone)
        line = state_line(snapshot)
        self._ring.redraw(number, unit, snapshot.share_left, kind.colour, over, line)
        self._title.set_whole(name)
        self._who.set_whole(_("with {names}").format(names=people_line(session.people)))
        self._who.setVisible(bool(session.people))
        self._until.setText(_end_line(session, snapshot))
        self._until.setVisible(session.planned_end_at is not None)
        self._redraw_mute(snapshot, shows_reminder and not self._sees_own_phone)
        is_open = session.planned_end_at is None
        self._extend_title.setText(_("End in") if is_open else _("Extend"))
        self._redraw_slips(session.slips)
        self._end.setText(_("&End {kind}").format(kind=name.replace("&", "&&")))

    def redraw_table(self, table: "TableView | None") -> bool:
        """Show the phones at the table; whether it takes another height than before."""
        if self._table is None:
            if table is None:
                return False
            from presence.ui.phone.table import TablePart

            self._table = TablePart(self._window, with_more=True)
            self._table.more_requested.connect(self.phones_requested)
            self._column.insertWidget(self._place, self._table)
        is_seen = table is not None and any(seat.is_own for seat in table.seats)
        if is_seen and not self._sees_own_phone:
            self._reminder_card.hide()
        self._sees_own_phone = is_seen
        return self._table.redraw(table)

    def _redraw_mute(self, snapshot: Snapshot, shows_reminder: bool) -> None:
        quiet = snapshot.mute.state is not MuteState.NOT_MUTED
        self._mute.setText(_("This computer is {state}").format(state=mute_line(snapshot.mute)))
        restyle(self._mute, "" if quiet else "warn")
        self._reminder.setText(
            _("This computer is quiet. Your phone is not: put it down.")
            if quiet
            else _("Your phone is not quiet either: put it down.")
        )
        self._reminder_card.setVisible(shows_reminder)

    def _redraw_slips(self, slips: Sequence[Slip]) -> None:
        count = len(slips)
        line = ngettext("{count} look at a screen", "{count} looks at a screen", count)
        self._looks.setText(line.format(count=count))
        self._slips.setVisible(count > 0)
        if slips:
            last = last_noted(slips)
            self._last_slip = last.id
            self._reason.show_reason(last.reason)

    def _make_reminder(self, window: Window) -> QFrame:
        self._reminder_card, column = card()
        column.setDirection(QBoxLayout.Direction.LeftToRight)
        column.setSpacing(MEDIUM)
        self._reminder = text_label()
        dismiss = push_button(_("&Got it"))
        dismiss.setToolTip(_("Does not show this again"))
        dismiss.clicked.connect(self.reminder_dismissed)
        column.addWidget(picture(window, "phone-down"), 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._reminder, 1)
        column.addWidget(dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._reminder_card

    def _make_extend_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self._extend_title = text_label(wraps=False)
        row.addWidget(self._extend_title, 1)
        for minutes in EXTENSIONS:
            row.addWidget(self._make_extend(minutes))
        return row

    def _make_extend(self, minutes: int) -> QPushButton:
        button = push_button(planned_length(timedelta(minutes=minutes)))
        button.setAccessibleName(_("Extend by {count} minutes").format(count=minutes))
        button.clicked.connect(lambda: self.extend_requested.emit(minutes))
        return button

    def _make_slip_row(self, window: Window) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SMALL)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        looked = push_button(_("I &looked at a screen"))
        looked.clicked.connect(self.slip_requested)
        who = push_button(_("&Who is there…"))
        who.clicked.connect(self.people_requested)
        row.addWidget(looked, 1)
        row.addWidget(who, 1)
        column.addLayout(row)
        column.addWidget(self._make_slips(window))
        return column

    def _make_slips(self, window: Window) -> QFrame:
        """How many looks there were, and why the last one was, for who wants to say it."""
        self._slips = QFrame()
        grid = QGridLayout(self._slips)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(SMALL)
        self._looks = LineLabel(part="dim")
        take_back = push_button(_("&Take the last one back"), "link")
        take_back.clicked.connect(self.slip_back_requested)
        self._reason = ReasonChoice(_("Why the last one?"), window.look)
        self._reason.activated.connect(self._on_reason)
        why = LineLabel(_("Wh&y the last one?"), "dim")
        why.setBuddy(self._reason)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._looks, 0, 0)
        grid.addWidget(take_back, 0, 1, leading)
        grid.addWidget(why, 1, 0)
        grid.addWidget(self._reason, 1, 1, leading)
        grid.setColumnStretch(1, 1)
        return self._slips

    def _on_reason(self) -> None:
        self.reason_chosen.emit(self._last_slip, self._reason.reason)


def _end_line(session: Session, snapshot: Snapshot) -> str:
    if session.planned_end_at is None:
        return ""
    end = moment(session.planned_end_at, snapshot.zone, snapshot.now)
    if snapshot.phase is Phase.OVER_TIME:
        return _("planned until {time}").format(time=end)
    return _("until {time}").format(time=end)
