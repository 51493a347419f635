"""An address of one's own that gets the session as JSON: see ``core.courtesy.news.record``."""

from urllib.parse import quote

from presence.core.courtesy.chosen import HttpTarget
from presence.core.courtesy.news import News, record
from presence.courtesy.courtesy import Courtesy, Request, State, Steps, as_json

PLACE_OF_TOKEN = "{token}"


class HttpHook(Courtesy):
    """One POST for each piece of news; what is answered counts only as yes or no."""

    name = "http"

    def __init__(self, target: HttpTarget, token: str = "") -> None:
        self._target = target
        self._token = token

    def begin(self, news: News, state: State) -> Steps:
        url, token = self._target.url, self._token
        if PLACE_OF_TOKEN in url:
            url, token = url.replace(PLACE_OF_TOKEN, quote(token, safe="")), ""
        body = as_json(record(news, self._target.with_details))
        self.accepted((yield Request("POST", url, body, token=token)))

    def end(self, news: News, state: State) -> Steps:
        return self.begin(news, state)
