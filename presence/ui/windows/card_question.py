"""When did it end? The likely answer, another time, or not yet."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presence.core.kind import Kinds, Nature
from presence.core.session import Session
from presence.core.wall import showings
from presence.texts import _
from presence.ui.controls import ElidedLabel, icon_button, push_button, text_label
from presence.ui.look import SMALL, Look, icon
from presence.ui.time_edit import TimeEdit
from presence.words.dates import length, moment
from presence.words.session import session_title
from presence.words.zones import with_place, zone_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one session.

    ``likely_at`` is the end that it is prefilled with; ``as_logged``: it is the one in the log.
    ``hint_at`` is one more end that may have been the real one, under the word ``hint``.
    """

    line: str
    likely: str
    likely_at: datetime
    going: str
    as_logged: bool = True
    hint: str = ""
    hint_at: datetime | None = None


class EndedQuestion(QWidget):
    """The question about one session, with all its answers in sight."""

    ended = Signal(object)  # instant, None for the one in the log
    still_going = Signal()

    def __init__(self, session: Session, asked: Asked, now: datetime, zone: tzinfo) -> None:
        super().__init__()
        self._session, self._now, self._zone = session, now, zone
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(text_label(asked.line, "dim"))
        self._likely = push_button(asked.likely, "primary")
        likely_at = None if asked.as_logged else asked.likely_at
        self._likely.clicked.connect(lambda: self.ended.emit(likely_at))
        column.addWidget(self._likely)
        if asked.hint_at is not None:
            hint = push_button(asked.hint)
            hint.clicked.connect(lambda: self.ended.emit(asked.hint_at))
            column.addWidget(hint)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self._time = EndTime(session, asked.likely_at, now, zone)
        self._at = push_button("")
        self._at.clicked.connect(self._on_at)
        going = push_button(asked.going)
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
        self._likely.setFocus()

    def _redraw_hint(self) -> None:
        at = self._time.instant
        self._at.setEnabled(at is not None)
        if at is None:
            self._at.setText(_("Ended &then"))
            self._hint.setText(_("That time is still to come."))
            return
        when = moment(at, self._zone, self._now)
        self._at.setText(_("Ended a&t {time}").format(time=when))
        together = length(at - self._session.started_at)
        self._hint.setText(_("{length} together").format(length=together))

    def _on_at(self) -> None:
        self.ended.emit(self._time.instant)


class WaitingRow(QWidget):
    """One of several: its likely end to correct in place."""

    ended = Signal(object)  # instant

    def __init__(
        self,
        session: Session,
        kinds: Kinds,
        now: datetime,
        zone: tzinfo,
        look: Look,
        hint_at: datetime | None = None,
    ) -> None:
        super().__init__()
        title = session_title(session, kinds, with_people=True)
        there = zone_of(session, zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        column.addLayout(row)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(title))
        since = with_place(_since(session, now, there), session, zone)
        words.addWidget(text_label(since, "dim", wraps=False))
        row.addLayout(words, 1)
        self._time = EndTime(session, session.ended_at or now, now, there)
        self._time.setAccessibleName(_("End of {session}").format(session=title))
        self._ok = icon_button("check", _("Ended then: {session}").format(session=title))
        self._ok.setIcon(icon("check", look.dim))
        self._ok.clicked.connect(self._on_ok)
        row.addWidget(self._time)
        row.addWidget(self._ok)
        if hint_at is not None:
            # Without its letter to press: other rows may have the same.
            word = hint_word(session, kinds, hint_at, there, now).replace("&", "")
            hint = push_button(word, "link")
            hint.setAccessibleDescription(title)
            hint.clicked.connect(lambda: self._time.show_instant(hint_at))
            column.addWidget(hint, 0, Qt.AlignmentFlag.AlignLeading)
        self._time.timeChanged.connect(self._redraw_ok)

    def _redraw_ok(self) -> None:
        self._ok.setEnabled(self._time.instant is not None)

    def _on_ok(self) -> None:
        self.ended.emit(self._time.instant)


class EndTime(TimeEdit):
    """The time at which a session ended, prefilled with the likely one."""

    def __init__(self, session: Session, likely_at: datetime, now: datetime, zone: tzinfo) -> None:
        super().__init__(_("Ended at"))
        self._session, self._now, self._zone = session, now, zone
        self.show_instant(likely_at)

    def show_instant(self, at: datetime) -> None:
        """Show this end, of which the clock shows the minute."""
        self._exact = at
        self._exact_shown = at.astimezone(self._zone).time().replace(second=0, microsecond=0)
        self.show_time(self._exact_shown)

    @property
    def instant(self) -> datetime | None:
        """The first instant after the start at which clocks showed it; None where it is to come.

        Left as it was found it is the likely end to the second, which the clock shows cut.
        """
        if self.chosen == self._exact_shown:
            return self._exact
        return first_at(self.chosen, self._session.started_at, self._now, self._zone)


def first_at(wanted: time, started_at: datetime, now: datetime, zone: tzinfo) -> datetime | None:
    """The first instant from ``started_at`` on at which a clock in ``zone`` shows that time."""
    start = started_at.astimezone(zone)
    same_minute = started_at - timedelta(seconds=start.second, microseconds=start.microsecond)
    for day in (start.date(), start.date() + DAY):
        for at in showings(datetime.combine(day, wanted), zone):
            if at >= same_minute:
                instant = max(at, started_at)
                return instant if instant <= now else None
    return None


def hint_word(session: Session, kinds: Kinds, at: datetime, zone: tzinfo, now: datetime) -> str:
    """Why it may have ended then: ``When you came back (22:40)``."""
    if kinds[session.kind].nature is Nature.DESK:
        text = _("When this &computer was last used ({time})")
    else:
        text = _("When you came &back ({time})")
    return text.format(time=moment(at, zone, now))


def _since(session: Session, now: datetime, zone: tzinfo) -> str:
    return _("since {time}").format(time=moment(session.started_at, zone, now))
