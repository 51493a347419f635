"""Reading any table: sessions, and each row that is none with its reason."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.session import Session
from presence.exchange.mapped.columns import Field
from presence.exchange.mapped.order import DateOrder
from presence.exchange.mapped.reading import Wishes, read
from presence.exchange.untold import Untold

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
UNTOLD = Untold(NOW, "Europe/Berlin", "meeting", {"essen": "dinner", "dinner": "dinner"})
GERMAN = """Datum;Von;Bis;Dauer;Kunde;Art;Schlagworte;Bemerkung
24.11.2026;19:00;21:30;2,5;Ana; Essen ;Familie;schön
25.11.2026;23:00;00:30;1,5;Tom, Ana;Kegeln;;
26.11.2026;19:00;;2,0;;;;
27.11.2026;25:00;;2,0;;;;
27.11.2026;;;;;;;
"""


def arrivals(text: str, wishes: Wishes | None = None) -> Iterator[Arrival | LeftOut]:
    return read(BytesIO(text.encode()), "mine.csv", UNTOLD, wishes)


def sessions(text: str, wishes: Wishes | None = None) -> list[Session]:
    found = arrivals(text, wishes)
    return [each.what.session for each in found if isinstance(getattr(each, "what", None), Visit)]  # type: ignore[union-attr]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_german_table_is_read_without_a_word() -> None:
    first, second, third = sessions(GERMAN)
    assert (first.started_at, first.ended_at) == (at(24, 18), at(24, 20, 30))
    assert (first.kind, first.people, first.tags) == ("dinner", ("Ana",), ("Familie",))
    assert first.note == "schön"
    assert (second.started_at, second.ended_at) == (at(25, 22), at(25, 23, 30))
    assert (second.kind, second.people, second.tags) == ("meeting", ("Tom", "Ana"), ("Kegeln",))
    assert third.ended_at == at(26, 20)


@pytest.mark.parametrize(
    "row",
    [
        "2024-01-01 10:00;;999999999 h",
        f"2024-01-01 10:00;;{'999999999h' * 40}",
        "9999-12-31 23:00;;2 h",
        "9999-12-31 23:00;22:00;",
    ],
)
def test_a_row_that_ends_after_all_time_costs_itself_and_no_other(row: str) -> None:
    text = f"start;end;duration\n{row}\n2026-11-24 19:00;20:00;\n"
    bad, good = arrivals(text)
    assert isinstance(bad, LeftOut)
    assert (bad.line, bad.why) == (2, Why.TOO_LONG)
    assert isinstance(good, Arrival)


def test_a_line_for_excel_is_no_heading() -> None:
    text = "Start;Ende;Person\r\n2026-11-24 19:00;2026-11-24 20:00;Ana, Tom\r\n"
    (session,) = sessions(f"sep=;\r\n{text}")
    assert session.people == ("Ana", "Tom")
    assert sessions(text) == [session]


def test_each_row_that_is_no_session_says_why() -> None:
    left_out = [each for each in arrivals(GERMAN) if isinstance(each, LeftOut)]
    assert [(each.line, each.why, each.field, each.value) for each in left_out] == [
        (5, Why.BAD_VALUE, "Von", "25:00"),
        (6, Why.MISSING, "Von", ""),
    ]


def test_a_row_with_more_cells_than_headings_is_left_out() -> None:
    text = "Start;Ende;Notiz\r\n2026-11-24 19:00;2026-11-24 20:00;gut; sehr gut\r\n"
    left_out = [each for each in arrivals(text) if isinstance(each, LeftOut)]
    assert left_out == [LeftOut(2, Why.TOO_MANY_CELLS)]
    assert len(sessions(text.replace("; sehr gut", ";;"))) == 1


def test_what_is_said_of_a_column_counts() -> None:
    text = "Wann,Fertig,Wen\n2026-11-01 10:00,2026-11-01 11:00,Ana\n"
    with pytest.raises(Refused) as refused:
        sessions("x,y\n1,2\n")
    assert refused.value.code is ErrorCode.NO_TIMES_IN_FILE
    (session,) = sessions(text, Wishes({Field.WHO: "wen"}))
    assert session.people == ("Ana",)
    with pytest.raises(Refused) as refused:
        sessions(text, Wishes({Field.WHO: "Kunde"}))
    assert refused.value.code is ErrorCode.NO_SUCH_COLUMN


def test_days_that_may_be_either_are_asked_for() -> None:
    text = "start,end\n03/04/2026 10:00,03/04/2026 11:00\n"
    with pytest.raises(Refused) as refused:
        sessions(text)
    assert refused.value.code is ErrorCode.DATES_EITHER_WAY
    (day_first,) = sessions(text, Wishes(order=DateOrder.DAY_FIRST))
    (month_first,) = sessions(text, Wishes(order=DateOrder.MONTH_FIRST))
    assert day_first.started_at.month == 4
    assert month_first.started_at.month == 3


def test_a_row_gives_the_same_id_again() -> None:
    assert [each.id for each in sessions(GERMAN)] == [each.id for each in sessions(GERMAN)]


def test_a_time_with_an_offset_is_that_instant() -> None:
    (session,) = sessions("start,length (min)\n2026-11-01T10:00:00+05:00,30\n")
    assert session.started_at == at(1, 5)
    assert session.ended_at == at(1, 5) + timedelta(minutes=30)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8), st.sampled_from(",;\t"))
def test_no_table_makes_it_stumble_or_lose_a_row(rows: list[list[str]], sign: str) -> None:
    text = f"Beginn{sign}Ende{sign}Dauer{sign}Wer\n"
    body = [sign.join(each.replace("\n", " ") for each in row) for row in rows]
    data = (text + "\n".join(body)).encode(errors="replace")
    try:
        found = list(read(BytesIO(data), "x", UNTOLD))
    except Refused:
        return
    assert all(isinstance(each, Arrival | LeftOut) for each in found)
