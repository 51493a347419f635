"""Two who are one: nothing that is known of either is lost."""

from datetime import date

from presence.core.frozen import replace
from presence.core.people.cadence import Cadence
from presence.core.people.details import MOST_LINKS, Birthday, Details, Encounter, can_be
from presence.core.people.filling import filled
from presence.core.people.merging import merged
from presence.core.people.relation import Relation

FULL = Details(
    "Ana S.",
    nick="Anita",
    relation=Relation.FRIEND,
    met=Encounter.ONLINE,
    met_on=date(2019, 5, 3),
    met_at="PyCon",
    links=("a", "b"),
    birthday=Birthday(4, 12, 1984),
    notes="maps",
    cadence=Cadence(21),
    wrote_on=date(2026, 1, 2),
    quiet_until=date(2026, 2, 1),
    id="x",
)


def test_what_one_lacks_is_taken_from_the_other() -> None:
    assert merged(Details("Ana", id="a"), FULL) == replace(FULL, name="Ana", id="a")
    assert merged(FULL, Details("Ana", id="a")) == FULL


def test_what_both_say_is_kept_of_both() -> None:
    stays = Details(
        "Ana",
        nick="Annie",
        met_on=date(2018, 1, 1),
        met_at="a party",
        links=("b", "c"),
        notes="sings",
        wrote_on=date(2025, 1, 1),
        quiet_until=date(2027, 1, 1),
        id="a",
    )
    joined = merged(stays, FULL)
    assert joined.nick == "Annie, Anita"
    assert joined.met_on == date(2018, 1, 1)
    assert joined.met_at == "a party · PyCon"
    assert joined.links == ("b", "c", "a")
    assert joined.notes == "sings\n\nmaps"
    assert joined.wrote_on == date(2026, 1, 2)
    assert joined.quiet_until == date(2027, 1, 1)


def test_who_is_let_be_stays_so_and_a_wish_of_theirs_is_one_that_says_something() -> None:
    let_be = Details("Ana", is_let_be=True, id="a")
    assert merged(let_be, FULL).cadence is None
    assert merged(let_be, FULL).is_let_be
    assert merged(FULL, let_be).cadence == Cadence(21)
    assert not merged(FULL, let_be).is_let_be
    assert merged(Details("Ana S.", id="x"), let_be).is_let_be
    assert filled(let_be, FULL).cadence is None


def test_what_only_one_can_have_is_written_into_the_notes() -> None:
    stays = Details("Ana", relation=Relation.COLLEAGUE, birthday=Birthday(5, 1))
    joined = merged(stays, FULL)
    assert joined.relation is Relation.COLLEAGUE
    assert joined.birthday == Birthday(5, 1)
    assert joined.notes == "maps\n\nAna S.: friend, 1984-04-12"


def test_of_one_birthday_the_one_with_its_year_stays() -> None:
    stays = Details("Ana", birthday=Birthday(4, 12))
    assert merged(stays, FULL).birthday == Birthday(4, 12, 1984)
    assert merged(FULL, stays).birthday == Birthday(4, 12, 1984)
    assert "1984" not in merged(stays, FULL).notes
    assert merged(FULL, stays).notes == "maps"


def test_the_same_words_are_there_once() -> None:
    assert merged(FULL, FULL) == FULL


def test_who_is_one_of_two_that_are_not_archived_is_not() -> None:
    assert not merged(Details("Ana", is_archived=True), FULL).is_archived


def test_what_is_too_much_for_one_is_written_into_the_notes() -> None:
    many = tuple(f"https://example.org/{number}" for number in range(MOST_LINKS - 1))
    stays = Details("Ana", nick="A" * 150, met_at="m" * 600, links=many, notes="likes tea")
    more = ("https://example.org/x", "https://example.org/X")
    goes = Details("Anna B", nick="B" * 150, met_at="n" * 600, links=more)
    one = merged(stays, goes)
    assert can_be(one)
    assert (one.nick, one.met_at) == (stays.nick, stays.met_at)
    assert one.links == (*many, "https://example.org/x")
    left_over = f"Anna B: {goes.nick}, {goes.met_at}, https://example.org/X"
    assert one.notes == f"likes tea\n\n{left_over}"
