"""Writing sessions as one change, and saying what the log has of them now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from presence.cli.context import Context
from presence.core.errors import Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.texts import _

_SAID = {
    ChangeKind.ADDED: lambda: _("Added:"),
    ChangeKind.SPLIT: lambda: _("Split in two:"),
    ChangeKind.JOINED: lambda: _("One session now:"),
}


def put(
    context: Context, sessions: Sequence[Session], what: ChangeKind, removing: Sequence[str] = ()
) -> list[Session]:
    """Write sessions; as the log has them now, with the names as it spells them."""
    first = sessions[0]
    change = Change(what, first.id, first.kind, context.now)
    context.log.put(*sessions, because=change, removing=removing)
    context.tell_app()
    return [context.log.get(session.id) or session for session in sessions]


def say(context: Context, sessions: Sequence[Session], what: ChangeKind, as_list: bool) -> int:
    """Show them; ``as_list`` says whether the record for scripts is a list."""
    if context.as_json:
        from presence.words.records import log_record

        records = log_record(sessions, context.now, context.zone)
        context.say_record(records if as_list else records[0])
        return 0
    from presence.cli.log import session_table

    lines = session_table(context, sessions, context.log.kinds())
    said = _SAID.get(what, lambda: _("Changed:"))()
    context.say(f"{said} {lines}" if len(sessions) == 1 else f"{said}\n{lines}")
    return 0


@contextmanager
def naming_kinds(context: Context) -> Iterator[None]:
    """Have a refusal name the person's own kinds."""
    try:
        yield
    except Refused as refused:
        refused.values.setdefault("kinds", context.log.kinds())
        raise
