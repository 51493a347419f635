"""How it was: asked after a session of those who want to be asked, and never in the way."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from presence.core.kind import Kinds
from presence.core.session import Said, Session, Watched
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HAIR, HEADING, LARGE, Look
from presence.ui.page import PageWindow
from presence.ui.windows.taps import Taps
from presence.words.dates import length, moment
from presence.words.session import SEPARATOR, session_title

SECONDS = 20.0  # without a touch
LONGEST_WORD = 60
SCALE = range(1, 6)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClosingView:
    """The session that is asked about; with the people where they may be seen.

    ``phones`` is a line of how they lay, "" where none was there.
    """

    now: datetime
    zone: tzinfo
    kinds: Kinds
    session: Session
    show_people: bool = False
    phones: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was tapped and typed; None, and "", where nothing was."""

    said: Said | None = None
    enjoyed: int | None = None
    distracted: int | None = None
    word: str = ""


class ClosingCard(PageWindow):
    """Comes without the keyboard and goes by itself; what was answered by then is told once."""

    answered = Signal(str, object)  # id, Answers
    help_heading = "afterwards"
    comes_by_itself = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("How was it?"), letters=48, spacing=LARGE)
        self._session: Session | None = None
        self._shown = Answers()
        self._title = text_label(factor=HEADING, bold=True)
        self._span = text_label(part="dim")
        self._phones = text_label(part="dim")
        head = QVBoxLayout()
        head.setSpacing(HAIR)
        for label in (self._title, self._span, self._phones):
            head.addWidget(label)
        self.column.addLayout(head)
        said = [(Said.YES, _("&Yes")), (Said.MOSTLY, _("M&ostly")), (Said.NO, _("&No"))]
        self._said = self._ask(Taps(_("Phones stayed down?"), said))
        ends = _("not at all"), _("very much")
        steps = [(step, str(step)) for step in SCALE]
        self._enjoyed = self._ask(Taps(_("Did you enjoy it?"), steps, ends))
        self._distracted = self._ask(Taps(_("Were you distracted?"), steps, ends))
        self._word = self._make_word()
        self.column.addStretch(1)
        self.column.addLayout(self._make_foot())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self._pointer = QCursor.pos()
        self.setFocus()  # no answer waits for a stray Enter

    def redraw(self, view: ClosingView) -> None:
        """Ask about this session, beginning with what is known already."""
        session = view.session
        self._session = session
        self._title.setText(session_title(session, view.kinds, view.show_people))
        end = moment(session.ended_at or view.now, view.zone, view.now)
        until = _("until {time}").format(time=end)
        self._span.setText(SEPARATOR.join([until, length(session.duration(view.now))]))
        self._phones.setText(view.phones)
        self._phones.setVisible(bool(view.phones))
        # Where one's own phone was at the table, it has answered already.
        question = self._said.parentWidget()
        assert question is not None
        question.setVisible(Watched.PHONE not in session.watched)
        self._said.show_value(session.said)
        self._enjoyed.show_value(session.enjoyed)
        self._distracted.show_value(session.distracted)
        self._word.setText(session.word)
        self._shown = self._answers()
        self._touch()

    @property
    def session_id(self) -> str:
        """Whose end is asked about, "" before there is one."""
        return "" if self._session is None else self._session.id

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._timer.stop()
        answers = self._answers()
        if self._session is not None and answers != self._shown:
            self._shown = answers
            self.answered.emit(self._session.id, answers)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._touch()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._touch()
        return super().focusNextPrevChild(forward)

    def _touch(self) -> None:
        """It is in use: the seconds begin anew."""
        self._pointer = QCursor.pos()
        self._timer.start(round(SECONDS * 1000))

    def _on_time(self) -> None:
        """It goes, but not from under a pointer that moves.

        One that rests may have been left there: it clicked the card before this one away.
        """
        if self.underMouse() and QCursor.pos() != self._pointer:
            self._touch()
        else:
            self.close()

    def _answers(self) -> Answers:
        word = " ".join(self._word.text().split())
        return Answers(self._said.value, self._enjoyed.value, self._distracted.value, word)

    def _ask(self, taps: Taps[T]) -> Taps[T]:
        question = QFrame()
        column = QVBoxLayout(question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addWidget(text_label(taps.accessibleName()))
        column.addWidget(taps)
        self.column.addWidget(question)
        taps.signals.tapped.connect(self._touch)
        return taps

    def _make_word(self) -> QLineEdit:
        word = QLineEdit()
        word.setMaxLength(LONGEST_WORD)
        word.textEdited.connect(self._touch)
        word.returnPressed.connect(self.close)
        label = text_label(_("A &word for it"))
        word.setAccessibleName(_("A word for it"))
        label.setBuddy(word)
        column = QVBoxLayout()
        column.setSpacing(HAIR)
        column.addWidget(label)
        column.addWidget(word)
        self.column.addLayout(column)
        return word

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        done = push_button(_("&Done"), "primary")
        done.clicked.connect(self.close)
        row.addWidget(done)
        return row
