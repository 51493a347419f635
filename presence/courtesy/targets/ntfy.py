"""ntfy: a message that a phone's Tasker or MacroDroid acts on. Not yet run against a real server.

The app hands each message on as the broadcast io.heckel.ntfy.MESSAGE_RECEIVED. Its ``message`` is
the JSON of ``core.courtesy.news.record``, its ``tags`` name the event, and by ``seconds_left`` the
phone lets go by itself. https://docs.ntfy.sh/publish/#publish-as-json; the topic is a secret.
"""

from presence.core.courtesy.chosen import NtfyTarget
from presence.core.courtesy.news import News, record
from presence.courtesy.courtesy import Courtesy, Request, State, Steps, as_json

SILENTLY = 1  # priority: no sound, no vibration, folded away
LONGEST_MESSAGE = 4000  # bytes; a longer one ntfy turns into a file


class Ntfy(Courtesy):
    """Publishes what is new; there is nothing to compare or to take back."""

    name = "ntfy"

    def __init__(self, target: NtfyTarget, topic: str, token: str = "") -> None:
        self._target = target
        self._topic = topic
        self._token = token

    def begin(self, news: News, state: State) -> Steps:
        message = as_json(record(news, self._target.with_details))
        if len(message) > LONGEST_MESSAGE:  # a long note
            message = as_json(record(news, with_details=False))
        body = {
            "topic": self._topic,
            "title": "Presence",
            "message": message.decode(),
            "tags": ["presence", news.what.value],
            "priority": SILENTLY,
        }
        url = self._target.url.rstrip("/") + "/"
        self.accepted((yield Request("POST", url, as_json(body), token=self._token)))

    def end(self, news: News, state: State) -> Steps:
        return self.begin(news, state)
