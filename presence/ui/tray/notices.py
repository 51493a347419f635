"""Notices of the tray itself, for systems without a notification server of the desktop's.

A balloon has no buttons: a click on it is the first of them, which is the one that most people
want. The others are in the menu. Not yet run on Windows or macOS.
"""

from collections.abc import Callable, Sequence

from presence.core.ports import NoticeAction
from presence.ui.tray.tray import Tray

LONGEST = 30  # seconds: Windows shows none for longer


class TrayNotices:
    """Shows one at a time, at the icon; where there is no icon there is none."""

    def __init__(self, tray: Tray) -> None:
        self._tray = tray
        self._clicked: Callable[[], None] | None = None
        tray.message_clicked.connect(self._on_clicked)

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        """The words of the first action are said, for nobody sees a button."""
        self._clicked = None
        lines = [body] if body else []
        if actions:
            first = actions[0]
            lines.append(f"→ {first.label}")
            self._clicked = lambda: chosen(first.key)
        shown_for = min(seconds, LONGEST) if seconds > 0 else LONGEST
        if not self._tray.show_message(title, "\n".join(lines), shown_for):
            self._clicked = None

    def close(self) -> None:
        """Nobody hears a click any more; the system takes the balloon away by itself."""
        self._clicked = None

    def _on_clicked(self) -> None:
        clicked, self._clicked = self._clicked, None
        if clicked is not None:
            clicked()
