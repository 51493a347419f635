"""Days and birthdays as people write them, and spans as they are said."""

from datetime import UTC, date, datetime

import pytest

from presence.core.errors import NotUnderstood
from presence.core.people.cadence import Cadence
from presence.core.people.details import Birthday, Encounter
from presence.core.people.follow_up import Deed
from presence.core.people.relation import Relation
from presence.core.people.with_whom import ALONE, UNKNOWN
from presence.words.people.reading import read_birthday, read_coming_day, read_past_day
from presence.words.people.relations import (
    deed_name,
    encounter_name,
    find_deed,
    find_encounter,
    find_relation,
    relation_name,
    with_name,
)
from presence.words.people.said import birthday_text, cadence_line, due_day, span_of_days

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", date(2026, 11, 21)),
        ("today", TODAY),
        ("3d", date(2026, 11, 23)),
        ("2w", date(2026, 12, 4)),
        ("fri", TODAY),
        ("sat", date(2026, 11, 21)),
        ("thu", date(2026, 11, 26)),
        ("20 dec", date(2026, 12, 20)),
        ("3 nov", date(2027, 11, 3)),
        ("2026-12-24", date(2026, 12, 24)),
        ("2026-01-01", date(2026, 1, 1)),
        ("yesterday", date(2026, 11, 19)),
    ],
)
def test_a_day_to_come_is_the_next_one(text: str, day: date) -> None:
    assert read_coming_day(text, NOW, UTC, TODAY) == day


def test_a_day_of_before_is_the_latest_one() -> None:
    assert read_past_day("3 nov", NOW, UTC, TODAY) == date(2026, 11, 3)
    assert read_past_day("sat", NOW, UTC, TODAY) == date(2026, 11, 14)


@pytest.mark.parametrize("text", ["", "soon", "30 feb", "0d", "2026-13-01"])
def test_what_is_no_day_is_not_understood(text: str) -> None:
    for read in (read_past_day, read_coming_day):
        with pytest.raises(NotUnderstood):
            read(text, NOW, UTC, TODAY)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1984-04-12", Birthday(4, 12, 1984)),
        ("04-12", Birthday(4, 12)),
        ("--04-12", Birthday(4, 12)),
        ("02-29", Birthday(2, 29)),
        ("12.4.1984", Birthday(4, 12, 1984)),
        ("12. 4.", Birthday(4, 12)),
    ],
)
def test_a_birthday_may_lack_its_year(text: str, birthday: Birthday) -> None:
    assert read_birthday(text) == birthday


@pytest.mark.parametrize(
    "text", ["", "2023-02-29", "13-01", "0000-01-01", "4 april", "1984-4", "31.2."]
)
def test_what_is_no_birthday_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_birthday(text)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (36, "5 weeks"), (200, "6 months")],
)
def test_how_long_ago_is_said_in_the_unit_one_would_say(days: int, said: str) -> None:
    assert span_of_days(days) == said
    assert span_of_days(800) == "2 years"


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Cadence(1), "every day"),
        (Cadence(7), "every week"),
        (Cadence(21, 42), "every 3 weeks, at most 6 weeks"),
        (Cadence(30), "every month"),
        (Cadence(365, 400), "every year, at most 400 days"),
        (Cadence(10), "every 10 days"),
    ],
)
def test_a_wish_is_said_in_whole_units(cadence: Cadence, said: str) -> None:
    assert cadence_line(cadence) == said


def test_every_relation_deed_and_way_to_meet_is_found_by_its_name() -> None:
    assert [find_relation(relation_name(each)) for each in Relation] == list(Relation)
    assert [find_relation(each.value) for each in Relation] == list(Relation)
    assert [find_deed(deed_name(each)) for each in Deed] == list(Deed)
    assert [find_encounter(encounter_name(each)) for each in Encounter] == list(Encounter)
    names = {with_name(each) for each in (*Relation, ALONE, UNKNOWN)}
    assert len(names) == len(Relation) + 2


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("freundin", Relation.FRIEND),
        ("Freundinnen", Relation.FRIEND),
        ("friends", Relation.FRIEND),
        ("Kollegin", Relation.COLLEAGUE),
        ("Bru\u0308der", Relation.SIBLING),
        ("TÖCHTER", Relation.CHILD),
        ("Nachbarin", Relation.NEIGHBOUR),
        ("Chefin", Relation.MANAGER),
        ("Kundinnen", Relation.CUSTOMER),
        ("Geführte", Relation.REPORT),
        ("Elternteil", Relation.PARENT),
    ],
)
def test_a_relation_is_found_by_its_words_for_women_and_for_several(
    word: str, meant: Relation
) -> None:
    assert find_relation(word) is meant


def test_a_day_that_is_over_is_said_as_such() -> None:
    assert due_day(TODAY, TODAY) == "today"
    assert due_day(date(2026, 11, 16), TODAY) == "since Mon 16 Nov"


def test_a_birthday_is_shown_with_the_year_where_it_is_known() -> None:
    assert birthday_text(Birthday(4, 12)) == "12 Apr"
    assert birthday_text(Birthday(4, 12, 1984)) == "12 Apr 1984"
