"""A calendar at an address: fetched whole, and only where it has changed."""

from datetime import datetime
from hashlib import sha256

from presence.calendars.sources.gathered import Gathered
from presence.calendars.sources.ics import HEAD, TAIL, is_calendar, is_whole
from presence.calendars.sources.state import read_state, write_state
from presence.calendars.sources.web.address import Address
from presence.calendars.sources.web.network import Network, Request, Response, Sent
from presence.calendars.sources.web.verdict import failure_of
from presence.core.coming.fetched import Brought, Failure, Fetched, Text, Trouble

LONGEST_TAG = 500
NOT_MODIFIED = 304
ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"


class _Text:
    """What comes, and its sum, worked out while it comes."""

    def __init__(self) -> None:
        self._text = Gathered()
        self._sum = sha256()

    def take(self, piece: bytes) -> None:
        self._text.add(piece)
        self._sum.update(piece)

    @property
    def sum(self) -> str:
        return self._sum.hexdigest()

    @property
    def text(self) -> Text:
        """The whole of it."""
        return self._text.stretch(0, len(self._text))


class Subscription:
    """``Source`` for https and webcal; the whole address may be a secret and is shown nowhere."""

    def __init__(self, network: Network, address: Address) -> None:
        self._network = network
        self._address = address
        self._sent: Sent | None = None

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        """All of it, whatever the span: a subscription cannot be asked for a part."""
        self.close()
        known, text = read_state(self._address.url, state), _Text()

        def answered(answer: Response | Failure) -> None:
            self._sent = None
            if isinstance(answer, Failure):
                brought(answer)
            else:
                brought(self._understood(answer, text, known))

        self._sent = self._network.send(_request(self._address, known, text), answered)

    def close(self) -> None:
        if self._sent is not None:
            self._sent.stop()
            self._sent = None

    def _understood(
        self, response: Response, came: _Text, known: dict[str, str]
    ) -> Fetched | Failure:
        if response.status == NOT_MODIFIED and known:
            return Fetched(None, write_state(self._address.url, known))
        failure = failure_of(response, self._network.clock.now())
        if failure is not None:
            return failure
        text = came.text
        if not is_calendar(bytes(text[:HEAD])):
            return Failure(Trouble.NOT_A_CALENDAR, _what_it_is(bytes(text[:HEAD]), response))
        if not is_whole(bytes(text[-TAIL:])):
            return Failure(Trouble.SERVER, "cut off")
        fresh = {"sum": came.sum}
        for name, header in (("tag", "etag"), ("modified", "last-modified")):
            value = response.headers.get(header, "")
            if value and len(value) <= LONGEST_TAG and value.isascii():
                fresh[name] = value
        # Many servers know no tags; most of them send the same bytes as long as nothing changed.
        is_same = fresh["sum"] == known.get("sum")
        return Fetched(None if is_same else (text,), write_state(self._address.url, fresh))


def _request(address: Address, known: dict[str, str], text: _Text) -> Request:
    headers = {"Accept": ACCEPT}
    if "tag" in known:
        headers["If-None-Match"] = known["tag"]
    if "modified" in known:
        headers["If-Modified-Since"] = known["modified"]
    return Request(address.url, headers=headers, login=address.login, sink=text.take)


def _what_it_is(text: bytes, response: Response) -> str:
    is_page = b"<html" in text[:2000].lower()
    return "a web page" if is_page or "html" in response.headers.get("content-type", "") else ""
