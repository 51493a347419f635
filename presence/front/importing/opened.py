"""The window of importing, joined: a file is gone through to show what it holds, then to take it.

Both are done piece by piece, so that nothing in the app waits, and neither leaves anything when it
is stopped. ``open`` takes the path of a file, "" for none yet.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import BinaryIO
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFileDialog

from presence.calendars.reading.for_import import read_calendar
from presence.core.editing.in_pieces import InPieces
from presence.core.errors import Refused
from presence.core.exchange.arrival import Arrival, Imported, LeftOut, Why
from presence.core.exchange.unfinished import Unfinished
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format, find_format, read
from presence.exchange.mapped.reading import read_by, table_in
from presence.exchange.opening import opened
from presence.exchange.untold import Untold
from presence.front.context import Context
from presence.front.importing.beside import read_beside
from presence.front.importing.columns import ChosenColumns
from presence.front.importing.guess import guessed, offered
from presence.front.importing.rejected import save_rejected
from presence.front.importing.understood import Understood
from presence.front.log.searched import searched
from presence.front.working.words import progress_line
from presence.store import new_id
from presence.store.importing.importer import Wish
from presence.texts import _, ngettext
from presence.ui.importing.columns import ColumnsView
from presence.ui.importing.view import ImportView, Stage
from presence.ui.importing.window import ImportWindow
from presence.words.dates import grouped
from presence.words.exchange.imported import imported_lines, left_out_line, unfinished_line
from presence.words.kinds import spellings
from presence.words.session import change_line

NAMED = 500  # lines that were left out; the file has all of them that are known


class ImportOpened:
    """Looks through a file as soon as it is chosen, and again when it is read in another way."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._view = ImportView(formats=offered())
        self._format = Format.CSV
        self._update = False
        self._columns: ChosenColumns | None = None
        self._imported: Imported | None = None
        self._before = self._view  # what was seen when it was said to be done
        self._import_id = ""
        self._turn = 0  # of what was begun last: what an older one says is not shown any more
        self.window = window = ImportWindow(context.wardrobe.look)
        window.file_wanted.connect(self._ask_for_file)
        window.format_chosen.connect(self._on_format)
        window.field_chosen.connect(self._on_field)
        window.order_chosen.connect(self._on_order)
        window.update_toggled.connect(self._on_update)
        window.import_wanted.connect(self._import)
        window.stop_wanted.connect(context.actions.stop_work)
        window.undo_wanted.connect(self._undo)
        window.rejects_wanted.connect(self._save_rejects)
        window.unlocks_wanted.connect(self._propose_unlocks)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if self._view.stage is not Stage.AT_WORK:
            if wanted:
                self._on_file(wanted)
            elif not self.window.isVisible():
                self._stop_looking()
                self._view = ImportView(formats=offered())
                self.window.say("")
        self.redraw()
        self.window.present()
        self.window.take_keyboard()

    def redraw(self) -> None:
        self.window.redraw(self._view)

    # Choosing

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self.window, _("Choose a file to import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self._stop_looking()
        self._format = guessed(path)
        self._view = ImportView(path=path, formats=offered(), is_guessed=True)
        self.window.say("")
        self._look_at_columns()
        self._look_through()

    def _on_format(self, key: str) -> None:
        self._format = find_format(key)
        self._view = replace(self._view, is_guessed=False)
        self._look_at_columns()
        self._look_through()

    def _on_field(self, number: int, field: str) -> None:
        if self._columns is not None:
            self._columns.choose(number, field)
            self._look_through()

    def _on_order(self, order: str) -> None:
        if self._columns is not None:
            self._columns.choose_order(order)
            self._look_through()

    def _look_at_columns(self) -> None:
        """Of a table of another program; one that cannot be read is told of when it is read."""
        self._columns = None
        with suppress(Refused):
            self._columns = ChosenColumns(self._view.path, self._format)

    def _on_update(self, is_on: bool) -> None:
        self._update = is_on
        if self._view.path:
            self._look_through()

    # Looking

    def _stop_looking(self) -> None:
        if self._view.stage is Stage.LOOKING:
            self._turn += 1
            self._context.actions.stop_work()

    def _look_through(self) -> None:
        self._stop_looking()
        self._imported = None
        self._show(
            stage=Stage.LOOKING,
            chosen=self._format.value,
            columns=ColumnsView() if self._columns is None else self._columns.view(),
            lines=(),
            rows=(),
            left_out=(),
            problem="",
            can_import=False,
            has_unlocks=False,
        )
        self._go(self._steps(is_dry=True), self._on_looked, self._on_trouble)

    def _on_looked(self, result: "_Result") -> None:
        imported, lines, rows = result
        self.window.say("")
        self._imported = imported
        counts = (imported.sessions, *imported.others.values())
        can = any(each.added or each.changed for each in counts)
        self._show(stage=Stage.READY, lines=lines, rows=rows, can_import=can)
        self._show_left_out(imported)
        self.window.take_keyboard()

    def _on_trouble(self, problem: str) -> None:
        self.window.say("")
        missing = "" if self._columns is None else self._columns.what_is_missing()
        self._show(stage=Stage.TROUBLE, problem=missing or problem)

    # Doing

    def _import(self) -> None:
        if self._view.stage is not Stage.READY:
            return
        self._before = self._view
        self._show(stage=Stage.AT_WORK)
        self._go(self._followed(self._steps(is_dry=False)), self._on_imported, self._on_stopped)

    def _followed(self, steps: InPieces["_Result"]) -> InPieces["_Result"]:
        """The engine looks after each piece whether the session in progress is another one."""
        results: list[_Result] = []

        def keeping() -> InPieces[None]:
            results.append((yield from steps))

        yield from self._context.engine.renaming(keeping())
        return results[0]

    def _on_imported(self, result: "_Result") -> None:
        imported, lines, _rows = result
        self._imported = imported
        self._show(stage=Stage.DONE, lines=(), can_import=False)
        self._show_left_out(imported)
        self.window.say(" ".join(lines), with_undo=True)

    def _on_stopped(self, problem: str) -> None:
        self.window.say(problem)
        self._show(stage=Stage.READY)
        self.window.take_keyboard()

    def _undo(self) -> None:
        context, say = self._context, self.window.say

        def done(change: Change) -> None:
            now, kinds = context.clock.now(), context.log.kinds()
            words = change_line(change, context.zone(), now, kinds)
            say(_("Undone: {change}").format(change=words))
            if self._view.stage is Stage.DONE:
                self._view = self._before
                self.redraw()

        def told(at: int, of: int) -> None:
            say(progress_line(at, of), with_stop=True)

        last = context.log.last_change()
        if last is None or last.session_id != self._import_id:
            say(_("Something else was done since: take that back in the log first."))
            return
        context.actions.work(context.engine.undoing, done, say, told)

    def _save_rejects(self) -> None:
        if self._imported is not None:
            save_rejected(
                self._context, self.window, self._view.path, self._format, self._imported.left_out
            )

    def _propose_unlocks(self) -> None:
        from presence.front.unlocks.proposing import proposing_unlocks  # for who has such a file

        context, say, path = self._context, self.window.say, self._view.path

        def done(found: str) -> None:
            context.engine.on_log_changed()
            say(found)
            context.actions.show("unlocks")

        say(_looked(0), with_stop=True)
        context.actions.work(lambda: proposing_unlocks(context, path), done, say)

    # Inside

    def _go(
        self,
        steps: InPieces["_Result"],
        done: "Callable[[_Result], None]",
        failed: Callable[[str], None],
    ) -> None:
        self._turn += 1
        turn = self._turn

        def told(at: int, of: int) -> None:
            if turn == self._turn:
                self.window.say(progress_line(at, of) if of else _looked(at), with_stop=True)

        self._context.actions.work(
            lambda: steps,
            lambda result: done(result) if turn == self._turn else None,
            lambda problem: failed(problem) if turn == self._turn else None,
            told,
        )

    def _steps(self, is_dry: bool) -> InPieces["_Result"]:
        context, log = self._context, searched(self._context.log)
        path, wanted, now = self._view.path, self._format, context.clock.now()
        import_id = new_id()
        if not is_dry:
            self._import_id = import_id
        because = Change(ChangeKind.IMPORTED, import_id, os.path.basename(path), now)
        wish = Wish(because, update=self._update, dry_run=is_dry)
        understood, unfinished = Understood(), Unfinished(log.kinds(), log.get, now)
        with opened(path, wanted) as stream:
            arrivals = self._arrivals(stream, path, wanted)
            if wanted is Format.ICS:  # which waits for another process
                arrivals = iter((yield from read_beside(partial(list, arrivals))))
            arrivals = unfinished.ended(arrivals)
            steps = log.importer().steps(understood.passing(arrivals), wish, gently=True)
            imported = yield from steps
        unread = tuple(each for each in imported.left_out if each.why is Why.REST_UNREAD)
        lines = imported_lines(replace(imported, left_out=unread, unnamed=0), is_dry)
        if unfinished.count:
            lines.append(unfinished_line(unfinished.count))
        return imported, lines, understood.lines(now, context.zone(), log.kinds())

    def _arrivals(self, stream: BinaryIO, path: str, wanted: Format) -> Iterator[Arrival | LeftOut]:
        columns = self._columns
        if columns is None or columns.mapping is None:
            return read(stream, path, wanted, self._untold())
        table = table_in(stream, path)
        return read_by(table, columns.checked(table), self._untold())

    def _untold(self) -> Untold:
        context = self._context
        kinds, settings, zone = context.log.kinds(), context.preferences.now, context.zone()
        words = {word: kind.key for kind in kinds for word in spellings(kind)}
        key = zone.key if isinstance(zone, ZoneInfo) else "UTC"
        me = frozenset(address.lower() for address in settings.me)
        usual = kinds.still(settings.default_kind)
        return Untold(context.clock.now(), key, usual, words, read_calendar, me)

    def _show_left_out(self, imported: Imported) -> None:
        named = imported.left_out[:NAMED]
        count = len(imported.left_out) + imported.unnamed
        self._show(
            left_out=[_left_out_line(each) for each in named],
            left_out_count=count,
            has_unlocks=any(each.why is Why.PHONE_UNLOCKED for each in named),
        )

    def _show(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]  # fields of the view
        self.redraw()


_Result = tuple[Imported, list[str], list[str]]


def _left_out_line(left_out: LeftOut) -> str:
    if left_out.why is Why.OURS_KEPT:  # what a command would add to take the file's, is a switch
        text = _("line {line}: the log has it with other content, which stays")
        return text.format(line=left_out.line)
    return left_out_line(left_out)


def _looked(count: int) -> str:
    text = ngettext("{count} line looked at", "{count} lines looked at", count)
    return text.format(count=grouped(count))
