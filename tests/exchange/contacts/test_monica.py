"""Monica's export: who is in it, on which days one met, and what has no place here."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.editing.filter import EVERYTHING
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Why
from presence.core.people.cadence import Cadence
from presence.core.people.details import Birthday
from presence.exchange.formats import Format
from presence.store import open_log
from presence.words.exchange.imported import left_out_line
from tests.exchange.contacts.test_moving_in import groups_in, moved_in, people_in
from tests.exchange.homes import a_home


def an_export(contacts: str = "contact", activities: str = "activity") -> str:
    """As Monica 4 writes it, by the facts; no such file was at hand."""
    ana = {
        "uuid": "c-1",
        "properties": {
            "first_name": "Ana",
            "last_name": "Silva",
            "is_partial": False,
            "is_dead": False,
            "stay_in_touch_frequency": 21,
            "tags": ["Friends"],
            "birthdate": {"date": "1980-04-12", "is_age_based": False, "is_year_unknown": True},
        },
        "data": [{"type": activities, "count": 2, "values": ["a-1", "a-2"]}],
    }
    tom = {
        "uuid": "c-2",
        "properties": {"first_name": "Tom", "tags": []},
        "data": [{"type": activities, "count": 1, "values": ["a-1"]}],
    }
    stub = {"uuid": "c-3", "properties": {"first_name": "Tom's mother", "is_partial": True}}
    days = [
        {"uuid": "a-1", "properties": {"summary": "Dinner at home", "happened_at": "2025-03-04"}},
        {"uuid": "a-2", "properties": {"summary": "Talk", "happened_at": "not a day"}},
        {"uuid": "a-3", "properties": {"summary": "Nobody", "happened_at": "2025-03-04"}},
    ]
    data = [
        {"count": 1, "type": "user", "values": [{"uuid": "u", "properties": {"email": "me@x"}}]},
        {"count": 3, "type": contacts, "values": [ana, tom, stub]},
        {"count": 3, "type": activities, "values": days},
        {"count": 2, "type": "gift", "values": [{"uuid": "g-1"}, {"uuid": "g-2"}]},
    ]
    whole = {
        "version": "1.0-preview.1",
        "app_version": "4.0.0",
        "export_date": "2025-11-01T00:00:00Z",
        "url": "https://example.org",
        "account": {"uuid": "x", "data": data, "properties": {}},
    }
    return json.dumps(whole, indent=1)


@pytest.mark.parametrize("names", [("contact", "activity"), ("contacts", "activities")])
def test_people_come_with_what_is_known_of_them(tmp_path: Path, names: tuple[str, str]) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, an_export(*names), Format.MONICA)
    people = people_in(paths)
    assert set(people) == {"Ana Silva", "Tom"}
    assert people["Ana Silva"].cadence == Cadence(21)
    assert people["Ana Silva"].birthday == Birthday(4, 12)
    assert groups_in(paths) == {"Friends": {"Ana Silva"}}


def test_a_day_with_people_counts_as_met_and_for_no_time(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, an_export(), Format.MONICA)
    log = open_log(paths)
    (session,) = log.find(EVERYTHING, 0, 10)
    log.close()
    assert session.people == ("Ana Silva", "Tom")
    assert session.ended_at is not None
    assert session.ended_at - session.started_at == timedelta()
    assert session.kind == "dinner"
    assert session.note == "Dinner at home"


def test_those_one_met_are_the_contacts_and_nobody_else_of_the_name(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    imported = moved_in(paths, an_export(), Format.MONICA)
    assert imported.others["person"].added == 2
    log = open_log(paths)
    assert sorted(log.everybody().values()) == ["Ana Silva", "Tom"]
    met = {log.everybody()[each] for each in log.last_met(list(log.everybody()))}
    log.close()
    assert met == {"Ana Silva", "Tom"}


def test_two_contacts_of_one_name_have_their_own_days(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    text = an_export().replace('"first_name": "Tom"', '"first_name": "Ana", "last_name": "Silva"')
    moved_in(paths, text, Format.MONICA)
    log = open_log(paths)
    (session,) = log.find(EVERYTHING, 0, 10)
    log.close()
    assert len(session.people) == 2
    assert set(session.people) == set(people_in(paths))


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    imported = moved_in(a_home(tmp_path), an_export(), Format.MONICA)
    whys = [(each.why, each.value) for each in imported.left_out]
    assert whys == [
        (Why.NOT_COUNTED, "Tom's mother"),
        (Why.BAD_VALUE, "not a day"),
        (Why.MISSING, ""),
        (Why.UNKNOWN_TYPE, "gift (2)"),
    ]


def test_what_cannot_be_of_somebody_and_what_hangs_on_them_is_named(tmp_path: Path) -> None:
    export = json.loads(an_export())
    ana = export["account"]["data"][1]["values"][0]
    ana["properties"]["birthdate"]["date"] = "1980-02-31"
    ana["properties"]["stay_in_touch_frequency"] = 99_999
    ana["properties"]["nickname"] = "a" * 201
    ana["data"].append({"type": "notes", "values": [{"uuid": "n-1"}, {"uuid": "n-2"}]})
    paths = a_home(tmp_path)
    imported = moved_in(paths, json.dumps(export, indent=1), Format.MONICA)
    assert people_in(paths)["Ana Silva"].relation is not None
    told = [(each.why, each.field, each.value) for each in imported.left_out]
    assert (Why.VALUE_LOST, "birthdate", "1980-02-31") in told
    assert (Why.VALUE_LOST, "stay_in_touch_frequency", "99999") in told
    assert (Why.VALUE_CUT, "nickname", "200") in told
    assert (Why.UNKNOWN_TYPE, "", "notes (2)") in told


def test_nothing_of_those_who_use_monica_is_kept(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, an_export(), Format.MONICA)
    assert b"me@x" not in paths.database.read_bytes()


def test_the_same_export_again_changes_nothing(tmp_path: Path) -> None:
    paths = a_home(tmp_path)
    moved_in(paths, an_export(), Format.MONICA)
    again = moved_in(paths, an_export(), Format.MONICA)
    assert (again.sessions.added, again.sessions.unchanged) == (0, 1)
    assert all(each.added == each.changed == 0 for each in again.others.values())


def test_half_a_file_brings_what_is_whole_of_it_and_says_where_it_ends(tmp_path: Path) -> None:
    text = an_export()
    paths = a_home(tmp_path)
    imported = moved_in(paths, text[: text.rindex('"a-3"')], Format.MONICA)
    assert set(people_in(paths)) == {"Ana Silva", "Tom"}
    assert Why.CUT_SHORT in {each.why for each in imported.left_out}


def test_other_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        moved_in(a_home(tmp_path), '{"some": "thing"}', Format.MONICA)
    assert refused.value.code is ErrorCode.FILE_NOT_OURS


def test_what_is_no_text_is_left_out_alone_and_can_be_said(tmp_path: Path) -> None:
    data = an_export().replace("gift", "gi\\ud800ft").encode().replace(b'Tom"', b'T\xf6m"')
    paths = a_home(tmp_path)
    imported = moved_in(paths, data, Format.MONICA)
    assert people_in(paths).keys() == {"Ana Silva"}
    said = "\n".join(left_out_line(each) for each in imported.left_out)
    assert "first_name cannot be" in said.encode().decode()  # as a terminal takes it
