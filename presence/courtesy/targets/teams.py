"""Microsoft Teams: the preferred presence, which ends by itself. Not yet run against the real one.

Graph has no way to read a preferred presence, only the one that others see. Where that is "do not
disturb" or "appears offline" already it is the person's and let be; at the end it is cleared only
while others still see what was set. A preferred presence of another kind is lost to Teams' own.
https://learn.microsoft.com/graph/api/presence-setuserpreferredpresence; work and school accounts.
"""

from collections.abc import Generator, Mapping
from urllib.parse import quote

from presence.core.courtesy.chosen import Availability, TeamsTarget
from presence.core.courtesy.news import News
from presence.courtesy.courtesy import (
    GRACE,
    MINUTE,
    Answer,
    Courtesy,
    Keep,
    Remember,
    Request,
    State,
    Step,
    Steps,
    as_json,
    is_left,
    was_over,
)
from presence.courtesy.targets.microsoft import renew

SHOWN_AS = {
    Availability.DO_NOT_DISTURB: "DoNotDisturb",
    Availability.BUSY: "Busy",
    Availability.AWAY: "Away",
    Availability.BE_RIGHT_BACK: "BeRightBack",
}
CHOSEN_BY_HAND = frozenset({"DoNotDisturb", "OffWork"})
SIGNED_OUT = "Offline"  # of all devices; what was set shows with the next one

Presence = Mapping[str, object]


class Teams(Courtesy):
    """State: ``shown`` is what was set and when it ends, None once it is the person's."""

    name = "teams"

    def __init__(self, target: TeamsTarget, refresh_token: str) -> None:
        self._target = target
        self._refresh_token = refresh_token

    def begin(self, news: News, state: State) -> Steps:
        if is_left(news, state, "shown"):
            return
        token = yield from self._token()
        presence = yield from self._presence(token)
        if _is_theirs(presence, state.get("shown"), news):
            yield Keep({"shown": None})
            return
        wanted = SHOWN_AS[self._target.availability]
        minutes = max(-((news.at - news.until - GRACE) // MINUTE), 1)
        yield Keep({"shown": [wanted, int((news.at + minutes * MINUTE).timestamp())]})
        body = {
            "availability": wanted,
            "activity": wanted,
            "expirationDuration": f"PT{minutes}M",
        }
        yield from self._post(token, presence, "setUserPreferredPresence", body)

    def end(self, news: News, state: State) -> Steps:
        ours = state.get("shown")
        if not isinstance(ours, list):
            return
        token = yield from self._token()
        presence = yield from self._presence(token)
        if presence.get("activity") in (ours[0], SIGNED_OUT):
            yield from self._post(token, presence, "clearUserPreferredPresence", {})

    # Inside

    def _token(self) -> Generator[Step, Answer, str]:
        token, renewed = yield from renew(self, self._target, self._refresh_token)
        if renewed != self._refresh_token:
            self._refresh_token = renewed
            yield Remember("refresh_token", renewed)
        return token

    def _presence(self, token: str) -> Generator[Step, Answer, Presence]:
        url = f"{self._target.url.rstrip('/')}/v1.0/me/presence"
        answer = yield Request("GET", url, token=token)
        return self.read(self.accepted(answer))

    def _post(self, token: str, presence: Presence, what: str, body: Mapping[str, object]) -> Steps:
        user = quote(str(presence.get("id", "")), safe="")
        url = f"{self._target.url.rstrip('/')}/v1.0/users/{user}/presence/{what}"
        self.accepted((yield Request("POST", url, as_json(body), token=token)))


def _is_theirs(presence: Presence, ours: object, news: News) -> bool:
    """Whether the person has chosen what others see now."""
    seen = presence.get("activity")
    if not isinstance(ours, list) or len(ours) != 2 or was_over(news, ours[1]):
        return seen in CHOSEN_BY_HAND
    return seen not in (ours[0], SIGNED_OUT)
