"""vCards: what is read of them, and that nothing of them is lost."""

import io
import random
from dataclasses import replace

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.exchange.card_lines import content_lines
from presence.core.exchange.contact import Contact, Lost
from presence.core.people.details import Birthday, Details, can_be
from presence.core.people.relation import Relation
from presence.exchange.contacts.card_reading import contact_of, read
from presence.exchange.contacts.card_writing import written

PHONE = b"""BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Tom;;;\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tom=20=\r
M=C3=BCller\r
TEL;HOME;VOICE:+49 30 1\r
BDAY:19800412\r
NOTE;ENCODING=QUOTED-PRINTABLE:met at the=0D=0A=\r
choir\r
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r
 /2wBDAAMCAgMCAgMDAwMEAwMEBQg=\r
\r
END:VCARD\r
"""
MAC = b"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14//EN
N:Silva;Ana;;;
FN:Ana Silva
NICKNAME:Anita
ORG:ACME\\, Inc.;Sales
item1.EMAIL;type=INTERNET;type=pref:ana@example.org
item1.X-ABLabel:_$!<Work>!$_
item2.URL;type=pref:https://example.org/ana
item2.X-ABLabel:_$!<HomePage>!$_
BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12
CATEGORIES:Friends,Choir
X-FROM-ELSEWHERE;X-ODD="a:b;c":kept as it
  is
UID:5b1c8a0e
END:VCARD
"""
FOUR = b"""BEGIN:VCARD\r
VERSION:4.0\r
FN:\r
N:;;;;\r
NICKNAME:Bo,Bobby\r
BDAY:--0229\r
NOTE:a\\, b\\; c\\nd\r
END:VCARD\r
"""


def only(data: bytes) -> Contact:
    (found,) = read(io.BytesIO(data), "cards.vcf")
    assert isinstance(found, Arrival)
    assert isinstance(found.what, Contact)
    return found.what


def test_a_card_of_an_old_phone_is_read() -> None:
    details = only(PHONE).details
    assert details.name == "Tom Müller"
    assert details.birthday == Birthday(4, 12, 1980)
    assert details.notes == "met at the\nchoir"


def test_a_card_of_a_mac_is_read() -> None:
    contact = only(MAC)
    assert contact.key == "5b1c8a0e"
    assert contact.details.name == "Ana Silva"
    assert contact.details.nick == "Anita"
    assert contact.details.links == ("https://example.org/ana",)
    assert contact.details.birthday == Birthday(4, 12)
    assert contact.circles == ("Friends", "Choir")
    assert contact.details.relation is Relation.FRIEND
    assert contact.organisation == "ACME, Inc."


def test_a_card_with_a_nickname_alone_is_somebody() -> None:
    details = only(FOUR).details
    assert (details.name, details.nick) == ("Bo", "")
    assert details.birthday == Birthday(2, 29)
    assert details.notes == "a, b; c\nd"


def test_a_card_that_names_nobody_is_left_out_with_its_line() -> None:
    data = MAC + b"BEGIN:VCARD\nVERSION:3.0\nFN:\nN:;;;;\nTEL:1\nEND:VCARD\n"
    found = list(read(io.BytesIO(data), "cards.vcf"))
    assert found[1] == LeftOut(MAC.count(b"\n") + 1, Why.NO_NAME)


def test_a_broken_begin_costs_that_card_and_no_other() -> None:
    broken = PHONE.replace(b"BEGIN:VCARD", b"BEGIN:VCAR")
    found = list(read(io.BytesIO(MAC + broken + FOUR), "cards.vcf"))
    assert [type(each) for each in found] == [Arrival, LeftOut, Arrival]
    assert found[1] == LeftOut(MAC.count(b"\n") + 1, Why.NO_CARD)


def test_a_card_cut_short_costs_itself_and_no_other() -> None:
    found = list(read(io.BytesIO(MAC[:-10] + PHONE + FOUR[:-20]), "cards.vcf"))
    assert [type(each) for each in found] == [LeftOut, Arrival, LeftOut]
    assert [each.why for each in found if isinstance(each, LeftOut)] == [Why.CUT_SHORT] * 2


def test_the_card_of_an_agent_is_part_of_the_card_around_it() -> None:
    inner = b"AGENT:\r\n" + FOUR
    data = PHONE.replace(b"END:VCARD", inner + b"END:VCARD")
    assert only(data).details.name == "Tom Müller"
    assert only(data).card == data


def test_an_old_card_that_names_no_charset_is_read_as_latin_1() -> None:
    assert only(b"BEGIN:VCARD\nFN:J\xf6rg\nEND:VCARD\n").details.name == "Jörg"


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "zlib", "no such one"])
def test_a_charset_that_reads_nothing_is_read_as_latin_1(charset: str) -> None:
    card = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=%s:Jos\xe9 -\nEND:VCARD\n"
    contact = contact_of(card % charset.encode())
    assert contact is not None
    assert contact.details.name == "José -"


def test_a_photograph_of_many_lines_is_whole() -> None:
    photograph = b"\n ".join([b"A" * 74] * 50_000)
    card = b"BEGIN:VCARD\nFN:Ana\nPHOTO;ENCODING=b:%s\nEND:VCARD\n" % photograph
    lines = list(content_lines(card))
    assert [line.name for line in lines] == ["BEGIN", "FN", "PHOTO", "END"]
    assert lines[2].value == b"A" * 74 * 50_000


def test_a_year_and_a_month_are_no_birthday_and_stay_in_the_card() -> None:
    contact = only(MAC.replace(b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", b"BDAY:1980-04"))
    assert contact.details.birthday is None
    assert b"BDAY:1980-04\n" in written(contact.details, contact.circles, "", contact.card)


def test_a_birthday_that_is_none_is_named_with_its_line() -> None:
    contact = only(MAC.replace(b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", b"BDAY:1980-02-30"))
    below = MAC[: MAC.index(b"BDAY")].count(b"\n")
    assert contact.lost == (Lost("BDAY", "1980-02-30", below),)
    assert only(MAC).lost == ()
    assert only(MAC.replace(b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", b"BDAY:")).lost == ()


def test_what_is_too_long_or_too_much_is_named_with_its_line_and_stays_in_the_card() -> None:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{'Ana ' * 300}",
        f"NICKNAME:{'a' * 201}",
        *(f"URL:https://x.example/{number}" for number in range(21)),
        f"CATEGORIES:{','.join(f'c{number}' for number in range(51))}",
        f"NOTE:{'n' * 100_001}",
        "END:VCARD",
        "",
    ]
    card = "\r\n".join(lines).encode()
    contact = only(card)
    assert contact.lost == (
        Lost("CATEGORIES", below=25, count=50),
        Lost("URL", below=4, count=20),
        Lost("FN", below=2, letters=1000),
        Lost("NICKNAME", below=3, letters=200),
        Lost("NOTE", below=26, letters=100_000),
    )
    details = contact.details
    assert can_be(details)
    assert (len(details.name), len(details.nick), len(details.notes)) == (999, 200, 100_000)
    assert (len(details.links), len(contact.circles)) == (20, 50)
    assert written(details, contact.circles, "", contact.card) == card


def test_a_link_that_is_too_long_stays_out_and_no_other() -> None:
    long = f"https://x.example/{'x' * 2000}"
    contact = only(MAC.replace(b"FN:", f"URL:{long}\nURL:https://y.example\nFN:".encode()))
    assert "https://y.example" in contact.details.links
    assert long not in contact.details.links
    ((field, value),) = ((each.field, each.value) for each in contact.lost)
    assert field == "URL"
    assert long.startswith(value.removesuffix("…"))


@pytest.mark.parametrize("card", [PHONE, MAC, FOUR], ids=["2.1", "3", "4"])
def test_a_card_that_nobody_changed_comes_out_as_it_came_in(card: bytes) -> None:
    contact = only(card)
    assert written(contact.details, contact.circles, "unused", contact.card) == card


@pytest.mark.parametrize("card", [PHONE, MAC, FOUR], ids=["2.1", "3", "4"])
def test_what_was_changed_is_read_again_and_every_other_line_is_as_it_was(card: bytes) -> None:
    contact = only(card)
    changed = replace(
        contact.details, nick="Zoë", birthday=Birthday(12, 24), notes="says: hi; it's\nfine, yes"
    )
    again = only(written(changed, contact.circles, "", contact.card))
    assert again.details == changed
    named_by_nick = ("FN",) if card is FOUR else ()  # which is written now: the nick has changed
    touched = ("NICKNAME", "BDAY", "NOTE", *named_by_nick)
    others = [line.raw for line in content_lines(card) if line.name not in touched]
    kept = [line.raw for line in content_lines(again.card) if line.name not in touched]
    assert kept == others


def test_a_label_of_a_group_stays_with_the_line_that_it_labels() -> None:
    contact = only(MAC)
    more = replace(contact.details, links=("https://example.org/ana", "https://example.org/new"))
    after = written(more, contact.circles, "", contact.card)
    assert b"item2.URL;type=pref:https://example.org/ana\nitem2.X-ABLabel" in after
    assert only(after).details.links == more.links


def test_circles_in_another_order_or_spelling_are_no_change_and_new_ones_come_last() -> None:
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nCATEGORIES:Work,choir,Alps\nEND:VCARD\n"
    who = only(card).details
    assert written(who, ("Alps", "Choir", "Work"), "1", card) == card
    changed = written(who, ("Alps", "Boat", "Choir"), "1", card)
    assert changed == card.replace(b"Work,choir,Alps", b"choir,Alps,Boat")
    assert written(who, ("Alps", "Choir"), "1", card, {"work"}) == card  # somebody is called so


def test_links_that_were_taken_away_are_gone_from_the_card() -> None:
    contact = only(MAC)
    after = written(replace(contact.details, links=()), contact.circles, "", contact.card)
    assert b"example.org/ana" not in after


DETAILS = Details(
    name="Ana Lúcia Müller-Schäfer; von, Ort",
    nick="Anna",
    birthday=Birthday(4, 12, 1980),
    links=("https://example.org/" + "a" * 200,),
    notes="über " * 60 + "\nzwei; drei, vier\\fünf",
)


def test_a_new_card_is_read_by_an_independent_library() -> None:
    card = vobject.readOne(written(DETAILS, ("Chor", "a, b"), "presence-1", b"").decode())
    assert card.fn.value == DETAILS.name
    assert card.n.value.family == "Ort"
    assert card.nickname.value == "Anna"
    assert card.bday.value == "1980-04-12"
    assert card.note.value == DETAILS.notes
    assert card.url.value == DETAILS.links[0]
    assert card.categories.value == ["Chor", "a, b"]
    assert card.uid.value == "presence-1"


def test_no_line_of_a_new_card_is_longer_than_75_octets() -> None:
    card = written(DETAILS, (), "presence-1", b"")
    assert max(len(line) for line in card.split(b"\r\n")) <= 75
    assert card.decode()


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_the_lines_of_any_card_put_together_are_the_card(pieces: list[bytes]) -> None:
    data = b"\n".join(pieces)
    assert b"".join(line.raw for line in content_lines(data)) == data


def test_three_thousand_damaged_files_lose_no_card_silently() -> None:
    whole = PHONE + MAC + FOUR
    chance = random.Random(7)
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 60)]
                case _:
                    data[at:at] = chance.choice([b"\r", b"\n", b"\0", b"=", b";", b"BEGIN:VCARD\n"])
        found = list(read(io.BytesIO(bytes(data)), "cards.vcf"))
        begun = sum(line.strip().upper() == b"BEGIN:VCARD" for line in bytes(data).split(b"\n"))
        assert len(found) >= begun
        for each in found:
            if isinstance(each, Arrival):
                who = each.what
                assert isinstance(who, Contact)
                assert written(who.details, who.circles, "", who.card) == who.card


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200)  # what a log can hold


@given(TEXT, TEXT)
def test_any_name_and_note_is_read_as_it_was_written(name: str, note: str) -> None:
    plain = only(written(Details(name="x", notes=note), (), "1", b""))
    card = written(plain.details, (), "1", b"")
    assert contact_of(card) == Contact("1", plain.details, card=card)
    assert len(list(read(io.BytesIO(written(Details(name=name), (), "1", b"")), ""))) == 1
