"""What the log keeps of the phones, written with a session's end and after it."""

from collections.abc import Mapping

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.core.session import Session
from presence.core.table.keeper import Keeper
from presence.core.table.kept_table import KeptTable
from presence.store.known.tables import kept_table_of, table_document
from presence.store.things import TABLE


class TableLog:
    """The tables of the log, as ``Keeper`` and the engine ask for them."""

    def __init__(self, engine: Engine, log: SessionLog, clock: Clock) -> None:
        self._engine = engine
        self._log = log
        self._clock = clock

    def find(self, session_id: str) -> Session | None:
        """A session as it is in the log now."""
        return self._log.get(session_id)

    def kept_before(self, session_id: str) -> KeptTable | None:
        """What is kept of a session's table already."""
        return kept_table_of(self._log, session_id)

    def write_with_end_of(self, keeper: Keeper) -> None:
        """Have the end of a session take its table along."""

        def beside(session: Session) -> Mapping[tuple[str, str], str]:
            kept = keeper.kept(session)
            return {} if kept is None else {(TABLE, session.id): table_document(kept)}

        self._engine.write_with_end(beside)

    def hand_in(self, session: Session, kept: KeptTable | None) -> None:
        """What was told after the end: one change, however often it is added to."""
        because = Change(ChangeKind.HANDED_IN, session.id, session.kind, self._clock.now())
        things: dict[tuple[str, str], str | None] = {}
        if kept is not None:
            things[TABLE, session.id] = table_document(kept)
        self._log.put_things_on(things, because, session)
        self._engine.on_log_changed()
