"""How the phones of a session lay, for who looks at it more closely."""

from collections.abc import Iterable, Sequence

from presence.cli.context import Context
from presence.cli.table import plain
from presence.core.session import Session
from presence.store.things import TABLE

Record = dict[str, object]


def phone_lines(context: Context, session: Session) -> Sequence[str]:
    """A line of all, then one of each; nothing where there were none, as nearly always."""
    if context.log.thing(TABLE, session.id) is None:
        return ()
    from presence.store.known.tables import kept_table_of
    from presence.words.phone.table import phones_lines

    table = kept_table_of(context.log, session.id)
    return () if table is None else [plain(line) for line in phones_lines(table)]


def with_phones(
    context: Context, records: Iterable[Record], sessions: Iterable[Session]
) -> list[Record]:
    """The records of sessions with their phones: ``phones``, and how long all lay together."""
    found = []
    for record, session in zip(records, sessions, strict=True):
        if context.log.thing(TABLE, session.id) is not None:
            record = {**record, **_record(context, session)}
        found.append(record)
    return found


def _record(context: Context, session: Session) -> Record:
    from presence.store.known.tables import kept_table_of
    from presence.words.records import seconds

    table = kept_table_of(context.log, session.id)
    if table is None:
        return {}
    return {
        "phones": [
            {
                "name": phone.name,
                "own": phone.is_own,
                "down_s": seconds(phone.down),
                "at_table_s": seconds(phone.at_table),
                "looks": phone.looks,
            }
            for phone in table.phones
        ],
        "together_s": seconds(table.total),
    }
