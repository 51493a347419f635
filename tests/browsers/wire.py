"""Commands to a browser and its answers over a WebSocket.

The Chrome DevTools Protocol and WebDriver BiDi number them alike.
"""

import itertools
import json
from contextlib import ExitStack
from typing import Any

from websockets.sync.client import connect

ANSWER_WITHIN = 30.0


class BrowserError(Exception):
    """A browser did not do what it was told."""


class Wire:
    """One question at a time; what a browser tells of itself meanwhile is passed over."""

    def __init__(self, url: str) -> None:
        self._open = ExitStack()
        # A picture of a page is larger than what is taken by default, and nothing goes by a proxy.
        self._socket = self._open.enter_context(
            connect(url, max_size=None, compression=None, ping_interval=None, proxy=None)
        )
        self._numbers = itertools.count(1)

    def ask(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        """What a command answers; BrowserError where it was refused or says nothing for long."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        self._socket.send(json.dumps(message))
        while True:
            try:
                answer = json.loads(self._socket.recv(timeout=ANSWER_WITHIN))
            except TimeoutError as exc:
                raise BrowserError(f"{method}: no answer") from exc
            if answer.get("id") == number:
                break
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']} {answer.get('message', '')}")
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        """Hang up."""
        self._open.close()
