"""The card that meets a person who comes back, joined."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from presence.core.kind import Nature
from presence.core.session import Said, Session
from presence.core.snapshot import Snapshot
from presence.core.watch import Asked, Question
from presence.front.context import Context
from presence.ui.windows.card import CardView, ReturnCard

BY_ITSELF = "by-itself"  # nobody asked for it: who types elsewhere goes on typing there
APART = timedelta(minutes=2)  # a hint nearer to the likely end than this says nothing new


class CardOpened:
    """Asks what nobody has answered yet, and closes when nothing is left to ask."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._view: CardView | None = None
        self._came_by_itself = False
        actions, engine, window = context.actions, context.engine, ReturnCard(context.wardrobe.look)
        self.window = window
        window.done.connect(self._on_done)
        window.moment.connect(lambda _session_id: self._answer(context.watch.moment))
        window.not_me.connect(lambda _session_id: self._answer(context.watch.not_me))
        window.went_on.connect(lambda _session_id: self._answer(context.watch.went_on))
        window.ended.connect(self._on_ended)
        window.still_going.connect(
            lambda session_id: actions.attempt(lambda: engine.still_going(session_id))
        )
        window.all_as_planned.connect(lambda: actions.attempt(engine.confirm_all))
        window.said.connect(self._on_said)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if not self.window.isVisible() or wanted != BY_ITSELF:
            self._came_by_itself = wanted == BY_ITSELF
        self.redraw()
        if not self._has_something_to_ask():
            return
        if self._came_by_itself:
            self.window.appear()
        else:
            self.window.present()

    def redraw(self) -> None:
        context = self._context
        snapshot = context.engine.snapshot()
        question = context.watch.question
        running = self._running(snapshot, question)
        slept = None
        if running is not None and question is not None and question.what is Asked.SLEEP:
            slept = (question.since or question.at, question.at)
        view = CardView(
            now=snapshot.now,
            zone=snapshot.zone,
            kinds=snapshot.kinds,
            running=running,
            waiting=snapshot.unconfirmed,
            asks_about_phones=not context.preferences.now.ask_afterwards,  # else it is asked there
            back_at=None if question is None else question.at,
            slept=slept,
            hints=self._hints(snapshot, question),
        )
        shown = self._view
        self._view = view
        if not self._has_something_to_ask():
            self.window.close()
        elif shown is None or not self.window.isVisible() or _asks_else(shown, view):
            self.window.redraw(view)

    def _running(self, snapshot: Snapshot, question: Question | None) -> Session | None:
        """The session in progress, where it is asked about and not yet past its end."""
        session, kind = snapshot.session, snapshot.kind
        if session is None or kind is None or session.id in _ids(snapshot.unconfirmed):
            return None
        # Who opens the card may want to say it; one that came by itself goes with its question.
        asks = kind.nature is Nature.AWAY and not self._came_by_itself
        return session if question is not None or asks else None

    def _hints(self, snapshot: Snapshot, question: Question | None) -> Mapping[str, datetime]:
        """At a desk when the computer was last used, else when the person came back."""
        hints = {}
        for session in snapshot.unconfirmed:
            if snapshot.kinds[session.kind].nature is Nature.DESK:
                at = self._context.watch.left_at(session.id)
            elif question is not None and question.session.id == session.id:
                at = question.at
            else:
                at = None
            likely = session.ended_at or snapshot.now
            if at is not None and at > session.started_at and abs(at - likely) >= APART:
                hints[session.id] = at
        return hints

    def _has_something_to_ask(self) -> bool:
        view = self._view
        return view is not None and (view.running is not None or bool(view.waiting))

    def _answer(self, answer: Callable[[], None]) -> None:
        """Something that the watch is told, and that leaves the session going on."""
        self._context.actions.attempt(answer)
        self.window.close()

    def _on_done(self, _session_id: str, at: datetime) -> None:
        engine = self._context.engine
        self._context.actions.attempt(lambda: engine.stop(at))
        self.window.close()

    def _on_ended(self, session_id: str, at: datetime | None) -> None:
        engine, actions = self._context.engine, self._context.actions
        was_the_only_one = self._view is not None and len(self._view.waiting) == 1
        actions.attempt(lambda: engine.confirm(session_id, at))
        session = self._context.log.get(session_id)
        if was_the_only_one and session is not None and session.confirmed:
            actions.ask_afterwards(session)

    def _on_said(self, session_id: str, said: Said) -> None:
        engine = self._context.engine
        self._context.actions.attempt(lambda: engine.describe(session_id, said=said))


def _ids(sessions: Sequence[Session]) -> set[str]:
    return {session.id for session in sessions}


def _asks_else(shown: CardView, view: CardView) -> bool:
    """Whether something else is asked: else what was typed so far stays."""
    before = [item.id for item in shown.waiting] + [shown.running and shown.running.id]
    now = [item.id for item in view.waiting] + [view.running and view.running.id]
    if before != now:
        return True
    was, is_so = (shown.slept, shown.back_at), (view.slept, view.back_at)
    return view.running is not None and was != is_so
