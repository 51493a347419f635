"""A kind in a small form: its name, look, nature and lengths; the built-in ones too."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from presence.core.kind import BUILT_IN, Nature, Sphere
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import LARGE, MEDIUM, SMALL, Look, icon
from presence.ui.mnemonics import with_mnemonic
from presence.ui.names.panel import Panel
from presence.ui.names.view import KindForm, KindWish
from presence.ui.painted import Choice, Switch
from presence.ui.segments import Segments
from presence.words.kinds import kind_name

OWN = "own"
PEOPLE = "people"


class KindPanel(Panel):
    """Enter saves from any line, Esc leaves all as it was."""

    saved = Signal(object)  # KindWish

    def __init__(self, look: Look, taken: set[str]) -> None:
        super().__init__()
        self._look = look
        self._key = ""
        self._taken = set(taken)
        self._name = self._line(_("Name of the kind"))
        self._icon = Choice(_("Icon"), look)
        self._colour = Choice(_("Colour"), look)
        self._colour.say_what_it_is_of()
        natures = [(Nature.AWAY, _("away from it")), (Nature.DESK, _("at the computer"))]
        self._nature = Segments(_("Where you are"), natures)
        spheres = [(Sphere.PRIVATE, _("private")), (Sphere.WORK, _("work"))]
        self._sphere = Segments(_("Counts as"), spheres)
        self._length = self._line(_("Usual length"), _("90m, 2h, or open"))
        self._bound = self._line(_("A forgotten one is closed after"), _("5h"))
        self._watches = Switch(_("Count looks at this computer"), look)
        self._nudges = Switch(_("A friendly word when I look"), look)
        self._watches.toggled.connect(self._on_watches)
        self._problem = text_label(part="warn")
        self._problem.hide()
        self._build()
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw the icons and colours of this look."""
        self._look = look
        chosen = self._icon.currentData(), self._colour.currentData()
        self._fill()
        for choice, value in zip((self._icon, self._colour), chosen, strict=True):
            choice.setCurrentIndex(max(choice.findData(value), 0))

    def ask(self, form: KindForm, is_new: bool = False) -> None:
        """Show this kind, and take the keyboard."""
        kind = form.kind
        self._key = "" if is_new else kind.key
        self._fill()
        self._name.setText(form.name)
        self._icon.setCurrentIndex(max(self._icon.findData(kind.icon), 0))
        self._colour.setCurrentIndex(max(self._colour.findData(kind.colour), 0))
        self._nature.show_value(kind.nature, "")
        self._sphere.show_value(kind.sphere, "")
        self._length.setText(form.length)
        self._bound.setText(form.bound)
        self._watches.setChecked(kind.watches_input)
        self._nudges.setChecked(kind.nudges)
        self._on_watches(kind.watches_input)
        self.show_problem("")
        self.show()
        self._name.setFocus()
        self._name.selectAll()

    def show_problem(self, text: str) -> None:
        """Say why it could not be saved."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _line(self, name: str, example: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.returnPressed.connect(self._on_save)
        return line

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        looks = _beside(self._icon, self._colour)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (_("Name of the kind"), self._name, self._name),
            (_("Icon and colour"), looks, self._icon),
            (_("Where you are"), self._nature, self._nature),
            (_("Counts as"), self._sphere, self._sphere),
            (_("Usual length"), self._length, self._length),
            (_("A forgotten one is closed after"), self._bound, self._bound),
            (_("Count looks at this computer"), self._watches, self._watches),
            (_("A friendly word when I look"), self._nudges, self._nudges),
        )
        for row, (word, widget, buddy) in enumerate(rows):
            label = text_label(with_mnemonic(word, self._taken), "dim")
            label.setBuddy(buddy)
            grid.addWidget(label, row, 0)
            is_short = isinstance(widget, Switch)
            side = Qt.AlignmentFlag.AlignLeading if is_short else Qt.AlignmentFlag(0)
            grid.addWidget(widget, row, 1, side)
        save = push_button(with_mnemonic(_("Save"), self._taken), "primary")
        cancel = push_button(with_mnemonic(_("Cancel"), self._taken))
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self._problem, 1)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(MEDIUM)
        column.addLayout(grid)
        column.addLayout(buttons)

    def _fill(self) -> None:
        """Icons and colours by the name of the kind that came with them."""
        self._icon.clear()
        self._colour.clear()
        for key, word in ((PEOPLE, _("People")), *((k.key, kind_name(k)) for k in BUILT_IN)):
            self._icon.addItem(icon(key, self._look.text), word, key)
        for key, word in ((OWN, _("Own")), *((k.key, kind_name(k)) for k in BUILT_IN)):
            dot = QPixmap(QSize(16, 16))
            dot.fill(self._look.series_colour(key))
            self._colour.addItem(dot, word, key)

    def _on_watches(self, is_on: bool) -> None:
        """Where no look counts there is none to nudge at."""
        self._nudges.setEnabled(is_on)
        if not is_on:
            self._nudges.setChecked(False)

    def _on_save(self) -> None:
        self.saved.emit(
            KindWish(
                key=self._key,
                name=self._name.text().strip(),
                icon=str(self._icon.currentData()),
                colour=str(self._colour.currentData()),
                nature=self._nature.value or Nature.AWAY,
                sphere=self._sphere.value or Sphere.PRIVATE,
                length=self._length.text().strip(),
                bound=self._bound.text().strip(),
                watches=self._watches.isChecked(),
                nudges=self._nudges.isChecked(),
            )
        )


def _beside(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return whole
