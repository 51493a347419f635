"""Several sessions changed at once, joined: one change of the log, and one undo."""

from collections.abc import Iterable, Sequence

from presence.core.editing.common import Common
from presence.core.editing.in_pieces import InPieces
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.searched import searched
from presence.front.working.words import progress_line
from presence.texts import ngettext
from presence.ui.log.forms.several import SeveralView, SeveralWindow
from presence.words.dates import grouped

LOOKED_AT = 500  # sessions; of more, everybody and every tag of the log can be taken off


class SeveralOpened:
    """``open`` takes the ids of the sessions with spaces between them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ids: Sequence[str] = ()
        self.window = SeveralWindow(context.wardrobe.look)
        self.window.saved.connect(self._save)
        self.window.stop_wanted.connect(context.actions.stop_work)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if self.window.is_at_work:
            self.window.present()
            return
        ids = wanted.split()
        if len(ids) > LOOKED_AT:
            self._ids = ids
            self.window.redraw(self._view(()))
            self.window.present()
            return
        found = [self._context.log.get(each) for each in ids]
        sessions = [session for session in found if session is not None]
        if sessions:
            self._ids = [session.id for session in sessions]
            self.window.redraw(self._view(sessions))
            self.window.present()

    def redraw(self) -> None:
        """Somebody is typing: nothing changes under their hands."""

    def _view(self, sessions: Sequence[Session]) -> SeveralView:
        log, count = self._context.log, len(self._ids)
        title = ngettext("{count} session", "{count} sessions", count)
        known_people, known_tags = log.people(), [tag for tag, _count in log.tags()]
        people: Sequence[str] = _distinct(name for session in sessions for name in session.people)
        tags: Sequence[str] = _distinct(tag for session in sessions for tag in session.tags)
        return SeveralView(
            title=title.format(count=grouped(count)),
            kinds=log.kinds(),
            known_people=known_people,
            groups=log.groups(),
            people=people if sessions else known_people,
            known_tags=known_tags,
            tags=tags if sessions else known_tags,
        )

    def _save(self, common: Common) -> None:
        context, ids, window = self._context, self._ids, self.window
        log, count = searched(context.log), str(len(ids))
        because = Change(ChangeKind.SEVERAL_EDITED, "", count, context.clock.now())

        def steps() -> InPieces[None]:
            yield from log.changing(lambda all_: all_.edit(ids, common), because)

        window.is_at_work = True
        context.actions.work(
            lambda: context.engine.renaming(steps()),
            self._on_saved,
            self._on_problem,
            lambda *how_far: window.say(progress_line(*how_far)),
        )

    def _on_saved(self, _nothing: None) -> None:
        self.window.is_at_work = False
        self.window.close()

    def _on_problem(self, problem: str) -> None:
        self.window.is_at_work = False
        self.window.show_problem(problem)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return tuple(found.values())
