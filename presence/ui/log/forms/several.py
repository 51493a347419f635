"""What several sessions are to have in common: what is left empty stays as it is in each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.log.forms.fields import TagsEdit
from presence.ui.look import HEADING, MEDIUM, SMALL, Look, icon
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Choice, Switch
from presence.ui.people_edit import PeopleEdit
from presence.words.kinds import kind_name


@dataclass(frozen=True, slots=True)
class SeveralView:
    """The sessions in a few words; who and which tags are in any of them."""

    ids: Sequence[str]
    title: str
    kinds: Kinds = field(default_factory=Kinds)
    known_people: Sequence[str] = ()
    groups: Sequence[Group] = ()
    people: Sequence[str] = ()
    known_tags: Sequence[str] = ()
    tags: Sequence[str] = ()
    places: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What was written; "" and None leave what there is."""

    ids: Sequence[str]
    kind: str = ""
    with_people: tuple[str, ...] = ()
    without_people: tuple[str, ...] = ()
    with_tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    place: str | None = None


class SeveralWindow(PageWindow):
    """Enter saves from any field, Esc leaves all as it was."""

    saved = Signal(object)  # Common
    help_heading = "log"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Several sessions"), letters=56, spacing=MEDIUM)
        self._view: SeveralView | None = None
        self._taken: set[str] = set()
        self._title = text_label(factor=HEADING, bold=True)
        self.column.addWidget(self._title)
        self.column.addWidget(text_label(_("What is left empty stays as it is."), "dim"))
        self.column.addLayout(self._make_fields())
        self._problem = text_label(part="warn")
        self.column.addWidget(self._problem)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        save = push_button(with_mnemonic(_("Save"), self._taken), "primary")
        save.clicked.connect(self._save)
        row.addWidget(save)
        self.column.addLayout(row)

    def redraw(self, view: SeveralView) -> None:
        """Ask of these, with nothing written."""
        self._view = view
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

    def show_problem(self, text: str) -> None:
        """Say why it could not be saved."""
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
        assert self._view is not None
        place = self._place.text().strip()
        self.saved.emit(
            Common(
                self._view.ids,
                str(self._kind.currentData()),
                self._with.people,
                self._without.people,
                self._tags.people,
                self._without_tags.people,
                "" if self._no_place.isChecked() else (place or None),
            )
        )
