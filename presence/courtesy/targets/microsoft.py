"""Signing in with Microsoft from a terminal: a code, typed into a page in any browser.

Tokens for Graph last an hour, so what the keyring holds is the refresh token (90 days, given anew
with every use). https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code; the
application is one of the person's own organisation, a public client with Presence.ReadWrite.
"""

from collections.abc import Callable, Generator, Mapping
from urllib.parse import quote, urlencode

from presence.core.courtesy.chosen import TeamsTarget
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Answer, Courtesy, Pause, Request, Step

FORM = "application/x-www-form-urlencoded"
SCOPES = ("Presence.Read", "Presence.ReadWrite")
BY_CODE = "urn:ietf:params:oauth:grant-type:device_code"
LONGEST_WAIT = 900.0
SLOWER = 5.0

Fields = Mapping[str, object]
SignedIn = Generator[Step, Answer, str]


def sign_in(teams: Courtesy, target: TeamsTarget, say: Callable[[str, str], None]) -> SignedIn:
    """The refresh token, once the person has typed the code; ``say`` gets the page and the code."""
    asked = {"client_id": target.client_id, "scope": _scope(target)}
    code = yield from _ask(teams, target, "devicecode", asked)
    say(str(code.get("verification_uri", "")), str(code.get("user_code", "")))
    pause = _seconds(code.get("interval"), SLOWER)
    left = _seconds(code.get("expires_in"), LONGEST_WAIT)
    grant = {
        "grant_type": BY_CODE,
        "client_id": target.client_id,
        "device_code": str(code.get("device_code", "")),
    }
    while left > 0:
        yield Pause(pause)
        left -= pause
        reply = yield from _ask(teams, target, "token", grant, "authorization_pending", "slow_down")
        if reply.get("error") == "slow_down":
            pause += SLOWER
        elif "error" not in reply:
            return _text(teams, reply, "refresh_token")
    raise CourtesyError(ErrorCode.COURTESY_TIMED_OUT, target=teams.name)


def renew(
    teams: Courtesy, target: TeamsTarget, refresh_token: str
) -> Generator[Step, Answer, tuple[str, str]]:
    """A token for Graph, and the refresh token that takes the place of this one."""
    grant = {
        "grant_type": "refresh_token",
        "client_id": target.client_id,
        "refresh_token": refresh_token,
        "scope": _scope(target),
    }
    reply = yield from _ask(teams, target, "token", grant)
    renewed = reply.get("refresh_token")
    token = _text(teams, reply, "access_token")
    return token, renewed if isinstance(renewed, str) else refresh_token


def _ask(
    teams: Courtesy, target: TeamsTarget, what: str, fields: Mapping[str, str], *but: str
) -> Generator[Step, Answer, Fields]:
    """The reply; one with an error other than those in ``but`` is raised."""
    base = target.login_url.rstrip("/")
    url = f"{base}/{quote(target.tenant, safe='')}/oauth2/v2.0/{what}"
    answer = yield Request("POST", url, urlencode(fields).encode(), FORM)
    if answer.status != 400:
        return teams.read(teams.accepted(answer))
    reply = teams.read(answer)
    error = str(reply.get("error") or "400")
    if error in but:
        return reply
    if error == "invalid_grant":
        raise CourtesyError(ErrorCode.COURTESY_TOKEN_REFUSED, target=teams.name)
    teams.refused(error)


def _scope(target: TeamsTarget) -> str:
    base = target.url.rstrip("/")
    return " ".join([*(f"{base}/{scope}" for scope in SCOPES), "offline_access"])


def _seconds(value: object, usual: float) -> float:
    if isinstance(value, int | float) and 1 <= value <= LONGEST_WAIT:
        return float(value)
    return usual


def _text(teams: Courtesy, reply: Fields, name: str) -> str:
    value = reply.get(name)
    if not isinstance(value, str) or not value:
        teams.refused(f"no {name}")
    return value
