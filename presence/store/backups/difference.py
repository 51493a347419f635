"""What putting a file back would change, told before it is done."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from presence.core.errors import StoreError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.store.backups.working_copy import working_copy
from presence.store.database import as_store_error, connect, refuse_what_is_no_log
from presence.store.documents import load_kind
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows


@dataclass(frozen=True, slots=True)
class Contents:
    """The sessions of a log, newest first, and the kinds it knows."""

    sessions: Sequence[Session]
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Difference:
    """The sessions that would be gone, come back, or be as they were then; newest first.

    Where the present log cannot be read it is not known what would be gone.
    """

    is_known: bool
    gone: Sequence[Session]
    back: Sequence[Session]
    changed: Sequence[Session]  # as they would be
    kinds: Kinds  # of both

    @property
    def is_nothing(self) -> bool:
        return self.is_known and not (self.gone or self.back or self.changed)


def contents(path: Path) -> Contents:
    """What a file holds, of which nothing is changed; raises StoreError."""
    try:
        refuse_what_is_no_log(str(path))
        with working_copy(path) as copy, closing(connect(str(copy))) as connection:
            return contents_of(connection)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(path)) from fault
    except StoreError as error:
        error.values["path"] = str(path)
        raise


def contents_of(connection: sqlite3.Connection) -> Contents:
    """What an open log holds; raises sqlite3.Error."""
    rows = SessionRows(connection, PeopleTable(connection, str))
    documents = connection.execute("SELECT document FROM kinds ORDER BY rowid")
    return Contents(rows.where("1"), Kinds(load_kind(document) for (document,) in documents))


def difference(present: Contents | None, wanted: Contents) -> Difference:
    """From the log there is (None: it cannot be read) to the one that would be there."""
    if present is None:
        return Difference(False, (), wanted.sessions, (), wanted.kinds)
    before = {session.id: session for session in present.sessions}
    after = {session.id: session for session in wanted.sessions}
    return Difference(
        is_known=True,
        gone=[each for each in present.sessions if each.id not in after],
        back=[each for each in wanted.sessions if each.id not in before],
        changed=[each for each in wanted.sessions if before.get(each.id, each) != each],
        kinds=Kinds([*present.kinds, *wanted.kinds]),
    )
