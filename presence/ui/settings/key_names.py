"""From a key that was pressed to the way it is written: ``Ctrl+Alt+P``."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from presence.core.keys.key import FUNCTION_KEYS, Modifier

_HELD = {
    Modifier.CTRL: Qt.KeyboardModifier.ControlModifier,
    Modifier.ALT: Qt.KeyboardModifier.AltModifier,
    Modifier.SHIFT: Qt.KeyboardModifier.ShiftModifier,
    Modifier.SUPER: Qt.KeyboardModifier.MetaModifier,
}
ONLY_HELD = frozenset(
    getattr(Qt.Key, f"Key_{name}").value
    for name in """Control Alt Shift Meta Super_L Super_R Hyper_L Hyper_R AltGr CapsLock NumLock
    unknown""".split()
)
_NAMES = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Pause: "Pause",
    Qt.Key.Key_Print: "Print",
    Qt.Key.Key_ScrollLock: "ScrollLock",
    Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Minus: "Minus",
    Qt.Key.Key_Plus: "Plus",
    Qt.Key.Key_Comma: "Comma",
    Qt.Key.Key_Period: "Period",
    **{getattr(Qt.Key, f"Key_{name}"): name for name in FUNCTION_KEYS},
}
_NUMBERED = {key.value: name for key, name in _NAMES.items()}


def pressed_key(event: QKeyEvent) -> str:
    """What was pressed, "" while keys are only held; one without a name here by its sign."""
    if event.key() in ONLY_HELD:
        return ""
    held = [each.value for each, flag in _HELD.items() if event.modifiers() & flag]
    name = _NUMBERED.get(event.key()) or QKeySequence(event.key()).toString()
    return "+".join([*held, name]) if name else ""
