"""Fields of a session's form: its tags, and how it was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from presence.core.session import Said
from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import MEDIUM, SMALL
from presence.ui.mnemonics import with_mnemonic
from presence.ui.people_edit import PeopleEdit
from presence.ui.windows.taps import Taps

LONGEST_WORD = 60
SCALE = range(1, 6)


class TagsEdit(PeopleEdit):
    """Tags with commas between them; a "#" before one is as good as none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Tags"))
        self.setPlaceholderText(_("tags, with commas between them"))

    @property
    def people(self) -> tuple[str, ...]:
        """The tags, each once."""
        tags = (tag.lstrip("#").strip() for tag in super().people)
        return tuple(dict.fromkeys(tag for tag in tags if tag))


class AnswerFields(QWidget):
    """What the person says of a session afterwards; a second tap takes an answer back."""

    confirmed = Signal()

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        answers = [(Said.YES, _("yes")), (Said.MOSTLY, _("mostly")), (Said.NO, _("no"))]
        steps = [(step, str(step)) for step in SCALE]
        self._said = Taps(_("Phones stayed down?"), answers)
        self._enjoyed = Taps(_("Enjoyed"), steps)
        self._distracted = Taps(_("Distracted"), steps)
        self._word = QLineEdit()
        self._word.setMaxLength(LONGEST_WORD)
        self._word.setAccessibleName(_("A word for it"))
        self._word.returnPressed.connect(self.confirmed.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Phones down"), self._said),
            (_("Enjoyed"), self._enjoyed),
            (_("Distracted"), self._distracted),
            (with_mnemonic(_("A word for it"), taken), self._word),
        )
        for row, (word, widget) in enumerate(rows):
            label = text_label(word, "dim", wraps=False)
            if widget is self._word:
                label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)

    def show_answers(
        self, said: Said | None, enjoyed: int | None, distracted: int | None, word: str
    ) -> None:
        """Show what is known."""
        self._said.show_value(said)
        self._enjoyed.show_value(enjoyed)
        self._distracted.show_value(distracted)
        self._word.setText(word)

    @property
    def said(self) -> Said | None:
        """Whether the phones stayed down."""
        return self._said.value

    @property
    def enjoyed(self) -> int | None:
        """From 1 to 5."""
        return self._enjoyed.value

    @property
    def distracted(self) -> int | None:
        """From 1 to 5."""
        return self._distracted.value

    @property
    def word(self) -> str:
        """The person's own word for it."""
        return " ".join(self._word.text().split())
