"""What several sessions are to have in common: what is left empty stays as it is in each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from presence.core.editing.common import Common
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.log.forms.fields import TagsEdit
from presence.ui.log.notice import Notice
from presence.ui.look import HEADING, MEDIUM, SMALL, Look, icon
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Choice, Switch
from presence.ui.people_edit import PeopleEdit
from presence.words.kinds import kind_name


@dataclass(frozen=True, slots=True)
class SeveralView:
    """The sessions in a few words; who and which tags are in any of them."""

    title: str
    kinds: Kinds = field(default_factory=Kinds)
    known_people: Sequence[str] = ()
    groups: Sequence[Group] = ()
    people: Sequence[str] = ()
    known_tags: Sequence[str] = ()
    tags: Sequence[str] = ()
    places: Sequence[str] = ()


class SeveralWindow(PageWindow):
    """Enter saves from any field, Esc leaves all as it was."""

    saved = Signal(object)  # Common
    stop_wanted = Signal()
    help_heading = "log"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Several sessions"), letters=56, spacing=MEDIUM)
        self._taken: set[str] = set()
        self.is_at_work = False
        self._title = text_label(factor=HEADING, bold=True)
        self.column.addWidget(self._title)
        self.column.addWidget(text_label(_("What is left empty stays as it is."), "dim"))
        self.column.addLayout(self._make_fields())
        self._problem = text_label(part="warn")
        self.column.addWidget(self._problem)
        self._notice = Notice(self._taken)
        self._notice.stop_wanted.connect(self.stop_wanted.emit)
        self.column.addWidget(self._notice)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self._button = push_button(with_mnemonic(_("Save"), self._taken), "primary")
        self._button.clicked.connect(self._save)
        row.addWidget(self._button)
        self.column.addLayout(row)

    def redraw(self, view: SeveralView) -> None:
        """Ask of these, with nothing written."""
        self._title.setText(view.title)
        self._kind.clear()
        self._kind.addItem(_("as they are"), "")
        for kind in view.kinds:
            picture = icon(kind.icon, self.look.series_colour(kind.colour))
            self._kind.addItem(picture, kind_name(kind), kind.key)
        for edit in (self._with, self._without, self._tags, self._without_tags, self._place):
            edit.clear()
        self._with.offer(view.known_people, view.groups)
        self._without.offer(view.people)
        self._tags.offer(view.known_tags)
        self._without_tags.offer(view.tags)
        self._no_place.setChecked(False)
        self.show_problem("")
        self._kind.setFocus()

    def say(self, how_far: str) -> None:
        """Say how far it is with very many, and let it be stopped."""
        self._notice.say(how_far, with_stop=True)
        self._button.setEnabled(False)
        self.grow()

    def show_problem(self, text: str) -> None:
        """Say why it could not be saved; nothing is at work any more."""
        self._notice.say("")
        self._button.setEnabled(True)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.grow()

    def _make_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        self._kind = Choice(_("Kind"), self.look)
        self._with, self._without = PeopleEdit(), PeopleEdit()
        self._without.setAccessibleName(_("Without"))
        self._tags, self._without_tags = TagsEdit(), TagsEdit()
        self._without_tags.setAccessibleName(_("Tags to take off"))
        self._place = QLineEdit()
        self._place.setAccessibleName(_("Place"))
        self._no_place = Switch(_("No place"), self.look)
        self._no_place.toggled.connect(lambda is_on: self._place.setEnabled(not is_on))
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Kind"), self._kind),
            (_("Also with"), self._with),
            (_("Without"), self._without),
            (_("Add tags"), self._tags),
            (_("Take tags off"), self._without_tags),
            (_("Place"), self._place),
            (_("No place"), self._no_place),
        )
        for row, (word, widget) in enumerate(rows):
            label = text_label(with_mnemonic(word, self._taken), "dim", wraps=False)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            if isinstance(widget, QLineEdit):
                grid.addWidget(widget, row, 1)
            else:
                grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeading)
            if isinstance(widget, QLineEdit):
                widget.returnPressed.connect(self._save)
        return grid

    def _save(self) -> None:
        if self.is_at_work:
            return
        place = self._place.text().strip()
        self.saved.emit(
            Common(
                str(self._kind.currentData()),
                self._with.people,
                self._without.people,
                self._tags.people,
                self._without_tags.people,
                "" if self._no_place.isChecked() else (place or None),
            )
        )
