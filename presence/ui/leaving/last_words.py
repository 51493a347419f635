"""Presence has left: what was taken away, what could not be, and how the program itself goes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.importing.lines import Lines
from presence.ui.leaving.view import as_paths
from presence.ui.look import HEADING, LARGE, SMALL, Look
from presence.ui.page import PageWindow
from presence.words.safety import leaving

LETTERS = 72


class LastWordsWindow(PageWindow):
    """The app is gone by now; nothing can be asked for any more."""

    def __init__(
        self,
        look: Look,
        said: Sequence[str],
        gone: Sequence[str],
        left: Sequence[str],
    ) -> None:
        title = _("Presence was removed") if gone or not left else _("Presence is still here")
        super().__init__(look, title, LETTERS, margin=LARGE, spacing=SMALL)
        self.column.addWidget(text_label(title, factor=HEADING, bold=True))
        for line in said:
            self.column.addWidget(text_label(line))
        for heading, lines in ((leaving.left_line(), left), (leaving.gone_line(), gone)):
            part = Lines()
            part.set_look(look)
            part.redraw(heading, as_paths(lines))
            self.column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        close = push_button(_("&Close"), "primary")
        close.clicked.connect(self.close)
        row.addWidget(close)
        self.column.addLayout(row)
        self._close = close

    def present(self) -> None:
        super().present()
        self._close.setFocus()
