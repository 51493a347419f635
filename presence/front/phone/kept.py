"""What the log keeps of the phones, written with a session's end and after it."""

import logging
from collections.abc import Mapping

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import StoreError
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.core.session import Session
from presence.core.slip import Slip
from presence.core.table.keeper import Keeper
from presence.core.table.kept_table import KeptTable
from presence.core.table.looked import looks_told
from presence.store.known.tables import kept_table_of, table_document
from presence.store.things import TABLE

logger = logging.getLogger(__name__)


class TableLog:
    """The tables of the log, as ``Keeper`` and the engine ask for them."""

    def __init__(self, engine: Engine, log: SessionLog, clock: Clock) -> None:
        self._engine = engine
        self._log = log
        self._clock = clock

    def find(self, session_id: str) -> Session | None:
        """A session as it is in the log now."""
        return self._log.get(session_id)

    def told_before(self, session_id: str) -> Mapping[str, Slip]:
        """The looks that phones have told of a session, whatever became of them in the log."""
        try:
            return looks_told(self._log.history_of(session_id))
        except StoreError as error:  # an old page of it is damaged: the session goes on
            logger.warning("the history of a session cannot be read: %s", error.code.value)
            return {}

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
