"""A session's particulars, joined: of the one in progress, the last one, or one that was chosen."""

from presence.core.errors import PresenceError
from presence.core.likely import LOOK_BACK
from presence.core.session import Session
from presence.front.context import Context
from presence.front.grammar import Grammar
from presence.texts import _
from presence.ui.windows.details import Details, DetailsView, DetailsWindow
from presence.words.dates import clock_time
from presence.words.errors import explain
from presence.words.kept import basis_line
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR
from presence.words.zones import with_place, zone_of

UNTIL = "until"


class DetailsOpened:
    """``open`` takes a session's id, "until", or "" for the one in progress or the last one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = Grammar(context)
        self.window = DetailsWindow(context.wardrobe.look)
        self.window.saved.connect(self._save)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        session = self._session(wanted)
        if session is None:
            self._context.actions.show("start")
            return
        self.window.redraw(self._view(session), wants_until=wanted == UNTIL)
        self.window.present()

    def redraw(self) -> None:
        """Somebody is typing: nothing changes under their hands."""

    def _session(self, wanted: str) -> Session | None:
        context = self._context
        if wanted and wanted != UNTIL:
            return context.log.get(wanted)
        if context.engine.session is not None or wanted == UNTIL:
            return context.engine.session
        return next(iter(context.log.recent(context.clock.now() - LOOK_BACK)), None)

    def _view(self, session: Session) -> DetailsView:
        context = self._context
        planned, zone = session.planned_end_at, context.zone()
        until = None
        if session.ended_at is None:
            until = "" if planned is None else clock_time(planned, zone)
        there = zone_of(session, zone)
        begun = with_place(clock_time(session.started_at, there), session, zone)
        return DetailsView(
            session_id=session.id,
            title=SEPARATOR.join([kind_name(context.log.kinds()[session.kind]), begun]),
            known_people=context.log.people(),
            people=session.people,
            place=session.place,
            note=session.note,
            until=until,
            looks=session.slips,
            zone=there,
            known=basis_line(session) if session.slips else "",
        )

    def _save(self, details: Details) -> None:
        try:
            self._apply(details)
        except PresenceError as error:
            message, hint = explain(error)
            self.window.show_problem(f"{message} {hint}".strip())
        else:
            self.window.close()

    def _apply(self, details: Details) -> None:
        engine = self._context.engine
        session = self._context.log.get(details.session_id)
        if session is not None and session.ended_at is None:
            self._plan(session, details.until)
        engine.describe(
            details.session_id, people=details.people, place=details.place, note=details.note
        )
        for slip_id, reason in details.reasons.items():
            engine.give_reason(details.session_id, slip_id, reason)
        for slip_id in details.taken_out:
            engine.remove_slip(details.session_id, slip_id)

    def _plan(self, session: Session, until: str | None) -> None:
        if until in (None, self._view(session).until):
            return
        if until in ("", _("open")):
            self._context.engine.plan(None)
        else:
            self._context.engine.plan(self._grammar.until(str(until), session.started_at))
