"""What a phone is shown of the others at the table."""

from datetime import timedelta

from presence.core.table.phone import Phone, Sensing
from presence.core.table.table import Table
from presence.core.table.view import TableView, table_view
from presence.phone.api.shown import over_event, table_event
from tests.fakes import FakeClock

OWN = Phone("own", "Ana's Pixel", True, Sensing.SENSORS)
SECOND = Phone("second", "For work", True, Sensing.SENSORS)
TOM = Phone("tom", "Tom", False, Sensing.VISIBILITY)


def view(kind_key: str = "") -> TableView:
    now = FakeClock().now()
    table = Table("dinner", now)
    for phone in (OWN, SECOND, TOM):
        table = table.joined(phone, now)
    ends = now + timedelta(hours=1)
    return table_view(table, "Dinner", now, None, ends, False, False, kind_key)


def names(event: object) -> list[tuple[str, bool]]:
    assert isinstance(event, dict)
    return [(each["name"], each["host"]) for each in event["phones"]]


def test_what_the_hosts_phones_are_called_is_for_these_alone() -> None:
    for event in (table_event, over_event):
        assert names(event(view(), "tom")) == [("", True), ("", True), ("Tom", False)]
        own = names(event(view(), "own"))
        assert own == [("Ana's Pixel", False), ("For work", False), ("Tom", False)]


def test_a_kind_that_comes_with_presence_is_told_by_its_key_and_by_its_name() -> None:
    told = over_event(view("dinner"), "tom")
    assert (told["kind"], told["kind_key"]) == ("Dinner", "dinner")
