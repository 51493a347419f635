"""The rows of the agenda: something on a day, a plan, a calendar."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.coming.view import AgendaRow, Ask, CalendarRow, PlanRow
from presence.ui.controls import push_button, text_label
from presence.ui.look import CAPTION, HAIR, MEDIUM, SMALL, set_type
from presence.ui.rows.card import Row
from presence.ui.rows.thing_row import ThingRow
from presence.ui.window import Window

LETTERS_OF_TIME = 14


class EventRow(Row):
    """The time, what and with whom, where it stands, and what can be done with it."""

    asked = Signal(object, str)  # Ask, key

    def __init__(self, row: AgendaRow) -> None:
        super().__init__()
        self.setAccessibleName(" · ".join(filter(None, (row.time, row.title, row.says))))
        part = "dim" if row.is_quiet else ""
        time = text_label(row.time, "dim")
        time.setFixedWidth(LETTERS_OF_TIME * time.fontMetrics().averageCharWidth())
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(text_label(row.title, part, bold=not row.is_quiet))
        for text in (row.details, row.says, row.why):
            if text:
                label = text_label(text, "dim")
                set_type(label, CAPTION)
                words.addWidget(label)
        buttons = QVBoxLayout()
        buttons.setSpacing(HAIR)
        made = []
        for position, ask in enumerate(row.asks):
            button = push_button(ask_words(ask), "" if position else "primary")
            button.setAccessibleName(
                _("{action}: {what}").format(action=ask_words(ask), what=row.title)
            )
            button.clicked.connect(lambda _on=False, ask=ask: self.asked.emit(ask, row.key))
            buttons.addWidget(button)
            made.append(button)
        buttons.addStretch(1)
        self.buttons = tuple(made)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(MEDIUM)
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addLayout(buttons)


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
        self.column.addWidget(label)


class CalendarLine(Row):
    """A calendar: how old its copy is, and what is wrong with it."""

    def __init__(self, calendar: CalendarRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(text_label(calendar.name), 1)
        says = text_label(calendar.says, "dim", wraps=False)
        set_type(says, CAPTION)
        row.addWidget(says)
        column.addLayout(row)
        if calendar.trouble:
            column.addWidget(text_label(calendar.trouble, "warn"))
