"""Your phone was unlocked during a session: each of it is a look, or was none; nothing counts yet.

One session at a time, the latest first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from presence.core.slip import Slip, SlipReason
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HEADING, LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.people.foot import Foot
from presence.ui.review.cards import Cards
from presence.ui.windows.looks import Looks

Reasons = Mapping[str, SlipReason | None]
LETTERS = 60


@dataclass(frozen=True, slots=True)
class UnlocksView:
    """``session`` is an id, "" where nothing waits; ``place`` says which of several it is."""

    zone: tzinfo
    session: str = ""
    title: str = ""
    says: str = ""
    looks: Sequence[Slip] = ()
    place: str = ""
    has_more: bool = False
    has_some: bool = False  # of the phone's own word, answered or not
    undo: str = ""


class UnlocksWindow(PageWindow):
    """Shows an ``UnlocksView``; ``counted`` has the ids of the looks that stayed, with reasons."""

    counted = Signal(str, object)  # the session, Reasons
    all_counted = Signal()
    later = Signal()
    delete_wanted = Signal()
    undo_requested = Signal()
    help_heading = "import"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Your phone’s own word"), LETTERS, margin=LARGE, spacing=MEDIUM)
        self._view: UnlocksView | None = None
        self._taken: set[str] = set()
        self._title = text_label(bold=True)
        set_type(self._title, HEADING)
        self._says, self._place = text_label(part="dim"), text_label(part="dim", wraps=False)
        self._advice = text_label(
            _("None of it counts yet. Take out what was none, and say why where you like."), "dim"
        )
        self._looks = Looks(self)
        for part in (self._title, self._says, self._advice, self._looks):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addWidget(self._place)
        self.column.addLayout(self._make_answers())
        self.column.addLayout(self._make_more())
        self._foot = Foot(self)
        self._foot.undo_requested.connect(self.undo_requested)
        self.column.addWidget(self._foot)

    def redraw(self, view: UnlocksView) -> None:
        """Show this; what was chosen of the session that is shown already stays."""
        before = self._view
        self._view = view
        self._title.setText(view.title)
        self._says.setText(view.says)
        self._place.setText(view.place)
        asks = bool(view.session)
        for part in (self._says, self._advice, self._count, self._none):
            part.setVisible(asks)
        self._place.setVisible(bool(view.place))
        self._later.setVisible(asks and view.has_more)
        self._all.setVisible(asks and view.has_more)
        self._delete.setVisible(view.has_some)
        is_same = before is not None and before.session == view.session
        if not is_same or before is None or before.looks != view.looks:
            self._looks.redraw(view.looks, view.zone, "")
        self._foot.redraw(view.undo)
        self.page.order_tabs()
        self.grow()

    def let_answer(self, can: bool) -> None:
        """Whether an answer can be given now, or one of many is still at work."""
        for part in (self._looks, self._none, self._later, self._count, self._all, self._delete):
            part.setEnabled(can)

    def say(self, line: str) -> None:
        """One line of what could not be done."""
        self._foot.say(line)

    def take_keyboard(self) -> None:
        """The keyboard goes to the answer that is likely."""
        if self._view is not None and self._view.session:
            self._count.setFocus()
        else:
            self.setFocus()  # Enter deletes nothing

    def _make_answers(self) -> Cards:
        self._none = push_button(with_mnemonic(_("None of them"), self._taken))
        self._none.clicked.connect(lambda: self._tell({}))
        self._later = push_button(with_mnemonic(_("Later"), self._taken))
        self._later.clicked.connect(self.later)
        self._count = push_button(with_mnemonic(_("Count these"), self._taken), "primary")
        self._count.clicked.connect(lambda: self._tell(self._chosen()))
        return _row(self._none, self._later, self._count)

    def _make_more(self) -> Cards:
        self._all = push_button(
            with_mnemonic(_("Count all, of every session"), self._taken), "quiet"
        )
        self._all.clicked.connect(self.all_counted)
        words = _("Delete all that the phone said")
        self._delete = push_button(with_mnemonic(words, self._taken), "quiet")
        self._delete.clicked.connect(self.delete_wanted)
        return _row(self._delete, self._all)

    def _chosen(self) -> Reasons:
        assert self._view is not None
        out, reasons = set(self._looks.taken_out), self._looks.reasons
        looks = [look.id for look in self._view.looks if look.id not in out]
        return {look: reasons.get(look) for look in looks}

    def _tell(self, reasons: Reasons) -> None:
        if self._view is not None and self._view.session:
            self.counted.emit(self._view.session, reasons)


def _row(*buttons: QPushButton) -> Cards:
    """At the end of their line, or below each other where the type is too large for that."""
    row = Cards()
    row.setSpacing(SMALL)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
