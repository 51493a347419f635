"""An address or an account, with its password, and the calendars of it to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from presence.texts import _
from presence.ui.coming.choosing.view import OfferedRow
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.look import CAPTION, SMALL, set_type

LONGEST = 2000
MOST_SHOWN = 36  # letters of a name beside its box, which cannot go on to the next line


class AddressForm(QFrame):
    """Enter looks at what is typed; the password is told once and forgotten by the form."""

    entered = Signal(str, str, str)  # the address, the user's name, the password
    ticked = Signal(object)  # the ids of those that are to be added

    def __init__(self) -> None:
        super().__init__()
        self._offered: Sequence[OfferedRow] = ()
        self._boxes: list[QCheckBox] = []
        self._address, self._user, self._password = QLineEdit(), QLineEdit(), QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._address.setPlaceholderText("https://… · webcal://… · ana@example.org")
        self._look = push_button(_("&Look there"))
        self._look.clicked.connect(self._enter)
        self._add = push_button(_("Add t&hose ticked"), "primary")
        self._add.clicked.connect(self._tell_ticked)
        self._found = QFrame()
        self._list = QVBoxLayout(self._found)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SMALL)
        self._list.addWidget(text_label(_("Which of its calendars?"), bold=True))
        self._list.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._lay_out()

    def redraw(self, offered: Sequence[OfferedRow], is_busy: bool) -> None:
        """Show the calendars of an account, all of them off; none where there is none to tick."""
        for widget in (self._look, self._add):
            widget.setEnabled(not is_busy)
        self._found.setVisible(bool(offered))
        if offered == self._offered:
            return
        self._offered = offered
        for box in self._boxes:
            box.hide()
            self._list.removeWidget(box)
            box.deleteLater()
        self._boxes = [_box(row.name) for row in offered]
        for place, box in enumerate(self._boxes):
            self._list.insertWidget(1 + place, box)
            box.show()  # at once, for the keyboard
        if len(self._boxes) == 1:
            self._boxes[0].setChecked(True)
        if self._boxes:
            self._boxes[0].setFocus()

    def start_anew(self) -> None:
        """What was typed is a calendar now."""
        for field in (self._address, self._user, self._password):
            field.clear()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(SMALL)
        fields = (
            (_("Add&ress"), self._address),
            (_("&User"), self._user),
            (_("&Password"), self._password),
        )
        for row, (words, field) in enumerate(fields):
            label = text_label(words, wraps=False)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            field.setMaxLength(LONGEST)
            field.returnPressed.connect(self._enter)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        hint = text_label(
            _(
                "For an account, its server or mail address, and best an app password. User and "
                "password stay empty for the address of one calendar. What is secret lies in the "
                "keyring."
            ),
            "dim",
        )
        set_type(hint, CAPTION)
        column.addWidget(hint)
        column.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._found)

    def _enter(self) -> None:
        address = self._address.text().strip()
        if not address:
            self._address.setFocus()
        elif self._look.isEnabled():
            password = self._password.text()
            self.entered.emit(address, self._user.text().strip(), password)

    def _tell_ticked(self) -> None:
        wanted = [
            row.id for row, box in zip(self._offered, self._boxes, strict=True) if box.isChecked()
        ]
        if wanted:
            self.ticked.emit(wanted)
        else:
            first: QWidget = self._boxes[0]
            first.setFocus()


def _box(name: str) -> QCheckBox:
    shown = name if len(name) <= MOST_SHOWN else f"{name[: MOST_SHOWN - 1].rstrip()}…"
    box = QCheckBox(shown.replace("&", "&&"))
    box.setAccessibleName(name)
    box.setToolTip(plain_tip(name if shown != name else ""))
    return box
