"""The window to enter what is over, joined."""

from presence.core.entry import Entry, as_session
from presence.core.ports import Change, ChangeKind
from presence.front.context import Context
from presence.front.grammar import Grammar
from presence.store import new_id
from presence.texts import _
from presence.ui.entering.window import AddWindow
from presence.words.entering.preview import what_line, when_line
from presence.words.session import SEPARATOR


class AddOpened:
    """Adds what was typed; what cannot be written it says and stays open."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = Grammar(context)
        self._last: Change | None = None
        self.window = AddWindow(context.wardrobe.look)
        self.window.added.connect(self._add)
        self.window.undo_requested.connect(self._undo)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        """``wanted`` is what stands in the line to begin with."""
        if not self.window.isVisible():
            self.window.forget()
        self.redraw()
        if wanted:
            self.window.type_line(wanted)
        self.window.line.setFocus()
        self.window.present()

    def redraw(self) -> None:
        self.window.redraw(self._grammar.entry_context())

    def _add(self, entry: Entry) -> None:
        context = self._context
        session = as_session(entry, str(context.zone()), new_id)
        change = Change(ChangeKind.ADDED, session.id, session.kind, context.clock.now())

        def write() -> None:
            context.log.put(session, because=change)
            context.engine.on_log_changed()

        problem = context.actions.problem_with(write)
        if problem:
            self.window.show_problem(problem)
            return
        self._last = context.log.last_change()
        read_against = self._grammar.entry_context()
        what = SEPARATOR.join(
            [what_line(entry, read_against.kinds), when_line(entry, read_against)]
        )
        self.window.show_added(_("Added: {what}").format(what=what))

    def _undo(self) -> None:
        problem = self._context.actions.problem_with(lambda: self._context.engine.undo(self._last))
        if problem:
            self.window.show_problem(problem)
        else:
            self.window.show_taken_back()
