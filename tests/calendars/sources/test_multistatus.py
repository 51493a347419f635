"""The XML of WebDAV, also from who means harm."""

import random
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as some

from presence.calendars.sources.dav.multistatus import CALDAV, DAV, Item, Multistatus
from presence.calendars.sources.web.body import Unusable
from presence.core.coming.fetched import Trouble

DATA = f"{CALDAV}calendar-data"
GOOD = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<response><href>/a%20b.ics</href>"
    "<propstat><prop><getetag>&quot;1&quot;</getetag>"
    "<C:calendar-data><![CDATA[BEGIN:VCALENDAR\r\n<&>é]]></C:calendar-data></prop>"
    "<status>HTTP/1.1 200 OK</status></propstat>"
    "<propstat><prop><displayname>not to be seen</displayname></prop>"
    "<status>HTTP/1.1 403 Forbidden</status></propstat></response>"
    "<response><href>/gone.ics</href><status>HTTP/1.1 404 Not Found</status></response>"
    "<sync-token>x</sync-token></multistatus>"
).encode()


def read(text: bytes, piece: int = 1 << 30) -> list[Item]:
    reading = Multistatus()
    for at in range(0, len(text), piece):
        reading.take(text[at : at + piece])
    return reading.end()


@pytest.mark.parametrize("piece", [1, 7, 1 << 30])
def test_what_is_said_is_read_however_it_is_cut(piece: int) -> None:
    first, second = read(GOOD, piece)
    assert (first.href, first.status) == ("/a%20b.ics", 0)
    assert first.text(DATA) == "BEGIN:VCALENDAR\n<&>é"
    assert first.text(f"{DAV}getetag") == '"1"'
    assert f"{DAV}displayname" not in first.properties
    assert (second.href, second.status, second.properties) == ("/gone.ics", 404, {})


LAUGHS = (
    b'<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><multistatus xmlns="DAV:">&c;</multistatus>'
)
OUTSIDE = (
    b'<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<multistatus xmlns="DAV:"><response><href>&a;</href></response></multistatus>'
)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (LAUGHS, "a document type"),
        (OUTSIDE, "a document type"),
        (b'<!DOCTYPE m SYSTEM "http://127.0.0.1/x.dtd"><multistatus/>', "a document type"),
        (b"<!DOCTYPE html><html></html>", "a document type"),
        (b"<html></html>", "a web page"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "a web page"),
        (b"<error xmlns='DAV:'/>", "other XML"),
        (b"<multistatus/>", "other XML"),
        (b"", "no XML"),
        (b"hello", "no XML"),
        (b"BEGIN:VCALENDAR", "no XML"),
        (GOOD[:-20], "no XML"),
        (GOOD + GOOD, "no XML"),
        (b'<?xml version="1.0" encoding="klingon"?><multistatus xmlns="DAV:"/>', "no XML"),
        (b'<multistatus xmlns="DAV:">&unknown;</multistatus>', "no XML"),
        (b'<multistatus xmlns="DAV:">\xff</multistatus>', "no XML"),
    ],
)
def test_what_is_none_is_said(text: bytes, detail: str) -> None:
    with pytest.raises(Unusable) as raised:
        read(text)
    failure = raised.value.failure
    assert (failure.trouble, failure.detail) == (Trouble.NOT_A_CALENDAR, detail)


def test_utf_16_and_latin_1_are_read() -> None:
    text = GOOD.decode().replace('encoding="utf-8"', 'encoding="ENC"')
    for encoding in ("utf-16", "iso-8859-1"):
        first, _second = read(text.replace("ENC", encoding).encode(encoding))
        assert first.text(DATA).endswith("é")


def test_what_is_too_deep_or_too_much_is_given_up_early() -> None:
    start = b'<multistatus xmlns="DAV:"><response>'
    texts = (
        start + b"<a>" * 1_000_000,
        start + b"<a/>" * 12_000_000,
        start + b"</response><response>" * 2_000_000,
    )
    tracemalloc.start()
    began = time.process_time()
    for text in texts:
        with pytest.raises(Unusable) as raised:
            read(text, 16_384)
        assert raised.value.failure.trouble is Trouble.TOO_LARGE
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000
    assert time.process_time() - began < 20


@given(some.integers(0, 2**32), some.integers(1, 12))
def test_rubbish_is_refused_and_never_a_fault_of_ours(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    text = bytearray(GOOD)
    for _ in range(changes):
        at = chance.randrange(len(text))
        match chance.randrange(3):
            case 0:
                text[at] = chance.randrange(256)
            case 1:
                del text[at : at + chance.randrange(30)]
            case _:
                text[at:at] = text[chance.randrange(len(text)) :][:40]
    try:
        for item in read(bytes(text), chance.randrange(1, 200)):
            assert isinstance(item.text(DATA), str)
    except Unusable:
        pass
