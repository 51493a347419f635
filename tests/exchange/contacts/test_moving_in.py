"""Address books that move into a log and out again."""

import io
import random
from pathlib import Path

import pytest
import vobject

from presence.core.exchange.arrival import Imported, LeftOut, Why
from presence.core.frozen import replace
from presence.core.people.details import Birthday, Details, Encounter
from presence.core.people.relation import Relation
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format, read, written
from presence.paths import Paths
from presence.store import new_id, open_log
from presence.store.importing.importer import Wish
from presence.store.known.people import PersonBook
from tests.exchange.homes import NOW, UNTOLD, a_home
from tests.store.logs import a_log

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}UID:{uid}\r\nEND:VCARD\r\n"
LINKEDIN = (
    "\ufeffNotes:\r\n"
    '"When exporting your connection data, some of the addresses are missing."\r\n'
    "\r\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    'Priya,Sharma,https://example.org/in/priya,,"Stripe, Inc.",Recruiter,12 Mar 2024\r\n'
    'Neha,,https://example.org/in/neha,,,"Senior ""Platform"" Engineer",7-Feb-22\r\n'
    ",,https://example.org/in/nobody,,,,\r\n"
    "undefined,Verma,,,Flipkart,undefined,01 Aug 2021\r\n"
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Website 1 - Label,Website 1 - Value\n"
    "Ana,,Silva,Anita,,ACME,--04-12,likes tea,* myContacts ::: Friends,,ana@example.org,,"
    "https://example.org\n"
    ",,,,,,,,* myContacts,,tom@example.org,,\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Company,E-mail Address,Birthday,Notes,Categories,Web Page\r\n"
    "Linus,,Berg,Kernel Inc,linus@example.org,12/28/1969,,Friends;Open source,\r\n"
    "Mia,,Kaya,,mia@example.org,4/5/1980,,,\r\n"
)


def card(name: str, uid: str, more: str = "") -> str:
    return CARD.format(name=name, uid=uid, more=more)


def moved_in(paths: Paths, text: str | bytes, wanted: Format = Format.VCARD) -> Imported:
    data = text.encode() if isinstance(text, str) else text
    log = open_log(paths)
    try:
        wish = Wish(Change(ChangeKind.IMPORTED, new_id(), "people", NOW))
        return log.importer().run(read(io.BytesIO(data), "people", wanted, UNTOLD), wish)
    finally:
        log.close()


def moved_out(paths: Paths) -> bytes:
    log = open_log(paths)
    try:
        with log.whole() as whole:
            pieces = written(whole, Format.VCARD, NOW)
            return b"".join(each if isinstance(each, bytes) else each.encode() for each in pieces)
    finally:
        log.close()


def people_in(paths: Paths) -> dict[str, Details]:
    log = open_log(paths)
    try:
        return {who.name: replace(who, id="") for who in PersonBook(log).everybody()}
    finally:
        log.close()


def groups_in(paths: Paths) -> dict[str, set[str]]:
    log = open_log(paths)
    try:
        return {group.name: set(group.people) for group in log.groups()}
    finally:
        log.close()


def an_address_book(count: int) -> bytes:
    """Made-up people, many of one name, with what Presence has no place for."""
    chance = random.Random(count)
    given = ("Ana", "Tom", "Zoë", "Jörg", "Liu")
    cards = []
    for number in range(count):
        end = chance.choice(("\r\n", "\n"))
        lines = [
            "BEGIN:VCARD",
            f"VERSION:{chance.choice(('3.0', '4.0'))}",
            f"FN:{chance.choice(given)} {chance.choice(('Silva', 'Kaya', 'Berg'))}",
            f"item1.EMAIL;type=pref:{number}@example.org",
            "item1.X-ABLabel:_$!<Work>!$_",
            f'X-SOMETHING;X-ODD="a;b":{number}',
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/" + "A" * 40,
            " " + "B" * 60,
            f"CATEGORIES:{chance.choice(('Friends', 'Choir', 'Work'))}",
            f"UID:{number}",
            "END:VCARD",
        ]
        cards.append("".join(line + end for line in lines))
    return "".join(cards).encode()


def test_six_hundred_people_move_in_and_out_and_not_a_byte_is_lost(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    book = an_address_book(600)
    imported = moved_in(paths, book)
    assert imported.read == 600
    assert imported.left_out == ()
    assert imported.others["person"].added == 600
    assert moved_out(paths) == book


def test_the_same_book_again_adds_and_changes_nothing(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    book = an_address_book(60)
    moved_in(paths, book)
    again = moved_in(paths, book)
    for counts in again.others.values():
        assert (counts.added, counts.changed) == (0, 0)
    assert len(people_in(paths)) == 60


def test_one_step_of_undo_takes_the_book_back_and_one_of_redo_brings_it(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    book = an_address_book(60)
    moved_in(paths, book)
    log = open_log(paths)
    log.undo()
    assert PersonBook(log).known() == []
    assert log.groups() == []
    log.redo()
    log.close()
    assert moved_out(paths) == book


def test_somebody_of_the_log_gets_what_the_book_knows_and_keeps_what_was_noted(
    tmp_path: Path,
) -> None:
    paths = a_home(tmp_path)
    a_log(paths, 6)
    log = open_log(paths)
    noted = Details("Ana", nick="Annie", birthday=Birthday(4, 12), notes="tea")
    PersonBook(log).put(noted, Change(ChangeKind.GOAL_CHANGED, "", "Ana", NOW))
    log.close()
    moved_in(paths, card("Ana", "1", "NICKNAME:Anita\r\nBDAY:1980-04-12\r\nNOTE:choir\r\n"))
    ana = people_in(paths)["Ana"]
    assert ana.nick == "Annie"
    assert ana.birthday == Birthday(4, 12, 1980)
    assert ana.notes == "tea\n\nchoir"


def test_two_of_one_name_are_two_people_told_apart_by_where_they_work(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    two = card("Ana Silva", "1", "ORG:ACME\r\n") + card("Ana Silva", "2", "ORG:Choir\r\n")
    three = two + card("Ana Silva", "3")
    moved_in(paths, three)
    assert set(people_in(paths)) == {"Ana Silva", "Ana Silva (Choir)", "Ana Silva (2)"}
    assert moved_out(paths) == three.encode()
    moved_in(paths, three)
    assert len(people_in(paths)) == 3


def test_a_card_that_is_in_the_file_twice_goes_in_once(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    imported = moved_in(paths, card("Ana", "1") + card("Ana", "1"))
    (left_out,) = imported.left_out
    assert (left_out.line, left_out.why, left_out.value) == (6, Why.TWICE, "1")


def test_categories_become_groups_and_join_those_that_are_there(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "1", "CATEGORIES:Choir\r\n"))
    moved_in(paths, card("Tom", "2", "CATEGORIES:choir,Ana\r\n"))
    assert groups_in(paths) == {"Choir": {"Ana", "Tom"}}


def test_a_category_that_is_somebodys_name_is_no_group_and_is_said(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    imported = moved_in(paths, card("Ana", "1") + card("Tom", "2", "CATEGORIES:ANA\r\n"))
    (left_out,) = imported.left_out
    assert (left_out.line, left_out.why, left_out.value) == (6, Why.NAME_OF_A_PERSON, "ANA")


def test_what_was_changed_here_stays_when_the_same_card_comes_again(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    book = card("Ana", "1", "NOTE:tea\r\n")
    moved_in(paths, book)
    log = open_log(paths)
    people = PersonBook(log)
    because = Change(ChangeKind.GOAL_CHANGED, "", "Ana", NOW)
    people.put(replace(people.of("Ana"), notes=""), because)
    log.close()
    moved_in(paths, book)
    assert people_in(paths)["Ana"].notes == ""
    assert b"NOTE" not in moved_out(paths)


def test_who_was_renamed_here_is_known_again_by_the_card(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "1"))
    log = open_log(paths)
    log.rename_person("Ana", "Ana Silva", Change(ChangeKind.RENAMED, "", "Ana", NOW))
    log.close()
    moved_in(paths, card("Ana", "1", "NICKNAME:Anita\r\n"))
    assert people_in(paths)["Ana Silva"].nick == "Anita"
    assert len(people_in(paths)) == 1
    out = vobject.readOne(moved_out(paths).decode())
    assert out.fn.value == "Ana Silva"


def test_two_who_are_made_one_come_out_as_the_two_cards_they_were(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "1", "NOTE:tea\r\n") + card("Ana Silva", "2"))
    log = open_log(paths)
    log.merge_people(["Ana"], "Ana Silva", Change(ChangeKind.NAMES_MERGED, "", "Ana", NOW))
    log.close()
    uids = {each.uid.value for each in vobject.readComponents(moved_out(paths).decode())}
    assert uids == {"1", "2"}
    assert people_in(paths)["Ana Silva"].notes == "tea"


def test_somebody_without_a_card_goes_out_as_a_new_one(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, LINKEDIN, Format.LINKEDIN)
    names = {each.fn.value for each in vobject.readComponents(moved_out(paths).decode())}
    assert names == {"Priya Sharma", "Neha", "Verma"}


def test_connections_of_linkedin_were_met_online_and_when(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    imported = moved_in(paths, LINKEDIN, Format.LINKEDIN)
    people = people_in(paths)
    priya = people["Priya Sharma"]
    assert priya.met is Encounter.ONLINE
    assert priya.met_on is not None
    assert priya.met_on.isoformat() == "2024-03-12"
    assert priya.links == ("https://example.org/in/priya",)
    neha = people["Neha"].met_on
    assert neha is not None
    assert neha.isoformat() == "2022-02-07"
    assert [(each.line, each.why) for each in imported.left_out] == [(7, Why.NO_NAME)]


@pytest.mark.parametrize("day", ["31 Feb 2024", "soon"])
def test_a_day_that_cannot_be_stays_out_and_who_was_met_goes_in(tmp_path: Path, day: str) -> None:
    paths = a_home(tmp_path)
    imported = moved_in(paths, LINKEDIN.replace("12 Mar 2024", day), Format.LINKEDIN)
    assert people_in(paths)["Priya Sharma"].met_on is None
    assert imported.left_out[0] == LeftOut(5, Why.VALUE_LOST, "Connected On", day)
    assert imported.read == 4


def test_what_is_too_long_in_a_table_is_cut_and_named_by_its_heading(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    text = f"First Name,Last Name,E-mail Address,Nickname\r\nAna,Silva,a@x,{'n' * 300}\r\n"
    imported = moved_in(paths, text, Format.OUTLOOK)
    assert imported.left_out == (LeftOut(2, Why.VALUE_CUT, "Nickname", "200"),)
    assert people_in(paths)["Ana Silva"].nick == "n" * 200


def test_a_row_with_more_cells_than_columns_is_left_out(tmp_path: Path) -> None:
    more = "Lin,Berg,,,Acme, Inc.,Head of sales,01 Aug 2021\r\nMia,Kaya,,,,,01 Aug 2021,,\r\n"
    imported = moved_in(a_home(tmp_path), LINKEDIN + more, Format.LINKEDIN)
    assert [(each.line, each.why) for each in imported.left_out[1:]] == [(9, Why.TOO_MANY_CELLS)]


def test_contacts_of_google_bring_their_labels_but_not_the_one_that_all_have(
    tmp_path: Path,
) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, GOOGLE, Format.GOOGLE)
    people = people_in(paths)
    ana = people["Ana Silva"]
    assert (ana.nick, ana.birthday, ana.notes) == ("Anita", Birthday(4, 12), "likes tea")
    assert ana.relation is Relation.FRIEND
    assert groups_in(paths) == {"Friends": {"Ana Silva"}}
    assert "tom@example.org" in people, "who has no name is called by the address"


def test_a_birthday_that_can_be_read_in_two_ways_is_kept_as_a_note(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, OUTLOOK, Format.OUTLOOK)
    people = people_in(paths)
    assert people["Linus Berg"].birthday == Birthday(12, 28, 1969)
    assert people["Mia Kaya"].birthday is None
    assert "4/5/1980" in people["Mia Kaya"].notes
    assert groups_in(paths) == {"Friends": {"Linus Berg"}, "Open source": {"Linus Berg"}}


def test_the_names_of_a_log_are_in_no_card_that_leaves_names_out(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, card("Ana", "1"))
    log = open_log(paths)
    with log.whole() as whole:
        assert list(written(whole, Format.VCARD, NOW, without_names=True)) == []
    log.close()
