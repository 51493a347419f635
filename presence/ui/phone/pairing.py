"""Your phone: paired once by a code, remembered, and how it is muted itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from presence.texts import _
from presence.ui.controls import Points, plain_tip, push_button, text_label
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, SMALL, TITLE, Look, set_type
from presence.ui.mnemonics import letters_of, with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.people.foot import Foot
from presence.ui.phone.reach import ReachPart
from presence.ui.phone.rows import OwnPhoneLine
from presence.ui.phone.view import OwnPhoneRow, PairingView
from presence.ui.rows.card import RowsCard
from presence.words.phone.muting import no_more_than_that, ways_to_mute
from presence.words.phone.reach import fingerprint_words


class PairingWindow(PageWindow):
    """A phone can be paired while it can be seen; ``closed`` tells that it cannot any more."""

    network_chosen = Signal(str)  # the id of one of several
    mine_changed = Signal(bool)  # whether this network is one of mine
    removed = Signal(str)  # the id of a phone
    undo_requested = Signal()
    redraw_wanted = Signal()
    guests_requested = Signal()
    closed = Signal()
    help_heading = "phone"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Your phone"), letters=62, margin=LARGE, spacing=MEDIUM)
        self._view: PairingView | None = None
        taken = letters_of(_("&Undo"))
        self.reach = ReachPart(self, taken)
        self.reach.network_chosen.connect(self.network_chosen)
        self._words = text_label("", factor=HEADING, bold=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pairing = self._make_pairing()
        self._mine = QCheckBox(with_mnemonic(_("This network is mine"), taken))
        self._mine.clicked.connect(self.mine_changed)
        self._mine_says = text_label("", "dim")
        set_type(self._mine_says, CAPTION)
        self._none = text_label(_("None yet."), "dim")
        self._phones = RowsCard()
        self._told = Points()
        self._telling = push_button(with_mnemonic(_("How to set that up"), taken), "link")
        self._telling.clicked.connect(lambda: self.help_requested.emit("courtesy"))
        self._guests = push_button(with_mnemonic(_("Everybody's phones at the table…"), taken))
        self._guests.clicked.connect(self.guests_requested)
        self._foot = Foot(self)
        self._foot.undo_requested.connect(self.undo_requested)
        self._lay_out()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _make_pairing(self) -> QFrame:
        """What is to be done, and what the phone will say to it."""
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(
            text_label(
                _(
                    "Your phone will warn that it does not know this computer. That is expected: "
                    "the connection is encrypted, and this computer vouches for itself. Go on, "
                    "and compare these four words with those on the phone:"
                )
            )
        )
        column.addWidget(self._words)
        return frame

    def _lay_out(self) -> None:
        self._invitation = text_label(
            _(
                "Point the phone's camera at this code, once, before a meal rather than at "
                "it. The page that opens comes from this computer: no app, no account."
            )
        )
        mute = Points()
        mute.redraw((*ways_to_mute(), no_more_than_that()))
        for part in (
            text_label(_("Your phone"), factor=TITLE, bold=True),
            self._invitation,
            self.reach,
            self._pairing,
            self._mine,
            self._mine_says,
            text_label(_("Phones that are remembered"), factor=HEADING, bold=True),
            self._none,
            self._phones,
            text_label(_("Muting the phone itself"), factor=HEADING, bold=True),
            mute,
            self._told,
            self._telling,
            self._guests,
        ):
            self.column.addWidget(part)
        for button in (self._telling, self._guests):
            self.column.setAlignment(button, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.column.addWidget(self._foot)

    def redraw(self, view: PairingView) -> None:
        """Show this."""
        self._foot.say(view.trouble)
        self._foot.redraw(view.undo)
        before, self._view = self._view, view
        if view == before:
            return
        self._invitation.setVisible(not view.reach.is_barred)
        self.reach.redraw(view.reach)
        self._words.setText(view.words)
        whole = fingerprint_words(view.fingerprint) if view.fingerprint else ""
        self._words.setToolTip(plain_tip(whole))
        self._words.setAccessibleDescription(whole)
        self._pairing.setVisible(bool(view.words) and view.reach.code is not None)
        self._mine.setChecked(view.is_mine)
        self._mine.setEnabled(bool(view.network))
        for widget in (self._mine, self._mine_says):
            widget.setVisible(view.reach.code is not None)
        self._mine_says.setText(_mine_line(view.network))
        self._mine.setAccessibleDescription(_mine_line(view.network))
        if before is None or view.phones != before.phones:
            self._redraw_phones(view.phones)
        self._told.redraw(tuple(view.told))
        self._told.setVisible(bool(view.told))
        self.page.order_tabs()
        self.grow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # minimised, it is still in use
            self.closed.emit()

    def _redraw_phones(self, phones: Sequence[OwnPhoneRow]) -> None:
        lines = [OwnPhoneLine(phone) for phone in phones]
        for line in lines:
            line.removed.connect(self.removed)
        if self._phones.redraw(self, lines) and not self._phones.focus_again():
            self._mine.setFocus()
        self._none.setVisible(not lines)


def _mine_line(network: str) -> str:
    if not network:
        return _(
            "Which network this is cannot be told here, so it cannot be remembered. Pairing works "
            "all the same; during a session open this window again."
        )
    return _(
        "“{network}”: during a session Presence answers your remembered phones here, by "
        "itself. In networks that are not yours it does so only when you open this window."
    ).format(network=network)
