"""What the words of ``edit`` make of one session."""

from argparse import Namespace
from collections.abc import Collection, Iterable
from dataclasses import replace

from presence.cli.context import Context
from presence.core.entry.look import numbered, only_within, read_look, with_reasons
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.spelling import tidy_tag
from presence.core.person import folded
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Said, Session
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason
from presence.core.tracker import moved, with_slip
from presence.store import new_id
from presence.texts import _
from presence.words.entry import when
from presence.words.kinds import find_kind
from presence.words.session import find_reason
from presence.words.zones import zone_of

SCORES = ("1", "2", "3", "4", "5")
NOTHING = "none"


def amended(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session as the words say it was."""
    edited = _with_words(context, arguments, session)
    edited = _with_names(context, arguments, edited)
    edited = _with_answers(arguments, edited)
    edited = _with_times(context, arguments, edited)
    return _with_looks(context, arguments, edited)


def persons(context: Context, texts: Iterable[str]) -> list[str]:
    """The names that are meant, those of a group in its place."""
    from presence.cli.start import names_in

    groups = {folded(group.name): group.people for group in context.log.groups()}
    names = [name for text in texts for name in names_in(text)]
    return [each for name in names for each in groups.get(folded(name), (name,))]


def tags_in(texts: Iterable[str]) -> list[str]:
    """The tags that are meant: commas part them, a # may stand before each."""
    tags = [tidy_tag(part) for text in texts for part in text.split(",")]
    return [tag for tag in tags if tag]


def _with_words(context: Context, arguments: Namespace, session: Session) -> Session:
    if arguments.kind is not None:
        session = replace(session, kind=find_kind(arguments.kind, context.log.kinds()).key)
    if arguments.place is not None:
        session = replace(session, place=arguments.place)
    if arguments.note is not None:
        session = replace(session, note=arguments.note)
    return session


def _with_names(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session with other people and tags."""
    people = () if arguments.alone else session.people
    if arguments.people is not None:
        people = tuple(persons(context, arguments.people))
    people = _changed(people, persons(context, arguments.add), persons(context, arguments.remove))
    known = {folded(tag): tag for tag, _count in context.log.tags()} if arguments.tag else {}
    more = [known.get(folded(tag), tag) for tag in tags_in(arguments.tag)]
    tags = _changed(session.tags, more, tags_in(arguments.untag))
    return replace(session, people=people, tags=tags)


def _changed(
    names: Iterable[str], adding: Iterable[str], removing: Collection[str]
) -> tuple[str, ...]:
    """The names with some more and without others, each of them once however it is spelt."""
    gone = set(map(folded, removing))
    once: dict[str, str] = {}
    for name in (*names, *adding):
        if folded(name) not in gone:
            once.setdefault(folded(name), name)
    return tuple(once.values())


def _with_answers(arguments: Namespace, session: Session) -> Session:
    """The session with what the person says of it afterwards."""
    if arguments.phones is not None:
        said = None if arguments.phones == NOTHING else Said(arguments.phones)
        session = replace(session, said=said)
    if arguments.enjoyed is not None:
        session = replace(session, enjoyed=_score(arguments.enjoyed))
    if arguments.distracted is not None:
        session = replace(session, distracted=_score(arguments.distracted))
    if arguments.word is not None:
        session = replace(session, word=" ".join(arguments.word.split()))
    return session


def _score(text: str) -> int | None:
    if text in SCORES:
        return int(text)
    if _is_nothing(text):
        return None
    raise NotUnderstood(ErrorCode.BAD_SCORE, text=text)


def _with_looks(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session with its looks at a screen changed, by the numbers that they have now."""
    gone = {numbered(text, session.slips) for text in arguments.take_back}
    slips = with_reasons(session.slips, arguments.reason, _reason)
    slips = tuple(slip for i, slip in enumerate(slips) if i not in gone)
    session = only_within(replace(session, slips=slips))
    times = when(context.now, zone_of(session, context.zone))
    for text in arguments.look:
        look = read_look(text, session, times)
        reason = find_reason(look.reason) if look.reason else None
        slip = Slip(new_id(), look.at, look.length or UNTOLD_LENGTH, reason=reason)
        session = only_within(with_slip(session, slip))
    return session


def _reason(text: str) -> SlipReason | None:
    return None if _is_nothing(text) else find_reason(text)


def _is_nothing(text: str) -> bool:
    return folded(text) in (NOTHING, folded(_("none")))


def _with_times(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session with its times changed; a time without a day is meant on the session's own."""
    times = when(context.now, zone_of(session, context.zone))
    if arguments.start is not None:
        session = moved(session, times.near(arguments.start, session.started_at))
    if arguments.end is not None:
        end = times.until(arguments.end, session.started_at)
        session = replace(session, ended_at=end, confirmed=True)
    if arguments.length is not None:
        length = times.length(arguments.length)
        session = replace(session, ended_at=session.started_at + length, confirmed=True)
    if arguments.confirm:
        kind = context.log.kinds()[session.kind]
        session = replace(as_the_log_shows_it(session, kind, context.now), confirmed=True)
    return session
