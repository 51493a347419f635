"""``people met``: whom one met at an event, what about, and what is to follow."""

from argparse import Namespace
from datetime import timedelta

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.cli.people.following import SOON, say_follow_ups
from presence.cli.people.found import because, people_of, today_of
from presence.cli.table import plain
from presence.core.editing.filter import LogFilter
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.spelling import tidy
from presence.core.people.details import LONGEST
from presence.core.people.events import event_kinds
from presence.core.people.face import Face
from presence.core.people.follow_up import LONGEST_ABOUT
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.core.session import Session
from presence.store.known.faces import note_faces
from presence.texts import _
from presence.words.kinds import kind_name
from presence.words.people.reading import read_coming_day
from presence.words.people.relations import find_deed

LATELY = timedelta(days=3)  # an event that one still comes home from


def met(context: Context, arguments: Namespace) -> int:
    """A word for each person; a nick of somebody known is who it is."""
    if not arguments.words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="people met NAME…")
    session = _session(context, arguments.session)
    faces = _faces(context, arguments)
    day = today_of(context)
    place = ""
    name = ", ".join(face.name for face in faces)
    if session is not None:
        day = calendar_of(context).day_of(session.started_at)
        place = session.place or kind_name(context.log.kinds()[session.kind])
    change = because(context, ChangeKind.MET, name)
    follow_ups = note_faces(context.log, session, faces, day, place, change)
    context.tell_app()
    if not context.as_json:
        context.say(_said(name, place))
    return say_follow_ups(context, follow_ups)


def _said(names: str, place: str) -> str:
    if place:
        return _("Met at {place}: {names}").format(place=plain(place), names=plain(names))
    return _("Met: {names}").format(names=plain(names))


def _faces(context: Context, arguments: Namespace) -> list[Face]:
    about = tidy(arguments.about or "")
    if len(about) > LONGEST_ABOUT:
        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field="--about", limit=LONGEST_ABOUT)
    today = today_of(context)
    due_on = today + SOON
    if arguments.in_ is not None and not arguments.then:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--in needs --then"))
    if arguments.in_ is not None:
        due_on = read_coming_day(arguments.in_, context.now, context.zone, today)
    deeds = tuple((find_deed(each), due_on) for each in arguments.then)
    links = tuple(filter(None, map(tidy, arguments.link)))
    everybody = people_of(context).everybody()
    known = {folded(who.name): who.name for who in reversed(everybody)}
    nicks = {folded(who.nick): who.name for who in reversed(everybody) if who.nick}
    names = [tidy(word) for word in arguments.words]
    if not all(names):
        raise NotUnderstood(ErrorCode.NO_NAME)
    if max(map(len, names)) > LONGEST["name"]:
        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field=_("NAME"), limit=LONGEST["name"])
    meant = {folded(name): name for name in names}
    found = [known.get(key) or nicks.get(key) or name for key, name in meant.items()]
    return [Face(name, about, deeds, links) for name in found]


def _session(context: Context, which: str | None) -> Session | None:
    """The one named, else the event one is at, or has been at of late; None where there is none."""
    if which is not None:
        from presence.cli.write import find_sessions

        (session,) = find_sessions(context, [which])
        return session
    kinds = event_kinds(context.log.kinds())
    running = context.log.open_session()
    if running is not None and running.kind in kinds:
        return running
    since = context.now - LATELY
    found = context.log.find(LogFilter(kinds=kinds, start=since, end=context.now), 0, 1)
    return found[0] if found else None
