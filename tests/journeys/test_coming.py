"""Before the meeting: what calendars and plans have is offered, followed, kept, and said why.

A real notification server shows the offers, and its buttons are pressed there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.calendars.sources.dav_servers import DavServer, Radicale
from tests.desktops.dunst import DunstXfce
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import wait_until
from tests.desktops.tray_menu import MenuItem, walk
from tests.journeys.calendar_file import ANA, ME, Meeting, text_of, write
from tests.journeys.moved_clock import MovedClock
from tests.journeys.person import Person

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
BEFORE = 2 * MINUTE  # the notice comes, as long as nobody chooses otherwise
LATE = 3 * SECOND  # what a busy machine takes until a notice is seen
CONTRACT = {"uid", "title", "starts_at", "ends_at", "calendar", "proposed", "reasons"}
SECRETS = "org.freedesktop.secrets"


class Notices:
    """What dunst shows, and its buttons: a person chooses one in a menu, for which grep stands."""

    def __init__(self, desktop: DunstXfce, pressed: str = "Start") -> None:
        self._lab = desktop.lab
        config = desktop.lab.config / "dunst" / "dunstrc"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(f"[global]\ndmenu = /bin/grep -m1 {pressed}\n")
        desktop.end_server()
        desktop.start_server()
        self._heard = desktop.hears_notices()

    @property
    def count(self) -> int:
        """How many stand on the screen."""
        return int(self._lab.run("dunstctl", "count", "displayed").stdout)

    @property
    def offered(self) -> int:
        """How many offers dunst was told so far: only they have this button."""
        return self._heard.output.count('string "In 5 min"')

    @property
    def words(self) -> str:
        """Everything that dunst was told."""
        return self._heard.output

    def waits_for_offer(self, seconds: float, offers: int = 1) -> None:
        """Wait until so many were told of, and the last stands on the screen."""
        wait_until(lambda: self.offered >= offers and self.count >= 1, seconds, "the offer")

    def press(self) -> None:
        """Press the button of the notice that stands there."""
        self._lab.run("dunstctl", "context")


def somebody(
    desktop: DunstXfce, spans: Mapping[str, float] | None = None, clock: MovedClock | None = None
) -> Person:
    """A person whose address is known."""
    person = Person(desktop, spans=spans, clock=clock)
    person.set("me", f'["{ME}"]')
    return person


def has_calendar(person: Person, *meetings: Meeting) -> Path:
    """A file with these, which Presence reads from now on."""
    file = person.lab.home / "work.ics"
    write(file, *meetings)
    assert "is read from now on" in person.presence("calendar", "add", str(file))
    return file


def soon(person: Person, after: timedelta) -> datetime:
    """An event whose notice is to come so long after now begins then."""
    return person.now.replace(microsecond=0) + BEFORE + after


def told(text: str) -> datetime:
    return datetime.fromisoformat(text)


def line_of(desktop: DunstXfce, words: str) -> MenuItem | None:
    """The first line of the menu with these words."""
    return next((each for each in walk(desktop.menu()) if words in each.label), None)


def test_a_morning_with_six_events_of_which_two_are_in_person(dunst_xfce: DunstXfce) -> None:
    person = somebody(dunst_xfce)
    first = soon(person, 9 * SECOND)
    roadmap = Meeting("Roadmap", first, 50 * MINUTE)
    lunch = Meeting("Lunch with Ana", first + 3 * HOUR, place="Café Nord", guests=(ANA,))
    call = "DESCRIPTION:https://meet.google.com/abc-defg-hij"
    others = (
        Meeting("Standup", first, 15 * MINUTE, place="", more=(call,)),
        Meeting("Focus", first + HOUR, guests=(), place=""),
        Meeting("Old plan", first, more=("STATUS:CANCELLED",)),
        Meeting("Fair", first + 2 * HOUR, more=("TRANSP:TRANSPARENT",)),
    )
    notices = Notices(dunst_xfce)
    has_calendar(person, roadmap, lunch, *others)
    says_which_are_proposed(person, roadmap, lunch, others)

    person.starts_app()
    notices.waits_for_offer(20)
    assert abs(roadmap.begins - person.now - BEFORE) < LATE
    dunst_xfce.screen.settled()
    person.keeps_picture("offer-on-dunst")
    assert "Roadmap" not in notices.words, "a title that others could see"
    assert line_of(dunst_xfce, "Start Meeting") == dunst_xfce.menu()[0]
    notices.press()
    session = person.waits_for("running")["session"]
    assert (session["kind"], session["place"]) == ("meeting", "Room 1")
    assert set(session["people"]) == {"Ana", "Tom"}
    assert told(session["planned_end_at"]) == roadmap.ends
    assert notices.offered == 1


def says_which_are_proposed(
    person: Person, roadmap: Meeting, lunch: Meeting, others: Sequence[Meeting]
) -> None:
    """As product.md promises it to scripts, and in words."""
    judged = person.asks("calendar", "upcoming", "--days", "2")
    assert len(judged) == 6
    for each in judged:
        assert each.keys() >= CONTRACT
        assert told(each["starts_at"]).utcoffset() is not None
    by_title = {each["title"]: each for each in judged}
    assert {title for title, each in by_title.items() if each["proposed"]} == {
        roadmap.title,
        lunch.title,
    }
    mine = by_title[roadmap.title]
    assert (mine["uid"], mine["calendar"]) == (roadmap.uid, "work")
    assert (told(mine["starts_at"]), told(mine["ends_at"])) == (roadmap.begins, roadmap.ends)
    why = [person.presence("calendar", "why", each.title) for each in others]
    because = ("a video link and no place", "nobody else is in it", "cancelled", "free time")
    for said, reason in zip(why, because, strict=True):
        assert "Not proposed" in said
        assert reason in said
    assert "Proposed: with others, at a place" in person.presence("calendar", "why", "Roadmap")


class Laptop:
    """A computer that sleeps for as long as it is told, and its person."""

    def __init__(
        self,
        desktop: DunstXfce,
        manager: LoginManager,
        at: str = "",
        spans: Mapping[str, float] | None = None,
    ) -> None:
        self._manager = manager
        self._clock = MovedClock(desktop.lab, sleeps=True)
        if at:
            self._clock.move(datetime.fromisoformat(at) - datetime.now(UTC))
        self.person = somebody(desktop, {"alarms": 0.3, **(spans or {})}, self._clock)

    def opens(self) -> None:
        """The person is there, and Presence starts."""
        self.person.starts_app()
        self._manager.takes_to_sleep(self.person.status["pid"])

    def sleeps_until(self, instant: datetime) -> None:
        """Its programs stand still, and it is later."""
        self._manager.goes_to_sleep()
        self._clock.move(instant - self.person.now)
        self._manager.wakes_up()


def test_a_meeting_that_is_moved_ten_minutes_is_offered_then_and_once(
    dunst_xfce: DunstXfce,
) -> None:
    with LoginManager(dunst_xfce.lab) as manager:
        spans = {"last_look": (BEFORE + 4 * SECOND).total_seconds(), "fresh": 1.0}
        laptop = Laptop(dunst_xfce, manager, spans=spans)
        person, notices = laptop.person, Notices(dunst_xfce)
        was = Meeting("Roadmap", soon(person, 15 * SECOND))
        file = has_calendar(person, was)
        laptop.opens()
        moved = replace(was, begins=was.begins + 10 * MINUTE)
        write(file, moved)
        wait_until(lambda: person.now > was.begins - BEFORE + LATE, 40, "its old time")
        assert notices.offered == 0
        (proposed,) = person.asks("calendar", "upcoming")
        assert told(proposed["starts_at"]) == moved.begins

        laptop.sleeps_until(moved.begins - BEFORE - 5 * SECOND)
        assert notices.offered == 0
        notices.waits_for_offer(10)
        assert abs(moved.begins - BEFORE - person.now) < LATE
        person.presence("calendar", "refresh")
        wait_until(lambda: person.now > moved.begins - BEFORE + 2 * LATE, 20, "a moment")
        assert (notices.offered, notices.count) == (1, 1)


def test_a_laptop_opened_in_the_middle_of_a_meeting_offers_it(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as manager:
        laptop = Laptop(dunst_xfce, manager)
        person, notices = laptop.person, Notices(dunst_xfce)
        now = person.now.replace(microsecond=0)
        over = Meeting("Early", now + HOUR, 30 * MINUTE)
        present = Meeting("Roadmap", now + 2 * HOUR, HOUR)
        has_calendar(person, over, present)
        laptop.opens()
        laptop.sleeps_until(present.begins + 20 * MINUTE)
        notices.waits_for_offer(10)
        assert f"since {present.begins:%H:%M}" in notices.words
        notices.press()
        session = person.waits_for("running")["session"]
        assert told(session["planned_end_at"]) == present.ends
        assert abs(told(session["started_at"]) - person.now) < 4 * LATE
        assert notices.offered == 1, "what was over by then was offered"


@pytest.mark.parametrize(
    ("saturday", "offset"),
    [("2026-10-24T22:00:00+02:00", "+01:00"), ("2027-03-27T22:00:00+01:00", "+02:00")],
    ids=["the clocks go back", "the clocks go forward"],
)
def test_on_the_sunday_of_other_time_dinner_is_offered_at_two_minutes_to_seven(
    dunst_xfce: DunstXfce, saturday: str, offset: str
) -> None:
    with LoginManager(dunst_xfce.lab) as manager:
        laptop = Laptop(dunst_xfce, manager, at=saturday)
        person, notices = laptop.person, Notices(dunst_xfce)
        person.presence("plans", "add", "sundays 19:00 dinner 90m with Ana")
        laptop.opens()
        sunday = told(saturday).date() + timedelta(days=1)
        seven = told(f"{sunday}T19:00:00{offset}")
        laptop.sleeps_until(seven - BEFORE - 6 * SECOND)
        assert notices.offered == 0
        notices.waits_for_offer(12)
        assert abs(seven - BEFORE - person.now) < LATE
        notices.press()
        session = person.waits_for("running")["session"]
        assert (session["kind"], session["people"]) == ("dinner", ["Ana"])
        assert session["planned_end_at"].startswith(f"{sunday}T20:30:00")
        assert session["planned_end_at"].endswith(offset)


def test_back_to_back_the_menu_hands_the_quiet_over_without_a_gap(dunst_xfce: DunstXfce) -> None:
    person = somebody(dunst_xfce)
    now = person.now.replace(microsecond=0)
    first = Meeting("Roadmap", now - 15 * MINUTE, 25 * MINUTE)
    second = Meeting("Design", first.ends, 30 * MINUTE, place="Room 2")
    notices = Notices(dunst_xfce)
    has_calendar(person, first, second)
    person.starts_app()
    notices.waits_for_offer(10)
    notices.press()
    began = person.waits_for("running")["session"]
    assert told(began["planned_end_at"]) == first.ends
    person.waits_for_quiet()
    listener = person.lab.spawn(
        "gdbus", "monitor", "--session", "--dest", "org.freedesktop.Notifications", name="listener"
    )
    wait_until(lambda: "owned by" in listener.output, 5, "the listener")
    offered = line_of(dunst_xfce, f"{second.begins:%H:%M} Design")
    assert offered is not None, [each.label for each in walk(dunst_xfce.menu())]
    dunst_xfce.choose("Coming", offered.label)

    def switched() -> bool:
        return bool(person.status["session"]["place"] == "Room 2")

    wait_until(switched, 5, "the switch")
    assert dunst_xfce.setting() == "true"
    assert "paused" not in listener.output, "the quiet had a gap"
    assert told(person.status["session"]["planned_end_at"]) == second.ends
    assert notices.offered == 1, "a notice within a session"


def test_what_was_missed_is_put_into_the_log_from_the_menu_and_taken_back(
    dunst_xfce: DunstXfce,
) -> None:
    person = somebody(dunst_xfce)
    now = person.now.replace(microsecond=0)
    missed = Meeting("Roadmap", now - 2 * HOUR, 45 * MINUTE)
    has_calendar(person, missed)
    person.starts_app()
    line = line_of(dunst_xfce, "It happened")
    assert line is not None, [each.label for each in walk(dunst_xfce.menu())]
    dunst_xfce.choose("Coming", line.label)
    person.windows.press("Add to the log")
    wait_until(lambda: person.log, 5, "the session in the log")
    (session,) = person.log
    assert (told(session["started_at"]), told(session["ended_at"])) == (missed.begins, missed.ends)
    assert set(session["people"]) == {"Ana", "Tom"}
    day = missed.begins.date().isoformat()
    assert person.asks("week", day)["total_s"] == 45 * 60
    assert line_of(dunst_xfce, "It happened") is None
    person.presence("undo")
    assert person.log == []
    assert person.asks("week", day)["total_s"] == 0
    wait_until(lambda: line_of(dunst_xfce, "It happened"), 5, "its being asked for again")


def test_a_server_that_dies_leaves_its_last_good_copy_and_is_asked_again(
    dunst_xfce: DunstXfce, tmp_path: Path
) -> None:
    lab = dunst_xfce.lab
    lab.run("gnome-keyring-daemon", "--unlock", "--components=secrets", stdin="pa55word")
    lab.wait_for_name(SECRETS)
    with Radicale(tmp_path) as server:
        person = somebody(dunst_xfce, {"retry": 3})
        notices = Notices(dunst_xfce)
        later = Meeting("Roadmap", person.now.replace(microsecond=0) + 3 * HOUR)
        path = server.make_calendar("team", "Team")
        puts(server, path, later)
        words = ("calendar", "add", server.url, "--user", server.user, "--password-stdin")
        done = lab.run("presence", *words, stdin=server.password)
        assert "Team is read from now on" in done.stdout
        server.stop()

        person.starts_app()
        wait_until(lambda: person.asks("calendar")[0]["trouble"], 10, "the trouble")
        shown = lab.run("presence", "calendar")
        assert "cannot be reached now" in shown.stdout + shown.stderr
        assert "read just now" in shown.stdout
        assert [each["title"] for each in person.asks("calendar", "upcoming")] == ["Roadmap"]
        assert line_of(dunst_xfce, "Roadmap") is not None

        server.start()
        coffee = Meeting("Coffee", soon(person, 12 * SECOND), place="Café Nord")
        puts(server, path, coffee)
        wait_until(lambda: not person.asks("calendar")[0]["trouble"], 10, "its being read again")
        notices.waits_for_offer(20)
        assert abs(coffee.begins - BEFORE - person.now) < LATE
        titles = [each["title"] for each in person.asks("calendar", "upcoming")]
        assert titles == ["Coffee", "Roadmap"]


def puts(server: DavServer, path: str, meeting: Meeting) -> None:
    """Somebody else's program puts an event into a calendar of the server."""
    headers = {"Content-Type": "text/calendar"}
    server.request("PUT", f"{path}{meeting.title}.ics", text_of(meeting), headers)
