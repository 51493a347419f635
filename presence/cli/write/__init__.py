"""Writing into the log afterwards: ``add`` and ``delete``; ``edit`` has a file of its own."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.entry import Entry, EntryContext, UnderstoodEntry, as_session, parse_add
from presence.core.entry.writing import shell_line
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.store import new_id
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.entry import log_context
from presence.words.kinds import find_kind

SHORTEST_ID = 4


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "line",
        nargs="+",
        metavar=_("LINE"),
        help=_("like “yesterday 19-21:30 dinner @Ana @Tom #family slipped 1”"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("only show what was understood; write nothing")
    )


def _add(context: Context, arguments: Namespace) -> int:
    settle(context)
    line = shell_line(arguments.line)
    read_against = log_context(context.log, context.now, context.zone, context.settings)
    understood = parse_add(line, read_against)
    entry = _only_entry(line, understood, read_against)
    if arguments.dry_run:
        return _show(context, understood, entry, read_against)
    session = as_session(entry, context.zone_name, new_id)
    code = written(context, session, ChangeKind.ADDED)
    if not context.as_json:
        _say_other_readings(context, understood, read_against)
    return code


def _only_entry(line: str, understood: UnderstoodEntry, read_against: EntryContext) -> Entry:
    """What the line enters; raises where that is not sure."""
    if understood.unknown:
        if not understood.has_kind and understood.unknown[0].isalpha():
            find_kind(understood.unknown[0], read_against.kinds)  # raises with the nearest one
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=line, part=understood.unknown[0])
    if understood.entry is None:
        assert understood.problem is not None
        raise understood.problem
    if not understood.is_clear:
        from presence.words.entering.readings import ambiguous

        raise ambiguous(line, understood, read_against)
    return understood.entry


def _show(
    context: Context, understood: UnderstoodEntry, entry: Entry, read_against: EntryContext
) -> int:
    if context.as_json:
        from presence.words.entering.records import understood_record

        context.say_record(understood_record(understood, read_against, context.zone_name))
        return 0
    from presence.words.entering.preview import preview

    shown = preview(understood, read_against)
    for text in (shown.what, shown.when, shown.rest):
        if text:
            context.say(text)
    _say_other_readings(context, understood, read_against)
    context.say(_("Nothing was written."))
    return 0


def _say_other_readings(
    context: Context, understood: UnderstoodEntry, read_against: EntryContext
) -> None:
    if len(understood.readings) < 2:
        return
    from presence.words.entering.readings import reading_words

    others = reading_words(understood.readings, read_against)[1:]
    for words, reading in zip(others, understood.readings[1:], strict=True):
        text = _("If you meant {reading}, write: {line}")
        context.say(text.format(reading=words, line=reading.line))


def _delete_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar=_("ID"), help=_("as “presence log” shows it"))


def _delete(context: Context, arguments: Namespace) -> int:
    settle(context)
    found = find_sessions(context, arguments.ids)
    ids = [session.id for session in found]
    change = Change(ChangeKind.DELETED, ids[0], found[0].kind, context.now)
    context.log.put(because=change, removing=ids)
    context.tell_app()
    if context.as_json:
        context.say_record({"deleted": ids})
        return 0
    said = ngettext(
        "Deleted {count} session. “presence undo” brings it back.",
        "Deleted {count} sessions. “presence undo” brings them back.",
        len(found),
    )
    context.say(said.format(count=grouped(len(found))))
    return 0


def find_session(context: Context, text: str) -> Session:
    """The session of that id, or of a beginning that only one has."""
    wanted = text.strip().lower()
    if len(wanted) < SHORTEST_ID:
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=text, least=str(SHORTEST_ID))
    found = context.log.by_prefix(wanted)
    if len(found) > 1:
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=text, several=str(len(found)))
    if not found:
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=text)
    return found[0]


def find_sessions(context: Context, texts: Sequence[str]) -> list[Session]:
    """The sessions of these ids, each once."""
    found = {session.id: session for session in (find_session(context, each) for each in texts)}
    return list(found.values())


def written(context: Context, session: Session, what: ChangeKind) -> int:
    """Write a session, and say what the log has of it now."""
    from presence.cli.write.overlaps import say_beside
    from presence.cli.write.put import put, say

    sessions = put(context, [session], what)
    code = say(context, sessions, what, as_list=False)
    say_beside(context, (), sessions)
    return code


def settle(context: Context) -> None:
    """Put back first what an app that died has left muted."""
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)


COMMANDS = {
    "add": Command(lambda: _("enter a session afterwards, in one line"), _add_arguments, _add),
    "delete": Command(lambda: _("take sessions out of the log"), _delete_arguments, _delete),
}
