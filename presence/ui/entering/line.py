"""One line to type a session in, with what was understood of it below, as it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from presence.core.entry import EntryContext, PartKind, UnderstoodEntry, parse_add
from presence.core.entry.completion import Completion, complete
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.entering.completer import LineCompleter
from presence.ui.entering.readings import ReadingChoice
from presence.ui.look import HAIR, HEADING, set_type
from presence.words.entering.preview import Preview, preview
from presence.words.entering.readings import asked, reading_words
from presence.words.entry import with_note

NOTHING = Preview("", "", "")


class EntryLine(QWidget):
    """A line of the one-line grammar; ``entered`` gives the Entry that Enter asks for.

    Give it a context before anybody types, and a new one when the log or the minute has changed.
    Where a line can be read in several ways, Enter goes to the choice, and on from there.
    """

    changed = Signal()
    entered = Signal(object)  # core.entry.Entry

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._context: EntryContext | None = None
        self._understood: UnderstoodEntry | None = None
        self._is_wanted = False  # somebody pressed Enter, and is asked which of the readings
        self._says_all = False  # also of the word that is still being typed
        self.edit = QLineEdit()
        self.edit.setAccessibleName(_("What, with whom, when"))
        self.edit.setPlaceholderText(_("yesterday 19-21:30 dinner @Ana #family"))
        set_type(self.edit, HEADING)
        self._what = text_label(bold=True)
        self._when = text_label()
        self._rest = text_label(part="dim")
        self._choice = ReadingChoice()
        self._unknown = text_label(part="warn")
        self._keep = push_button(_("&Keep these words as a note"), "link")
        self._keep.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        for widget in (self.edit, self._what, self._when, self._rest, self._choice, self._unknown):
            column.addWidget(widget)
        column.addWidget(self._keep)
        self.setFocusProxy(self.edit)
        self._completer = LineCompleter(self.edit, self._complete)
        self.edit.textChanged.connect(self._on_text)
        self.edit.returnPressed.connect(self.enter)
        self._choice.chosen.connect(self._on_chosen)
        self._keep.clicked.connect(self._on_keep)
        self._redraw()

    def set_context(self, context: EntryContext) -> None:
        """Read against this from now on."""
        self._context = context
        self._on_text()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put these words into the line."""
        self.edit.setText(text)

    @property
    def understood(self) -> UnderstoodEntry | None:
        """What the line says; None where nothing is typed."""
        return self._understood

    @property
    def offered(self) -> Sequence[Completion]:
        """How the word at the cursor can go on, where that is shown."""
        return self._completer.offered

    def enter(self) -> None:
        """Enter what was understood; where it is not sure, ask first."""
        understood = self._understood
        if self._completer.has_choice or understood is None or understood.entry is None:
            return
        if understood.unknown:
            self._says_all = True
            self._redraw()
            self.changed.emit()
            self._keep.setFocus()
        elif understood.is_clear:
            self.entered.emit(understood.entry)
        else:
            self._is_wanted = True
            self._choice.take_keyboard()

    def _complete(self, text: str, cursor: int) -> Sequence[Completion]:
        return () if self._context is None else complete(text, cursor, self._context)

    def _on_text(self) -> None:
        context, typed = self._context, self.text
        self._is_wanted = self._says_all = False
        self._understood = None
        if context is not None and typed.strip():
            self._understood = parse_add(typed, context)
        self._redraw()
        self.changed.emit()

    def _redraw(self) -> None:
        understood, context = self._understood, self._context
        shown = NOTHING
        answers: tuple[str, ...] = ()
        asks = ""
        if understood is not None and context is not None:
            shown = preview(understood, context)
            answers = reading_words(understood.readings, context)
            asks = asked(understood, context)
        self._what.setText(shown.what)
        self._when.setText(shown.when)
        hint = "" if understood is not None else self._hint
        self._rest.setText(shown.rest or shown.missing or hint)
        self._what.setVisible(not hint)
        self._when.setVisible(bool(shown.when))
        self._rest.setVisible(bool(self._rest.text()))
        says_unknown = bool(shown.unknown) and (self._says_all or not self._is_half_typed())
        self._unknown.setText(shown.unknown)
        self._unknown.setVisible(says_unknown)
        self._keep.setVisible(says_unknown)
        self._choice.redraw(asks, answers)
        said = (shown.what, shown.when, shown.rest, shown.missing, shown.unknown)
        self.edit.setAccessibleDescription(". ".join(filter(None, said)))
        self._column.activate()  # who makes room for it asks at once how much it needs

    def _is_half_typed(self) -> bool:
        """Whether only the word is not understood that somebody is typing just now."""
        parts = () if self._understood is None else self._understood.parts
        unknown = [part.end for part in parts if part.what is PartKind.UNKNOWN]
        return unknown == [len(self.text)] == [self.edit.cursorPosition()]

    def _on_chosen(self, number: int) -> None:
        understood, is_wanted = self._understood, self._is_wanted
        if understood is None or number >= len(understood.readings):
            return
        self._rewrite(understood.readings[number].line)
        if is_wanted:
            self.enter()

    def _on_keep(self) -> None:
        if self._understood is not None:
            self._rewrite(with_note(self.text, self._understood))

    def _rewrite(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setFocus()
