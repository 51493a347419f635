"""Writes the sessions that the log window shows into a file that somebody names."""

import os
from collections.abc import Callable, Collection
from contextlib import closing

from PySide6.QtWidgets import QFileDialog, QWidget

from presence.core.editing.filter import EVERYTHING
from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, Refused
from presence.exchange.formats import Format, Way, format_of, formats, written
from presence.exchange.output_file import writing_file
from presence.front.context import Context
from presence.front.log.many import all_ids
from presence.front.log.source import LogRows
from presence.front.working.words import progress_line
from presence.texts import _, ngettext
from presence.words.dates import grouped

Say = Callable[..., None]  # a line, and with_stop while it goes on


class Exporting:
    """Asks for a file; ``say`` gets what became of it, in one line."""

    def __init__(self, context: Context, window: QWidget, source: LogRows, say: Say) -> None:
        self._context = context
        self._window = window
        self._source = source
        self._say = say

    def ask(self) -> QFileDialog:
        """Ask where to; the dialog also asks before it overwrites."""
        dialog = QFileDialog(self._window, _("Export the sessions shown"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        known = sorted(formats(Way.OUT), key=lambda each: each is not Format.CSV)
        by_name = {filter_name(each): each for each in known if not each.is_of_people}
        dialog.setNameFilters(list(by_name))
        dialog.selectFile("presence.csv")
        dialog.fileSelected.connect(
            lambda path: self.write(path, by_name[dialog.selectedNameFilter()])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, path: str, chosen: Format) -> None:
        """Write them; a name without the end of a format gets that of the one chosen."""
        wanted: Format | None = chosen
        if os.path.splitext(path)[1].lower() not in chosen.ends:
            wanted = format_of(path)
        if wanted is None:
            wanted, path = chosen, path + chosen.ends[0]
        steps = self._steps(path, wanted)

        def done(count: int) -> None:
            text = ngettext(
                "{count} session written to {path}.", "{count} sessions written to {path}.", count
            )
            self._say(text.format(count=grouped(count), path=path))

        def told(at: int, of: int) -> None:
            self._say(progress_line(at, of), with_stop=True)

        self._context.actions.work(lambda: steps, done, self._say, told)

    def _steps(self, path: str, wanted: Format) -> InPieces[int]:
        """Write them piece by piece; how many. The log may be changed meanwhile."""
        found, asked = self._source.log, self._source.wanted
        done, now = 0, self._context.clock.now()
        count = found.count(asked)

        def told(at: int) -> None:
            nonlocal done
            done = at

        try:
            ids: Collection[str] | None = None  # all, with groups and goals
            if asked != EVERYTHING:
                ids = yield from all_ids(found, asked)
                count = len(ids)
            with found.whole_apart() as log:
                pieces = written(log, wanted, now.astimezone(self._context.zone()), ids, told=told)
                try:
                    with closing(writing_file(path, pieces, overwrite=True)) as writing:
                        for _piece in writing:
                            yield done, count
                finally:
                    del pieces  # it lets go of its rows before their connection is closed
        except Refused as refusal:
            if refusal.code is ErrorCode.IMPORT_STOPPED:
                raise Refused(ErrorCode.EXPORT_STOPPED) from refusal
            raise
        return count


def filter_name(wanted: Format) -> str:
    """What a file dialog offers for a format."""
    ends = " ".join(f"*{end}" for end in wanted.ends)
    return _("{title} ({ends})").format(title=wanted.title(), ends=ends)
