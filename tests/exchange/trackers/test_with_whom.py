"""The weeks in the codes of the American Time Use Survey."""

from datetime import timedelta
from pathlib import Path

from presence.core.people.details import Details
from presence.core.people.relation import WITH_WHOM_CODES, Relation
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.exchange import with_whom
from presence.exchange.formats import Format
from presence.store import open_log
from presence.store.known.people import PersonBook
from tests.exchange.homes import a_home, exported
from tests.exchange.trackers.test_written_out import MOMENT, fields
from tests.store.logs import put

HOUR = timedelta(hours=1)


def a_session(name: str, start: timedelta, length: timedelta, *people: str) -> Session:
    began = MOMENT + start
    return Session(name, "dinner", began, "Europe/Berlin", ended_at=began + length, people=people)


def rows_of(folder: Path, *sessions: Session, **relations: Relation) -> list[tuple[str, ...]]:
    home = a_home(folder)
    log = open_log(home)
    put(log, *sessions)
    for name, relation in relations.items():
        because = Change(ChangeKind.ADDED, "", name, MOMENT)
        PersonBook(log).put(Details(name, relation=relation), because)
    log.close()
    return [
        (row["week"], row["code"], row["with"], row["minutes"])
        for row in fields(exported(home, Format.WITH_WHOM))
    ]


def test_within_a_code_an_hour_counts_once_and_with_each_code_anew(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        a_session("a", 0 * HOUR, HOUR, "Ana", "Zoe", "Tom", "Who"),
        a_session("b", HOUR / 2, HOUR, "Zoe"),
        a_session("c", 3 * HOUR, HOUR),
        Ana=Relation.SIBLING,
        Zoe=Relation.FAMILY,
        Tom=Relation.COLLEAGUE,
    )
    assert rows == [
        ("2026-W45", "18", "alone", "60"),
        ("2026-W45", "53", "other family", "90"),
        ("2026-W45", "58", "other adults", "60"),
        ("2026-W45", "61", "co-workers", "60"),
    ]


def test_a_night_between_two_weeks_is_cut_at_midnight_of_the_person(tmp_path: Path) -> None:
    to_sunday = timedelta(days=3, hours=4)  # 8 November, 23:00 in Berlin
    rows = rows_of(tmp_path, a_session("a", to_sunday, 3 * HOUR, "Ana"), Ana=Relation.FRIEND)
    assert rows == [("2026-W45", "54", "friends", "60"), ("2026-W46", "54", "friends", "120")]


def test_weeks_with_nothing_are_not_there(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, a_session("a", 0 * HOUR, HOUR), a_session("b", timedelta(days=28), HOUR)
    )
    assert [row[0] for row in rows] == ["2026-W45", "2026-W49"]


def test_every_relation_has_a_code_with_a_name() -> None:
    assert set(WITH_WHOM_CODES) == set(Relation)
    assert set(WITH_WHOM_CODES.values()) < set(with_whom._NAMES)
