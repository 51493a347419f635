"""Keeps the review that is shown as a file that somebody names."""

from PySide6.QtWidgets import QFileDialog

from presence.drawing.review.page import ReviewPage
from presence.exchange.review.files import Kind, write_review
from presence.front.context import Actions
from presence.texts import _
from presence.ui.review.paper import paper_style
from presence.ui.window import Window

_NAMES = {
    Kind.HTML: lambda: _("Web page (*.html)"),
    Kind.PNG: lambda: _("Picture (*.png)"),
    Kind.PDF: lambda: _("PDF (*.pdf)"),
}


def keep_as_file(
    actions: Actions, window: Window, page: ReviewPage, kind: Kind, with_names: bool
) -> QFileDialog:
    """Ask where to; the dialog also asks before it overwrites. What goes wrong is said."""
    dialog = QFileDialog(window, _("Keep the review"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_NAMES[kind]())
    dialog.setDefaultSuffix(kind.value)
    dialog.selectFile(f"presence-{page.period.first.isoformat()}.{kind.value}")

    def write(path: str) -> None:
        style = paper_style(window.look.font)
        actions.attempt(lambda: write_review(path, kind, page, style, with_names, overwrite=True))

    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
