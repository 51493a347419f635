"""A setting that names a kind which is gone brings it back nowhere."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.event import CalendarEvent
from presence.core.coming.judging.kinds_by_words import kind_of
from presence.core.coming.learnt import Learnt
from presence.core.entry import parse_add, parse_start
from presence.core.kind import Kinds
from presence.core.likely import likely_start
from presence.words.coming.judged_by import coming_words
from presence.words.entering.link import linked_line
from presence.words.entry import entry_context

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
GONE = "therapy"


def test_a_click_starts_a_meeting() -> None:
    request = likely_start((), Kinds(), GONE, NOW, BERLIN)
    assert (request.kind, request.length) == ("meeting", Kinds()["meeting"].default_length)
    assert likely_start((), Kinds(), "walk", NOW, BERLIN).kind == "walk"


def test_a_line_without_a_kind_means_a_meeting() -> None:
    context = entry_context(NOW, BERLIN, Kinds(), ("Ana",), GONE)
    assert parse_start("Ana 30m", context).request.kind == "meeting"
    entry = parse_add("yesterday 19-20 Ana", context).entry
    assert entry is not None
    assert entry.kind == "meeting"


def test_a_link_without_a_kind_means_a_meeting() -> None:
    assert "therapy" not in linked_line("presence://start?for=30m", GONE, Kinds(), NOW).casefold()


def test_a_calendar_of_that_kind_goes_by_the_words_of_its_events() -> None:
    gone = ChosenCalendar(kind=GONE)
    for title, kind in (("Dinner with Ana", "dinner"), ("Planning", "meeting")):
        event = CalendarEvent("work", "1", "", title, NOW, NOW)
        assert kind_of(event, gone, Kinds(), Learnt(), coming_words()) == kind
