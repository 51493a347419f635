"""The fifth moment, before the meeting: the icon offers the usual one, then the next."""

from datetime import timedelta

from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_click_starts_what_is_usual_now_and_a_switch_hands_the_quiet_over(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.presence("kinds", "add", "review", "--name", "Review", "--nature", "desk")
    # A week ago at this hour.
    began = person.now - timedelta(days=7, minutes=-10)
    person.presence("add", f"{began:%Y-%m-%d %H:%M} for 55m review @Tom")

    person.starts_app()
    assert dunst_xfce.menu()[0].label == "Start Review · 55 min"
    dunst_xfce.icon()
    person.screen.hover(*dunst_xfce.icon().centre)
    person.screen.settled(1.5)
    person.keeps_picture("moment-5-before-the-meeting-1-offered")
    dunst_xfce.activate_icon()
    first = person.waits_for("running")["session"]
    assert (first["kind"], first["people"]) == ("review", ["Tom"])

    listener = dunst_xfce.lab.spawn(
        "gdbus", "monitor", "--session", "--dest", "org.freedesktop.Notifications", name="listener"
    )
    wait_until(lambda: "owned by" in listener.output, 5, "the listener")
    second = person.asks("start", "meeting", "--for", "30m", "--switch")["session"]
    assert second["kind"] == "meeting"
    assert dunst_xfce.setting() == "true"
    assert "paused" not in listener.output, "the quiet had a gap"
    assert person.sees_no_notification()
    person.keeps_picture("moment-5-before-the-meeting-2-switched")
    ended = next(session for session in person.log if session["id"] == first["id"])
    assert ended["ended_at"] == second["started_at"]

    person.presence("undo")
    assert person.status["session"]["id"] == first["id"]
    assert "paused" not in listener.output, "the quiet had a gap"


def test_without_switch_a_second_start_names_the_first(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "dinner")
    done = dunst_xfce.lab.run("presence", "start", "meeting", check=False)
    assert done.returncode == 1
    assert "Dinner" in done.stderr
    assert len(done.stderr.splitlines()) == 1
