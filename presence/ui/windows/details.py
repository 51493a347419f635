"""Who was there, where, until when: asked when the person wants to say it, never demanded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from presence.core.slip import Slip, SlipReason
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HEADING, MEDIUM, SMALL, Look
from presence.ui.page import PageWindow
from presence.ui.people_edit import PeopleEdit
from presence.ui.windows.looks import Looks


@dataclass(frozen=True, slots=True)
class DetailsView:
    """A session's particulars; ``until`` None where it is over and has no end to plan."""

    session_id: str
    title: str
    known_people: Sequence[str]
    people: Sequence[str]
    place: str
    note: str
    until: str | None
    looks: Sequence[Slip] = ()
    known: str = ""  # on what that rests
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Details:
    """What the person wrote; ``until`` as they wrote it, None where it was not asked.

    ``reasons`` has the looks at a screen of which they said another reason, or none, and
    ``taken_out`` those that were none; by id.
    """

    session_id: str
    people: tuple[str, ...]
    place: str
    note: str
    until: str | None
    reasons: Mapping[str, SlipReason | None] = field(default_factory=dict)
    taken_out: Sequence[str] = ()


class DetailsWindow(PageWindow):
    """Enter saves from any field, Esc leaves all as it was."""

    saved = Signal(object)  # Details
    help_heading = "session"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Who was there?"), letters=52, spacing=MEDIUM)
        self._view: DetailsView | None = None
        self._title = text_label(factor=HEADING, bold=True)
        self.column.addWidget(self._title)
        self.column.addLayout(self._make_fields())
        self._looks = Looks(self)
        self.column.addWidget(self._looks)
        self._problem = text_label(part="warn")
        self.column.addWidget(self._problem)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        save = push_button(_("&Save"), "primary")
        save.clicked.connect(self._save)
        row.addWidget(save)
        self.column.addLayout(row)

    def redraw(self, view: DetailsView, wants_until: bool = False) -> None:
        """Show a session's particulars, with the keyboard where it is wanted."""
        self._view = view
        self._title.setText(view.title)
        self._people.offer(view.known_people)
        self._people.show_people(view.people)
        self._place.setText(view.place)
        self._note.setText(view.note)
        self._until.setText(view.until or "")
        for part in (self._until, self._until_label):
            part.setVisible(view.until is not None)
        self._looks.redraw(view.looks, view.zone, view.known)
        self.page.order_tabs()
        self.show_problem("")
        chosen = self._until if wants_until and view.until is not None else self._people
        chosen.setFocus()
        chosen.selectAll()

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
        self._people = PeopleEdit()
        self._place, self._note, self._until = QLineEdit(), QLineEdit(), QLineEdit()
        self._place.setAccessibleName(_("Place"))
        self._note.setAccessibleName(_("Note"))
        self._until.setAccessibleName(_("Until"))
        self._until.setPlaceholderText(_("21:30, or empty for open"))
        rows: tuple[tuple[str, QLineEdit], ...] = (
            (_("&With"), self._people),
            (_("&Place"), self._place),
            (_("&Note"), self._note),
            (_("&Until"), self._until),
        )
        for row, (word, edit) in enumerate(rows):
            label = text_label(word, "dim", wraps=False)
            label.setBuddy(edit)
            edit.returnPressed.connect(self._save)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
            if edit is self._until:
                self._until_label = label
        return grid

    def _save(self) -> None:
        assert self._view is not None
        self.saved.emit(
            Details(
                self._view.session_id,
                self._people.people,
                self._place.text().strip(),
                self._note.text().strip(),
                None if self._view.until is None else self._until.text().strip(),
                self._looks.reasons,
                self._looks.taken_out,
            )
        )
