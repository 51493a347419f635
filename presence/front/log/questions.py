"""What a bar of the log window asks: where to split, what a merge gives, what to do with two."""

from collections.abc import Sequence
from typing import Protocol

from presence.core.editing.cut import split
from presence.core.editing.join import join
from presence.core.editing.overlap import Overlap, Way, overlaps, resolved, ways
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.amending import until
from presence.front.log.searched import searched
from presence.store import new_id
from presence.texts import _, ngettext
from presence.ui.log.asking import Choice, Question
from presence.ui.log.words import Speaker
from presence.words.dates import MINUTE, clock_time, grouped, length
from presence.words.errors import explain
from presence.words.zones import zone_of

HALF = 2


class Asked(Protocol):
    """Something that is asked until it is answered."""

    def question(self, text: str) -> Question:
        """What the bar says with this in its line."""

    def answer(self, key: str, text: str) -> str:
        """Do it; what was done in a few words. Raises PresenceError."""


class SplitAsked:
    """Where one session becomes two."""

    def __init__(self, context: Context, session: Session) -> None:
        self._context = context
        self._session = session

    @property
    def middle(self) -> str:
        """The time in the middle, to begin with."""
        session = self._session
        spent = session.duration(self._context.clock.now()) // HALF
        at = session.started_at + spent // MINUTE * MINUTE
        return clock_time(at, zone_of(session, self._context.zone()))

    def question(self, text: str) -> Question:
        speaker, lines, problem = speaker_of(self._context), [], ""
        try:
            lines = [speaker.whole(half) for half in self._halves(text)]
        except PresenceError as error:
            problem = in_one_line(self._context, error)
        return Question(
            _("Split {session}").format(session=speaker.brief(self._session)),
            lines,
            (Choice("split", _("Split")), Choice("", _("Leave it"))),
            field=_("When the second begins"),
            problem=problem,
        )

    def answer(self, key: str, text: str) -> str:
        halves = self._halves(text)
        put(self._context, ChangeKind.SPLIT, halves)
        return _("Two sessions now.")

    def _halves(self, text: str) -> tuple[Session, Session]:
        if self._session.ended_at is None:
            raise going_on(self._context, self._session)
        return split(self._session, until(self._context, self._session, text), new_id)


class JoinAsked:
    """What several sessions are as one."""

    def __init__(self, context: Context, sessions: Sequence[Session]) -> None:
        self._context = context
        self._sessions = sessions

    def question(self, text: str) -> Question:
        speaker, lines, problem = speaker_of(self._context), [], ""
        try:
            lines = [speaker.whole(self._joined())]
        except PresenceError as error:
            problem = in_one_line(self._context, error)
        count = len(self._sessions)
        title = ngettext("Merge {count} session", "Merge {count} sessions", count)
        return Question(
            title.format(count=grouped(count)),
            lines,
            (Choice("join", _("Merge")), Choice("", _("Leave them"))),
            problem=problem,
        )

    def answer(self, key: str, text: str) -> str:
        joined = self._joined()
        others = [each.id for each in self._sessions if each.id != joined.id]
        put(self._context, ChangeKind.JOINED, [joined], others)
        return _("One session now: {session}").format(
            session=speaker_of(self._context).whole(joined)
        )

    def _joined(self) -> Session:
        for session in self._sessions:
            if session.ended_at is None:
                raise going_on(self._context, session)
        return join(self._sessions)


class BesideAsked:
    """What to do with a session and one at the same time; several are asked of in turn."""

    def __init__(self, context: Context, session: Session) -> None:
        self._context = context
        others = searched(context.log).beside([session]).get(session.id, ())
        found = overlaps([session, *others])
        self._overlaps = [each for each in found if session in (each.earlier, each.later)]

    def question(self, text: str) -> Question:
        if not self._overlaps:
            return Question(_("Nothing else was at that time."), choices=(Choice("", _("Close")),))
        overlap, speaker = self._overlaps[0], speaker_of(self._context)
        start, end = overlap.shared()
        zone = zone_of(overlap.later, self._context.zone())
        end = min(end, self._context.clock.now())
        shared = _("{start} – {end} is in both, {length}").format(
            start=clock_time(start, zone), end=clock_time(end, zone), length=length(end - start)
        )
        lines = [speaker.whole(overlap.earlier), speaker.whole(overlap.later), shared]
        return Question(_("Two sessions at the same time"), lines, self._choices(overlap))

    def answer(self, key: str, text: str) -> str:
        overlap, way = self._overlaps[0], Way(key)
        done = resolved(overlap, way)
        what = ChangeKind.JOINED if way is Way.JOIN else ChangeKind.EDITED
        put(self._context, what, done.put, done.removing)
        return _("Not at the same time any more.")

    def _choices(self, overlap: Overlap) -> Sequence[Choice]:
        speaker = speaker_of(self._context)
        words = {
            Way.CUT_EARLIER: _("End the first at {time}"),
            Way.CUT_LATER: _("Begin the second at {time}"),
            Way.JOIN: _("Merge them"),
        }
        choices = []
        for way in ways(overlap):
            if way is Way.KEEP_BOTH:
                continue
            after = resolved(overlap, way).put[0]
            zone = zone_of(after, speaker.zone)
            at = after.started_at if way is Way.CUT_LATER else after.ended_at
            time = "" if at is None else clock_time(at, zone)
            choices.append(Choice(way.value, words[way].format(time=time), speaker.whole(after)))
        return (*choices, Choice("", _("Keep both")))


def put(
    context: Context, what: ChangeKind, sessions: Sequence[Session], removing: Sequence[str] = ()
) -> None:
    """Write and remove as one change, and tell everybody."""
    first = sessions[0]
    because = Change(what, first.id, first.kind, context.clock.now())
    context.log.put(*sessions, because=because, removing=removing)
    context.engine.on_log_changed()


def speaker_of(context: Context) -> Speaker:
    """Who says sessions as of now."""
    return Speaker(context.clock.now(), context.zone(), context.log.kinds())


def going_on(context: Context, session: Session) -> Refused:
    """It has no end yet that could be changed here."""
    return Refused(ErrorCode.STILL_GOES_ON, session=session, kinds=context.log.kinds())


def in_one_line(context: Context, error: PresenceError) -> str:
    """Why not, and what to do."""
    return " ".join(filter(None, explain(error, context.zone(), context.clock.now())))
