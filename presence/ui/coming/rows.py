"""The rows of the agenda: something on a day, a plan, a calendar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from presence.texts import _
from presence.ui.coming.view import AgendaRow, Ask, CalendarRow, PlanRow
from presence.ui.controls import push_button, text_label
from presence.ui.look import CAPTION, HAIR, SMALL, set_type
from presence.ui.rows.card import Row
from presence.ui.rows.thing_row import ThingRow
from presence.ui.window import Window


class EventRow(Row):
    """The time, what and with whom, where it stands, and what can be done with it."""

    asked = Signal(object, str)  # Ask, key

    def __init__(self, row: AgendaRow) -> None:
        super().__init__()
        self.setAccessibleName(" · ".join(filter(None, (row.time, row.title, row.says))))
        words = QVBoxLayout(self)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(HAIR)
        self.buttons = tuple(self._button(row, ask) for ask in row.asks)
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addWidget(text_label(row.time, "dim"), 1)
        for button in self.buttons:
            head.addWidget(button)
        words.addLayout(head)
        part = "dim" if row.is_quiet else ""
        words.addWidget(text_label(row.title, part, bold=not row.is_quiet))
        for text in (row.details, row.says, row.why):
            if text:
                label = text_label(text, "dim")
                set_type(label, CAPTION)
                words.addWidget(label)

    def _button(self, row: AgendaRow, ask: Ask) -> QPushButton:
        said = ask_words(ask)
        button = push_button(said, "primary" if ask in (Ask.START, Ask.HAPPENED) else "")
        button.setAccessibleName(_("{action}: {what}").format(action=said, what=row.title))
        button.clicked.connect(lambda: self.asked.emit(ask, row.key))
        return button


def ask_words(ask: Ask) -> str:
    """The words on its button."""
    match ask:
        case Ask.START:
            return _("Start")
        case Ask.NOT_THIS:
            return _("Not this one")
        case Ask.HAPPENED:
            return _("It happened")
        case Ask.DID_NOT:
            return _("It did not")
        case Ask.OPEN:
            return _("Open it")


class PlanLine(ThingRow):
    """A plan and when it is next."""

    def __init__(self, window: Window, plan: PlanRow) -> None:
        super().__init__(window, plan.id, plan.title, is_bold=True)
        label = text_label(plan.says, "dim")
        set_type(label, CAPTION)
        self.words.addWidget(label)


class CalendarLine(Row):
    """A calendar: how old its copy is, and what is wrong with it."""

    def __init__(self, calendar: CalendarRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addWidget(text_label(calendar.name))
        says = text_label(calendar.says, "dim")
        set_type(says, CAPTION)
        column.addWidget(says)
        if calendar.trouble:
            column.addWidget(text_label(calendar.trouble, "warn"))
