"""Who is forgotten is in nobody else's vCard either; the rest of each stays as it came."""

import base64
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from presence.core.ports import Change, ChangeKind
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.documents import parse
from presence.store.forgetting.files import foresee, forget
from presence.store.forgetting.wish import Person
from presence.store.known.cards import CARD, origins_document, read_origins
from presence.store.sessions import SessionStore
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import a_session, put
from tests.store.test_forgetting import NOW, TOM

QUOTED = TOM.encode().hex("=").upper().replace("54=", "=54=", 1)
HEAD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Ana Berger\r\nN:Berger;Ana;;;\r\n"
STAYS = (
    b"TEL;TYPE=home:+49 30 123456\r\n"
    b"EMAIL:ana@example.org\r\n"
    b"X-MINE;X=1:kept as it is \\, to the byte\r\n"
    b"NOTE:sings with To\r\n mas\r\n"
    b"PHOTO;ENCODING=b;TYPE=JPEG:AAECAwQF\r\n"
)
GOES = (
    "NOTE:married to Tom Müller\r\n",
    "NOTE:first line\\nTom Müller\\nlast line\r\n",
    "NOTE:married to Tom M\r\n üller\r\n",
    f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{QUOTED}\r\n",
    f"NOTE;ENCODING=b:{base64.b64encode(TOM.encode()).decode()}\r\n",
    'RELATED;X-NAME="TOM MÜLLER";VALUE=uri:urn:uuid:1\r\n',
    "item1.X-ABRELATEDNAMES:Tom Müller\r\nitem1.X-ABLabel:_$!<Spouse>!$_\r\n",
    "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Tom Müller\r\nTEL:+49 1\r\nEND:VCARD\r\n",
    "URL:https://example.org/Tom%20Müller/with Tom Müller\r\n",
    "no line of a card, but Tom Müller\r\n",
)
END = b"END:VCARD\r\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(str(tmp_path / "home"))
    log = open_log(paths)
    put(log, a_session(0, people=("Ana Berger", TOM)), a_session(1, people=("Tom",)))
    log.close()
    return paths


def put_card(log: SessionStore, name: str, **cards: bytes) -> None:
    (person,) = log.person_ids([name])
    because = Change(ChangeKind.IMPORTED, new_id(), "contacts.vcf", EVENING)
    log.put_thing(CARD, person, origins_document(person, cards), because)


def cards_of(paths: Paths, name: str) -> dict[str, bytes]:
    log = open_log(paths)
    (person,) = log.person_ids([name])
    document = log.things(CARD).get(person)
    log.close()
    return {} if document is None else dict(read_origins(document))


def all_cards(paths: Paths) -> bytes:
    """Every card in every file, of the log and of its history."""
    found: list[bytes] = []
    for path in paths.data.rglob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT document FROM things WHERE entity = 'card'")
            documents = [document for (document,) in rows]
            query = "SELECT before, after FROM change_rows WHERE entity = 'card'"
            documents += [side for row in connection.execute(query) for side in row if side]
        for document in documents:
            found += [key.encode() + card for key, card in read_origins(document).items()]
            assert parse(document)["people"]
    return b"".join(found)


@pytest.mark.parametrize("line", GOES, ids=range(len(GOES)))
def test_a_line_that_names_them_goes_and_no_other_byte(paths: Paths, line: str) -> None:
    log = open_log(paths)
    put_card(log, "Ana Berger", u1=HEAD + line.encode() + STAYS + END)
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    forget(paths, Person(TOM), NOW, new_id)
    assert cards_of(paths, "Ana Berger") == {"u1": HEAD + STAYS + END}
    assert all_cards(paths) == 4 * (b"u1" + HEAD + STAYS + END)  # two files, each with its history
    assert all(verify(path).is_ok for path in paths.data.rglob("*.db"))
    assert foresee(paths, Person(TOM)).is_nothing


def test_whose_name_is_like_theirs_keeps_it(paths: Paths) -> None:
    log = open_log(paths)
    own = HEAD.replace(b"Ana", b"Tom") + b"EMAIL:tom@example.org\r\n"
    put_card(log, "Tom Berger", u2=own + b"NOTE:not the other Tom\r\n" + END)
    log.close()
    forget(paths, Person("Tom"), NOW, new_id)
    assert cards_of(paths, "Tom Berger") == {"u2": own + END}


@pytest.mark.parametrize("is_known_by_history", [True, False])
def test_the_card_of_who_was_merged_into_another_goes_as_a_whole(
    paths: Paths, is_known_by_history: bool
) -> None:
    theirs = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:M\xc3\xbcller;Tom;;;\r\nTEL:+49 1\r\nEND:VCARD\r\n"
    if is_known_by_history:
        theirs = theirs.replace("Müller;Tom".encode(), b"M;T")
    log = open_log(paths)
    put_card(log, "Ana Berger", u1=HEAD + STAYS + END)
    put_card(log, TOM, u2=theirs)
    log.merge_people(
        [TOM], "Ana Berger", Change(ChangeKind.NAMES_MERGED, "", "Ana Berger", EVENING)
    )
    log.close()
    if not is_known_by_history:
        with closing(sqlite3.connect(paths.database)) as connection, connection:
            connection.execute("UPDATE changes SET what = 'edited' WHERE what = 'names_merged'")
    forget(paths, Person(TOM), NOW, new_id)
    assert cards_of(paths, "Ana Berger") == {"u1": HEAD + STAYS + END}
    assert b"+49 1\r" not in all_cards(paths)


def test_a_copy_of_before_they_were_known_forgets_the_name_in_texts(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "home"))
    log = open_log(paths)
    put(log, a_session(0, note="a letter of Tom Müller", people=("Ana",)))
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    log = open_log(paths)
    put(log, a_session(1, people=(TOM,)))
    log.close()
    forget(paths, Person(TOM), NOW, new_id)
    files = [path for path in paths.data.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert not [path for path in files if "Müller".encode() in path.read_bytes()]
    assert foresee(paths, Person(TOM)).is_nothing
