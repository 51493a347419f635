"""The log window, joined: shows what is asked for, and what is so by now."""

from datetime import timedelta

from presence.core.editing.filter import EVERYTHING, LogFilter, read_filter_words
from presence.core.errors import PresenceError
from presence.front.context import Context
from presence.front.log.deeds import Deeds
from presence.front.log.questions import in_one_line
from presence.front.log.source import LogRows
from presence.front.log.total import Adding, Counting
from presence.texts import _
from presence.ui.log.view import LogView
from presence.ui.log.window import LogWindow
from presence.words.session import change_line, undo_line


class LogOpened:
    """``open`` takes the words of a filter (core/editing/filter.py), "" for what was shown last."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._source = LogRows(context)
        self._filter = EVERYTHING
        self._state: object = None  # of the log, when it was shown last
        self._total: timedelta | None = None
        self.window = LogWindow(context.wardrobe.look, self._source)
        self._adding = Adding(self.window, self._on_total)
        self._counting = Counting(self.window, self._source, self._on_count)
        self._deeds = Deeds(context, self.window, self._source)
        self._join()

    def open(self, wanted: str) -> None:
        problem = ""
        if wanted:
            try:
                self._filter = read_filter_words(wanted)
            except PresenceError as error:
                self._filter, problem = EVERYTHING, in_one_line(self._context, error)
        elif not self.window.isVisible():
            self._filter = EVERYTHING
        self._state = None
        self.redraw()
        self.window.present()
        self.window.table.setFocus()
        if problem:
            self.window.say(problem)

    def redraw(self) -> None:
        """Show what is so now; where the log is as it was, only the time has gone on."""
        context, log = self._context, self._source.log
        problem = context.actions.problem_with(lambda: self._show(log.state))
        if problem:
            self.window.say(problem)

    def _show(self, state: object) -> None:
        if state == self._state and self._context.engine.session is None:
            return
        is_same_log = state == self._state
        count = self._source.ask_for(self._filter)
        self._state = state
        self.window.redraw(self._view(count))
        if self._source.is_counting:
            self._counting.begin()
        elif not is_same_log:
            self._add_up()

    def _view(self, count: int) -> LogView:
        context, log = self._context, self._source.log
        now, zone, kinds = context.clock.now(), context.zone(), context.log.kinds()
        last, undone = log.last_change(), log.last_undone()
        redo = ""
        if undone is not None:
            redo = _("Redo: {change}").format(change=change_line(undone, zone, now, kinds))
        return LogView(
            now=now,
            zone=zone,
            kinds=kinds,
            filter=self._filter,
            count=count,
            is_counting=self._source.is_counting,
            total=self._total,
            spans=self._source.spans(),
            undo="" if last is None else undo_line(last, zone, now, kinds),
            redo=redo,
            can_export=count > 0,
            is_empty=not count and not self._source.is_counting and not log.newest(1),
        )

    def _join(self) -> None:
        window, show = self.window, self._context.actions.show
        window.filter_changed.connect(self._on_filter)
        window.new_wanted.connect(lambda: show("add"))
        window.import_wanted.connect(lambda: show("import"))
        window.help_requested.connect(lambda heading: show(f"help#{heading}"))

    def _add_up(self) -> None:
        now = self._context.clock.now()
        self._adding.begin(self._source.log.lengths(self._source.wanted, now))

    def _on_count(self, count: int) -> None:
        self.window.grow(count, self._source.is_counting)
        if not self._source.is_counting:
            self._add_up()

    def _on_total(self, total: timedelta) -> None:
        self._total = total
        self.window.show_total(total)

    def _on_filter(self, wanted: LogFilter) -> None:
        self._filter, self._total, self._state = wanted, None, None
        self.redraw()
