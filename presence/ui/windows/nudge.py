"""A friendly word to somebody who has turned to the screen while a dinner goes on."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import LARGE, MEDIUM, SMALL
from presence.ui.quiet_panel import QuietPanel
from presence.words.dates import moment
from presence.words.kinds import kind_name
from presence.words.session import people_line

SECONDS = 12.0
MOST_LETTERS = 40  # of names; the rest ends in "…"
LETTERS_WIDE = 40


@dataclass(frozen=True, slots=True)
class NudgeView:
    """What goes on; with the people where the person allows them to be seen."""

    now: datetime
    zone: tzinfo
    kinds: Kinds
    session: Session
    show_people: bool = False


class Nudge(QuietPanel):
    """A small panel at the edge that goes by itself; it never takes the keyboard.

    What its buttons do is also in the tray's menu and in the session window, for those who use
    the keyboard alone.
    """

    needed = Signal()
    not_me = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = text_label(bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(MEDIUM)
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self._back = push_button("", "primary")
        self._needed, self._not_me = push_button(""), push_button("")
        self._needed.clicked.connect(self.needed)
        self._not_me.clicked.connect(self.not_me)
        for button in (self._back, self._needed, self._not_me):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.close)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)

    def show_for(self, view: NudgeView) -> None:
        """Say that it goes on; said again, the time begins anew."""
        self._back.setText(_("Back to it"))
        self._needed.setText(_("I needed it"))
        self._not_me.setText(_("It wasn't me"))
        line = nudge_line(view)
        self._line.setText(line)
        self._line.setFixedWidth(LETTERS_WIDE * self._line.fontMetrics().averageCharWidth())
        self.setAccessibleName(line)
        self.adjustSize()
        self.move(self.corner(is_upper=False))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._rest()

    def enterEvent(self, event: QEnterEvent) -> None:
        """It does not go from under the pointer."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._rest()

    def _rest(self) -> None:
        self._timer.start(round(SECONDS * 1000))


def nudge_line(view: NudgeView) -> str:
    """``Dinner with Ana goes on until 20:30.``"""
    session = view.session
    kind = kind_name(view.kinds[session.kind])
    names = _shortened(people_line(session.people)) if view.show_people else ""
    end = session.planned_end_at
    if end is None or end <= view.now:
        if names:
            return _("{kind} with {names} goes on.").format(kind=kind, names=names)
        return _("{kind} goes on.").format(kind=kind)
    time = moment(end, view.zone, view.now)
    if names:
        text = _("{kind} with {names} goes on until {time}.")
        return text.format(kind=kind, names=names, time=time)
    return _("{kind} goes on until {time}.").format(kind=kind, time=time)


def _shortened(names: str) -> str:
    names = " ".join(names.split())
    return names if len(names) <= MOST_LETTERS else names[: MOST_LETTERS - 1].rstrip() + "…"
