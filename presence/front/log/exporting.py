"""Writes the sessions that the log window shows into a file that somebody names."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QFileDialog, QWidget

from presence.core.editing.filter import EVERYTHING, LogFilter
from presence.exchange.formats import Format, export_sessions, format_of
from presence.front.context import Context
from presence.front.log.searched import searched
from presence.texts import _, ngettext

AT_ONCE = 500
ENDS = {Format.JSONL: ".jsonl", Format.CSV: ".csv"}


class Exporting:
    """Asks for a file; ``say`` gets what became of it, in one line."""

    def __init__(self, context: Context, window: QWidget, say: Callable[[str], None]) -> None:
        self._context = context
        self._window = window
        self._say = say
        self._wanted = EVERYTHING

    def ask(self, wanted: LogFilter) -> QFileDialog:
        """Ask where to; the dialog also asks before it overwrites."""
        self._wanted = wanted
        dialog = QFileDialog(self._window, _("Export the sessions shown"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        names = {
            Format.CSV: _("Table for a spreadsheet (*.csv)"),
            Format.JSONL: _("Everything, to be read back (*.jsonl)"),
        }
        dialog.setNameFilters(list(names.values()))
        dialog.selectFile("presence.csv")
        formats = {name: wanted for wanted, name in names.items()}
        dialog.fileSelected.connect(
            lambda path: self.write(path, formats[dialog.selectedNameFilter()])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, path: str, chosen: Format) -> None:
        """Write them; a name without the end of a format gets that of the one chosen."""
        wanted = format_of(path)
        if wanted is None:
            wanted, path = chosen, path + ENDS[chosen]
        ids = self._ids()
        problem = self._context.actions.problem_with(lambda: self._put(path, wanted, ids))
        count = searched(self._context.log).count(self._wanted)
        text = ngettext(
            "{count} session written to {path}.", "{count} sessions written to {path}.", count
        )
        self._say(problem or text.format(count=count, path=path))

    def _put(self, path: str, wanted: Format, ids: Collection[str] | None) -> None:
        now = self._context.clock.now()
        with searched(self._context.log).whole() as log:
            export_sessions(log, path, wanted, now, ids, overwrite=True)

    def _ids(self) -> Collection[str] | None:
        """Those that are shown; None for every one there is, with groups and goals."""
        if self._wanted == EVERYTHING:
            return None
        log = searched(self._context.log)
        pages = range(0, log.count(self._wanted), AT_ONCE)
        return [each.id for at in pages for each in log.find(self._wanted, at, AT_ONCE)]
