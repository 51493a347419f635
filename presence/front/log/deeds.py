"""What is done with the sessions of the log window, each as one change that can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from presence.core.editing.in_pieces import InPieces
from presence.core.entry import Entry
from presence.core.entry.rows import edited, entry_of, to_the_minute
from presence.core.entry.written import check_span
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.amending import write
from presence.front.log.many import deleting, ids_of
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
from presence.front.working.words import progress_line
from presence.store import new_id
from presence.texts import _, ngettext
from presence.ui.log.window import LogWindow
from presence.words.dates import grouped
from presence.words.entry import entry_line_in_words, log_context
from presence.words.session import change_line
from presence.words.zones import zone_of


class Deeds:
    """Does what the window asks for; what cannot be done is said where it was asked."""

    def __init__(self, context: Context, window: LogWindow, source: LogRows) -> None:
        self._context = context
        self._window = window
        self._source = source
        self._asked: Asked | None = None
        self._before: Entry | None = None  # what the line said that is being edited
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
        window.many_wanted.connect(self._on_many)
        window.stop_wanted.connect(context.actions.stop_work)
        window.asking.typed.connect(self._on_typed)
        window.asking.answered.connect(self._on_answered)

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
        self._window.edit(session, line, read_against)

    def _on_entered(self, session_id: str, entry: Entry) -> None:
        context, before = self._context, self._before
        assert before is not None
        try:
            session = edited(self._session(session_id), before, entry, new_id)
            if session.ended_at is not None and _times(entry) != _times(before):
                check_span(session.started_at, session.ended_at, context.clock.now())
            write(context, [session])
        except PresenceError as error:
            self._window.editor.show_problem(in_one_line(self._context, error))
        else:
            self._window.editor.leave()
            if not self._window.choose(session):
                self._window.say(_("Saved. It does not fit what is asked for."), with_undo=True)

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
        self._window.asking.ask(asked.question(text), text)

    def _on_typed(self, text: str) -> None:
        if self._asked is not None:
            self._window.asking.say(self._asked.question(text))

    def _on_answered(self, key: str, text: str) -> None:
        asked, said = self._asked, ""
        assert asked is not None
        try:
            said = asked.answer(key, text)
        except PresenceError as error:
            question = asked.question(text)
            self._window.asking.say(replace(question, problem=in_one_line(self._context, error)))
        else:
            self._window.asking.leave()
            self._window.say(said, with_undo=True)

    def _show_history(self, session_id: str) -> None:
        session = self._context.log.get(session_id)
        if session is not None:
            steps = self._source.log.history_of(session_id)
            title = speaker_of(self._context).whole(session)
            view = history_of(self._context, session_id, title, steps)
            self._window.history.show_steps(view)

    def _delete(self, ids: Sequence[str]) -> None:
        context = self._context
        found = [session for session in map(context.log.get, ids) if session is not None]
        over = [session for session in found if session.ended_at is not None]
        if len(over) > 1:
            self._go(lambda: deleting(context, self._source.log, [each.id for each in found]))
            return
        if over:
            first = over[0]
            now = context.clock.now()
            because = Change(ChangeKind.DELETED, first.id, first.kind, now)
            problem = context.actions.problem_with(
                lambda: context.log.put(because=because, removing=[first.id])
            )
            if problem:
                self._window.say(problem)
                return
            context.engine.on_log_changed()
        self._say_deleted((len(over), len(found) - len(over)))

    def _on_many(self, what: str, rows: Sequence[range]) -> None:
        """Very many: who they are takes a moment as well."""
        context, source = self._context, self._source

        def steps() -> InPieces[tuple[int, int]]:
            ids = yield from ids_of(source.log, source.wanted, rows)
            return (yield from deleting(context, source.log, ids))

        if what == "delete":
            self._go(steps)
        else:
            context.actions.work(
                lambda: ids_of(source.log, source.wanted, rows),
                self._on_details,
                self._window.say,
                self._tell,
            )

    def _go(self, begin: Callable[[], InPieces[tuple[int, int]]]) -> None:
        self._context.actions.work(begin, self._say_deleted, self._window.say, self._tell)

    def _tell(self, done: int, of: int) -> None:
        self._window.say(progress_line(done, of), with_stop=True)

    def _say_deleted(self, counts: tuple[int, int]) -> None:
        self._window.say(_deleted_words(*counts), with_undo=bool(counts[0]))

    def _export(self) -> None:
        from presence.front.log.exporting import Exporting  # file dialogs, and the formats

        if self._source.log.count(self._source.wanted):
            Exporting(self._context, self._window, self._source, self._window.say).ask()

    def _undo(self) -> None:
        self._step(self._context.engine.undoing, _("Undone: {change}"))

    def _redo(self) -> None:
        self._step(self._context.engine.redoing, _("Done again: {change}"))

    def _step(self, begin: Callable[[], InPieces[Change]], words: str) -> None:
        context, say = self._context, self._window.say

        def done(change: Change) -> None:
            now, kinds = context.clock.now(), context.log.kinds()
            say(words.format(change=change_line(change, context.zone(), now, kinds)))

        context.actions.work(begin, done, say, self._tell)


def _times(entry: Entry) -> tuple[object, object]:
    return entry.started_at, entry.ended_at


def _deleted_words(count: int, running: int) -> str:
    said = ngettext("Deleted {count} session.", "Deleted {count} sessions.", count)
    said = said.format(count=grouped(count)) if count else ""
    if running:
        said += " " + _("One is still running: end it first, then it can be deleted.")
    return said.strip()
