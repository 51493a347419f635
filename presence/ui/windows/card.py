"""The one calm card that meets a person who comes back; it already holds the likely answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from presence.core.kind import Kinds
from presence.core.session import Said, Session, Watched
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import HEADING, MEDIUM, Look
from presence.ui.page import PageWindow
from presence.ui.windows.card_question import Asked, EndedQuestion, WaitingRow, hint_word
from presence.words.dates import clock_time, grouped, moment
from presence.words.session import progress_line, session_title
from presence.words.zones import with_place, zone_of

MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class CardView:
    """What to ask. ``running`` is a session that may still be going on; the ``waiting`` ones,
    newest first, are over, and nobody has said when they ended.

    ``back_at`` is when the person came back to the running one. ``slept`` says from when to when
    the computer slept during it, where that is what is asked about. ``hints`` has another likely
    end for some of the waiting ones, by id: at a desk when the computer was last used, else when
    the person came back.
    """

    now: datetime
    zone: tzinfo
    kinds: Kinds
    running: Session | None = None
    waiting: Sequence[Session] = ()
    asks_about_phones: bool = True
    back_at: datetime | None = None
    slept: tuple[datetime, datetime] | None = None
    hints: Mapping[str, datetime] = field(default_factory=dict)


class ReturnCard(PageWindow):
    """Ids say which session is meant; an instant None means as the log already holds it."""

    done = Signal(str, object)  # id, instant: "We're done", or when the computer fell asleep
    moment = Signal(str)  # "Just a moment"
    not_me = Signal(str)
    went_on = Signal(str)  # while the computer slept
    ended = Signal(str, object)  # id, instant or None
    still_going = Signal(str)
    all_as_planned = Signal()
    said = Signal(str, object)  # id, Said
    help_heading = "coming-back"
    comes_by_itself = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Welcome back"), letters=50, spacing=MEDIUM)
        self._parts: list[QWidget] = []

    def redraw(self, view: CardView) -> None:
        """Ask about these; what was typed for the same session is kept by the caller's not asking
        again while the card is open.
        """
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        if view.running is not None:
            if view.slept is None:
                self._ask_whether_done(view, view.running)
            else:
                self._ask_about_sleep(view, view.running, *view.slept)
            self._add_rows(view, view.waiting)
        elif len(view.waiting) == 1:
            self._ask_when(view, view.waiting[0])
        else:
            self._add_rows(view, view.waiting)
        self.page.order_tabs()
        if self.isVisible():
            self.fit()

    def _ask_whether_done(self, view: CardView, session: Session) -> None:
        self._add_title(view, session)
        self._add(text_label(progress_line(session, view.now, view.zone), "dim"))
        if view.asks_about_phones and Watched.PHONE not in session.watched:
            self._add(self._make_phones(session))
        at = view.back_at or view.now
        time = clock_time(at, view.zone)
        done = push_button(_("&We're done ({time})").format(time=time), "primary")
        done.clicked.connect(lambda: self.done.emit(session.id, at))
        stay = push_button(_("Just a &moment"))
        stay.clicked.connect(lambda: self.moment.emit(session.id))
        not_me = push_button(_("It wasn't m&e"))
        not_me.clicked.connect(lambda: self.not_me.emit(session.id))
        self._add(_row(stay, not_me, None, done))
        done.setFocus()

    def _ask_about_sleep(
        self, view: CardView, session: Session, asleep_at: datetime, woke_at: datetime
    ) -> None:
        self._add_title(view, session)
        asleep = moment(asleep_at, view.zone, view.now)
        line = _("This computer slept from {start} to {end}.")
        asked = Asked(
            line=line.format(start=asleep, end=moment(woke_at, view.zone, view.now)),
            likely=_("&Ended {time}").format(time=asleep),
            likely_at=asleep_at,
            as_logged=False,
            going=_("It went o&n"),
        )
        question = EndedQuestion(session, asked, view.now, view.zone)
        question.ended.connect(lambda at: self.done.emit(session.id, at))
        question.still_going.connect(lambda: self.went_on.emit(session.id))
        self._add(question)
        question.focus_likely()

    def _ask_when(self, view: CardView, session: Session) -> None:
        """In the zone it happened in: after a flight clocks here show something else."""
        self._add_title(view, session)
        here, view = view.zone, replace(view, zone=zone_of(session, view.zone))
        hint_at = view.hints.get(session.id)
        hint = ""
        if hint_at is not None:
            hint = hint_word(session, view.kinds, hint_at, view.zone, view.now)
        began = with_place(moment(session.started_at, view.zone, view.now), session, here)
        likely_at = session.ended_at or view.now
        asked = Asked(
            line=_("Began {time}. When did it end?").format(time=began),
            likely=_likely_word(view, session, likely_at),
            likely_at=likely_at,
            going=_("&Still going"),
            hint=hint,
            hint_at=hint_at,
        )
        question = EndedQuestion(session, asked, view.now, view.zone)
        question.ended.connect(lambda at: self.ended.emit(session.id, at))
        question.still_going.connect(lambda: self.still_going.emit(session.id))
        if view.asks_about_phones and Watched.PHONE not in session.watched:
            self._add(self._make_phones(session))
        self._add(question)
        question.focus_likely()

    def _add_title(self, view: CardView, session: Session) -> None:
        title = session_title(session, view.kinds, with_people=True)
        self._add(text_label(title, factor=HEADING, bold=True))

    def _add_rows(self, view: CardView, waiting: Sequence[Session]) -> None:
        if not waiting:
            return
        heading = _("When did they end?") if len(waiting) > 1 else _("When did it end?")
        self._add(text_label(heading, factor=HEADING if view.running is None else 1.0, bold=True))
        for session in waiting[:MOST_ROWS]:
            hint_at = view.hints.get(session.id)
            row = WaitingRow(session, view.kinds, view.now, view.zone, self.look, hint_at)
            row.ended.connect(lambda at, key=session.id: self.ended.emit(key, at))
            self._add(row)
        if len(waiting) > MOST_ROWS:
            rest = _("and {count} more, in the week").format(
                count=grouped(len(waiting) - MOST_ROWS)
            )
            self._add(text_label(rest, "dim"))
        part = "primary" if view.running is None else ""
        planned = push_button(_("&All as planned"), part)
        planned.clicked.connect(self.all_as_planned)
        self._add(_row(None, planned))
        if view.running is None:
            planned.setFocus()

    def _make_phones(self, session: Session) -> QWidget:
        label = text_label(_("Phones stayed down?"), wraps=False)
        row: list[QWidget | None] = [label]
        for said, word in (
            (Said.YES, _("&Yes")),
            (Said.MOSTLY, _("M&ostly")),
            (Said.NO, _("&No")),
        ):
            button = push_button(word, "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(session.said is said)
            spoken = _("Phones stayed down: {answer}").format(answer=word.replace("&", ""))
            button.setAccessibleName(spoken)
            button.clicked.connect(lambda *_, answer=said: self.said.emit(session.id, answer))
            row.append(button)
        return _row(*row)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self.column.addWidget(part)
        part.show()  # Qt does so with the next turn: then the window would have its size already


def _likely_word(view: CardView, session: Session, at: datetime) -> str:
    time = moment(at, view.zone, view.now)
    if session.planned_end_at is None:
        return _("&Ended about {time}").format(time=time)
    return _("&Ended {time} as planned").format(time=time)


def _row(*widgets: QWidget | None) -> Flow:
    """Widgets side by side; None is the gap before those at the end."""
    row = Flow()
    for widget in widgets:
        if widget is None:
            row.add_gap()
        else:
            row.add(widget)
    return row
