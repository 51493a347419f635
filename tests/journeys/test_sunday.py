"""The fourth moment, Sunday: first what is to be confirmed, then the week in one look."""

from datetime import date, timedelta

from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

WEEK = (
    "{mon} 10:00-11:00 meeting @Tom",
    "{mon} 19:00-20:30 dinner @Ana",
    "{tue} 12:30-13:15 coffee @Mia",
    "{tue} 19:00-20:45 dinner @Ana @Tom",
    "{wed} 19:15-20:30 dinner @Ana slipped 1",
    "{thu} 18:00-21:00 event @Noor",
    "{thu} 21:15-22:15 dinner @Ana",
    "{fri} 19:00-21:30 dinner @Ana @Mia",
    "{sat} 10:00-12:00 walk @Ana",
    "{sun} 12:00-17:00 family @Ana @Eva",
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_two_are_confirmed_with_a_tap_and_the_week_is_read_in_one_look(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.set("week_starts", '"monday"')
    fill_last_week(person)
    person.presence("start", "dinner", "--with", "Ana", "--ago", "23h", "--for", "90m")
    person.presence("start", "coffee", "--with", "Mia", "--ago", "5h", "--for", "45m")
    assert len(person.status["unconfirmed"]) == 2
    person.quits_app()

    person.starts_app()
    dunst_xfce.choose("Open review")
    assert person.sees("2 to confirm")
    person.keeps_picture("moment-4-sunday-1-to-confirm")
    person.windows.press("Answer")
    person.screen.settled(0.5)
    person.keeps_picture("moment-4-sunday-2-one-card")
    person.windows.press("All as planned")
    wait_until(lambda: not person.status["unconfirmed"], 5, "the answers")

    person.screen.key("Page_Up")
    assert person.sees("Last week")
    assert person.sees("Ana")
    person.keeps_picture("moment-4-sunday-3-the-week")
    week = person.asks("week", last_monday(person).isoformat())
    assert week["people"][0]["name"] == "Ana"
    assert week["total_s"] == sum(day["total_s"] for day in week["days"])


def test_an_empty_week_offers_a_sample_that_is_never_in_the_log(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    dunst_xfce.choose("Open review")
    person.windows.press("See a sample week")
    assert person.sees("A sample week")
    person.keeps_picture("week-sample")
    window = person.screen.box_of_window(person.screen.wait_for_window("Week"))
    assert window.height > 400, "the window kept the size of the empty week"
    assert person.log == []


def fill_last_week(person: Person) -> None:
    monday = last_monday(person)
    dates = {name: (monday + timedelta(days=i)).isoformat() for i, name in enumerate(DAYS)}
    for line in WEEK:
        person.presence("add", line.format(**dates))
    for session in person.log:
        if session["kind"] == "dinner" and not session["slips"]:
            person.presence("edit", session["id"], "--phones", "yes")


def last_monday(person: Person) -> date:
    """The first day of the week that is over."""
    today = person.now.date()
    return today - timedelta(days=today.weekday() + 7)
