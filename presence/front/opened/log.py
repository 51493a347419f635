"""The log window, joined: what is asked for, what is done with sessions, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from presence.core.editing.filter import EVERYTHING, LogFilter, read_filter_words
from presence.core.entry import Entry
from presence.core.entry.rows import edited, entry_of, to_the_minute
from presence.core.entry.written import check_span
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.amending import write
from presence.front.log.questions import (
    Asked,
    BesideAsked,
    JoinAsked,
    SplitAsked,
    in_one_line,
    speaker_of,
)
from presence.front.log.source import LogRows
from presence.front.log.steps import history_of
from presence.front.log.total import Adding, Counting
from presence.store import new_id
from presence.texts import _, ngettext
from presence.ui.log.view import LogView
from presence.ui.log.window import LogWindow
from presence.words.entry import entry_line_in_words, log_context
from presence.words.session import change_line, undo_line
from presence.words.zones import zone_of


class LogOpened:
    """``open`` takes the words of a filter (core/editing/filter.py), "" for what was shown last."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._source = LogRows(context)
        self._filter = EVERYTHING
        self._state: object = None  # of the log, when it was shown last
        self._total: timedelta | None = None
        self._asked: Asked | None = None
        self._before: Entry | None = None  # what the line said that is being edited
        self.window = LogWindow(context.wardrobe.look, self._source)
        self._adding = Adding(self.window, self._on_total)
        self._counting = Counting(self.window, self._source, self._on_count)
        self._join()

    def open(self, wanted: str) -> None:
        problem = ""
        if wanted:
            try:
                self._filter = replace(read_filter_words(wanted), kinds_by_text=frozenset())
            except PresenceError as error:
                self._filter, problem = EVERYTHING, in_one_line(error)
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
        window.export_wanted.connect(self._export)
        window.undo_wanted.connect(self._undo)
        window.redo_wanted.connect(self._redo)
        window.edit_wanted.connect(self._edit)
        window.entered.connect(self._on_entered)
        window.details_wanted.connect(self._on_details)
        window.split_wanted.connect(self._split)
        window.merge_wanted.connect(self._merge)
        window.beside_wanted.connect(self._beside)
        window.history_wanted.connect(self._show_history)
        window.delete_wanted.connect(self._delete)
        window.asking.typed.connect(self._on_typed)
        window.asking.answered.connect(self._on_answered)
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

    # Each thing that is done

    def _session(self, session_id: str) -> Session:
        session = self._context.log.get(session_id)
        if session is None:
            raise Refused(ErrorCode.SESSION_IS_GONE)
        return session

    def _edit(self, session_id: str) -> None:
        context, session = self._context, self._context.log.get(session_id)
        if session is None:
            return
        if session.ended_at is None:
            context.actions.show(f"details#{session_id}")
            return
        zone, now = zone_of(session, context.zone()), context.clock.now()
        read_against = log_context(context.log, now, zone, context.preferences.now)
        self._before = to_the_minute(entry_of(session), zone)
        line = entry_line_in_words(self._before, read_against)
        self.window.edit(session, line, read_against)

    def _on_entered(self, session_id: str, entry: Entry) -> None:
        context, before = self._context, self._before
        assert before is not None
        try:
            session = edited(self._session(session_id), before, entry, new_id)
            if session.ended_at is not None and _times(entry) != _times(before):
                check_span(session.started_at, session.ended_at, context.clock.now())
            write(context, [session])
        except PresenceError as error:
            self.window.editor.show_problem(in_one_line(error))
        else:
            self.window.editor.leave()
            if not self.window.choose(session):
                self.window.say(_("Saved. It does not fit what is asked for."), with_undo=True)

    def _on_details(self, ids: Sequence[str]) -> None:
        show = self._context.actions.show
        if len(ids) == 1:
            show(f"details#{ids[0]}")
        else:
            show(f"several#{' '.join(ids)}")

    def _split(self, session_id: str) -> None:
        session = self._context.log.get(session_id)
        if session is not None:
            asked = SplitAsked(self._context, session)
            self._ask(asked, asked.middle)

    def _merge(self, ids: Sequence[str]) -> None:
        found = [self._context.log.get(each) for each in ids]
        self._ask(JoinAsked(self._context, [each for each in found if each is not None]))

    def _beside(self, session_id: str) -> None:
        session = self._context.log.get(session_id)
        if session is not None:
            self._ask(BesideAsked(self._context, session))

    def _ask(self, asked: Asked, text: str = "") -> None:
        self._asked = asked
        self.window.asking.ask(asked.question(text), text)

    def _on_typed(self, text: str) -> None:
        if self._asked is not None:
            self.window.asking.say(self._asked.question(text))

    def _on_answered(self, key: str, text: str) -> None:
        asked, said = self._asked, ""
        assert asked is not None
        try:
            said = asked.answer(key, text)
        except PresenceError as error:
            question = asked.question(text)
            self.window.asking.say(replace(question, problem=in_one_line(error)))
        else:
            self.window.asking.leave()
            self.window.say(said, with_undo=True)

    def _show_history(self, session_id: str) -> None:
        session = self._context.log.get(session_id)
        if session is not None:
            steps = self._source.log.history_of(session_id)
            view = history_of(self._context, speaker_of(self._context).whole(session), steps)
            self.window.history.show_steps(view)

    def _delete(self, ids: Sequence[str]) -> None:
        context = self._context
        found = [session for session in map(context.log.get, ids) if session is not None]
        over = [session for session in found if session.ended_at is not None]
        if over:
            first = over[0]
            now = context.clock.now()
            because = Change(ChangeKind.DELETED, first.id, first.kind, now)
            removing = [session.id for session in over]
            problem = context.actions.problem_with(
                lambda: context.log.put(because=because, removing=removing)
            )
            if problem:
                self.window.say(problem)
                return
            context.engine.on_log_changed()
        self.window.say(_deleted_words(len(over), len(found) - len(over)), with_undo=bool(over))

    def _export(self) -> None:
        from presence.front.log.exporting import Exporting  # file dialogs, and the formats

        if self._source.log.count(self._source.wanted):
            Exporting(self._context, self.window, self.window.say).ask(self._source.wanted)

    def _undo(self) -> None:
        self._step(self._context.engine.undo, _("Undone: {change}"))

    def _redo(self) -> None:
        self._step(self._context.engine.redo, _("Done again: {change}"))

    def _step(self, take: Callable[[], Change], words: str) -> None:
        context = self._context
        done: list[Change] = []
        problem = context.actions.problem_with(lambda: done.append(take()))
        if not problem:
            now, kinds = context.clock.now(), context.log.kinds()
            said = change_line(done[0], context.zone(), now, kinds)
            problem = words.format(change=said)
        self.window.say(problem)


def _times(entry: Entry) -> tuple[object, object]:
    return entry.started_at, entry.ended_at


def _deleted_words(count: int, running: int) -> str:
    said = ngettext("Deleted {count} session.", "Deleted {count} sessions.", count)
    said = said.format(count=count) if count else ""
    if running:
        said += " " + _("One is still running: end it first, then it can be deleted.")
    return said.strip()
