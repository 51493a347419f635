"""``split`` a session at a time, ``merge`` several into one."""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.write import find_session, find_sessions, settle
from presence.cli.write.put import naming_kinds, put, say
from presence.core.editing.check import check
from presence.core.editing.cut import split
from presence.core.editing.join import join
from presence.core.ports import ChangeKind
from presence.store import new_id
from presence.texts import _
from presence.words.entry import when
from presence.words.kinds import find_kind
from presence.words.zones import zone_of


def _split_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("id", metavar=_("ID"), help=_("as “presence log” shows it"))
    add("at", nargs="+", metavar=_("TIME"), help=_("the time at which the second part begins"))


def _split(context: Context, arguments: Namespace) -> int:
    settle(context)
    session = find_session(context, arguments.id)
    times = when(context.now, zone_of(session, context.zone))
    at = times.until(" ".join(arguments.at), session.started_at)
    with naming_kinds(context):
        halves = split(session, at, new_id)
    return say(context, put(context, halves, ChangeKind.SPLIT), ChangeKind.SPLIT, as_list=True)


def _merge_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("ids", nargs="+", metavar=_("ID"), help=_("as “presence log” shows it; two or more"))
    add("--kind", metavar=_("KIND"), help=_("what it was, where they differ; else the longest's"))


def _merge(context: Context, arguments: Namespace) -> int:
    settle(context)
    sessions = find_sessions(context, arguments.ids)
    kinds = context.log.kinds()
    kind = "" if arguments.kind is None else find_kind(arguments.kind, kinds).key
    with naming_kinds(context):
        joined = join(sessions, kind)
    check(joined, context.now, kinds, joined)
    gone = [session.id for session in sessions if session.id != joined.id]
    written = put(context, [joined], ChangeKind.JOINED, removing=gone)
    return say(context, written, ChangeKind.JOINED, as_list=False)


COMMANDS = {
    "split": Command(lambda: _("make two sessions of one"), _split_arguments, _split),
    "merge": Command(lambda: _("make one session of several that touch"), _merge_arguments, _merge),
}
