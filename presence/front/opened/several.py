"""Several sessions changed at once, joined: one change of the log, and one undo."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.person import folded
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.amending import write
from presence.front.log.questions import in_one_line
from presence.texts import ngettext
from presence.ui.log.forms.several import Common, SeveralView, SeveralWindow


class SeveralOpened:
    """``open`` takes the ids of the sessions with spaces between them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.window = SeveralWindow(context.wardrobe.look)
        self.window.saved.connect(self._save)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        found = [self._context.log.get(each) for each in wanted.split()]
        sessions = [session for session in found if session is not None]
        if sessions:
            self.window.redraw(self._view(sessions))
            self.window.present()

    def redraw(self) -> None:
        """Somebody is typing: nothing changes under their hands."""

    def _view(self, sessions: Sequence[Session]) -> SeveralView:
        log, count = self._context.log, len(sessions)
        title = ngettext("{count} session", "{count} sessions", count)
        return SeveralView(
            ids=[session.id for session in sessions],
            title=title.format(count=count),
            kinds=log.kinds(),
            known_people=log.people(),
            groups=log.groups(),
            people=_distinct(name for session in sessions for name in session.people),
            known_tags=[tag for tag, _count in log.tags()],
            tags=_distinct(tag for session in sessions for tag in session.tags),
        )

    def _save(self, common: Common) -> None:
        try:
            write(self._context, [self._changed(each, common) for each in common.ids])
        except PresenceError as error:
            self.window.show_problem(in_one_line(error))
        else:
            self.window.close()

    def _changed(self, session_id: str, common: Common) -> Session:
        session = self._context.log.get(session_id)
        if session is None:
            raise Refused(ErrorCode.SESSION_IS_GONE)
        is_over = session.ended_at is not None
        return replace(
            session,
            # of the one in progress the kind decides how long it is quiet: it stays
            kind=common.kind if common.kind and is_over else session.kind,
            people=_changed_names(session.people, common.with_people, common.without_people),
            tags=_changed_names(session.tags, common.with_tags, common.without_tags),
            place=session.place if common.place is None else common.place,
        )


def _changed_names(
    names: Sequence[str], more: Sequence[str], less: Sequence[str]
) -> tuple[str, ...]:
    gone = set(map(folded, less))
    return tuple(name for name in _distinct([*names, *more]) if folded(name) not in gone)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return tuple(found.values())
