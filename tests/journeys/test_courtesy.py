"""Others are told: the installed app, a real keyring, and servers that stand for the services."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.courtesy.far_side import FakeSlack, FarSide, serving
from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

PERSONAL = ("Ana", "Da Enzo")
DINNER = ("start", "dinner", "--with", "Ana", "--place", "Da Enzo", "--for", "90m")


@pytest.fixture
def side() -> Iterator[FarSide]:
    with serving(FarSide()) as side:
        yield side


def events(side: FarSide) -> list[str]:
    return [each.json["event"] for each in side.received]


def waits(happened: Callable[[], bool], what: str) -> None:
    wait_until(happened, 10, what)


def test_an_address_of_ones_own_hears_of_a_session_and_of_its_end(
    dunst_xfce: DunstXfce, side: FarSide
) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("courtesy", "add", "http", f"url={side.url}/hook")  # the app runs already
    person.presence(*DINNER)
    waits(lambda: events(side) == ["started"], "the start")
    person.presence("extend", "15m")
    waits(lambda: events(side) == ["started", "extended"], "the longer end")
    person.presence("stop")
    waits(lambda: events(side) == ["started", "extended", "ended"], "the end")
    assert not any(word in side.everything for word in PERSONAL)
    person.quits_app()


def test_with_the_server_down_the_session_starts_all_the_same_and_one_line_says_so(
    dunst_xfce: DunstXfce,
) -> None:
    with serving(FarSide()) as gone:
        pass
    person = Person(dunst_xfce)
    person.presence("courtesy", "add", "http", f"url={gone.url}/s3cret")
    person.starts_app()
    said = person.presence(*DINNER)
    assert "quiet (checked)" in said
    assert dunst_xfce.setting() == "true"
    assert person.sees("Your web hook was not told: 127.0.0.1 cannot be reached.")
    person.keeps_picture("courtesy-not-told")
    log = (person.lab.home / ".local/state/presence/presence.log").read_text()
    assert log.count("http was not told: courtesy_unreachable") == 1
    assert "s3cret" not in log
    assert not any(word in log for word in PERSONAL)
    person.presence("stop")
    waits(lambda: dunst_xfce.setting() == "false", "the desktop's being put back")


def test_slack_is_told_with_a_token_out_of_the_keyring_also_after_a_crash(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    lab = person.lab
    lab.run("gnome-keyring-daemon", "--unlock", "--components=secrets", stdin="pa55word")
    lab.wait_for_name("org.freedesktop.secrets")
    with serving(FakeSlack(time.time)) as slack:
        assert isinstance(slack, FakeSlack)
        add = ("presence", "courtesy", "add", "slack", f"url={slack.url}", "--token-stdin")
        lab.run(*add, stdin=f"{slack.token}\n")
        person.starts_app()
        person.presence(*DINNER)
        waits(lambda: slack.status[0] == "Away from the screen", "the status")
        waits(lambda: slack.snooze > time.time() + 5400, "the snooze")
        noted = lab.home / ".local" / "share" / "presence" / "courtesies.json"
        waits(lambda: str(slack.snooze) in noted.read_text(), "the note of the snooze")

        person.app_crashes()
        person.presence("stop")  # without an app, nobody is told
        assert slack.status[0] == "Away from the screen"
        person.starts_app()
        waits(lambda: (slack.status, slack.snooze) == (["", "", 0], 0), "the taking back")
        assert not any(word in slack.everything for word in PERSONAL)
        held = lab.home / ".local/share/presence/courtesies.json"
        waits(lambda: not held.exists(), "the end of what was held")
    kept = [each for each in lab.home.rglob("*") if each.is_file()]
    assert not any(slack.token.encode() in each.read_bytes() for each in kept)


def test_who_quits_within_a_session_takes_leave_of_those_who_were_told(
    dunst_xfce: DunstXfce, side: FarSide
) -> None:
    person = Person(dunst_xfce)
    hook = person.lab.home / "hook"
    hook.write_text(f"#!/bin/sh\ncat >> {person.lab.home}/told\n")
    hook.chmod(0o755)
    person.presence("courtesy", "add", "http", f"url={side.url}")
    person.presence("courtesy", "add", "command", "--", str(hook))
    person.starts_app()
    person.presence(*DINNER)
    waits(lambda: events(side) == ["started"], "the start")
    person.quits_app()
    assert events(side) == ["started", "ended"]
    told = (person.lab.home / "told").read_text()
    assert told.count("\n") == 2
    assert dunst_xfce.setting() == "false"
    person.starts_app()
    waits(lambda: events(side) == ["started", "ended", "started"], "being taken up again")
