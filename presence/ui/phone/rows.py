"""The rows of the windows: a phone that is remembered, a guest who was at the table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import ElidedLabel, push_button, text_label
from presence.ui.look import CAPTION, HAIR, SMALL, set_type
from presence.ui.phone.view import Guest, OwnPhoneRow
from presence.ui.rows.card import Row


class OwnPhoneLine(Row):
    """A phone's name, when it was here last, and Remove."""

    removed = Signal(str)  # the id

    def __init__(self, phone: OwnPhoneRow) -> None:
        super().__init__()
        remove = push_button(_("Remove"), "quiet")
        remove.setAccessibleName(_("Remove: {what}").format(what=phone.name))
        remove.clicked.connect(lambda: self.removed.emit(phone.id))
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(ElidedLabel(phone.name))
        says = text_label(phone.says, "dim")
        set_type(says, CAPTION)
        words.addWidget(says)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = (remove,)


class GuestLine(Row):
    """A guest of the session that is over: one click keeps the name as a person."""

    kept = Signal(str)  # the id

    def __init__(self, guest: Guest) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(ElidedLabel(guest.name), 1)
        if guest.is_person:
            row.addWidget(text_label(_("among your people"), "dim", wraps=False))
            return
        keep = push_button(_("Keep as a person"), "quiet")
        keep.setAccessibleName(_("Keep as a person: {name}").format(name=guest.name))
        keep.clicked.connect(lambda: self.kept.emit(guest.id))
        row.addWidget(keep)
        self.buttons = (keep,)
