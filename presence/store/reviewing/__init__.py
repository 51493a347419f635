"""The log as a review reads it, and who is due: what only reads loads nothing that writes."""

import os
from datetime import datetime, timedelta

from presence.core.clock import to_ms
from presence.core.kind import Kinds
from presence.core.library import Callable, Collection, Mapping, Sequence
from presence.core.session import MAX_LENGTH, Session
from presence.store.documents import load_kind, rows_that_can_be
from presence.store.glance import APPLICATION_ID, BUSY_SECONDS, SCHEMA_VERSION, UNFINISHED
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.sqlite import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.names.group import Group
    from presence.core.people.cadence import Cadence
    from presence.core.people.details import Details
    from presence.core.people.last_met import LastMet
    from presence.core.review.reading import SummedHours
    from presence.core.review.rows import Rows, ToldRows
    from presence.store.reviewing.rows import ReviewRows

# Of ended sessions that overlap a span, as in ``between``.
_TIME_WITHIN = (
    "SELECT sum(min(ended_at, ?) - max(started_at, ?)) FROM sessions"
    " WHERE started_at > ? AND started_at < ? AND ended_at > ?"
)


class ReviewStore:
    """Implements ``core.review.reading.ReviewLog``."""

    def __init__(self, connection: sqlite3.Connection, path: str, people: PeopleTable) -> None:
        self._connection = connection
        self._path = path
        self._people = people
        self._rows = SessionRows(connection, people)
        self._made_rows: ReviewRows | None = None

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def open_session(self) -> Session | None:
        with self._guarded():
            # By its own index: for the order, SQLite would walk through all of the log.
            one = (
                "SELECT id FROM sessions INDEXED BY one_session_in_progress WHERE ended_at IS NULL"
            )
            return next(iter(self._rows.where(f"id = ({one})")), None)

    def between(self, start: datetime, end: datetime) -> Sequence[Session]:
        # No session is longer than MAX_LENGTH: so the index on started_at finds them all.
        with self._guarded():
            return self._rows.where(
                "started_at > ? AND started_at < ? AND (ended_at IS NULL OR ended_at > ?)",
                to_ms(start - MAX_LENGTH) - 1,
                to_ms(end),
                to_ms(start),
            )

    def rows_between(self, start: datetime, end: datetime) -> "Rows":
        with self._guarded():
            return self._review_rows.between(to_ms(start), to_ms(end))

    def told_between(self, start: datetime, end: datetime) -> "tuple[Rows, ToldRows]":
        with self._guarded():
            return self._review_rows.told_between(to_ms(start), to_ms(end))

    def hours_between(self, edges: Sequence[int]) -> "SummedHours":
        from presence.store.reviewing.summed import hours_between  # for who asks for many years

        with self._guarded():
            return hours_between(self._connection, edges)

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        since, until = to_ms(start), to_ms(end)
        values = until, since, to_ms(start - MAX_LENGTH) - 1, until, since
        with self._guarded(), rows_that_can_be():
            (found,) = self._connection.execute(_TIME_WITHIN, values).fetchone()
            if found is not None and type(found) is not int:
                raise ValueError("a time that no sum of ours can be")
            return timedelta(milliseconds=found or 0)

    def kinds(self) -> Kinds:
        with self._guarded():
            rows = self._connection.execute("SELECT document FROM kinds ORDER BY rowid").fetchall()
            return Kinds(load_kind(document) for (document,) in rows)

    def groups(self) -> "Sequence[Group]":
        with self._guarded():
            query = "SELECT id, document FROM things WHERE entity = 'group' ORDER BY id"
            rows = self._connection.execute(query).fetchall()
            if not rows:  # with most people
                return []
            from presence.core.person import folded
            from presence.store.things import read_group

            groups = [read_group(each, document, self._people) for each, document in rows]
            return sorted(groups, key=lambda group: folded(group.name))

    def last_met(self, ids: Collection[str]) -> "Mapping[str, LastMet]":
        from presence.store.known.meetings import last_met  # for who asks about people

        with self._guarded():
            return last_met(self._connection, ids)

    def with_a_wish(self) -> "Sequence[tuple[Details, Cadence]]":
        from presence.store.known.wished import with_a_wish  # as above

        with self._guarded():
            return with_a_wish(self._connection)

    def has_plans(self) -> bool:
        with self._guarded():
            query = "SELECT EXISTS (SELECT 1 FROM things WHERE entity = 'plan')"
            return bool(self._connection.execute(query).fetchone()[0])

    @property
    def _review_rows(self) -> "ReviewRows":
        if self._made_rows is None:
            from presence.store.reviewing.rows import ReviewRows  # loaded with the first review

            self._made_rows = ReviewRows(self._connection, self._people, self._guarded)
        return self._made_rows

    def _guarded(self) -> "Guard":
        return Guard(self._path)


class Guard:
    """Around all that SQLite does: what it raises becomes one of our errors."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        if isinstance(fault, sqlite3.Error):
            from presence.store.database import as_store_error

            raise as_store_error(fault, self._path) from fault


def open_to_read(path: str, new_id: Callable[[], str]) -> ReviewStore | None:
    """The log at ``path``; None for what ``open_log`` has to see to, or to complain of.

    That is a log that is not there, of another version or another program's, whose long work was
    cut short, or that was cut short itself while it was made.
    """
    if not os.path.isfile(path) or not os.path.getsize(path) or os.path.exists(f"{path}-journal"):
        return None
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        if _is_in_order(connection):
            return ReviewStore(connection, path, PeopleTable(connection, new_id))
        connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        pass
    return None


def _is_in_order(connection: sqlite3.Connection) -> bool:
    execute = connection.execute
    found = (execute("PRAGMA application_id").fetchone(), execute("PRAGMA user_version").fetchone())
    if found != ((APPLICATION_ID,), (SCHEMA_VERSION,)):
        return False
    query = f"SELECT EXISTS (SELECT 1 FROM meta WHERE name IN ({UNFINISHED}))"
    return bool(execute(query).fetchone() == (0,))
