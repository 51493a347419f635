"""The window of the phone's unlocks, joined: each answer is one change of the log, with undo."""

from collections.abc import Callable, Mapping

from presence.core.editing.in_pieces import InPieces
from presence.core.ports import Change, ChangeKind
from presence.core.unlocks.unlocks import as_look
from presence.front.context import Context
from presence.front.working.words import progress_line
from presence.store import new_id
from presence.store.known.unlocks import Counted, UnlockBook
from presence.texts import _
from presence.ui.unlocks.window import Reasons, UnlocksView, UnlocksWindow
from presence.words.session import undo_line
from presence.words.unlocks.said import session_line, unlocked_line


class UnlocksOpened:
    """``open`` takes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._book = UnlockBook(context.log)
        self._at = 0  # of those that wait, which one is shown
        self._is_at_work = False
        self._last = ""  # the id of the change that was made here last
        self.window = window = UnlocksWindow(context.wardrobe.look)
        window.counted.connect(self._on_counted)
        window.all_counted.connect(self._on_all)
        window.later.connect(self._on_later)
        window.delete_wanted.connect(self._on_delete)
        window.undo_requested.connect(self._undo)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, _wanted: str) -> None:
        self._at = 0
        self.redraw()
        self.window.present()
        self.window.take_keyboard()

    def redraw(self) -> None:
        if not self._is_at_work:
            self.window.say(self._context.actions.problem_with(self._show))
            self.window.let_answer(True)

    def _show(self) -> None:
        context, (count, asked) = self._context, self._book.asked(self._at)
        has_some = asked is not None or bool(self._book.all())
        zone, undo = context.zone(), self._undo_words()
        if asked is None:
            title = _("No unlock of your phone waits for an answer.")
            self.window.redraw(UnlocksView(zone, title=title, has_some=has_some, undo=undo))
            return
        self._at %= count
        session, unlocks = asked
        kinds = context.log.kinds()
        place = _("{number} of {count}").format(number=self._at + 1, count=count)
        self.window.redraw(
            UnlocksView(
                zone=zone,
                session=session.id,
                title=unlocked_line(session, len(unlocks.waiting), kinds),
                says=session_line(session, zone, context.clock.now()),
                looks=[as_look(session.id, at) for at in unlocks.waiting],
                place=place if count > 1 else "",
                has_more=count > 1,
                has_some=has_some,
                undo=undo,
            )
        )

    def _on_counted(self, session_id: str, reasons: Reasons) -> None:
        def answering() -> InPieces[None]:
            session, waiting = self._context.log.get(session_id), self._book.all()
            if session is not None and session_id in waiting:
                looks = {as_look(session_id, at).id: at for at in waiting[session_id].waiting}
                counted = {looks[each]: why for each, why in reasons.items() if each in looks}
                because = self._because(ChangeKind.HANDED_IN, session.id, session.kind)
                yield from self._book.answering({session_id: counted}, because)

        self._change(answering)

    def _on_all(self) -> None:
        def answering() -> InPieces[None]:
            answers: Mapping[str, Counted] = {
                each: dict.fromkeys(unlocks.waiting)
                for each, unlocks in self._book.all().items()
                if unlocks.waiting
            }
            yield from self._book.answering(answers, self._of_several(len(answers)))

        self._change(answering)

    def _on_later(self) -> None:
        self._at += 1
        self.redraw()
        self.window.take_keyboard()

    def _on_delete(self) -> None:
        def deleting() -> InPieces[None]:
            yield from self._book.deleting(self._of_several(len(self._book.all())))

        self._change(deleting)

    def _undo(self) -> None:
        if self._undo_words():
            self._context.actions.undo()
            self.redraw()

    def _undo_words(self) -> str:
        context, last = self._context, self._context.log.last_change()
        if last is None or last.session_id != self._last:
            return ""
        return undo_line(last, context.zone(), context.clock.now(), context.log.kinds())

    def _of_several(self, count: int) -> Change:
        return self._because(ChangeKind.SEVERAL_EDITED, new_id(), str(count))

    def _because(self, what: ChangeKind, change_id: str, kind: str) -> Change:
        self._last = change_id
        return Change(what, change_id, kind, self._context.clock.now())

    def _change(self, begin: Callable[[], InPieces[None]]) -> None:
        """Of very many it takes a while, in which no other answer can be given here."""
        context, window = self._context, self.window

        def end(problem: str = "") -> None:
            context.engine.on_log_changed()
            self._is_at_work = False
            self.redraw()
            if problem:
                window.say(problem)
            window.take_keyboard()

        def told(at: int, of: int) -> None:
            window.say(progress_line(at, of))

        self._is_at_work = True
        steps = context.engine.renaming(begin())
        context.actions.work(lambda: steps, lambda _nothing: end(), end, told)
        window.let_answer(not self._is_at_work)
