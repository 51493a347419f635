"""Logs to back up, break and put back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from presence.core.kind import BUILT_IN
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Said, Session, Watched
from presence.core.slip import Slip, SlipReason
from presence.paths import Paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore
from tests.fakes import EVENING

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# What version 5 has, taken back.
AS_VERSION_4 = (
    "DROP INDEX sessions_of_a_person",
    "ALTER TABLE session_people DROP COLUMN met_at",
    "CREATE INDEX sessions_of_a_person ON session_people (person_id)",
    "DROP INDEX sessions_by_start",
    "CREATE INDEX sessions_by_start ON sessions (started_at)",
    "PRAGMA user_version = 4",
)
GUESTS = ("Ana", "Tom Müller", "王思远", "Zoë")


def a_session(number: int = 0, **changes: object) -> Session:
    """A dinner of an evening; each number is another evening."""
    began = EVENING + number * DAY
    session = Session(
        id=new_id(),
        kind="dinner",
        started_at=began,
        zone="Europe/Berlin",
        planned_end_at=began + HOUR,
        ended_at=began + HOUR,
        people=("Ana", GUESTS[number % len(GUESTS)]) if number % len(GUESTS) else ("Ana",),
        place="Da Enzo",
        said=Said.MOSTLY,
        slips=(Slip(new_id(), began + HOUR / 2, reason=SlipReason.CALL),),
        watched=frozenset({Watched.COMPUTER}),
        tags=("family", "long table") if number % 2 else (),
    )
    return replace(session, **changes)  # type: ignore[arg-type]  # names are a Session's


def put(log: SessionStore, *sessions: Session) -> None:
    """Write sessions, each as a change of its own."""
    for session in sessions:
        log.put(session, because=because(session))


def because(session: Session, what: ChangeKind = ChangeKind.ADDED) -> Change:
    return Change(what, session.id, session.kind, session.started_at)


def a_log(paths: Paths, count: int) -> list[Session]:
    """A closed log with something of everything in it; its sessions, newest first."""
    log = open_log(paths)
    put(log, *(a_session(number, note="words " * (number % 40)) for number in range(count)))
    edited, gone = log.newest(2)
    log.put(replace(edited, place="at home"), because=because(edited, ChangeKind.EDITED))
    log.undo()
    log.put(because=because(gone, ChangeKind.DELETED), removing=[gone.id])
    own = replace(BUILT_IN[0], key="chess", name="Chess")
    log.put_kind(own, Change(ChangeKind.KIND_CHANGED, "", "chess", EVENING))
    log.put_group(
        Group("01b8a6f2-group", "Family", ("Ana", "Zoë")),
        Change(ChangeKind.GROUP_CHANGED, "", "Family", EVENING),
    )
    log.close()
    return sessions_of(paths)


def sessions_of(paths: Paths) -> list[Session]:
    """What the log of a home holds, newest first."""
    log = open_log(paths)
    try:
        return list(log.newest(-1))
    finally:
        log.close()


def reached(path: Path) -> int:
    """The number of the last change in a file."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT max(counter) FROM changes").fetchone()[0] or 0)


def meddle(path: Path, *statements: str) -> None:
    """Change a log behind its back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
