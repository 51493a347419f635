"""A person in a row, with what can be done about them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import ElidedLabel, push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import CAPTION, HAIR, SMALL, set_type
from presence.ui.people.view import PersonRow
from presence.ui.rows.card import Row


class PersonLine(Row):
    """A name that opens a page, a line below it, and buttons."""

    opened = Signal(str)  # the name
    done = Signal(str, str)  # the key of the deed, and the id of the row

    def __init__(self, row: PersonRow) -> None:
        super().__init__()
        self.row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        title = ElidedLabel(row.title)
        head.addWidget(title, 1)
        buttons = []
        if row.opens:
            page = push_button(_("Page"), "link")
            page.setAccessibleName(_("The page of {name}").format(name=row.opens))
            page.clicked.connect(lambda: self.opened.emit(row.opens))
            head.addWidget(page, 0, Qt.AlignmentFlag.AlignTop)
            buttons.append(page)
        column.addLayout(head)
        if row.says:
            says = text_label(row.says, "dim")
            set_type(says, CAPTION)
            column.addWidget(says)
        if row.deeds:
            deeds = Flow(HAIR)
            for key, word in row.deeds:
                button = push_button(word, "quiet")
                button.setAccessibleName(f"{word}: {row.title}")
                button.clicked.connect(partial(self.done.emit, key, row.id))
                deeds.add(button)
                buttons.append(button)
            column.addWidget(deeds)
        self.buttons = buttons
