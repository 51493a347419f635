"""A key for the whole desktop: pressed on the button, the next key pressed is taken."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from presence.texts import _
from presence.ui.settings.fields import Field, Tell
from presence.ui.settings.key_names import pressed_key

WITHOUT_KEYS_HELD = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class KeyButton(QPushButton):
    """Shows a key. While it waits for one, Esc leaves it as it was and Backspace takes it out."""

    recorded = Signal(str)
    waits_changed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._key = ""
        self._waits = False
        self.setAutoDefault(True)
        self.clicked.connect(lambda: self._wait(not self._waits))
        self._say()

    def show_key(self, key: str) -> None:
        """Show this one, "" for none."""
        self._key = key
        self._say()

    def take(self, key: str) -> None:
        """This key was pressed, here or where Presence holds it already."""
        if self._waits:
            self._wait(False)
            self.recorded.emit(key)

    def event(self, event: QEvent) -> bool:
        if self._waits and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # no shortcut of the window, no letter: all of it comes here
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._on_key(event)
                return True
            return event.type() == QEvent.Type.KeyRelease or super().event(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._wait(False)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._wait(False)
        super().hideEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as what it says while it waits, so that nothing moves then."""
        hint = super().sizeHint()
        other = self.fontMetrics().horizontalAdvance(_waiting())
        now = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(other - now, 0), hint.height())

    def _on_key(self, event: QKeyEvent) -> None:
        if event.modifiers() in WITHOUT_KEYS_HELD:
            if event.key() == Qt.Key.Key_Escape:
                self._wait(False)
                return
            if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self.take("")
                return
        key = pressed_key(event)
        if key:
            self.take(key)

    def _wait(self, waits: bool) -> None:
        if waits == self._waits:
            return
        self._waits = waits
        self._say()
        self.waits_changed.emit(waits)

    def _say(self) -> None:
        words = _waiting() if self._waits else self._key or _("no key")
        self.setText(words)
        self.setAccessibleName(_("{setting}: {value}").format(setting=self._name, value=words))
        self.updateGeometry()


class KeyField(Field):
    """``waits`` hears when a key is waited for, with where one that is held already goes."""

    def __init__(
        self, name: str, tell: Tell, waits: Callable[[Callable[[str], None] | None], None]
    ) -> None:
        self._button = KeyButton(name)
        self._button.recorded.connect(tell)
        self._button.waits_changed.connect(lambda on: waits(self._button.take if on else None))
        super().__init__(self._button)

    def show(self, value: object) -> None:
        assert isinstance(value, str)
        self._button.show_key(value)


def _waiting() -> str:
    return _("Press the keys…")
