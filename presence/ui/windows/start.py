"""The start window: one line to type, what was understood of it, and fields that say the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from presence.core.entry import UnderstoodStart
from presence.core.entry.completion import Completion
from presence.core.kind import Kind, Kinds
from presence.core.names.group import Group
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.controls import (
    dressed_icon_button,
    line,
    push_button,
    text_label,
)
from presence.ui.entering.completer import LineCompleter
from presence.ui.look import HEADING, MEDIUM, SMALL, Look, icon, set_type
from presence.ui.page import PageWindow
from presence.ui.painted import Choice
from presence.ui.people_edit import PeopleEdit
from presence.ui.segments import Segments
from presence.words.dates import moment, planned_length
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, request_line

LENGTHS = (15, 30, 45, 60, 90)
AGO = (5, 10, 30)
NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class StartView:
    """What the window offers; ``running`` names a session that a start would end."""

    now: datetime
    zone: tzinfo
    kinds: Kinds
    people: Sequence[str]
    preset: StartRequest
    usual_lengths: Mapping[str, timedelta | None] = field(default_factory=dict)
    running: str = ""
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class _Length:
    """What the length's buttons stand for: usual, open, or so long."""

    length: timedelta | None = None
    is_open: bool = False


class StartWindow(PageWindow):
    """Enter starts from anywhere in it; ``understand`` and ``write`` are the grammar's two ways.

    ``find`` says how the word at the cursor can go on.
    """

    start_requested = Signal(object, bool)  # StartRequest, whether it ends the one in progress
    help_heading = "line"

    def __init__(
        self,
        look: Look,
        understand: Callable[[str], UnderstoodStart],
        write: Callable[[StartRequest], str],
        find: Callable[[str, int], Sequence[Completion]] = lambda _text, _cursor: (),
    ) -> None:
        super().__init__(look, _("Start a session"), letters=60, spacing=MEDIUM)
        self._understand = understand
        self._write = write
        self._view: StartView | None = None
        self._request: StartRequest | None = None
        self._line = QLineEdit()
        self._line.setAccessibleName(_("What, with whom, how long"))
        self._line.setPlaceholderText(_("dinner Ana 90m"))
        set_type(self._line, HEADING)
        self._completer = LineCompleter(self._line, find)
        self._preview = text_label(bold=True)
        self._details = text_label(part="dim")
        self._problem = text_label(part="warn")
        self.column.addWidget(self._line)
        for label in (self._preview, self._details, self._problem):
            self.column.addWidget(label)
        self.column.addWidget(line())
        self.column.addLayout(self._make_fields())
        self.column.addStretch(1)
        self.column.addLayout(self._make_foot())
        self._join()

    def redraw(self, view: StartView) -> None:
        """Offer these, with nothing typed; the likely start stands in the fields."""
        self._view = view
        self._people.offer(view.people, view.groups)
        with QSignalBlocker(self._kind):
            self._kind.clear()
            for kind in view.kinds:
                self._add_kind(kind)
        with QSignalBlocker(self._line):
            self._line.clear()
        self._take(view.preset)
        self._line.setFocus()

    def type_line(self, text: str) -> None:
        """Put words into the line, as if they had been typed."""
        self._line.setText(text)

    def show_problem(self, text: str) -> None:
        """Say why it could not be started; the next change takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.grow()

    def _make_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        self._kind = Choice(_("Kind"), self.look)
        self._people = PeopleEdit()
        lengths = [(_Length(), _("usual"))]
        lengths += [(_Length(timedelta(minutes=m)), str(m)) for m in LENGTHS]
        self._length = Segments(_("Minutes"), [*lengths, (_Length(is_open=True), _("open"))])
        started = [(NO_TIME, _("now"))]
        started += [(timedelta(minutes=m), str(m)) for m in AGO]
        self._ago = Segments(_("Started, minutes ago"), started)
        self._place = QLineEdit()
        self._place.setAccessibleName(_("Place"))
        self._note = QLineEdit()
        self._note.setAccessibleName(_("Note"))
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("&Kind"), self._kind),
            (_("&With"), self._people),
            (_("Minutes"), self._length),
            (_("Minutes ago"), self._ago),
            (_("&Place"), self._place),
            (_("&Note"), self._note),
        )
        for row, (word, widget) in enumerate(rows):
            label = text_label(word, "dim", wraps=False)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            if widget is self._kind:
                grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeading)
            else:
                grid.addWidget(widget, row, 1)
        return grid

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        help_button = dressed_icon_button(self, "help", _("How to write it (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        self._start = push_button("", "primary")
        self._start.clicked.connect(self._on_start)
        row.addWidget(help_button)
        row.addStretch(1)
        row.addWidget(self._start)
        return row

    def _join(self) -> None:
        self._line.textChanged.connect(self._on_line_changed)
        self._kind.activated.connect(self._on_field_changed)
        self._people.textEdited.connect(self._on_field_changed)
        self._people.completed.connect(self._on_field_changed)
        self._length.signals.chosen.connect(self._on_field_changed)
        self._ago.signals.chosen.connect(self._on_field_changed)
        for edit in (self._place, self._note):
            edit.textEdited.connect(self._on_field_changed)
        for edit in (self._people, self._place, self._note):
            edit.returnPressed.connect(self._on_start)
        self._line.returnPressed.connect(self._on_return_in_line)

    def _add_kind(self, kind: Kind) -> None:
        picture = icon(kind.icon, self.look.series_colour(kind.colour))
        self._kind.addItem(picture, kind_name(kind), kind.key)

    def _on_line_changed(self, text: str) -> None:
        if self._view is None:
            return
        if not text.strip():
            self._take(self._view.preset)
            return
        understood = self._understand(text)
        request = understood.request
        if not understood.has_kind:
            request = replace(request, kind=self._view.preset.kind)
        self._take(request)
        if understood.unknown:
            words = ", ".join(understood.unknown)
            self.show_problem(_("Not understood: {words}").format(words=words))

    def _on_field_changed(self) -> None:
        assert self._request is not None
        chosen = self._length.value or _Length()
        same_length = chosen == _length_of(self._request)
        request = replace(
            self._request,
            kind=str(self._kind.currentData()),
            people=self._people.people,
            length=self._request.length if same_length else chosen.length,
            until=self._request.until if same_length else None,
            is_open=chosen.is_open,
            ago=self._ago.value or NO_TIME,
            place=self._place.text().strip(),
            note=self._note.text().strip(),
        )
        with QSignalBlocker(self._line):
            self._line.setText(self._write(request))
        self._take(request)

    def _take(self, request: StartRequest) -> None:
        """Show this request in the preview and in every field that does not say it yet."""
        assert self._view is not None
        self._request = request
        self.show_problem("")
        self._kind.setCurrentIndex(self._kind.findData(request.kind))
        self._people.show_people(request.people)
        shown = _length_of(request)
        word = "" if shown.length is None else planned_length(shown.length)
        if request.until is not None:
            word = _("until {time}").format(time=self._moment(request.until))
        self._length.show_value(shown, word)
        self._ago.show_value(request.ago, planned_length(request.ago))
        for edit, text in ((self._place, request.place), (self._note, request.note)):
            if edit.text().strip() != text:
                edit.setText(text)
        self._preview.setText(self._title(request))
        self._details.setText(self._rest(request))
        self._redraw_start()

    def _redraw_start(self) -> None:
        assert self._view is not None
        running = self._view.running
        self._start.setText(_("&Switch") if running else _("&Start"))
        tip = _("Ends {kind} now and starts this").format(kind=running) if running else ""
        self._start.setToolTip(tip or _("Start (Enter)"))

    def _title(self, request: StartRequest) -> str:
        assert self._view is not None
        usual = self._view.usual_lengths.get(request.kind)
        is_usual = request.length is None and request.until is None and not request.is_open
        shown = replace(request, length=usual) if is_usual and usual else request
        return request_line(shown, self._view.kinds, with_people=True)

    def _rest(self, request: StartRequest) -> str:
        parts = []
        if request.until is not None:
            parts.append(_("until {time}").format(time=self._moment(request.until)))
        if request.ago:
            ago = planned_length(request.ago)
            parts.append(_("started {length} ago").format(length=ago))
        parts += [f"#{tag}" for tag in request.tags]
        parts += [text for text in (request.place, request.note) if text]
        return SEPARATOR.join(parts) or _("Enter starts it.")

    def _moment(self, instant: datetime) -> str:
        assert self._view is not None
        return moment(instant, self._view.zone, self._view.now)

    def _on_return_in_line(self) -> None:
        if not self._completer.has_choice:
            self._on_start()

    def _on_start(self) -> None:
        assert self._view is not None
        if self._request is not None:
            self.start_requested.emit(self._request, bool(self._view.running))


def _length_of(request: StartRequest) -> _Length:
    if request.until is not None:
        # an end by the clock is no length: it has a place of its own among the buttons
        return _Length(timedelta.max)
    return _Length(request.length, request.is_open)
