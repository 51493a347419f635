"""People: moved in and out, met of an evening, missed after weeks, and told of in one notice."""

import csv
import io
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.desktops.dunst import Dunst, DunstXfce
from tests.desktops.programs import wait_until
from tests.exchange.contacts.test_moving_in import an_address_book
from tests.journeys.person import Person
from tests.journeys.test_coming import Notices

SLOW = 30.0  # seconds; what a busy machine may take to show or write something
COLUMNS = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,"
    "End time,Duration,Tags,Amount (EUR)"
).split(",")
Row = dict[str, str]
FRIENDS = ("Ana", "Tom", "Mia")


def test_six_hundred_people_move_in_and_out_and_one_undo_takes_them_back(dunst: Dunst) -> None:
    person = Person(dunst)
    person.starts_app(waits_for_icon=False)
    book = person.lab.home / "friends.vcf"
    book.write_bytes(an_address_book(600))
    came = person.asks("import", "vcard", str(book))
    assert (came["read"], came["left_out"]) == (600, [])
    assert came["others"]["person"]["added"] == 600
    assert len(person.asks("people", "list")) == 600

    out = person.lab.home / "out.vcf"
    person.presence("export", "vcard", str(out))
    assert out.read_bytes() == book.read_bytes()

    again = person.asks("import", "vcard", str(book))
    assert changes(again) == 0
    person.presence("export", "vcard", "--force", str(out))
    assert out.read_bytes() == book.read_bytes()

    person.presence("undo")
    assert person.asks("people", "list", "--all") == []
    person.quits_app()


def changes(imported: Any) -> int:
    """How much an import has added or changed, of everything."""
    counts = [imported, *imported["others"].values()]
    return sum(each["added"] + each["updated"] for each in counts)


def test_three_years_of_toggl_become_the_review_of_each_year(dunst: Dunst) -> None:
    person = Person(dunst)
    last = person.now.year - 1
    rows = three_years(last)
    file = person.lab.home / "toggl.csv"
    write_rows(file, rows)
    came = person.asks("import", "toggl", str(file))
    assert (came["read"], came["added"], came["left_out"]) == (len(rows), len(rows), [])
    for year in range(last - 2, last + 1):
        of_year = [row for row in rows if row["Start date"].startswith(f"{year}-")]
        review = person.asks("year", f"{year}-06-01")
        assert review["count"] == len(of_year) > 300
        assert review["total_s"] == sum(map(seconds, of_year))
        by_kind = {kind: each["total_s"] for kind, each in review["by_kind"].items()}
        assert by_kind == sums(of_year, "Project")
        by_person = {f"with={each['name']}": each["total_s"] for each in review["people"]}
        assert by_person == sums(of_year, "Tags")
        assert sum(month["total_s"] for month in review["months"]) == review["total_s"]
        assert sum(day["total_s"] for day in review["days"]) == review["total_s"]
    person.presence("undo")
    assert person.log == []


def three_years(last: int) -> Sequence[Row]:
    """Rows as Toggl writes them: on most days a meeting, a coffee or a dinner, or several."""
    chance = random.Random(3)
    rows = []
    day = date(last - 2, 1, 1)
    while day.year <= last:
        for hour, project in ((9, "meeting"), (14, "coffee"), (19, "dinner")):
            if chance.random() < 0.5:
                begins = datetime(day.year, day.month, day.day, hour, chance.randrange(60))
                length = timedelta(seconds=chance.randrange(600, 10_000))
                rows.append(a_row(begins, length, project, chance.choice(FRIENDS)))
        day += timedelta(days=1)
    return rows


def a_row(begins: datetime, length: timedelta, project: str, name: str) -> Row:
    ends = begins + length
    return dict.fromkeys(COLUMNS, "") | {
        "User": "Jo",
        "Email": "jo@example.org",
        "Project": project,
        "Billable": "No",
        "Start date": f"{begins:%Y-%m-%d}",
        "Start time": f"{begins:%H:%M:%S}",
        "End date": f"{ends:%Y-%m-%d}",
        "End time": f"{ends:%H:%M:%S}",
        "Duration": str(length).zfill(8),
        "Tags": f"with={name}",
    }


def write_rows(file: Path, rows: Sequence[Row]) -> None:
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    table.writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def seconds(row: Row) -> int:
    hours, minutes, rest = map(int, row["Duration"].split(":"))
    return hours * 3600 + minutes * 60 + rest


def sums(rows: Sequence[Row], column: str) -> dict[str, int]:
    """The seconds of each word that stands in a column."""
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row[column]] += seconds(row)
    return dict(counted)


def test_an_evening_with_four_new_people_ends_in_two_letters_and_a_coffee(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "event", "--place", "Meetup Rhein", "--for", "3h")
    meets(person, "Zoe Klein", "--about", "maps", "--then", "write", "--in", "1d")
    meets(person, "Liu Wei", "--then", "connect", "--in", "5d")
    notes_in_the_window(person, "Mia Berg, Tom Kaya: the choir")
    (event,) = person.asks("people", "events")
    assert [each["name"] for each in event["met"]] == [
        "Zoe Klein",
        "Liu Wei",
        "Mia Berg",
        "Tom Kaya",
    ]
    assert event["place"] == "Meetup Rhein"
    assert all(each["new"] for each in event["met"])

    person.presence("stop")
    person.waits_for("idle", SLOW)
    assert deeds(person) == {("Zoe Klein", "write"), ("Liu Wei", "connect")}
    person.windows.press("Done: write to Zoe Klein")
    wait_until(lambda: deeds(person) == {("Liu Wei", "connect")}, SLOW, "its being done")
    person.keeps_picture("people-2-to-follow")
    assert "Done: connect with Liu Wei" in person.presence("people", "done", "1")
    assert deeds(person) == set()
    assert person.sees("Nothing is to follow.", SLOW)
    books_a_coffee(person)


def meets(person: Person, *words: str) -> None:
    person.presence("people", "met", *words)


def notes_in_the_window(person: Person, line: str) -> None:
    """Open the window from the menu, and type whom one met."""
    person.desktop.choose("Browse", "People")
    person.screen.wait_for_window("People", SLOW)
    wait_until(lambda: has_keyboard(person, "Find somebody"), SLOW, "the search")
    person.screen.key("alt+w")
    wait_until(lambda: has_keyboard(person, "Whom did you meet"), SLOW, "the line")
    person.screen.type(line)
    person.windows.find("met at Meetup Rhein", SLOW)
    person.keeps_picture("people-1-met")
    person.screen.key("Return")
    wait_until(lambda: len(person.asks("people", "list")) == 4, SLOW, "the four")


def has_keyboard(person: Person, name: str) -> bool:
    """Whether what is typed comes to the line of that name."""
    lines = (each for each in person.windows.controls() if each.role == "text")
    return any(each.name == name and each.is_focused for each in lines)


def deeds(person: Person) -> set[tuple[str, str]]:
    """What is to follow."""
    open_ones = person.asks("people", "follow-ups")["follow_ups"]
    return {(each["name"], each["deed"]) for each in open_ones}


def books_a_coffee(person: Person) -> None:
    """An independent reader takes the file for an appointment of an evening to come."""
    file = person.lab.home / "coffee.ics"
    booked = person.asks("people", "book", "Liu", "--out", str(file))
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Coffee with Liu Wei"
    begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    assert isinstance(begins, datetime)
    assert isinstance(ends, datetime)
    assert begins == datetime.fromisoformat(booked["starts_at"]) > person.now
    assert begins.astimezone(person.now.tzinfo).hour >= 17
    assert ends == datetime.fromisoformat(booked["ends_at"]) > begins


def test_who_was_seen_last_night_is_missed_by_nobody_and_who_was_not_for_weeks_is(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce, spans={"patience": 1})
    notices = Notices(dunst_xfce, pressed="Show")
    yesterday = person.now.date() - timedelta(days=1)
    person.set("not_seen_notice", f'"{yesterday:%A} 12:00"'.lower())  # it was missed, and comes
    person.set("show_people", "true")
    long_ago = person.now.date() - timedelta(days=35)
    person.presence("add", f"{long_ago} 19-21 dinner @Tom place:Roma")
    person.presence("add", "yesterday 19-21 dinner @Ana")
    for name in ("Ana", "Tom"):
        person.presence("people", "edit", name, "--relation", "friend")
    person.presence("people", "cadence", "friend", "3w")
    (due,) = person.asks("people", "due")
    assert (due["name"], due["days"]) == ("Tom", 35)
    reason = "not seen for 5 weeks"
    said = person.presence("people", "due")
    assert "Ana" not in said
    for words in ("Tom", reason, "last time Dinner at Roma"):
        assert words in said

    person.starts_app()
    wait_until(lambda: "not seen for a while" in notices.words, SLOW, "the notice of the week")
    wait_until(lambda: notices.count >= 1, SLOW, "its being shown")
    assert f"Tom: {reason}; last time Dinner at Roma" in notices.words
    assert "Ana" not in notices.words
    person.keeps_picture("people-3-notice")
    notices.press()
    person.windows.find("Wrote a line: Tom", SLOW)
    assert person.sees(f"{reason}; last time Dinner at Roma", SLOW)
    person.keeps_picture("people-4-not-seen")
    assert not person.windows.has("Wrote a line: Ana")

    person.windows.press("Not now: Tom")
    wait_until(lambda: person.asks("people", "due") == [], SLOW, "a week without Tom")
    assert person.sees("You have seen everybody lately", SLOW)
    person.screen.key("ctrl+z")
    wait_until(lambda: person.asks("people", "due"), SLOW, "its being taken back")
