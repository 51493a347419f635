"""The planned end passes while nobody is there: quiet until they are back, and the card first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from tests.desktops.dunst import DunstXfce
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

LET_IN = 6
SPANS = {"let_in": LET_IN}
OVER = ("--ago", "90m", "--for", "5403s", "--with", "Ana")  # planned to end in three seconds
PLANNED = "as planned"


@contextmanager
def away_past_the_end(desktop: DunstXfce) -> Iterator[tuple[Person, LoginManager]]:
    """Somebody whose dinner ends as planned while their screen is locked, and mail waits."""
    with LoginManager(desktop.lab) as laptop:
        person = Person(desktop, spans=SPANS)
        person.starts_app()
        person.presence("start", "dinner", *OVER)
        muted = desktop.setting()
        laptop.is_waited_for()
        laptop.locks()
        desktop.notify("Mail", "that came during the dinner")
        wait_until(lambda: person.status["phase"] == "over_time", 10, "the planned end")
        assert desktop.setting() == muted, "nobody is back yet"
        assert shown(desktop) == 0
        yield person, laptop


def shown(desktop: DunstXfce) -> int:
    """How many notifications are on the screen."""
    return int(desktop.lab.run("dunstctl", "count", "displayed").stdout)


def is_let_in(desktop: DunstXfce) -> bool:
    """Whether the mail is on the screen, beside what Presence may have to say."""
    waiting = desktop.lab.run("dunstctl", "count", "waiting").stdout
    return int(waiting) == 0 and shown(desktop) >= 1


def planned_end(session: Any) -> datetime:
    return datetime.fromisoformat(session["planned_end_at"])


def test_the_card_comes_first_and_an_answer_lets_in_what_waited(dunst_xfce: DunstXfce) -> None:
    with away_past_the_end(dunst_xfce) as (person, laptop):
        laptop.unlocks()
        assert person.sees(PLANNED)
        assert shown(dunst_xfce) == 0, "what was held back came before the card"
        person.keeps_picture("moment-2-returning-past-the-end")
        (waiting,) = person.status["unconfirmed"]
        assert waiting["id"] == person.status["session"]["id"]
        assert waiting["ended_at"] == waiting["planned_end_at"]
        person.windows.press(PLANNED)
        wait_until(lambda: is_let_in(dunst_xfce), 3, "what was held back")
        (session,) = person.log
        assert session["confirmed"]
        assert session["ended_at"] == session["planned_end_at"]
        wait_until(lambda: not person.windows.has(PLANNED), 5, "the card's going away")


def test_without_an_answer_it_is_let_in_all_the_same_and_the_card_stays(
    dunst_xfce: DunstXfce,
) -> None:
    with away_past_the_end(dunst_xfce) as (person, laptop):
        laptop.unlocks()
        back = person.now
        assert person.sees(PLANNED)
        assert shown(dunst_xfce) == 0
        wait_until(lambda: is_let_in(dunst_xfce), LET_IN + 3, "what was held back")
        assert person.now - back > timedelta(seconds=LET_IN - 1)
        status = person.status
        assert status["state"] == "idle"
        (waiting,) = status["unconfirmed"]
        assert not waiting["confirmed"]
        assert waiting["ended_at"] == waiting["planned_end_at"]
        assert person.windows.has(PLANNED)

        # The same answer from the command line.
        at = planned_end(waiting) - timedelta(minutes=10)
        person.presence("stop", "--at", f"{at:%H:%M}")
        assert person.status["unconfirmed"] == []
        wait_until(lambda: not person.windows.has(PLANNED), 5, "the card's going away")
        (session,) = person.log
        assert session["confirmed"]
        assert session["ended_at"][:16] == at.isoformat()[:16]


def test_who_leaves_again_without_an_answer_is_still_kept_quiet(dunst_xfce: DunstXfce) -> None:
    with away_past_the_end(dunst_xfce) as (person, laptop):
        laptop.unlocks()
        assert person.sees(PLANNED)
        laptop.locks()
        left = person.now
        wait_until(lambda: person.now - left > timedelta(seconds=LET_IN + 1), LET_IN + 3, "a while")
        assert shown(dunst_xfce) == 0
        assert person.status["mute"]["state"] == "muted"
        laptop.unlocks()
        person.windows.press("Still going")
        wait_until(lambda: not person.status["unconfirmed"], 5, "the answer")
        status = person.status
        assert status["state"] == "running"
        assert status["session"]["planned_end_at"] is None
        assert shown(dunst_xfce) == 0


def test_several_share_a_card_and_none_keeps_another_from_starting(dunst_xfce: DunstXfce) -> None:
    with away_past_the_end(dunst_xfce) as (person, laptop):
        laptop.unlocks()
        assert person.sees(PLANNED)
        person.presence("start", "coffee", "--ago", "45m", "--for", "2703s")
        wait_until(lambda: len(person.status["unconfirmed"]) == 2, 10, "the second planned end")
        assert shown(dunst_xfce) == 0, "it stayed quiet from one to the other"
        person.windows.press("All as planned")
        wait_until(lambda: not person.status["unconfirmed"], 5, "the answers")
        wait_until(lambda: is_let_in(dunst_xfce), 5, "what was held back")
        assert [each["kind"] for each in person.log] == ["coffee", "dinner"]
        assert all(each["ended_at"] == each["planned_end_at"] for each in person.log)
        assert all(each["confirmed"] for each in person.log)
