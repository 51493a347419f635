"""Slack: a status that clears itself, and a snooze. Not yet run against the real service.

A status or a snooze of the person's own is left as it is: what is said there already is theirs.
https://api.slack.com/methods/users.profile.set and https://api.slack.com/methods/dnd.setSnooze;
the token is a user's, with users.profile:read, users.profile:write, dnd:read and dnd:write.
"""

from collections.abc import Generator, Mapping
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presence.core.courtesy.chosen import SlackTarget
from presence.core.courtesy.news import News, What
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import (
    GRACE,
    MINUTE,
    Answer,
    Courtesy,
    Keep,
    Request,
    State,
    Step,
    Steps,
    as_json,
    is_left,
    was_over,
)
from presence.texts import _
from presence.words.dates import clock_time
from presence.words.kinds import kind_name

LONGEST_STATUS = 100
FORM = "application/x-www-form-urlencoded"
BAD_TOKENS = frozenset(
    "account_inactive invalid_auth not_authed token_expired token_revoked".split()
)

Reply = Mapping[str, Any]
Calling = Generator[Step, Answer, Reply]


class Slack(Courtesy):
    """What was set is kept as Slack gives it back, and compared with that at the end.

    Kept as None, a status or a snooze is the person's: until the next session it is let be.
    """

    name = "slack"

    def __init__(self, target: SlackTarget, token: str) -> None:
        self._target = target
        self._token = token

    def begin(self, news: News, state: State) -> Steps:
        kept = dict(state)
        if self._target.set_status:
            yield from self._begin_status(news, kept)
        if self._target.snooze:
            yield from self._begin_snooze(news, kept)

    def end(self, news: News, state: State) -> Steps:
        if state.get("status"):
            present = _status_of((yield from self._call("users.profile.get")))
            if present == state["status"]:
                yield from self._set_status(["", "", 0])
        if state.get("snooze"):
            info = yield from self._call("dnd.info")
            if info.get("snooze_enabled") is True and info.get("snooze_endtime") == state["snooze"]:
                yield from self._call("dnd.endSnooze", form={}, but="snooze_not_active")

    # Inside

    def _begin_status(self, news: News, kept: dict[str, object]) -> Steps:
        if is_left(news, kept, "status"):
            return
        ours = kept.get("status")
        present = _status_of((yield from self._call("users.profile.get")))
        is_shown = present[:2] != ["", ""]
        ends_at = ours[2] if isinstance(ours, list) and len(ours) == 3 else None
        goes_on = news.what is What.EXTENDED
        is_theirs = present != ours if is_shown else goes_on and not was_over(news, ends_at)
        if is_theirs:
            kept["status"] = None
            yield Keep(dict(kept))
            return
        wanted = [self._text(news), self._target.status_emoji, int(news.until.timestamp())]
        kept["status"] = wanted
        yield Keep(dict(kept))
        reply = yield from self._set_status(wanted)
        if isinstance(reply.get("profile"), dict):
            kept["status"] = _status_of(reply)
            yield Keep(dict(kept))

    def _set_status(self, status: list[object]) -> Calling:
        names = ("status_text", "status_emoji", "status_expiration")
        profile = dict(zip(names, status, strict=True))
        return (yield from self._call("users.profile.set", as_json({"profile": profile})))

    def _begin_snooze(self, news: News, kept: dict[str, object]) -> Steps:
        if is_left(news, kept, "snooze"):
            return
        ours = kept.get("snooze")
        info = yield from self._call("dnd.info")
        is_on = info.get("snooze_enabled") is True
        goes_on = news.what is What.EXTENDED
        is_theirs = (
            info.get("snooze_endtime") != ours if is_on else goes_on and not was_over(news, ours)
        )
        if is_theirs:
            kept["snooze"] = None
            yield Keep(dict(kept))
            return
        minutes = max(-((news.at - news.until - GRACE) // MINUTE), 1)
        reply = yield from self._call("dnd.setSnooze", form={"num_minutes": str(minutes)})
        kept["snooze"] = reply.get("snooze_endtime")
        yield Keep(dict(kept))

    def _text(self, news: News) -> str:
        session, target = news.session, self._target
        try:
            zone = ZoneInfo(session.zone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = ZoneInfo("UTC")
        words = {"{kind}": kind_name(news.kind), "{until}": clock_time(news.until, zone)}
        words["{people}"] = ", ".join(session.people) if target.with_details else ""
        words["{place}"] = session.place if target.with_details else ""
        text = target.status_text or _("Away from the screen")
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text[:LONGEST_STATUS]

    def _call(
        self,
        method: str,
        json: bytes = b"",
        form: Mapping[str, str] | None = None,
        but: str = "",
    ) -> Calling:
        """The reply to a call; the error ``but`` is none."""
        url = f"{self._target.url.rstrip('/')}/api/{method}"
        if json:
            answer = yield Request("POST", url, json, token=self._token)
        elif form is not None:
            answer = yield Request("POST", url, urlencode(form).encode(), FORM, self._token)
        else:
            answer = yield Request("GET", url, token=self._token)
        reply = self.read(self.accepted(answer))
        error = str(reply.get("error") or "not ok")
        if reply.get("ok") is True or error == but:
            return reply
        if error in BAD_TOKENS:
            raise CourtesyError(ErrorCode.COURTESY_TOKEN_REFUSED, target=self.name)
        needed = reply.get("needed")  # the scope that the token lacks
        self.refused(f"{error} ({needed})" if needed else error)


def _status_of(reply: Reply) -> list[object]:
    profile = reply.get("profile")
    if not isinstance(profile, dict):
        return ["", "", 0]
    return [
        profile.get("status_text") or "",
        profile.get("status_emoji") or "",
        profile.get("status_expiration") or 0,
    ]
