"""The phones of a session: kept with it, taken out, forgotten, and never believed blindly."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.exchange.arrival import Thing
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.table.kept_table import KeptPhone, KeptTable
from presence.exchange.formats import Format
from presence.paths import Paths
from presence.store import backup, new_id, open_log
from presence.store.forgetting.files import forget
from presence.store.forgetting.wish import Before, Everything, Person
from presence.store.importing.thing_checks import fault_of
from presence.store.known.tables import kept_table_of, read_table, table_document
from presence.store.sessions import SessionStore
from presence.store.things import TABLE
from presence.store.verify import verify
from tests.exchange.homes import a_home, exported, imported
from tests.fakes import EVENING
from tests.store.logs import DAY, a_session, because, put
from tests.store.test_forgetting import NOW, TOM, bytes_of

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
KEPT = KeptTable(
    (
        KeptPhone("own", "My Pixel", True, 50 * MINUTE, HOUR, 1),
        KeptPhone("guest", "Tom", False, HOUR, HOUR, 0),
    ),
    50 * MINUTE,
    30 * MINUTE,
)


def with_table(log: SessionStore, session: Session) -> Session:
    """A session with phones at its table, written as a session ends."""
    put(log, session)
    ended = because(session, ChangeKind.ENDED)
    log.put_things({(TABLE, session.id): table_document(KEPT)}, ended, session)
    return session


def test_a_table_is_kept_with_its_session_and_goes_and_comes_with_it(paths: Paths) -> None:
    log = open_log(paths)
    session = with_table(log, a_session())
    assert kept_table_of(log, session.id) == KEPT
    assert kept_table_of(log, "another") is None
    log.put(because=because(session, ChangeKind.DELETED), removing=[session.id])
    assert kept_table_of(log, session.id) is None
    log.undo()
    assert kept_table_of(log, session.id) == KEPT
    assert log.get(session.id) == session
    log.close()
    assert verify(paths.database).is_ok


def test_json_lines_take_it_out_and_in(tmp_path: Path) -> None:
    full, empty = a_home(tmp_path, "full"), a_home(tmp_path, "empty")
    log = open_log(full)
    session = with_table(log, a_session())
    log.close()
    lines = exported(full, Format.JSONL)
    assert b'"type":"table"' in lines
    assert b"Pixel" not in exported(full, Format.CSV)  # a sheet has no place for it
    done = imported(empty, lines, Format.JSONL)
    assert done.left_out == ()
    log = open_log(empty)
    assert kept_table_of(log, session.id) == KEPT
    log.close()


def test_who_is_forgotten_is_no_phones_name_either_and_the_phone_stays(paths: Paths) -> None:
    log = open_log(paths)
    session = with_table(log, a_session(people=("Ana", TOM)))
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    forget(paths, Person(TOM), NOW, new_id)
    assert b'"Tom"' not in bytes_of(paths)
    log = open_log(paths)
    kept = kept_table_of(log, session.id)
    assert kept is not None
    assert [each.name for each in kept.phones] == ["My Pixel", ""]
    log.close()
    assert verify(paths.database).is_ok


def test_what_was_before_a_day_goes_with_its_tables_and_their_history(paths: Paths) -> None:
    log = open_log(paths)
    with_table(log, a_session(0))
    stays = with_table(log, a_session(60))
    gone = with_table(log, a_session(1))
    log.put(because=because(gone, ChangeKind.DELETED), removing=[gone.id])
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    forget(paths, Before(EVENING + 10 * DAY), NOW, new_id)
    assert bytes_of(paths).count(b"My Pixel") <= 2 * 2  # in the log and its backup, row and history
    log = open_log(paths)
    assert list(log.things(TABLE)) == [stays.id]
    log.close()
    forget(paths, Everything(), NOW, new_id)
    assert b"My Pixel" not in bytes_of(paths)


GOOD = json.loads(table_document(KEPT))


@pytest.mark.parametrize(
    "change",
    [
        {"phones": []},
        {"phones": GOOD["phones"] * 40},
        {"phones": [{**GOOD["phones"][0], "name": 7}]},
        {"phones": [{**GOOD["phones"][0], "name": "x" * 41}]},
        {"phones": [{**GOOD["phones"][0], "down": 3_600_001}]},
        {"phones": [{**GOOD["phones"][0], "looks": -1}]},
        {"phones": [{**GOOD["phones"][0], "looks": True}]},
        {"phones": "own"},
        {"total": 10**30},
        {"total": 1.5},
        {"longest": 51 * 60_000},
        {"longest": None},
    ],
)
def test_a_table_that_cannot_be_is_left_out_of_an_import(change: dict[str, object]) -> None:
    thing = Thing(TABLE, "session", json.dumps({**GOOD, **change}))
    assert fault_of(thing) is not None
    assert fault_of(Thing(TABLE, "session", json.dumps(GOOD))) is None
    assert read_table(json.dumps(GOOD)) == KEPT


def test_a_broken_table_hides_no_session(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    put(log, session)
    log.put_thing(TABLE, session.id, '{"phones":3}', because(session, ChangeKind.WATCHED))
    assert kept_table_of(log, session.id) is None
    log.close()


def test_a_look_that_grows_is_one_step_of_the_history(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session(0, slips=())
    put(log, session)
    steps = len(log.history_of(session.id))
    longer = a_session(0, id=session.id)
    slipped = Change(ChangeKind.SLIPPED, session.id, session.kind, EVENING)
    log.put(longer, because=slipped)
    log.put_on(a_session(0, id=session.id, note="as a part of it"), slipped)
    assert len(log.history_of(session.id)) == steps + 1
    log.put(longer, because=because(session, ChangeKind.EDITED))
    log.put_on(a_session(0, id=session.id), slipped)  # another came between
    assert len(log.history_of(session.id)) == steps + 3
    for _step in range(3):
        log.undo()
    assert log.get(session.id) == session
    log.put_on(longer, slipped)  # after an undo nothing is added to what was undone
    assert log.get(session.id) == longer
    log.close()
    assert verify(paths.database).is_ok
