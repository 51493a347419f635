"""An address book as Radicale keeps it and gives it out: in, and out again byte for byte."""

from pathlib import Path

from presence.core.exchange.arrival import Why
from presence.core.people.details import Birthday
from presence.exchange.formats import Format
from presence.store import open_log
from presence.store.known.people import PersonBook
from tests.calendars.sources.dav_servers import Radicale
from tests.exchange.contacts.test_moving_in import moved_in
from tests.exchange.homes import a_home, exported

MAKE = """<d:mkcol xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav"><d:set><d:prop>
<d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>
<d:displayname>People</d:displayname></d:prop></d:set></d:mkcol>"""
CARDS = {
    "ana": "VERSION:3.0\r\nUID:ana\r\nFN:Ana Silva\r\nN:Silva;Ana;;;\r\nBDAY:1980-04-12\r\n"
    "item1.TEL;TYPE=cell:+351 1\r\nitem1.X-ABLabel:boat\r\nNOTE:likes tea\\, and "
    + "talks " * 30
    + "\r\nCATEGORIES:Friends,Choir\r\nX-ODD;P=1:kept\r\n",
    "tom": "VERSION:4.0\r\nUID:tom\r\nFN:Tom Müller\r\nNICKNAME:Tommy\r\n"
    "PHOTO:data:image/png;base64," + "iVBORw0K" * 40 + "\r\n",
    "firm": "VERSION:3.0\r\nUID:firm\r\nFN:\r\nN:;;;;\r\nNOTE:nobody\r\n",
}


def test_what_radicale_gives_out_moves_in_row_by_row_and_out_as_it_came(tmp_path: Path) -> None:
    folder = tmp_path / "dav"
    folder.mkdir()
    with Radicale(folder) as server:
        path = f"{server.home}people/"
        server.request("MKCOL", path, MAKE, {"Content-Type": "application/xml"})
        for name, lines in CARDS.items():
            card = f"BEGIN:VCARD\r\n{lines}END:VCARD\r\n"
            server.request("PUT", f"{path}{name}.vcf", card, {"Content-Type": "text/vcard"})
        _status, book = server.request("GET", path)
    assert book.count(b"BEGIN:VCARD") == 3
    home = a_home(tmp_path)
    done = moved_in(home, book)
    assert (done.read, done.others["person"].added) == (3, 2)
    (left_out,) = done.left_out
    assert (left_out.why, left_out.line) == (Why.NO_NAME, _line_of_card(book, b"UID:firm"))
    log = open_log(home)
    people = {who.name: who for who in PersonBook(log).everybody()}
    log.close()
    assert set(people) == {"Ana Silva", "Tom Müller"}
    assert people["Ana Silva"].birthday == Birthday(4, 12, 1980)
    assert people["Ana Silva"].notes.startswith("likes tea, and talks")
    assert people["Tom Müller"].nick == "Tommy"
    cards = [each for each in _cards(book) if b"UID:firm" not in each]
    assert sorted(_cards(exported(home, Format.VCARD))) == sorted(cards)
    assert moved_in(home, book).others["person"].added == 0


def _cards(book: bytes) -> list[bytes]:
    return [b"BEGIN:VCARD" + each for each in book.split(b"BEGIN:VCARD")[1:]]


def _line_of_card(book: bytes, mark: bytes) -> int:
    return book[: book.rindex(b"BEGIN:VCARD", 0, book.index(mark))].count(b"\n") + 1
