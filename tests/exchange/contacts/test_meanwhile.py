"""While an address book moves in, the person goes on noting things of people: they stay."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.frozen import replace
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format, read
from presence.paths import Paths
from presence.store import new_id, open_log
from presence.store.documents import checksum
from presence.store.importing.importer import Wish
from presence.store.known.cards import CARD, origins_document, read_origins
from presence.store.known.people import PersonBook
from tests.exchange.contacts.test_moving_in import card, groups_in, moved_in, people_in
from tests.exchange.homes import NOW, UNTOLD, a_home

BOOK = card("Ana", "1", "CATEGORIES:Choir\r\nNOTE:sings\r\n") + card("Tom", "2", "NICKNAME:T\r\n")
NOTED = Change(ChangeKind.PERSON_CHANGED, "", "", NOW)


def moved_in_while_noting(paths: Paths, text: str) -> None:
    log = open_log(paths)
    looked: list[bool] = []

    def should_stop() -> bool:
        if not looked:  # what the log has of people is read, and nothing is written yet
            note_something(paths)
        looked.append(True)
        return False

    wish = Wish(Change(ChangeKind.IMPORTED, new_id(), "people", NOW), should_stop=should_stop)
    log.importer().run(read(io.BytesIO(text.encode()), "people", Format.VCARD, UNTOLD), wish)
    assert looked
    log.close()


def note_something(paths: Paths) -> None:
    app = open_log(paths)
    book = PersonBook(app)
    book.put(replace(book.of("Ana"), met_at="the fair", notes="likes tea"), NOTED)
    tom = book.put(replace(PersonBook(app).of("Ana"), name="Tom", id="", notes="chess"), NOTED)
    app.put_thing(CARD, tom.id, origins_document(tom.id, {"meanwhile": b""}), NOTED)
    app.put_group(Group("choir", "Choir", ("Eva", "Priya")), NOTED)
    app.close()


def keys_in(paths: Paths) -> set[str]:
    log = open_log(paths)
    found = {key for document in log.things(CARD).values() for key in read_origins(document)}
    log.close()
    return found


def test_what_is_noted_meanwhile_stays_beside_what_comes(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "0", "NICKNAME:Anita\r\n"))
    log = open_log(paths)
    log.put_group(Group("choir", "Choir", ("Eva",)), NOTED)
    log.close()
    moved_in_while_noting(paths, BOOK)
    known = people_in(paths)
    assert (known["Ana"].nick, known["Ana"].met_at) == ("Anita", "the fair")
    assert set(known["Ana"].notes.split("\n\n")) == {"likes tea", "sings"}
    assert known["Tom"].notes == "chess"
    assert groups_in(paths) == {"Choir": {"Ana", "Eva", "Priya"}}
    assert keys_in(paths) == {"0", "1", "2", "meanwhile"}
    moved_in(paths, BOOK)
    assert people_in(paths) == known


def test_what_is_damaged_of_people_is_said_of_the_log(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "0"))
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        broken = '{"from":[["0","no base64"]],"people":["x"]}'
        query = "UPDATE things SET document = ?, crc = ? WHERE entity = 'card'"
        connection.execute(query, (broken, checksum(broken)))
    with pytest.raises(StoreError) as fault:
        moved_in(paths, BOOK)
    assert fault.value.code is ErrorCode.LOG_IS_DAMAGED
    assert fault.value.values["path"] == str(paths.database)
