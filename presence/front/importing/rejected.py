"""Saves what was left out of a file in a file of its own."""

from PySide6.QtWidgets import QFileDialog

from presence.core.exchange.arrival import Imported
from presence.exchange.formats import Format
from presence.exchange.opening import opened
from presence.exchange.output_file import write_file
from presence.exchange.rejects import refuse_what_is_read, rejects
from presence.front.context import Context
from presence.texts import _, ngettext
from presence.ui.importing.window import ImportWindow
from presence.words.dates import grouped
from presence.words.exchange.left_out import reason_line, unnamed_line


def save_rejected(
    context: Context,
    window: ImportWindow,
    path: str,
    wanted: Format,
    imported: Imported,
) -> QFileDialog:
    """Ask where to; the dialog also asks before it overwrites. The window says what became of it.

    A format that is no text, line by line, is not quoted.
    """
    dialog = QFileDialog(window, _("Save what was left out"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("Table for a spreadsheet (*.csv)"))
    dialog.setDefaultSuffix("csv")
    dialog.selectFile("left-out.csv")

    def write(chosen: str) -> None:
        def put() -> None:
            refuse_what_is_read(path, chosen)
            with opened(path, wanted) as stream:
                rest = unnamed_line(imported.unnamed)
                pieces = rejects(stream, path, imported.left_out, reason_line, rest)
                write_file(chosen, pieces, overwrite=True)

        problem = context.actions.problem_with(put)
        count = len(imported.left_out)
        text = ngettext(
            "{count} line written to {path}.", "{count} lines written to {path}.", count
        )
        window.say(problem or text.format(count=grouped(count), path=chosen))

    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
