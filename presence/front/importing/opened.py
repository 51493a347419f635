"""The window of importing, joined: a file is gone through to show what it holds, then to take it.

Both are done piece by piece, so that nothing in the app waits, and neither leaves anything when it
is stopped. ``open`` takes the path of a file, "" for none yet.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from PySide6.QtWidgets import QFileDialog

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import Refused
from presence.core.exchange.arrival import Imported, LeftOut, Why
from presence.core.ports import Change
from presence.exchange.formats import Format, find_format
from presence.front.context import Context
from presence.front.importing.columns import ChosenColumns
from presence.front.importing.gone_through import FileToImport, Result, gone_through
from presence.front.importing.guess import guessed, offered
from presence.front.importing.rejected import save_rejected
from presence.front.working.words import progress_line
from presence.store import new_id
from presence.texts import _, ngettext
from presence.ui.importing.columns import ColumnsView
from presence.ui.importing.view import ImportView, Stage
from presence.ui.importing.window import ImportWindow
from presence.words.dates import grouped
from presence.words.exchange.imported import left_out_line
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
        self._is_stopped = False  # what came in so far goes out again
        self._turn = 0  # of what was begun last: what an older one says is not shown any more
        self.window = window = ImportWindow(context.wardrobe.look)
        window.file_wanted.connect(self._ask_for_file)
        window.format_chosen.connect(self._on_format)
        window.field_chosen.connect(self._on_field)
        window.order_chosen.connect(self._on_order)
        window.update_toggled.connect(self._on_update)
        window.import_wanted.connect(self._import)
        window.stop_wanted.connect(self._stop)
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

    def _on_looked(self, result: Result) -> None:
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

    def _followed(self, steps: InPieces[Result]) -> InPieces[Result]:
        """The engine looks after each piece whether the session in progress is another one."""
        results: list[Result] = []

        def keeping() -> InPieces[None]:
            results.append((yield from steps))

        yield from self._context.engine.renaming(keeping())
        return results[0]

    def _on_imported(self, result: Result) -> None:
        imported, lines, _rows = result
        self._imported = imported
        self._show(stage=Stage.DONE, lines=(), can_import=False)
        self._show_left_out(imported)
        self.window.say(" ".join(lines), with_undo=True)

    def _stop(self) -> None:
        self._is_stopped = True
        if self._view.stage is Stage.AT_WORK:
            self.window.say(_taken_out())
        self._context.actions.stop_work()

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
            save_rejected(self._context, self.window, self._view.path, self._format, self._imported)

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
        steps: InPieces[Result],
        done: Callable[[Result], None],
        failed: Callable[[str], None],
    ) -> None:
        self._turn += 1
        turn = self._turn
        self._is_stopped = False

        def told(at: int, of: int) -> None:
            if turn == self._turn and not self._is_stopped:
                self.window.say(progress_line(at, of) if of else _looked(at), with_stop=True)

        self._context.actions.work(
            lambda: steps,
            lambda result: done(result) if turn == self._turn else None,
            lambda problem: failed(problem) if turn == self._turn else None,
            told,
        )

    def _steps(self, is_dry: bool) -> InPieces[Result]:
        import_id = new_id()
        if not is_dry:
            self._import_id = import_id
        file = FileToImport(self._view.path, self._format, self._columns)
        return (yield from gone_through(self._context, file, import_id, self._update, is_dry))

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


def _left_out_line(left_out: LeftOut) -> str:
    if left_out.why is Why.OURS_KEPT:  # what a command would add to take the file's, is a switch
        text = _("line {line}: the log has it with other content, which stays")
        return text.format(line=left_out.line)
    return left_out_line(left_out)


def _taken_out() -> str:
    return _("Stopped. What came in so far goes out again…")


def _looked(count: int) -> str:
    text = ngettext("{count} line looked at", "{count} lines looked at", count)
    return text.format(count=grouped(count))
