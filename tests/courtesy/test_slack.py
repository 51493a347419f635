"""Slack, against a server that keeps a status and a snooze as Slack does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.courtesy.chosen import SlackTarget
from presence.core.courtesy.news import What
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.targets.slack import Slack
from tests.courtesy.conftest import PERSONAL, Loop, Time, news
from tests.courtesy.far_side import FakeSlack, Reply, json_reply, serving
from tests.fakes import EVENING

PLANNED_END = int((EVENING + timedelta(minutes=90)).timestamp())
GRACE = 120


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def slack(time: Time) -> Iterator[FakeSlack]:
    with serving(FakeSlack(time)) as side:
        assert isinstance(side, FakeSlack)
        yield side


def courtesy(side: FakeSlack, **chosen: object) -> Slack:
    return Slack(replace(SlackTarget(url=side.url), **chosen), side.token)  # type: ignore[arg-type]  # its fields


def test_a_session_sets_a_status_and_a_snooze_that_end_by_themselves(
    slack: FakeSlack, loop: Loop, time: Time
) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    assert slack.calls == [
        ("GET", "/api/users.profile.get"),
        ("POST", "/api/users.profile.set"),
        ("GET", "/api/dnd.info"),
        ("POST", "/api/dnd.setSnooze"),
    ]
    assert {each.token for each in slack.received} == {"xoxp-secret"}
    set_status, set_snooze = slack.received[1], slack.received[3]
    assert set_status.json == {
        "profile": {
            "status_text": "Away from the screen",
            "status_emoji": ":no_mobile_phones:",
            "status_expiration": PLANNED_END,
        }
    }
    assert set_snooze.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert set_snooze.form == {"num_minutes": "92"}
    time.goes_on(minutes=93)
    slack.pass_time()
    assert (slack.status, slack.snooze) == (["", "", 0], 0)


def test_the_end_takes_both_back(slack: FakeSlack, loop: Loop) -> None:
    loop.run(courtesy(slack, status_text="Off & away").begin(news(), {}))
    assert slack.status[0] == "Off &amp; away"
    loop.run(courtesy(slack).end(news(What.ENDED, 30), loop.state))
    assert (slack.status, slack.snooze) == (["", "", 0], 0)


def test_nothing_personal_is_said_unless_it_was_chosen(slack: FakeSlack, loop: Loop) -> None:
    text = "{kind} until {until} {people} {place}"
    loop.run(courtesy(slack, status_text=text).begin(news(), {}))
    assert slack.status[0] == "Dinner until 20:30  "
    assert not any(word in slack.everything for word in PERSONAL)
    loop.run(courtesy(slack, status_text=text, with_details=True).begin(news(), loop.state))
    assert slack.status[0] == "Dinner until 20:30 Ana Da Enzo"
    loop.run(courtesy(slack, status_text="x" * 500).begin(news(), loop.state))
    assert len(slack.status[0]) == 100


def test_a_status_and_a_snooze_of_the_persons_own_are_let_be(
    slack: FakeSlack, loop: Loop, time: Time
) -> None:
    slack.status = ["On holiday", ":palm_tree:", 0]
    slack.snooze = int(time()) + 600
    before = list(slack.status), slack.snooze
    loop.run(courtesy(slack).begin(news(), {}))
    loop.run(courtesy(slack).begin(news(What.EXTENDED, 20, 120), loop.state))
    loop.run(courtesy(slack).end(news(What.ENDED, 30), loop.state))
    assert (slack.status, slack.snooze) == before
    assert not any("set" in path or "end" in path for _method, path in slack.calls)


def test_what_the_person_changed_meanwhile_is_let_be_at_the_end(
    slack: FakeSlack, loop: Loop, time: Time
) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    slack.status = ["Back early", ":wave:", 0]
    slack.snooze += 600
    before = list(slack.status), slack.snooze
    loop.run(courtesy(slack).end(news(What.ENDED, 30), loop.state))
    assert (slack.status, slack.snooze) == before


def test_what_the_person_took_away_within_the_session_is_not_set_again(
    slack: FakeSlack, loop: Loop, time: Time
) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    slack.status, slack.snooze = ["", "", 0], 0
    time.goes_on(minutes=20)
    for minutes in (20, 40):
        loop.run(courtesy(slack).begin(news(What.EXTENDED, minutes, 120), loop.state))
    assert (slack.status, slack.snooze) == (["", "", 0], 0)
    loop.run(courtesy(slack).begin(news(What.SWITCHED, 50, 120), loop.state))
    assert slack.status[0] == "Away from the screen"


def test_another_end_moves_both(slack: FakeSlack, loop: Loop, time: Time) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    time.goes_on(minutes=60)
    loop.run(courtesy(slack).begin(news(What.EXTENDED, 60, 150), loop.state))
    assert slack.status[2] == PLANNED_END + 3600
    assert slack.snooze == PLANNED_END + 3600 + GRACE


def test_a_dinner_that_lasts_is_prolonged_although_its_status_has_just_ended(
    slack: FakeSlack, loop: Loop, time: Time
) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    time.goes_on(minutes=90)
    slack.pass_time()
    assert slack.snooze  # no flood in the minute in which it is prolonged
    loop.run(courtesy(slack).begin(news(What.EXTENDED, 90, 300), loop.state))
    assert slack.status[0] == "Away from the screen"
    assert slack.snooze > time() + 3600


def test_what_a_crash_left_is_ours_also_in_the_next_session(slack: FakeSlack, loop: Loop) -> None:
    loop.run(courtesy(slack).begin(news(), {}))
    loop.run(courtesy(slack).begin(news(What.STARTED, 10, 45), loop.state))
    loop.run(courtesy(slack).end(news(What.ENDED, 30), loop.state))
    assert (slack.status, slack.snooze) == (["", "", 0], 0)


def test_each_half_can_be_switched_off(slack: FakeSlack, loop: Loop) -> None:
    loop.run(courtesy(slack, snooze=False).begin(news(), {}))
    assert (slack.status[0], slack.snooze) == ("Away from the screen", 0)
    loop.run(courtesy(slack, set_status=False).begin(news(), {}))
    assert slack.snooze


def test_a_snooze_that_ended_by_itself_is_no_failure(slack: FakeSlack, loop: Loop) -> None:
    loop.run(courtesy(slack, set_status=False).begin(news(), {}))
    snooze = json_reply({"ok": True, "snooze_enabled": True, "snooze_endtime": slack.snooze})
    slack.script = [snooze, json_reply({"ok": False, "error": "snooze_not_active"})]
    loop.run(courtesy(slack).end(news(What.ENDED, 30), loop.state))


def test_what_was_to_be_set_is_kept_before_it_is_set(slack: FakeSlack, loop: Loop) -> None:
    slack.script = [json_reply({"ok": True, "profile": {}}), Reply(500)]
    with pytest.raises(CourtesyError):
        loop.run(courtesy(slack).begin(news(), {}))
    assert loop.state == {"status": ["Away from the screen", ":no_mobile_phones:", PLANNED_END]}


@pytest.mark.parametrize(
    ("reply", "code", "detail"),
    [
        (Reply(401), ErrorCode.COURTESY_TOKEN_REFUSED, None),
        (
            json_reply({"ok": False, "error": "token_revoked"}),
            ErrorCode.COURTESY_TOKEN_REFUSED,
            None,
        ),
        (
            json_reply({"ok": False, "error": "missing_scope", "needed": "dnd:write"}),
            ErrorCode.COURTESY_ANSWERED,
            "missing_scope (dnd:write)",
        ),
        (Reply(500), ErrorCode.COURTESY_ANSWERED, "500"),
        (Reply(429), ErrorCode.COURTESY_ANSWERED, "429"),
        (Reply(200, b"<html>"), ErrorCode.COURTESY_ANSWERED, "200, no JSON"),
        (Reply(200, b"[1]"), ErrorCode.COURTESY_ANSWERED, "200, no JSON"),
        (Reply(200, b"[" * 60_000), ErrorCode.COURTESY_ANSWERED, "200, no JSON"),
        (Reply(200, b"{}"), ErrorCode.COURTESY_ANSWERED, "not ok"),
        (
            json_reply({"ok": False, "error": "\x1b[2J" + "a" * 500}),
            ErrorCode.COURTESY_ANSWERED,
            "[2J" + "a" * 77,
        ),
    ],
)
def test_a_refusal_is_said_in_slacks_own_word(
    slack: FakeSlack, loop: Loop, reply: Reply, code: ErrorCode, detail: str | None
) -> None:
    slack.script = [reply]
    with pytest.raises(CourtesyError) as raised:
        loop.run(courtesy(slack).begin(news(), {}))
    assert raised.value.code is code
    assert raised.value.values.get("detail") == detail
    assert slack.token not in repr(raised.value)


@pytest.mark.parametrize(
    "profile", [None, 3, {"status_text": 3, "status_emoji": [], "status_expiration": "soon"}]
)
def test_a_profile_that_is_none_harms_nothing(
    slack: FakeSlack, loop: Loop, profile: object
) -> None:
    slack.script = [json_reply({"ok": True, "profile": profile})]
    loop.run(courtesy(slack, snooze=False).begin(news(), {}))
