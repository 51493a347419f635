"""The start window, joined."""

from presence.core.likely import LOOK_BACK, usual_length
from presence.core.tracker import StartRequest
from presence.front.context import Context
from presence.front.grammar import Grammar
from presence.ui.windows.start import StartView, StartWindow
from presence.words.kinds import kind_name


class StartOpened:
    """Offers what a click would start; what it cannot start it says and stays open."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = grammar = Grammar(context)
        self.window = StartWindow(
            context.wardrobe.look, grammar.understand, grammar.write, grammar.complete_start
        )
        self.window.start_requested.connect(self._start)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self.redraw()
        if wanted:
            self.window.type_line(wanted)
        self.window.present()

    def redraw(self) -> None:
        if self.window.isVisible():
            return  # somebody is typing
        context = self._context
        read_against = self._grammar.entry_context()
        snapshot = context.engine.snapshot()
        recent = context.log.recent(snapshot.now - LOOK_BACK)
        lengths = {
            kind.key: usual_length(recent, kind.key) or kind.default_length
            for kind in snapshot.kinds
        }
        self.window.redraw(
            StartView(
                now=snapshot.now,
                zone=snapshot.zone,
                kinds=snapshot.kinds,
                people=read_against.people,
                groups=context.log.groups(),
                preset=snapshot.likely,
                usual_lengths=lengths,
                running="" if snapshot.kind is None else kind_name(snapshot.kind),
            )
        )

    def _start(self, request: StartRequest, switch: bool) -> None:
        problem = self._context.actions.problem_with(
            lambda: self._context.engine.start(request, switch)
        )
        if problem:
            self.window.show_problem(problem)
        else:
            self.window.close()
