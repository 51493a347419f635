"""The looks at a screen in a session: when, how long, how each is known, and why it was."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason, SlipSource
from presence.texts import _, ngettext
from presence.ui.controls import icon_button, text_label
from presence.ui.look import HAIR, MEDIUM, SMALL, Look, icon
from presence.ui.window import Window
from presence.ui.windows.reasons import ReasonChoice
from presence.words.dates import MINUTE, clock_time, length
from presence.words.session import SEPARATOR


class Looks(QFrame):
    """Nothing is changed before its window saves it; hidden where there were none."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._owner = window
        self._rows: list[_Row] = []
        self._taken_out: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SMALL, 0, 0)
        self._column.setSpacing(SMALL)
        self._count = text_label(bold=True)
        self._known = text_label(part="dim")
        self._column.addWidget(self._count)
        self._column.addWidget(self._known)

    @property
    def reasons(self) -> Mapping[str, SlipReason | None]:
        """The looks of which another reason was chosen, by id."""
        return {
            row.slip.id: row.choice.reason
            for row in self._rows
            if row.choice.reason is not row.slip.reason
        }

    @property
    def taken_out(self) -> Sequence[str]:
        """The ids of those that were none."""
        return tuple(self._taken_out)

    def redraw(self, looks: Sequence[Slip], zone: tzinfo, known: str) -> None:
        """Show these, and on what they rest."""
        self._known.setText(known)
        self._known.setVisible(bool(known))
        for row in tuple(self._rows):
            self._let_go(row)
        self._taken_out = []
        for look in looks:
            row = _Row(self._owner, look, zone)
            row.out.clicked.connect(lambda *_, row=row: self._take_out(row))
            self._column.addWidget(row)
            self._rows.append(row)
        self._redraw_count()

    def _take_out(self, row: "_Row") -> None:
        self._taken_out.append(row.slip.id)
        self._owner.setFocus()
        self._let_go(row)
        self._redraw_count()

    def _let_go(self, row: "_Row") -> None:
        self._rows.remove(row)
        row.hide()
        self._column.removeWidget(row)
        self._owner.undress(row.set_look)
        row.deleteLater()

    def _redraw_count(self) -> None:
        count = len(self._rows)
        line = ngettext("{count} look at a screen", "{count} looks at a screen", count)
        self._count.setText(line.format(count=count) if count else _("No look at a screen"))
        self.setVisible(bool(count or self._taken_out))


class _Row(QFrame):
    """One look: what is known of it, the reason to choose, and a way to take it out."""

    def __init__(self, window: Window, slip: Slip, zone: tzinfo) -> None:
        super().__init__()
        self.slip = slip
        time = clock_time(slip.at, zone)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(0, 1)
        grid.addWidget(text_label(_when(slip, time)), 0, 0)
        grid.addWidget(text_label(_known_by(slip.source), "dim"), 1, 0)
        self.choice = ReasonChoice(_("Why the look at {time}?").format(time=time), window.look)
        self.choice.say_what_it_is_of()
        self.choice.show_reason(slip.reason)
        self.out = icon_button("close", _("It was none: {time}").format(time=time))
        window.dress(self.set_look)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.choice, 0, 1, 2, 1, middle)
        grid.addWidget(self.out, 0, 2, 2, 1, middle)

    def set_look(self, look: Look) -> None:
        """Dress the button anew."""
        side = round(self.out.fontMetrics().height() * 1.2)
        self.out.setIconSize(QSize(side, side))
        self.out.setIcon(icon("close", look.dim))


def _known_by(source: SlipSource) -> str:
    match source:
        case SlipSource.SELF:
            return _("you said so")
        case SlipSource.INPUT:
            return _("this computer noticed")
        case SlipSource.PHONE:
            return _("your phone noticed")


def _when(slip: Slip, time: str) -> str:
    """``19:42 · 3 min``; how long it was is told where somebody measured or said it."""
    if slip.source is not SlipSource.INPUT and slip.length == UNTOLD_LENGTH:
        return time
    span = _("less than a minute") if slip.length < MINUTE else length(slip.length)
    return SEPARATOR.join([time, span])
