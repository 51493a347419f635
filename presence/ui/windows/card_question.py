"""When did it end? As planned, at another time, or not yet."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _
from presence.ui.controls import ElidedLabel, icon_button, push_button, text_label
from presence.ui.look import SMALL, Look, icon
from presence.ui.time_edit import TimeEdit
from presence.words.dates import length, moment
from presence.words.session import session_title

DAY = timedelta(days=1)


class EndedQuestion(QWidget):
    """The question about one session, with all three answers in sight."""

    ended = Signal(object)  # instant, None for the likely one
    still_going = Signal()

    def __init__(self, session: Session, now: datetime, zone: tzinfo, look: Look) -> None:
        super().__init__()
        self._session, self._now, self._zone = session, now, zone
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(text_label(_span_line(session, now, zone), "dim"))
        likely = _("&Ended {time} as planned").format(time=_end(session, now, zone))
        self._planned = push_button(likely, "primary")
        self._planned.clicked.connect(lambda: self.ended.emit(None))
        column.addWidget(self._planned)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self._time = EndTime(session, now, zone)
        self._at = push_button("")
        self._at.clicked.connect(self._on_at)
        going = push_button(_("&Still going"))
        going.clicked.connect(self.still_going)
        row.addWidget(self._time)
        row.addWidget(self._at, 1)
        row.addWidget(going)
        column.addLayout(row)
        self._hint = text_label(part="dim")
        column.addWidget(self._hint)
        self._time.timeChanged.connect(self._redraw_hint)
        self._redraw_hint()

    def focus_likely(self) -> None:
        """Enter gives the likely answer."""
        self._planned.setFocus()

    def _redraw_hint(self) -> None:
        at = self._time.instant
        self._at.setEnabled(at is not None)
        if at is None:
            self._at.setText(_("Ended &then"))
            self._hint.setText(_("That time is still to come."))
            return
        when = moment(at, self._zone, self._now)
        self._at.setText(_("Ended a&t {time}").format(time=when))
        self._hint.setText(_("{length} together").format(length=length(self._together(at))))

    def _together(self, at: datetime) -> timedelta:
        return at - self._session.started_at

    def _on_at(self) -> None:
        self.ended.emit(self._time.instant)


class WaitingRow(QWidget):
    """One of several: its likely end to correct in place."""

    ended = Signal(object)  # instant

    def __init__(
        self, session: Session, kinds: Kinds, now: datetime, zone: tzinfo, look: Look
    ) -> None:
        super().__init__()
        title = session_title(session, kinds, with_people=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(title))
        words.addWidget(text_label(_since(session, now, zone), "dim", wraps=False))
        row.addLayout(words, 1)
        self._time = EndTime(session, now, zone)
        self._time.setAccessibleName(_("End of {session}").format(session=title))
        self._ok = icon_button("check", _("Ended then: {session}").format(session=title))
        self._ok.setIcon(icon("check", look.dim))
        self._ok.clicked.connect(self._on_ok)
        row.addWidget(self._time)
        row.addWidget(self._ok)
        self._time.timeChanged.connect(self._redraw_ok)

    def _redraw_ok(self) -> None:
        self._ok.setEnabled(self._time.instant is not None)

    def _on_ok(self) -> None:
        self.ended.emit(self._time.instant)


class EndTime(TimeEdit):
    """The time at which a session ended, prefilled with the likely one."""

    def __init__(self, session: Session, now: datetime, zone: tzinfo) -> None:
        super().__init__(_("Ended at"))
        self._session, self._now, self._zone = session, now, zone
        self._likely = session.ended_at or now
        self.show_time(self._likely.astimezone(zone).time())
        self._shown = self.chosen

    @property
    def instant(self) -> datetime | None:
        """The first instant after the start at which clocks showed it; None where it is to come.

        Left as it was found it is the likely end to the second, which the clock shows cut.
        """
        if self.chosen == self._shown:
            return self._likely
        return first_at(self.chosen, self._session.started_at, self._now, self._zone)


def first_at(wanted: time, started_at: datetime, now: datetime, zone: tzinfo) -> datetime | None:
    """The first instant from ``started_at`` on at which a clock in ``zone`` shows that time."""
    start = started_at.astimezone(zone)
    at = datetime.combine(start.date(), wanted, zone)
    if at < start.replace(second=0, microsecond=0):
        at = datetime.combine(start.date() + DAY, wanted, zone)
    instant = max(at.astimezone(UTC), started_at)
    return instant if instant <= now else None


def _end(session: Session, now: datetime, zone: tzinfo) -> str:
    return moment(session.ended_at or now, zone, now)


def _since(session: Session, now: datetime, zone: tzinfo) -> str:
    return _("since {time}").format(time=moment(session.started_at, zone, now))


def _span_line(session: Session, now: datetime, zone: tzinfo) -> str:
    began = moment(session.started_at, zone, now)
    return _("Began {time}. When did it end?").format(time=began)
