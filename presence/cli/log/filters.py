"""The filter that the words of ``log`` ask for."""

from argparse import Namespace
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from presence.cli.context import Context
from presence.cli.log.edges import backwards, edge_of
from presence.cli.log.looks import asked_looks
from presence.core.editing.filter import Kept, LogFilter, kinds_in_text
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.names.nearest import known_name, nearest_name
from presence.core.person import folded
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Session
from presence.words.kinds import find_kind, kind_name

MILLISECOND = timedelta(milliseconds=1)
MUCH_LATER = datetime.max.replace(tzinfo=UTC)
ALL = 1 << 40
_KEPT = {"kept": Kept.KEPT, "looked": Kept.LOOKED, "not_known": Kept.NOT_KNOWN}


def filter_of(context: Context, arguments: Namespace) -> LogFilter:
    """What the words ask for; raises NotUnderstood, or Refused for a name that nobody has."""
    kinds = context.log.kinds()
    text = arguments.text or ""
    start, end = _span(context, arguments)
    return LogFilter(
        text=text,
        kinds=frozenset(find_kind(word, kinds).key for word in arguments.kind),
        people=_people(context, arguments.people),
        everybody=frozenset(_person(context, text) for text in arguments.with_all),
        tags=_tags(context, arguments.tag),
        place=_place(context, arguments.place),
        start=start,
        end=end,
        kept=_kept(arguments),
        unconfirmed=arguments.unconfirmed,
        overlapping=arguments.overlapping,
        looks=asked_looks(arguments, str(context.zone)),
        kinds_by_text=kinds_in_text(text, {kind.key: kind_name(kind) for kind in kinds}),
    )


def going_on_unanswered(context: Context, wanted: LogFilter) -> list[Session]:
    """The session in progress that is past its end: ``--unconfirmed`` means it too."""
    session = context.log.open_session()
    if session is None or not wanted.unconfirmed:
        return []
    shown = as_the_log_shows_it(session, context.log.kinds()[session.kind], context.now)
    if shown.confirmed:
        return []
    return [session] if passes(context, session, replace(wanted, unconfirmed=False)) else []


def passes(context: Context, session: Session, wanted: LogFilter) -> bool:
    """Whether one session of the log is among those that a filter asks for."""
    start, end = session.started_at - MILLISECOND, wanted.end
    if session.ended_at is not None:
        end = min(session.ended_at + MILLISECOND, end or MUCH_LATER)
    near = replace(wanted, start=max(wanted.start or start, start), end=end)
    return any(row.id == session.id for row in context.log.find(near, 0, ALL))


def _kept(arguments: Namespace) -> Kept | None:
    said = [word for word in _KEPT if getattr(arguments, word)]
    if len(said) > 1:
        first, second = (f"--{word.replace('_', '-')}" for word in said[:2])
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=first, second=second)
    return _KEPT[said[0]] if said else None


def _people(context: Context, texts: Collection[str]) -> frozenset[str]:
    """Everybody whose name it is, or a word of whose name begins so; a group is all its people."""
    if not texts:
        return frozenset()
    people = context.log.people()
    groups = {folded(group.name): group.people for group in context.log.groups()}
    found: set[str] = set()
    for text in texts:
        name = text.removeprefix("@").strip()
        named = groups.get(folded(name)) or _begun(name, people)
        if not named:
            near = nearest_name(name, people)
            raise Refused(ErrorCode.NO_SUCH_PERSON, text=name, suggestion=near)
        found.update(named)
    return frozenset(found)


def _person(context: Context, text: str) -> str:
    people, name = context.log.people(), text.removeprefix("@").strip()
    begun = _begun(name, people)
    return begun[0] if len(begun) == 1 else known_name(name, people, ErrorCode.NO_SUCH_PERSON)


def _begun(text: str, names: Collection[str]) -> list[str]:
    wanted = folded(text)
    return [name for name in names if wanted and f" {wanted}" in f" {folded(name)}"]


def _tags(context: Context, texts: Collection[str]) -> frozenset[str]:
    if not texts:
        return frozenset()
    tags = [tag for tag, _count in context.log.tags()]
    wanted = [text.removeprefix("#").strip() for text in texts]
    return frozenset(known_name(text, tags, ErrorCode.NO_SUCH_TAG) for text in wanted)


def _place(context: Context, text: str | None) -> str:
    if text is None:
        return ""
    places = [place for place, _count in context.log.places()]
    begun = _begun(text, places)
    return begun[0] if len(begun) == 1 else known_name(text, places, ErrorCode.NO_SUCH_PLACE)


def _span(context: Context, arguments: Namespace) -> tuple[datetime | None, datetime | None]:
    start = end = None
    if arguments.start:
        start = edge_of(context, arguments.start, is_end=False)
    if arguments.end:
        end = edge_of(context, arguments.end, is_end=True)
    if start is not None and end is not None and end <= start:
        raise backwards(arguments.start, arguments.end)
    return start, end
