"""The closing card, joined: how it was, for those who want to be asked."""

from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.phones import phones_said
from presence.ui.windows.closing import Answers, ClosingCard, ClosingView


class ClosingOpened:
    """``open`` takes the id of the session that has ended; what was answered is one change."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.window = ClosingCard(context.wardrobe.look)
        self.window.answered.connect(self._save)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        session = self._context.log.get(wanted)
        if session is None or (self.window.isVisible() and self.window.session_id == wanted):
            return
        self.window.close()  # with what was answered of the one before
        self.window.redraw(self._view(session))
        self.window.appear()

    def redraw(self) -> None:
        """Something goes on again: how it was is no question now."""
        if self._context.engine.session is not None:
            self.window.close()

    def _view(self, session: Session) -> ClosingView:
        context = self._context
        return ClosingView(
            now=context.clock.now(),
            zone=context.zone(),
            kinds=context.log.kinds(),
            session=session,
            show_people=context.preferences.now.show_people,
            phones=next(iter(phones_said(context.log, session.id)), ""),
        )

    def _save(self, session_id: str, answers: Answers) -> None:
        engine = self._context.engine
        self._context.actions.attempt(
            lambda: engine.describe(
                session_id,
                said=answers.said,
                enjoyed=answers.enjoyed,
                distracted=answers.distracted,
                word=answers.word,
            )
        )
