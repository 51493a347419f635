"""Holds the keys that the words name, and says what they do: a line for each thing told."""

import sys

from PySide6.QtCore import QCoreApplication

from presence.core.keys.hotkey import HotkeyAction
from presence.desktop.hotkey import find_hotkeys


def say_troubles() -> None:
    for action in HotkeyAction:
        trouble = hotkeys.trouble(action)
        print(action.value, trouble.value if trouble else "fine", flush=True)


application = QCoreApplication(sys.argv)
hotkeys = find_hotkeys(lambda action: f"It does {action.value}")
hotkeys.pressed.connect(lambda action: print("pressed", action.value, flush=True))
hotkeys.changed.connect(say_troubles)
for action, word in zip(HotkeyAction, sys.argv[1:], strict=False):
    hotkeys.want(action, word)
sys.exit(application.exec())
