"""Who was there, where, until when: asked when the person wants to say it, never demanded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.session import Said
from presence.core.slip import Slip, SlipReason
from presence.texts import _
from presence.ui.coming.invited import Invited
from presence.ui.controls import push_button, text_label
from presence.ui.log.forms.fields import AnswerFields, TagsEdit
from presence.ui.look import CAPTION, HEADING, MEDIUM, SMALL, Look, icon, set_type
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Choice
from presence.ui.people_edit import PeopleEdit
from presence.ui.windows.looks import Looks
from presence.words.kinds import kind_name

# The fields that only a session which is over has.
OVER = ("kind", "start", "end", "planned")


@dataclass(frozen=True, slots=True)
class DetailsView:
    """A session's particulars; ``until`` None where it is over and has no end to plan.

    Of one that is over there are ``kind``, ``start``, ``end`` and ``planned`` too, as times of day;
    these are None of one in progress.
    """

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
    zone_words: str = ""  # where the times are those of, if it is not here
    groups: Sequence[Group] = ()
    known_tags: Sequence[str] = ()
    tags: Sequence[str] = ()
    kinds: Kinds | None = None
    kind: str | None = None
    start: str | None = None
    end: str | None = None
    planned: str | None = None
    said: Said | None = None
    enjoyed: int | None = None
    distracted: int | None = None
    word: str = ""
    invited: Sequence[str] = ()  # to the event that it is of
    phones: Sequence[str] = ()  # lines of how they lay, where any was there
    at_table: Sequence[str] = ()  # guests whose phones were there just now


@dataclass(frozen=True, slots=True)
class Details:
    """What the person wrote; times as they wrote them, None where they were not asked.

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
    tags: tuple[str, ...] = ()
    kind: str | None = None
    start: str | None = None
    end: str | None = None
    planned: str | None = None
    said: Said | None = None
    enjoyed: int | None = None
    distracted: int | None = None
    word: str = ""


class DetailsWindow(PageWindow):
    """Enter saves from any field, Esc leaves all as it was."""

    saved = Signal(object)  # Details
    help_heading = "session"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Who was there?"), letters=56, spacing=MEDIUM)
        self._view: DetailsView | None = None
        self._taken: set[str] = set()
        self._labels: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}
        self._title = text_label(factor=HEADING, bold=True)
        self._zone = text_label(part="dim")
        self.column.addWidget(self._title)
        self.column.addWidget(self._zone)
        self.column.addLayout(self._make_fields())
        self._answers = AnswerFields(self._taken)
        self._answers.confirmed.connect(self._save)
        self.column.addWidget(self._answers)
        self._looks = Looks(self)
        self.column.addWidget(self._looks)
        self._phones = text_label(part="dim")
        set_type(self._phones, CAPTION)
        self.column.addWidget(self._phones)
        self._problem = text_label(part="warn")
        self.column.addWidget(self._problem)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        save = push_button(with_mnemonic(_("Save"), self._taken), "primary")
        save.clicked.connect(self._save)
        row.addWidget(save)
        self.column.addLayout(row)

    def redraw(self, view: DetailsView, wants_until: bool = False) -> None:
        """Show a session's particulars, with the keyboard where it is wanted."""
        self._view = view
        self._title.setText(view.title)
        self._zone.setText(view.zone_words)
        self._zone.setVisible(bool(view.zone_words))
        self._people.offer(view.known_people, view.groups)
        self._people.show_people(view.people)
        self._invited.offer(view.invited, view.people)
        self._at_table.offer(view.at_table, view.people)
        self._tags.offer(view.known_tags)
        self._tags.show_people(view.tags)
        self._show_kinds(view)
        for name, edit in self._edits.items():
            edit.setText(getattr(view, name) or "")
        for name, widget in self._fields.items():
            is_asked = getattr(view, name) is not None
            widget.setVisible(is_asked)
            self._labels[name].setVisible(is_asked)
        self._answers.show_answers(view.said, view.enjoyed, view.distracted, view.word)
        self._answers.setVisible(view.until is None)
        self._looks.redraw(view.looks, view.zone, view.known)
        self._phones.setText("\n".join(view.phones))
        self._phones.setVisible(bool(view.phones))
        self.page.order_tabs()
        self.show_problem("")
        chosen = self._edits["until"] if wants_until and view.until is not None else self._people
        chosen.setFocus()
        chosen.selectAll()

    def show_problem(self, text: str, name: str = "") -> None:
        """Say why it could not be saved, below the field that it is about where there is one."""
        for label in (*self._problems.values(), self._problem):
            label.hide()
        label = self._problems.get(name, self._problem)
        label.setText(text)
        label.setVisible(bool(text))
        if text and name in self._edits:
            self._edits[name].setAccessibleDescription(text)
            self._edits[name].setFocus()
        self.grow()

    def _show_kinds(self, view: DetailsView) -> None:
        self._kind.clear()
        for kind in view.kinds or ():
            picture = icon(kind.icon, self.look.series_colour(kind.colour))
            self._kind.addItem(picture, kind_name(kind), kind.key)
        if view.kind is not None and self._kind.findData(view.kind) < 0:
            self._kind.addItem(view.kind, view.kind)  # one that is gone
        self._kind.setCurrentIndex(self._kind.findData(view.kind))

    def _make_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        self._kind = Choice(_("Kind"), self.look)
        self._people, self._tags = PeopleEdit(), TagsEdit()
        self._invited = Invited(_("Invited too:"))
        self._at_table = Invited(_("Phones at the table:"))
        for part in (self._invited, self._at_table):
            part.added.connect(self._add_invited)
        self._people.textChanged.connect(self._on_people)
        self._edits = {
            "start": _edit(_("Began")),
            "end": _edit(_("Ended")),
            "planned": _edit(_("Planned until"), _("21:30, or empty for open")),
            "place": _edit(_("Place")),
            "note": _edit(_("Note")),
            "until": _edit(_("Until"), _("21:30, or empty for open")),
        }
        self._fields: dict[str, QWidget] = {"kind": self._kind, **self._edits}
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("kind", _("Kind"), self._kind),
            ("start", _("Began"), self._edits["start"]),
            ("end", _("Ended"), self._edits["end"]),
            ("planned", _("Planned until"), self._edits["planned"]),
            ("people", _("With"), self._people),
            ("tags", _("Tags"), self._tags),
            ("place", _("Place"), self._edits["place"]),
            ("note", _("Note"), self._edits["note"]),
            ("until", _("Until"), self._edits["until"]),
        )
        for number, (name, word, widget) in enumerate(rows):
            word = with_mnemonic(word, self._taken)
            self._labels[name] = label = text_label(word, "dim", wraps=False)
            label.setBuddy(widget)
            grid.addWidget(label, 2 * number, 0)
            grid.addWidget(widget, 2 * number, 1)
            if name == "people":
                others = QVBoxLayout()
                others.addWidget(self._invited)
                others.addWidget(self._at_table)
                grid.addLayout(others, 2 * number + 1, 1)
            if name == "people":
                self._people.returnPressed.connect(self._save)
            elif isinstance(widget, QLineEdit):
                widget.returnPressed.connect(self._save)
                self._problems[name] = problem = text_label(part="warn")
                problem.hide()
                grid.addWidget(problem, 2 * number + 1, 1)
        return grid

    def _on_people(self) -> None:
        for part in (self._invited, self._at_table):
            part.look_at(self._people.people)

    def _add_invited(self, name: str) -> None:
        """One click: the name is in the line, as if it had been typed."""
        self._people.show_people((*self._people.people, name))
        self._people.setFocus()

    def _written(self, name: str) -> str | None:
        is_asked = self._view is not None and getattr(self._view, name) is not None
        return self._edits[name].text().strip() if is_asked else None

    def _save(self) -> None:
        assert self._view is not None
        view, answers = self._view, self._answers
        self.saved.emit(
            Details(
                view.session_id,
                self._people.people,
                self._edits["place"].text().strip(),
                self._edits["note"].text().strip(),
                self._written("until"),
                self._looks.reasons,
                self._looks.taken_out,
                tags=self._tags.people,
                kind=None if view.kind is None else str(self._kind.currentData()),
                start=self._written("start"),
                end=self._written("end"),
                planned=self._written("planned"),
                said=answers.said,
                enjoyed=answers.enjoyed,
                distracted=answers.distracted,
                word=answers.word,
            )
        )


def _edit(name: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(placeholder)
    return edit
