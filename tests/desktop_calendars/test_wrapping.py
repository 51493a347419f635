"""Objects of a server as one calendar."""

from presence.desktop.calendars.wrapping import (
    events_among,
    uid_of,
    unknown_zones,
    whole_series,
    wrapped,
)


def event(uid: str, more: str = "") -> str:
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\n{more}END:VEVENT\r\n"


def test_only_events_are_taken() -> None:
    assert events_among([event("a"), "BEGIN:VTODO\r\nEND:VTODO\r\n", 7, ""]) == [event("a")]


def test_a_folded_name_is_found() -> None:
    assert uid_of("BEGIN:VEVENT\r\nUID;X-A=b:long\r\n er\r\nEND:VEVENT\r\n") == "longer"
    assert uid_of("BEGIN:VEVENT\r\nEND:VEVENT\r\n") == ""


def test_a_series_is_whole_and_what_is_not_asked_for_stays_away() -> None:
    master, moved, other = event("a", "RRULE:X\r\n"), event("a", "RECURRENCE-ID:Y\r\n"), event("b")
    assert whole_series([master], [master, moved, other]) == [master, moved]


def test_only_zones_that_nobody_else_knows_are_asked_for() -> None:
    lines = (
        "DTSTART;TZID=Europe/Berlin:20261201T120000\r\n"
        "DTEND;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261201T130000\r\n"
        'EXDATE;TZID="Our office":20261201T130000\r\n'
        "RDATE;TZID=../../etc/passwd:20261201T130000\r\n"
        "X-A;TZID=W. Europe Stan\r\n dard Time:20261201T130000\r\n"
    )
    found = unknown_zones([event("a", lines)])
    assert found == ["../../etc/passwd", "Our office", "W. Europe Standard Time"]


def test_the_same_events_in_another_order_are_the_same_calendar() -> None:
    assert wrapped([event("a"), event("b")], []) == wrapped([event("b"), event("a")], [])
    assert wrapped([event("\ud800")], []).count(b"\r\n") == 7
