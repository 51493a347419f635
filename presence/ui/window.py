"""What our windows have in common: Esc closes, F1 and "?" open the help at the right place."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from presence.ui.look import Look, renew_type

Dresser = Callable[[Look], None]


class Window(QWidget):
    """A top-level window; its ``help_heading`` is an anchor of resources/help."""

    help_requested = Signal(str)
    hidden = Signal()
    help_heading = ""
    keeps_its_size = False  # as the person left it, when it is shown again
    comes_by_itself = False  # above other windows, and never with the keyboard unless presented

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self._was_shown = False
        self._dressers: list[Dresser] = []
        self.setWindowTitle(title)
        if self.comes_by_itself:
            # For good: Qt hands it on when it makes the window, not each time it is shown.
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            # A window without the keyboard may be put below the one that has it (Mutter does).
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        for keys in (QKeySequence(Qt.Key.Key_F1), QKeySequence(Qt.Key.Key_Question)):
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(self.ask_for_help)

    @property
    def look(self) -> Look:
        """The look in use."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Dress everything anew, after the desktop or the setting changed."""
        self._look = look
        renew_type(self)
        for dresser in self._dressers:
            dresser(look)

    def dress(self, dresser: Dresser) -> None:
        """Call this with the look now and whenever it changes."""
        self._dressers.append(dresser)
        dresser(self._look)

    def undress(self, dresser: Dresser) -> None:
        """Call this no more: what it dressed goes."""
        if dresser in self._dressers:
            self._dressers.remove(dresser)

    def fit(self) -> None:
        """Take the size that the content asks for; a plain window keeps the one it was given."""

    def present(self) -> None:
        """Show the window, in front and with the keyboard."""
        self._fit_before_it_shows()
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def appear(self) -> None:
        """Show one that ``comes_by_itself``; who types elsewhere goes on typing there."""
        self._fit_before_it_shows()
        if self.isMinimized():
            self.showNormal()
        self.show()

    def take_the_place_of(self, geometry: QByteArray) -> None:
        """Be shown as one that ``keeps_its_size`` was left, of which this is ``saveGeometry``."""
        self._was_shown = self.restoreGeometry(geometry)

    def _fit_before_it_shows(self) -> None:
        if not self.isVisible() and not (self._was_shown and self.keeps_its_size):
            self.fit()
        self._was_shown = True

    def holds_words(self) -> bool:
        """Whether something is typed and not entered yet; what is only searched for is not."""
        lines = [each for each in self.findChildren(QLineEdit) if not each.isClearButtonEnabled()]
        texts = self.findChildren(QPlainTextEdit)
        typed: list[QWidget] = [each for each in lines if each.isModified() and each.text()]
        typed += [each for each in texts if each.document().isModified()]
        return any(each.isVisibleTo(self) for each in typed)  # what is left of a form is not

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def ask_for_help(self) -> None:
        """Open the help where it speaks of this window."""
        self.help_requested.emit(self.help_heading)
