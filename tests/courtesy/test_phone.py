"""What reaches a phone: Home Assistant's command and ntfy's message."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from presence.core.courtesy.chosen import HomeAssistantTarget, NtfyTarget, PhoneMode
from presence.core.courtesy.news import What
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.targets.home_assistant import HomeAssistant
from presence.courtesy.targets.ntfy import Ntfy
from tests.courtesy.conftest import PERSONAL, Loop, news
from tests.courtesy.far_side import FakeHomeAssistant, FarSide, Reply, json_reply, serving

SENSOR = "sensor.pixel_do_not_disturb_sensor"


@pytest.fixture
def home() -> Iterator[FakeHomeAssistant]:
    with serving(FakeHomeAssistant()) as side:
        assert isinstance(side, FakeHomeAssistant)
        yield side


def courtesy(side: FakeHomeAssistant, **chosen: object) -> HomeAssistant:
    target = HomeAssistantTarget(url=side.url + "/", device="mobile_app_pixel")
    return HomeAssistant(replace(target, **chosen), side.token)  # type: ignore[arg-type]  # its fields


def test_the_phone_is_quiet_for_the_session(home: FakeHomeAssistant, loop: Loop) -> None:
    loop.run(courtesy(home).begin(news(), {}))
    assert home.calls == [("POST", "/api/services/notify/mobile_app_pixel")]
    assert home.received[0].json == {
        "message": "command_dnd",
        "data": {"command": "priority_only"},
    }
    assert home.mode == "priority_only"
    loop.run(courtesy(home).begin(news(What.EXTENDED, 20, 120), loop.state))
    assert len(home.received) == 1
    loop.run(courtesy(home).end(news(What.ENDED, 30), loop.state))
    assert home.mode == "off"
    assert not any(word in home.everything for word in PERSONAL)


def test_the_mode_can_be_chosen(home: FakeHomeAssistant, loop: Loop) -> None:
    silence = courtesy(home, mode=PhoneMode.TOTAL_SILENCE, device="notify.mobile_app_pixel")
    loop.run(silence.begin(news(), {}))
    assert home.mode == "total_silence"


def test_with_its_sensor_a_phone_that_was_quiet_before_stays_so(
    home: FakeHomeAssistant, loop: Loop
) -> None:
    home.mode = "alarms_only"
    loop.run(courtesy(home, sensor=SENSOR).begin(news(), {}))
    loop.run(courtesy(home, sensor=SENSOR).end(news(What.ENDED, 30), loop.state))
    assert home.calls == [("GET", f"/api/states/{SENSOR}")]


def test_with_its_sensor_what_the_person_changed_meanwhile_is_let_be(
    home: FakeHomeAssistant, loop: Loop
) -> None:
    loop.run(courtesy(home, sensor=SENSOR).begin(news(), {}))
    home.mode = "total_silence"
    loop.run(courtesy(home, sensor=SENSOR).end(news(What.ENDED, 30), loop.state))
    assert home.mode == "total_silence"


@pytest.mark.parametrize("state", ["unknown", "unavailable"])
def test_a_sensor_that_does_not_know_keeps_no_phone_from_being_quiet(
    home: FakeHomeAssistant, loop: Loop, state: str
) -> None:
    home.script = [json_reply({"state": state})]
    loop.run(courtesy(home, sensor=SENSOR).begin(news(), {}))
    assert home.mode == "priority_only"


def test_what_a_crash_left_on_is_switched_off_after_the_next_session(
    home: FakeHomeAssistant, loop: Loop
) -> None:
    loop.run(courtesy(home, sensor=SENSOR).begin(news(), {}))
    loop.run(courtesy(home, sensor=SENSOR).begin(news(), loop.state))
    loop.run(courtesy(home, sensor=SENSOR).end(news(What.ENDED, 30), loop.state))
    assert home.mode == "off"


def test_a_phone_or_a_token_that_it_does_not_know_is_said(
    home: FakeHomeAssistant, loop: Loop
) -> None:
    with pytest.raises(CourtesyError) as raised:
        loop.run(courtesy(home, device="mobile_app_x/../y").begin(news(), {}))
    assert raised.value.values["detail"] == "400"
    assert home.calls == [("POST", "/api/services/notify/mobile_app_x%2F..%2Fy")]
    home.token = "another"
    with pytest.raises(CourtesyError) as raised:
        loop.run(
            HomeAssistant(HomeAssistantTarget(url=home.url, device="d"), "t").begin(news(), {})
        )
    assert raised.value.code is ErrorCode.COURTESY_TOKEN_REFUSED


def test_ntfy_gets_a_silent_message_that_a_phone_can_read(side: FarSide, loop: Loop) -> None:
    ntfy = Ntfy(NtfyTarget(url=side.url), "secret-topic")
    loop.run(ntfy.begin(news(), {}), "ntfy")
    loop.run(ntfy.end(news(What.ENDED, 30), {}), "ntfy")
    assert side.calls == [("POST", "/"), ("POST", "/")]
    started, ended = (each.json for each in side.received)
    assert (started["topic"], started["priority"]) == ("secret-topic", 1)
    assert started["tags"] == ["presence", "started"]
    assert ended["tags"] == ["presence", "ended"]
    message = json.loads(started["message"])
    assert (message["event"], message["seconds_left"]) == ("started", 5400)
    assert json.loads(ended["message"])["seconds_left"] == 0
    assert "Authorization" not in side.received[0].headers
    assert not any(word in side.everything for word in PERSONAL)


def test_ntfy_gets_a_token_and_details_where_they_were_chosen(side: FarSide, loop: Loop) -> None:
    target = NtfyTarget(url=side.url, with_token=True, with_details=True)
    loop.run(Ntfy(target, "topic", "tk_secret").begin(news(), {}), "ntfy")
    (received,) = side.received
    assert received.token == "tk_secret"
    assert json.loads(received.json["message"])["people"] == ["Ana"]


def test_a_note_that_is_too_long_for_ntfy_stays_here(side: FarSide, loop: Loop) -> None:
    long = news()
    long = replace(long, session=replace(long.session, note="n" * 5000))
    loop.run(Ntfy(NtfyTarget(url=side.url, with_details=True), "t").begin(long, {}), "ntfy")
    assert "note" not in json.loads(side.received[0].json["message"])


def test_a_topic_that_is_not_the_persons_is_said_and_not_shown(side: FarSide, loop: Loop) -> None:
    side.script = [Reply(403, b'{"error":"forbidden"}')]
    with pytest.raises(CourtesyError) as raised:
        loop.run(Ntfy(NtfyTarget(url=side.url), "secret-topic").begin(news(), {}), "ntfy")
    assert raised.value.code is ErrorCode.COURTESY_TOKEN_REFUSED
    assert "secret-topic" not in repr(raised.value)
