"""The zone that a session happened in, said where it is another one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.session import Session
from presence.words.zones import with_place, zone_of

BERLIN = ZoneInfo("Europe/Berlin")


def party(zone: str, began: datetime, hours: float = 1) -> Session:
    return Session("id", "event", began, zone, ended_at=began + timedelta(hours=hours))


@pytest.mark.parametrize("unknown", ["Mars/Olympus", "", "Europe", "../../etc/passwd", "\0"])
def test_a_zone_that_nobody_knows_here_is_read_as_ours(unknown: str) -> None:
    session = party(unknown, datetime(2026, 11, 20, 18, tzinfo=UTC))
    assert zone_of(session, BERLIN) is BERLIN
    assert with_place("19:00", session, BERLIN) == "19:00"


def test_a_place_is_named_where_its_clocks_show_another_time() -> None:
    session = party("America/New_York", datetime(2026, 11, 20, 18, tzinfo=UTC))
    assert with_place("13:00", session, BERLIN) == "13:00 (New York time)"


def test_no_place_is_named_where_its_clocks_show_the_same() -> None:
    session = party("Europe/Paris", datetime(2026, 11, 20, 18, tzinfo=UTC))
    assert with_place("19:00", session, BERLIN) == "19:00"


def test_a_place_is_named_where_only_one_of_two_clocks_was_changed_meanwhile() -> None:
    session = party("Africa/Lagos", datetime(2026, 10, 25, 0, tzinfo=UTC), hours=3)
    lisbon = ZoneInfo("Europe/Lisbon")
    before = party("Africa/Lagos", datetime(2026, 7, 1, tzinfo=UTC))
    assert with_place("01:00", before, lisbon) == "01:00"
    assert with_place("01:00", session, lisbon) == "01:00 (Lagos time)"
