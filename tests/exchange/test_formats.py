"""The table of formats."""

import gc
from pathlib import Path

import pytest

from presence.core.errors import NotUnderstood
from presence.exchange.formats import Format, Way, find_format, format_of, formats
from presence.store import open_log
from tests.exchange.homes import a_full_home


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a.jsonl", Format.JSONL),
        ("A.CSV", Format.CSV),
        ("b.tsv", Format.CSV),
        ("c.ics", Format.ICS),
        ("several.json", None),
        ("none", None),
    ],
)
def test_the_end_of_a_name_says_a_format_where_it_is_of_one(
    path: str, wanted: Format | None
) -> None:
    assert format_of(path) is wanted


@pytest.mark.parametrize("wanted", Format)
def test_every_format_has_what_it_says(wanted: Format) -> None:
    room = wanted.load()
    assert not room.looks_like(b"")
    assert hasattr(room, "read") or not wanted.reads
    assert hasattr(room, "written") or not wanted.writes
    assert wanted.title()


def test_a_format_goes_the_way_it_goes() -> None:
    assert find_format("Toggl", Way.OUT) is Format.TOGGL
    for name, way in (("forest", Way.OUT), ("with-whom", Way.IN), ("moon", Way.IN)):
        with pytest.raises(NotUnderstood) as refused:
            find_format(name, way)
        assert refused.value.values["candidates"] == [each.value for each in formats(way)]


def test_reading_that_is_stopped_complains_of_nothing_when_the_log_is_closed(
    tmp_path: Path,
) -> None:
    log = open_log(a_full_home(tmp_path))
    with log.whole() as whole:
        things = whole.things()
        next(things)
    log.close()
    del things
    gc.collect()  # an exception that nobody hears of fails the test
