"""Which days of the log: some by name, or from one typed day to another."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from presence.core.errors import PresenceError
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.log.view import DaySpan
from presence.ui.look import HAIR, SMALL
from presence.words.errors import explain

LETTERS = 46


class DaysPicker(QFrame):
    """Opens below its button; a span by name counts at once, typed days with Enter."""

    chosen = Signal(object)  # DaySpan

    def __init__(self, read: Callable[[str, bool], datetime], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "card")
        self.setAccessibleName(_("When"))
        self._read = read
        self._named = Flow(HAIR)
        self._buttons: list[tuple[QWidget, str]] = []
        self._start, self._end = QLineEdit(), QLineEdit()
        self._start.setPlaceholderText(_("3 Nov, monday, 2026-11-03"))
        self._end.setPlaceholderText(_("today"))
        self._problem = text_label(part="warn")
        grid = QGridLayout()
        grid.setSpacing(SMALL)
        for row, (word, edit) in enumerate(((_("From"), self._start), (_("to"), self._end))):
            edit.setAccessibleName(_("From day") if edit is self._start else _("To day"))
            edit.returnPressed.connect(self._take_typed)
            grid.addWidget(text_label(word, "dim", wraps=False), row, 0)
            grid.addWidget(edit, row, 1)
        show = push_button(_("Show these days"))
        show.clicked.connect(self._take_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        column.setSpacing(SMALL)
        column.addWidget(self._named)
        column.addLayout(grid)
        column.addWidget(self._problem)
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignTrailing)

    def open(self, spans: Sequence[DaySpan], below: QWidget) -> None:
        """Offer these; what was typed before stays."""
        if not self._buttons:
            for span in spans:
                button = push_button(span.name)
                button.clicked.connect(lambda *_, span=span: self._take(span))
                self._named.add(button)
                self._buttons.append((button, span.name))
        self._problem.hide()
        self.setLayoutDirection(below.layoutDirection())
        self._fit()
        corner = below.rect().bottomLeft()
        if below.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = below.rect().bottomRight() - QPoint(self.width(), 0)
        self.move(below.mapToGlobal(corner))
        self.show()
        self._start.setFocus()

    def _fit(self) -> None:
        """As wide as a line of words, and as high as that needs."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = LETTERS * self.fontMetrics().averageCharWidth()
        self.setFixedSize(width, layout.totalHeightForWidth(width))

    def _take(self, span: DaySpan) -> None:
        self.close()
        self.chosen.emit(span)

    def _take_typed(self) -> None:
        first, last = self._start.text().strip(), self._end.text().strip()
        try:
            start = self._read(first, False) if first else None
            end = self._read(last, True) if last else None
        except PresenceError as error:
            self._problem.setText(" ".join(part for part in explain(error) if part))
            self._problem.show()
            self._fit()
            return
        name = _("{start} – {end}").format(start=first or _("the first"), end=last or _("now"))
        self._take(DaySpan(name if first or last else "", start, end))
