"""Tables of other programs: what their columns are, how days and lengths are written."""

import pytest

from presence.exchange.mapped.amounts import Unit, length_of
from presence.exchange.mapped.columns import Field
from presence.exchange.mapped.guess import guess
from presence.exchange.mapped.order import DateOrder, found_order, moment_of

HOUR = 3600


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("Beginn;Ende;Kunde;Notiz", "start=0 end=1 who=2 note=3"),
        ("Datum;Von;Bis;Dauer (h);Projekt", "date=0 start=1 end=2 length=3 tags=4"),
        ("Start Date;Start Time;End Date;End Time", "date=0 start=1 end-date=2 end=3"),
        ("Day,Started,Minutes,People,Category,Location", "date=0 start=1 length=2 who=3 kind=4"),
        ("ID;Startdatum;Startzeit;Enddatum;Endzeit;Tätigkeit", "start=2 end=4 kind=5"),
        ("Description;Start time;Duration", "note=0 start=1 length=2"),
        ("Schlagwörter;Anfang;Länge;Teilnehmer;Ort", "tags=0 start=1 length=2 who=3 place=4"),
    ],
)
def test_headings_in_english_and_german_say_what_columns_are(headings: str, wanted: str) -> None:
    sign = ";" if ";" in headings else ","
    columns = guess(headings.split(sign), []).columns
    said = dict(each.split("=") for each in wanted.split())
    assert {Field(name): int(column) for name, column in said.items()}.items() <= columns.items()


def test_without_words_the_content_says_which_are_times() -> None:
    rows = [["x", "2026-11-01 10:00", "2026-11-01 11:00"], ["y", "2026-11-02 10:00", ""]]
    assert guess(["a", "b", "c"], rows).columns == {Field.START: 1, Field.END: 2}
    rows = [["1.11.2026", "10:00", "11:00"]]
    assert guess(["a", "b", "c"], rows).columns == {Field.DATE: 0, Field.START: 1, Field.END: 2}


@pytest.mark.parametrize(
    ("days", "order", "is_sure"),
    [
        (["2026-11-03"], DateOrder.YEAR_FIRST, True),
        (["03/04/2026", "25/04/2026"], DateOrder.DAY_FIRST, True),
        (["03/04/2026", "04/25/2026"], DateOrder.MONTH_FIRST, True),
        (["03/04/2026", "05/04/2026"], DateOrder.DAY_FIRST, False),
        (["3.4.2026", "5.4.26"], DateOrder.DAY_FIRST, True),
        (["13/04/2026", "04/13/2026"], DateOrder.DAY_FIRST, False),
        (["12/01/2026", "01/02/2026", "02/03/2026"], DateOrder.DAY_FIRST, False),
        ([f"{month}/0{month % 9 + 1}/2026" for month in range(1, 10)], DateOrder.MONTH_FIRST, True),
    ],
)
def test_the_order_of_days_is_found_out_or_said_not_to_be(
    days: list[str], order: DateOrder, is_sure: bool
) -> None:
    found = found_order([f"{day} 10:00" for day in days])
    assert (found.order, found.is_sure) == (order, is_sure)


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("3.4.26 9:05 Uhr", DateOrder.DAY_FIRST, "2026-04-03T09:05:00"),
        ("03/04/2026, 9:05 pm", DateOrder.MONTH_FIRST, "2026-03-04T21:05:00"),
        ("2026-11-03T10:00:00+01:00", DateOrder.DAY_FIRST, "2026-11-03T10:00:00+01:00"),
        ("2026/11/3 10.00", DateOrder.DAY_FIRST, "2026-11-03T10:00:00"),
        ("12:00 AM", DateOrder.DAY_FIRST, "00:00:00"),
        ("31/02/2026", DateOrder.DAY_FIRST, None),
        ("soon", DateOrder.DAY_FIRST, None),
    ],
)
def test_moments_are_read_as_people_write_them(
    text: str, order: DateOrder, iso: str | None
) -> None:
    moment = moment_of(text, order)
    assert (None if moment is None else moment.isoformat()) == iso


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("1:30", Unit.MINUTES, 1.5 * HOUR),
        ("0:01:30", Unit.HOURS, 90),
        ("1,5", Unit.HOURS, 1.5 * HOUR),
        ("1.5", Unit.HOURS, 1.5 * HOUR),
        ("90", Unit.MINUTES, 1.5 * HOUR),
        ("1h 30min", Unit.SECONDS, 1.5 * HOUR),
        ("1,5 Std.", Unit.SECONDS, 1.5 * HOUR),
        ("1:99", Unit.MINUTES, None),
        ("h 3", Unit.MINUTES, None),
        ("-5", Unit.MINUTES, None),
        ("", Unit.MINUTES, None),
    ],
)
def test_lengths_are_read_as_people_write_them(
    text: str, unit: Unit, seconds: float | None
) -> None:
    length = length_of(text, unit)
    assert (None if length is None else length.total_seconds()) == seconds


def test_the_decimal_sign_and_the_unit_are_found_out() -> None:
    mapping = guess(["Start", "Dauer"], [["2026-11-01 10:00", "1,5"], ["2026-11-01 12:00", "2"]])
    assert (mapping.decimal, mapping.unit) == (",", Unit.HOURS)
    assert guess(["Start", "Dauer (min)"], [["", "1.5"]]).unit is Unit.MINUTES
    assert guess(["Start", "Dauer"], [["", "90"]]).unit is Unit.MINUTES
    assert guess(["Start", "Dauer"], [["", "5400"]]).unit is Unit.SECONDS
