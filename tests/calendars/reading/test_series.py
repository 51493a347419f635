"""Moved and cancelled dates, zones, and what an event says of itself."""

from datetime import UTC, datetime, timedelta

import pytest

from presence.core.coming.event import Answer, Attendee, Busy, Role, Status
from tests.calendars.reading.texts import END, START, calendar, event, only, read

WEEKLY = ("UID:w", "DTSTART;TZID=Europe/Berlin:20261103T090000", "RRULE:FREQ=WEEKLY;COUNT=4")
LENGTH = ("DURATION:PT1H", "SUMMARY:Round")


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_moved_date_keeps_its_key() -> None:
    whole = event(*WEEKLY, *LENGTH)
    moved = event(
        "UID:w",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261110T090000",
        "DTSTART;TZID=Europe/Berlin:20261111T140000",
        *LENGTH,
    )
    before, _skipped = read(calendar(whole))
    after, _skipped = read(calendar(whole, moved))
    assert [each.starts_at for each in before] == [utc(11, day, 8) for day in (3, 10, 17, 24)]
    assert [each.starts_at for each in after] == [
        utc(11, 3, 8),
        utc(11, 11, 13),
        utc(11, 17, 8),
        utc(11, 24, 8),
    ]
    assert [each.key for each in before] == [each.key for each in after]
    assert after[1].occurrence == "2026-11-10T08:00:00+00:00"


def test_a_date_moved_in_another_file_is_of_the_same_series() -> None:
    moved = event("UID:w", "RECURRENCE-ID:20261110T080000Z", "DTSTART:20261110T100000Z", *LENGTH)
    events, _skipped = read(calendar(event(*WEEKLY, *LENGTH)), calendar(moved))
    assert [each.starts_at.hour for each in events] == [8, 10, 8, 8]


def test_a_cancelled_date_says_so() -> None:
    gone = event(
        "UID:w",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261110T090000",
        "DTSTART;TZID=Europe/Berlin:20261110T090000",
        "STATUS:CANCELLED",
    )
    events, _skipped = read(calendar(event(*WEEKLY, *LENGTH), gone))
    assert [each.status for each in events] == [
        Status.CONFIRMED,
        Status.CANCELLED,
        Status.CONFIRMED,
        Status.CONFIRMED,
    ]


def test_this_and_future_moves_the_rest() -> None:
    later = event(
        "UID:w",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261117T090000",
        "DTSTART;TZID=Europe/Berlin:20261117T110000",
        *LENGTH,
    )
    events, _skipped = read(calendar(event(*WEEKLY, *LENGTH), later))
    assert [each.starts_at.hour for each in events] == [8, 8, 10, 10]
    assert len({each.key for each in events}) == 4


def test_an_override_without_its_series_is_an_event() -> None:
    found = only("UID:o", "RECURRENCE-ID:20261110T080000Z", "DTSTART:20261110T090000Z", *LENGTH)
    assert found.starts_at == utc(11, 10, 9)
    assert found.occurrence == "2026-11-10T08:00:00+00:00"


def test_dates_are_added_and_left_out() -> None:
    events, skipped = read(
        calendar(
            event(
                *WEEKLY,
                *LENGTH,
                "EXDATE;TZID=Europe/Berlin:20261110T090000,20261117T090000",
                "RDATE;TZID=Europe/Berlin:20261112T150000",
                "RDATE;VALUE=PERIOD:20261113T090000Z/PT30M",
            )
        )
    )
    assert not skipped
    assert [(each.starts_at, each.ends_at - each.starts_at) for each in events] == [
        (utc(11, 3, 8), timedelta(hours=1)),
        (utc(11, 12, 14), timedelta(hours=1)),
        (utc(11, 13, 9), timedelta(minutes=30)),
        (utc(11, 24, 8), timedelta(hours=1)),
    ]


def test_whole_days_go_from_midnight_to_midnight_of_the_person() -> None:
    found = only("UID:d", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226")
    assert found.is_all_day
    assert (found.starts_at, found.ends_at) == (utc(12, 23, 23), utc(12, 25, 23))


def test_a_whole_day_without_an_end_is_one_day() -> None:
    found = only("UID:d", "DTSTART;VALUE=DATE:20261224", zone="America/New_York")
    assert (found.starts_at, found.ends_at) == (utc(12, 24, 5), utc(12, 25, 5))


def test_an_event_without_an_end_ends_as_it_begins() -> None:
    found = only("UID:n", "DTSTART:20261201T100000Z")
    assert found.starts_at == found.ends_at == utc(12, 1, 10)


def test_an_end_before_the_start_is_none() -> None:
    found = only("UID:n", "DTSTART:20261201T100000Z", "DTEND:20261201T090000Z")
    assert found.ends_at >= found.starts_at


def test_what_floats_is_meant_where_the_person_is() -> None:
    lines = ("UID:f", "DTSTART:20261201T090000", "DTEND:20261201T100000")
    assert only(*lines, zone="Europe/Berlin").starts_at == utc(12, 1, 8)
    assert only(*lines, zone="Asia/Tokyo").starts_at == utc(12, 1, 0)
    assert only(*lines).zone == ""


def test_a_floating_series_stays_at_its_hour_when_the_clock_changes() -> None:
    events, _skipped = read(
        calendar(event("UID:f", "DTSTART:20261024T190000", "RRULE:FREQ=DAILY;COUNT=3")),
        start=datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert [each.starts_at for each in events] == [
        utc(10, 24, 17),
        utc(10, 25, 18),
        utc(10, 26, 18),
    ]


CUSTOM = (
    "BEGIN:VTIMEZONE\r\nTZID:Our Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


@pytest.mark.parametrize(
    ("zone", "inside", "hour", "minute", "name"),
    [
        ("W. Europe Standard Time", (), 8, 0, "Europe/Berlin"),
        ("Eastern Standard Time", (), 14, 0, "America/New_York"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", (), 8, 0, "Europe/Berlin"),
        ("Our Own", (CUSTOM,), 3, 30, ""),
        ("No Such Zone", (), 8, 0, ""),  # it floats
        ("../../etc/passwd", (), 8, 0, ""),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_definition(
    zone: str, inside: tuple[str, ...], hour: int, minute: int, name: str
) -> None:
    found = only("UID:z", f"DTSTART;TZID={zone}:20261201T090000", inside=inside)
    assert found.starts_at == utc(12, 1, hour, minute)
    assert found.zone == name


def test_a_windows_name_with_a_definition_beside_it_is_the_known_zone() -> None:
    wrong = CUSTOM.replace("Our Own", "W. Europe Standard Time")
    lines = ("UID:z", "DTSTART;TZID=W. Europe Standard Time:20261201T090000")
    assert only(*lines, inside=[wrong]).starts_at == utc(12, 1, 8)


def test_the_zone_of_the_whole_calendar_holds_for_what_floats_in_utc() -> None:
    found = only("UID:x", "DTSTART:20261201T090000", inside=["X-WR-TIMEZONE:Asia/Tokyo\r\n"])
    assert found.starts_at in (utc(12, 1, 0), utc(12, 1, 8))


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("STATUS:TENTATIVE", "status", Status.TENTATIVE),
        ("STATUS:CANCELLED", "status", Status.CANCELLED),
        ("STATUS:whatever", "status", Status.CONFIRMED),
        ("TRANSP:TRANSPARENT", "busy", Busy.FREE),
        ("TRANSP:OPAQUE", "busy", Busy.BUSY),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", "busy", Busy.OUT_OF_OFFICE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "busy", Busy.FREE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "busy", Busy.TENTATIVE),
        ("CLASS:PRIVATE", "is_private", True),
        ("CLASS:CONFIDENTIAL", "is_private", True),
        ("CLASS:PUBLIC", "is_private", False),
        ("LOCATION:Room 5\\, first floor", "place", "Room 5, first floor"),
        ("SUMMARY;LANGUAGE=de:Mittagessen", "title", "Mittagessen"),
        ("DESCRIPTION:one\\ntwo", "text", "one\ntwo"),
        ("CATEGORIES:Family,Food", "categories", ("Family", "Food")),
        ("URL:https://meet.example.org/a", "links", ("https://meet.example.org/a",)),
        (
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/b",
            "links",
            ("https://meet.example.org/b",),
        ),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/c", "links", ("https://meet.google.com/c",)),
        (
            "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/d",
            "links",
            ("https://teams.microsoft.com/d",),
        ),
    ],
)
def test_a_property_is_taken_over(line: str, name: str, value: object) -> None:
    assert getattr(only("UID:p", "DTSTART:20261201T090000Z", line), name) == value


def test_people_are_taken_over() -> None:
    found = only(
        "UID:p",
        "DTSTART:20261201T090000Z",
        'ORGANIZER;CN="Müller, Ana":MAILTO:Ana@Example.org',
        "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:mailto:ben@example.org",
        "ATTENDEE;CN=Room 5;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room5@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:cem@example.org",
    )
    assert found.organiser == Attendee("Müller, Ana", "ana@example.org")
    assert found.attendees == (
        Attendee("Ben", "ben@example.org", Answer.ACCEPTED, Role.OPTIONAL),
        Attendee("Room 5", "room5@example.org", Answer.ACCEPTED, Role.NOT_A_PERSON),
        Attendee("", "cem@example.org", Answer.DECLINED),
    )


def test_of_one_event_in_two_versions_the_later_counts() -> None:
    old = event("UID:s", "SEQUENCE:0", "DTSTART:20261201T100000Z", "SUMMARY:Old")
    new = event("UID:s", "SEQUENCE:3", "DTSTART:20261202T100000Z", "SUMMARY:New")
    gone = new.replace("20261202", "20280101")
    for texts in ((old, new), (new, old)):
        events, _skipped = read(*map(calendar, texts))
        assert [each.title for each in events] == ["New"]
    for texts in ((old, gone), (gone, old)):
        assert read(*map(calendar, texts)) == ([], [])


def test_what_touches_the_span_is_in_it() -> None:
    def at(begins: datetime, ends: datetime) -> int:
        lines = (f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}")
        return len(read(calendar(event("UID:e", *lines)))[0])

    hour = timedelta(hours=1)
    assert at(START - hour, START) == 0
    assert at(START - hour, START + hour) == 1
    assert at(START - 90 * 24 * hour, END + hour) == 1
    assert at(END - hour, END + hour) == 1
    assert at(END, END + hour) == 0
