"""Microsoft Teams, against a server that signs in and keeps a preferred presence as Graph does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from presence.core.courtesy.chosen import Availability, TeamsTarget
from presence.core.courtesy.news import What
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Answer, Pause, Remember, Request
from presence.courtesy.targets.microsoft import sign_in
from presence.courtesy.targets.teams import Teams
from tests.courtesy.conftest import PERSONAL, Loop, news
from tests.courtesy.far_side import FakeMicrosoft, Reply, json_reply, serving


@pytest.fixture
def microsoft() -> Iterator[FakeMicrosoft]:
    with serving(FakeMicrosoft()) as side:
        assert isinstance(side, FakeMicrosoft)
        yield side


def chosen(side: FakeMicrosoft, **more: object) -> TeamsTarget:
    target = TeamsTarget(client_id="app-1", url=side.url, login_url=side.url)
    return replace(target, **more)  # type: ignore[arg-type]  # its fields


def courtesy(side: FakeMicrosoft, **more: object) -> Teams:
    return Teams(chosen(side, **more), side.refresh_token)


def test_a_session_is_do_not_disturb_until_its_end(microsoft: FakeMicrosoft, loop: Loop) -> None:
    loop.run(courtesy(microsoft).begin(news(), {}))
    assert microsoft.calls == [
        ("POST", "/organizations/oauth2/v2.0/token"),
        ("GET", "/v1.0/me/presence"),
        ("POST", "/v1.0/users/user-1/presence/setUserPreferredPresence"),
    ]
    asked = microsoft.received[0].form
    assert asked["grant_type"] == "refresh_token"
    assert asked["client_id"] == "app-1"
    assert asked["refresh_token"] == "refresh-1"
    assert asked["scope"].endswith("/Presence.ReadWrite offline_access")
    assert microsoft.received[2].json == {
        "availability": "DoNotDisturb",
        "activity": "DoNotDisturb",
        "expirationDuration": "PT92M",
    }
    assert not any(word in microsoft.everything for word in PERSONAL)


def test_the_end_clears_it(microsoft: FakeMicrosoft, loop: Loop) -> None:
    teams = courtesy(microsoft)
    loop.run(teams.begin(news(), {}))
    loop.run(teams.end(news(What.ENDED, 30), loop.state))
    assert microsoft.preferred == ""
    last = microsoft.received[-1]
    assert last.path.endswith("/users/user-1/presence/clearUserPreferredPresence")
    assert last.json == {}


@pytest.mark.parametrize("theirs", ["DoNotDisturb", "OffWork"])
def test_what_the_person_chose_before_is_let_be(
    microsoft: FakeMicrosoft, loop: Loop, theirs: str
) -> None:
    microsoft.preferred = theirs
    teams = courtesy(microsoft, availability=Availability.BUSY)
    loop.run(teams.begin(news(), {}))
    loop.run(teams.begin(news(What.EXTENDED, 20, 120), loop.state))
    loop.run(teams.end(news(What.ENDED, 30), loop.state))
    assert microsoft.preferred == theirs


def test_what_the_person_changed_meanwhile_is_let_be(microsoft: FakeMicrosoft, loop: Loop) -> None:
    teams = courtesy(microsoft)
    loop.run(teams.begin(news(), {}))
    microsoft.preferred = "Available"
    before = dict(loop.state)
    loop.run(teams.end(news(What.ENDED, 30), before))
    assert microsoft.preferred == "Available"
    loop.run(teams.begin(news(What.EXTENDED, 20, 120), before))
    assert (microsoft.preferred, loop.state) == ("Available", {"shown": None})


def test_another_end_moves_it(microsoft: FakeMicrosoft, loop: Loop) -> None:
    teams = courtesy(microsoft)
    loop.run(teams.begin(news(), {}))
    loop.run(teams.begin(news(What.EXTENDED, 60, 150), loop.state))
    assert microsoft.received[-1].json["expirationDuration"] == "PT92M"
    assert microsoft.preferred == "DoNotDisturb"


def test_one_who_is_signed_out_everywhere_meanwhile_gets_it_cleared(
    microsoft: FakeMicrosoft, loop: Loop
) -> None:
    teams = courtesy(microsoft)
    loop.run(teams.begin(news(), {}))
    token = json_reply({"access_token": "access-2"})
    microsoft.script = [token, json_reply({"id": "user-1", "activity": "Offline"})]
    loop.run(teams.end(news(What.ENDED, 30), loop.state))
    assert microsoft.preferred == ""


def test_the_new_refresh_token_takes_the_place_of_the_old_one(microsoft: FakeMicrosoft) -> None:
    steps = courtesy(microsoft).begin(news(), {})
    assert isinstance(next(steps), Request)
    given = Answer(200, b'{"access_token": "a", "refresh_token": "refresh-9"}')
    assert steps.send(given) == Remember("refresh_token", "refresh-9")


def test_a_refresh_token_that_is_over_is_said(microsoft: FakeMicrosoft, loop: Loop) -> None:
    teams = courtesy(microsoft)
    microsoft.refresh_token = "another"
    with pytest.raises(CourtesyError) as raised:
        loop.run(teams.begin(news(), {}), "teams")
    assert raised.value.code is ErrorCode.COURTESY_TOKEN_REFUSED
    assert "refresh-1" not in repr(raised.value)


@pytest.mark.parametrize(
    "reply", [Reply(400, b"<html>"), Reply(200, b"{}"), Reply(500), json_reply({"access_token": 3})]
)
def test_a_login_page_that_talks_nonsense_is_said(
    microsoft: FakeMicrosoft, loop: Loop, reply: Reply
) -> None:
    microsoft.script = [reply]
    with pytest.raises(CourtesyError) as raised:
        loop.run(courtesy(microsoft).begin(news(), {}), "teams")
    assert raised.value.code is ErrorCode.COURTESY_ANSWERED


def test_signing_in_shows_a_code_and_waits_until_it_was_typed(
    microsoft: FakeMicrosoft, loop: Loop
) -> None:
    microsoft.pending = 1
    shown: list[tuple[str, str]] = []
    target = chosen(microsoft, tenant="contoso.com")
    token = loop.run(sign_in(Teams(target, ""), target, lambda *words: shown.append(words)))
    assert token == "refresh-2"
    assert shown == [("https://microsoft.com/devicelogin", "ABCD-EFG")]
    assert microsoft.received[0].path == "/contoso.com/oauth2/v2.0/devicecode"
    assert set(microsoft.received[0].form) == {"client_id", "scope"}
    assert microsoft.received[-1].form == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": "app-1",
        "device_code": "device-1",
    }


def _sign_in_while_it_says(error: str, target: TeamsTarget) -> None:
    steps = sign_in(Teams(target, ""), target, lambda _page, _code: None)
    next(steps)
    step = steps.send(Answer(200, b'{"device_code": "d", "interval": 300, "expires_in": 600}'))
    while True:
        assert step == Pause(300)
        assert isinstance(steps.send(Answer()), Request)
        step = steps.send(Answer(400, f'{{"error": "{error}"}}'.encode()))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("authorization_declined", ErrorCode.COURTESY_ANSWERED),
        ("authorization_pending", ErrorCode.COURTESY_TIMED_OUT),
    ],
)
def test_signing_in_ends_when_the_person_refuses_or_never_comes(
    error: str, code: ErrorCode
) -> None:
    with pytest.raises(CourtesyError) as raised:
        _sign_in_while_it_says(error, TeamsTarget(client_id="app-1"))
    assert raised.value.code is code
