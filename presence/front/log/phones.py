"""How the phones of a session lay, as its form and the card at its end say it."""

from collections.abc import Sequence

from presence.core.ports import SessionLog
from presence.store.things import TABLE


def phones_said(log: SessionLog, session_id: str) -> Sequence[str]:
    """A line of all, then one of each; nothing where there were none, as nearly always."""
    if log.thing(TABLE, session_id) is None:
        return ()
    from presence.store.known.tables import kept_table_of
    from presence.words.phone.table import phones_lines

    table = kept_table_of(log, session_id)
    return () if table is None else phones_lines(table)
