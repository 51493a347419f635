"""Home Assistant: do not disturb on an Android phone. Not yet run against a real one.

https://companion.home-assistant.io/docs/notifications/notification-commands. From Android 15 on an
app can only switch off what it switched on itself, so what the person had on stays on; before that
``sensor`` lets us see it. The phone has no expiry for this: what a crash leaves on is switched off
with the next start of Presence.
"""

from collections.abc import Generator
from urllib.parse import quote

from presence.core.courtesy.chosen import HomeAssistantTarget
from presence.core.courtesy.news import News, What
from presence.courtesy.courtesy import (
    Answer,
    Courtesy,
    Keep,
    Request,
    State,
    Step,
    Steps,
    as_json,
)

OFF = "off"


class HomeAssistant(Courtesy):
    """State: ``mode`` is what was switched on, None where the person had it on."""

    name = "home_assistant"

    def __init__(self, target: HomeAssistantTarget, token: str) -> None:
        self._target = target
        self._token = token

    def begin(self, news: News, state: State) -> Steps:
        if news.what is What.EXTENDED and "mode" in state:
            return  # it has no end of its own that could be moved
        wanted = self._target.mode.value
        seen = yield from self._mode_seen()
        if seen not in (None, OFF, state.get("mode")):
            yield Keep({"mode": None})
            return
        yield Keep({"mode": wanted})
        yield from self._command(wanted)

    def end(self, news: News, state: State) -> Steps:
        ours = state.get("mode")
        if ours is None:
            return
        seen = yield from self._mode_seen()
        if seen in (None, ours):
            yield from self._command(OFF)

    # Inside

    def _mode_seen(self) -> Generator[Step, Answer, object]:
        """What the phone's sensor says; None without one, or where it does not know."""
        if not self._target.sensor:
            return None
        answer = yield Request("GET", self._url("states", self._target.sensor), token=self._token)
        seen = self.read(self.accepted(answer)).get("state")
        return None if seen in ("unknown", "unavailable") else seen

    def _command(self, mode: str) -> Steps:
        url = self._url("services/notify", self._target.device.removeprefix("notify."))
        body = as_json({"message": "command_dnd", "data": {"command": mode}})
        self.accepted((yield Request("POST", url, body, token=self._token)))

    def _url(self, what: str, name: str) -> str:
        return f"{self._target.url.rstrip('/')}/api/{what}/{quote(name, safe='')}"
