"""A session's particulars, joined: of the one in progress, the last one, or one that was chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.kind import Kinds
from presence.core.likely import LOOK_BACK
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.amending import FieldProblem, amended, until, write
from presence.front.log.phones import phones_said
from presence.texts import _
from presence.ui.windows.details import Details, DetailsView, DetailsWindow
from presence.words.dates import clock_time, moment
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
        self._shown: DetailsView | None = None
        self.window = DetailsWindow(context.wardrobe.look)
        self.window.saved.connect(self._save)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        session = self._session(wanted)
        if session is None:
            self._context.actions.show("start")
            return
        self._shown = self._view(session)
        self.window.redraw(self._shown, wants_until=wanted == UNTIL)
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
        planned, here = session.planned_end_at, context.zone()
        there = zone_of(session, here)
        begun, now = clock_time(session.started_at, there), context.clock.now()
        shared = DetailsView(
            session_id=session.id,
            title=_title(session, context.log.kinds(), there, now),
            known_people=context.log.people(),
            groups=context.log.groups(),
            people=session.people,
            known_tags=[tag for tag, _count in context.log.tags()],
            tags=session.tags,
            place=session.place,
            note=session.note,
            until=None,
            looks=session.slips,
            zone=there,
            zone_words=_zone_words(session, here),
            known=basis_line(session) if session.slips else "",
            invited=self._invited(session),
            phones=phones_said(context.log, session.id),
            at_table=context.guests(session.id),
        )
        planned_words = "" if planned is None else clock_time(planned, there)
        if session.ended_at is None:
            return replace(shared, until=planned_words)
        return replace(
            shared,
            kinds=context.log.kinds(),
            kind=session.kind,
            start=begun,
            end=clock_time(session.ended_at, there),
            planned=planned_words,
            said=session.said,
            enjoyed=session.enjoyed,
            distracted=session.distracted,
            word=session.word,
        )

    def _invited(self, session: Session) -> Sequence[str]:
        if not self._context.preferences.now.calendars:
            return ()
        from presence.front.coming.invited import invited_to  # for who has a calendar

        return invited_to(self._context, session)

    def _save(self, details: Details) -> None:
        try:
            self._apply(details)
        except FieldProblem as problem:
            self.window.show_problem(_in_one_line(problem.error), problem.name)
        except PresenceError as error:
            self.window.show_problem(_in_one_line(error))
        else:
            self.window.close()

    def _apply(self, details: Details) -> None:
        context, shown = self._context, self._shown
        session = context.log.get(details.session_id)
        if session is None or shown is None:
            raise Refused(ErrorCode.SESSION_IS_GONE)
        if session.ended_at is None:
            self._plan(session, shown, details.until)
            session = context.log.get(session.id) or session
        write(context, [amended(context, session, shown, details)])

    def _plan(self, session: Session, shown: DetailsView, text: str | None) -> None:
        if text in (None, shown.until):
            return
        if text in ("", _("open")):
            self._context.engine.plan(None)
        else:
            self._context.engine.plan(until(self._context, session, str(text)))


def _title(session: Session, kinds: Kinds, there: tzinfo, now: datetime) -> str:
    """``Dinner · Fri 20 Nov, 19:00``; today's has no day."""
    when = moment(session.started_at, there, now)
    return SEPARATOR.join([kind_name(kinds[session.kind]), when])


def _zone_words(session: Session, here: tzinfo) -> str:
    """Where the times are those of, said where clocks there show others than here."""
    if with_place("", session, here) == "":
        return ""
    place = session.zone.rpartition("/")[2].replace("_", " ")
    return _("Times as clocks in {place} showed them.").format(place=place)


def _in_one_line(error: PresenceError) -> str:
    return " ".join(part for part in explain(error) if part)
