"""A field for a time of the week: a day, or never, and a time of day."""

from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from presence.core.settings import Weekly
from presence.texts import _
from presence.ui.look import HAIR, Look
from presence.ui.painted import Choice
from presence.ui.time_edit import TimeEdit
from presence.words.dates import long_day_name

A_MONDAY = date(2026, 11, 23)


class WeeklyEdit(QWidget):
    """The time is asked for where there is a day for it."""

    changed = Signal(object)  # Weekly

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._day = Choice(name, look)
        self._day.say_what_it_is_of()
        self._day.addItem(_("never"), None)
        for weekday in range(7):
            self._day.addItem(long_day_name(A_MONDAY + timedelta(weekday)), weekday)
        self._at = TimeEdit(_("{setting}: time").format(setting=name))
        self._at.setKeyboardTracking(False)
        self._day.activated.connect(self._on_changed)
        self._at.timeChanged.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        row.addStretch(1)
        row.addWidget(self._day)
        row.addWidget(self._at)
        self.setFocusProxy(self._day)

    @property
    def chosen(self) -> Weekly:
        """The time shown."""
        weekday = self._day.currentData()
        return Weekly() if weekday is None else Weekly(weekday, self._at.chosen)

    def show_weekly(self, shown: Weekly) -> None:
        """Show this time."""
        with QSignalBlocker(self._day), QSignalBlocker(self._at):
            self._day.setCurrentIndex(self._day.findData(shown.weekday))
            self._at.show_time(shown.at)
        self._at.setVisible(shown.weekday is not None)

    def _on_changed(self) -> None:
        self._at.setVisible(self._day.currentData() is not None)
        self.changed.emit(self.chosen)
