"""Which sessions to export: the filters of ``presence log`` that choose sessions."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from presence.cli.context import Context
from presence.cli.log.edges import backwards, edge_of
from presence.core.editing.filter import EVERYTHING, LogFilter
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.person import folded
from presence.texts import _
from presence.words.kinds import find_kind

_ALL = 1 << 62


def add_filters(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--from", dest="start", metavar=_("TIME"), help=_("from this day or time on"))
    add("--to", dest="end", metavar=_("TIME"), help=_("up to this day, or this time"))
    add("--kind", metavar=_("KIND"), help=_("only this kind"))
    add("--with", dest="person", metavar=_("NAME"), help=_("only with this person"))
    add("--tag", metavar=_("TAG"), help=_("only with this tag"))


def chosen(context: Context, arguments: Namespace) -> Sequence[str] | None:
    """The ids of the sessions that pass; None where nothing was asked for: all of them."""
    wanted = _filter(context, arguments)
    if wanted == EVERYTHING:
        return None
    start, end = wanted.start, wanted.end
    if start is not None and end is not None and end <= start:
        raise backwards(arguments.start, arguments.end)
    return [session.id for session in context.log.find(wanted, 0, _ALL)]


def _filter(context: Context, arguments: Namespace) -> LogFilter:
    kinds: frozenset[str] = frozenset()
    if arguments.kind:
        kinds = frozenset({find_kind(arguments.kind, context.log.kinds()).key})
    return LogFilter(
        kinds=kinds,
        people=_people(context, arguments.person),
        tags=frozenset({arguments.tag.removeprefix("#")}) if arguments.tag else frozenset(),
        start=edge_of(context, arguments.start, is_end=False) if arguments.start else None,
        end=edge_of(context, arguments.end, is_end=True) if arguments.end else None,
    )


def _people(context: Context, text: str | None) -> frozenset[str]:
    """Everybody with that name, or with a word in it that begins so."""
    if not text:
        return frozenset()
    wanted = folded(text.removeprefix("@"))
    found = [name for name in context.log.people() if _is_named(folded(name), wanted)]
    if not found:
        raise NotUnderstood(ErrorCode.BAD_FILTER, text=text, who=text)
    return frozenset(found)


def _is_named(known: str, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in (known, *known.split()))
