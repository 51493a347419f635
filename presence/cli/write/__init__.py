"""Writing into the log afterwards: ``add`` and ``delete``; ``edit`` has a file of its own."""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.entry import as_session, parse_add
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.store import new_id
from presence.texts import _, ngettext
from presence.words.entry import entry_context
from presence.words.kinds import find_kind

SHORTEST_ID = 4


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "line",
        nargs="+",
        metavar=_("LINE"),
        help=_("like “yesterday 19-21:30 dinner @Ana @Tom slipped 1”"),
    )


def _add(context: Context, arguments: Namespace) -> int:
    settle(context)
    line = " ".join(arguments.line)
    kinds = context.log.kinds()
    default_kind = context.settings.default_kind
    read_against = entry_context(
        context.now, context.zone, kinds, context.log.people(), default_kind
    )
    understood = parse_add(line, read_against)
    if understood.unknown:
        if not understood.has_kind and understood.unknown[0].isalpha():
            find_kind(understood.unknown[0], kinds)  # raises with the nearest one
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=line, part=understood.unknown[0])
    if understood.entry is None:
        assert understood.problem is not None
        raise understood.problem
    session = as_session(understood.entry, context.zone_name, new_id)
    return written(context, session, ChangeKind.ADDED)


def _delete_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar=_("ID"), help=_("as “presence log” shows it"))


def _delete(context: Context, arguments: Namespace) -> int:
    settle(context)
    found = {session.id: session for session in (find_session(context, i) for i in arguments.ids)}
    first = next(iter(found.values()))
    change = Change(ChangeKind.DELETED, first.id, first.kind, context.now)
    context.log.put(because=change, removing=list(found))
    context.tell_app()
    if context.as_json:
        context.say_record({"deleted": list(found)})
        return 0
    said = ngettext(
        "Deleted {count} session. “presence undo” brings it back.",
        "Deleted {count} sessions. “presence undo” brings them back.",
        len(found),
    )
    context.say(said.format(count=len(found)))
    return 0


def find_session(context: Context, text: str) -> Session:
    """The session of that id, or of a beginning that only one has."""
    wanted = text.strip().lower()
    found = context.log.by_prefix(wanted) if len(wanted) >= SHORTEST_ID else []
    if len(found) != 1:
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=text)
    return found[0]


def written(context: Context, session: Session, what: ChangeKind) -> int:
    """Write a session, and say what the log has of it now."""
    context.log.put(session, because=Change(what, session.id, session.kind, context.now))
    context.tell_app()
    written = context.log.get(session.id) or session  # names as the log spells them
    if context.as_json:
        from presence.words.records import session_record

        context.say_record(session_record(written, context.now, context.zone))
        return 0
    from presence.cli.log import session_table

    said = _("Added:") if what is ChangeKind.ADDED else _("Changed:")
    context.say(f"{said} {session_table(context, [written], context.log.kinds())}")
    return 0


def settle(context: Context) -> None:
    """Put back first what an app that died has left muted."""
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)


COMMANDS = {
    "add": Command(lambda: _("enter a session afterwards, in one line"), _add_arguments, _add),
    "delete": Command(lambda: _("take sessions out of the log"), _delete_arguments, _delete),
}
