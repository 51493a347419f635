"""The card that meets a person who comes back, joined."""

from datetime import datetime

from presence.core.kind import Nature
from presence.core.session import Said
from presence.front.context import Context
from presence.ui.windows.card import CardView, ReturnCard


class CardOpened:
    """Asks what nobody has answered yet, and closes when nothing is left to ask."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._view: CardView | None = None
        actions, engine, window = context.actions, context.engine, ReturnCard(context.wardrobe.look)
        self.window = window
        window.done.connect(self._on_done)
        window.moment.connect(lambda _session_id: window.close())
        window.not_me.connect(self._on_not_me)
        window.ended.connect(
            lambda session_id, at: actions.attempt(lambda: engine.confirm(session_id, at))
        )
        window.still_going.connect(
            lambda session_id: actions.attempt(lambda: engine.still_going(session_id))
        )
        window.all_as_planned.connect(lambda: actions.attempt(engine.confirm_all))
        window.said.connect(self._on_said)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self.redraw()
        if self._has_something_to_ask():
            self.window.present()

    def redraw(self) -> None:
        snapshot = self._context.engine.snapshot()
        session, kind = snapshot.session, snapshot.kind
        waiting = {item.id for item in snapshot.unconfirmed}
        asks_running = (
            session is not None
            and kind is not None
            and kind.nature is Nature.AWAY
            and session.id not in waiting
        )
        view = CardView(
            now=snapshot.now,
            zone=snapshot.zone,
            kinds=snapshot.kinds,
            running=session if asks_running else None,
            waiting=snapshot.unconfirmed,
        )
        shown = self._view
        self._view = view
        if not self._has_something_to_ask():
            self.window.close()
        elif shown is None or not self.window.isVisible() or _asks_else(shown, view):
            self.window.redraw(view)

    def _has_something_to_ask(self) -> bool:
        view = self._view
        return view is not None and (view.running is not None or bool(view.waiting))

    def _on_done(self, _session_id: str, at: datetime) -> None:
        engine = self._context.engine
        self._context.actions.attempt(lambda: engine.stop(at))
        self.window.close()

    def _on_not_me(self, _session_id: str) -> None:
        self._context.actions.answer_return("wasnt_me")
        self.window.close()

    def _on_said(self, session_id: str, said: Said) -> None:
        engine = self._context.engine
        self._context.actions.attempt(lambda: engine.describe(session_id, said=said))


def _asks_else(shown: CardView, view: CardView) -> bool:
    """Whether other sessions are asked about: else what was typed so far stays."""
    before = [item.id for item in shown.waiting] + [shown.running and shown.running.id]
    return before != [item.id for item in view.waiting] + [view.running and view.running.id]
