"""A calendar on a CalDAV server: what it holds around a span, and only where it has changed."""

from datetime import datetime, timedelta
from hashlib import sha256

from PySide6.QtCore import QUrl

from presence.calendars.sources.dav.multistatus import CALDAV, CALENDAR_SERVER, DAV, Item
from presence.calendars.sources.dav.questions import (
    HAS_IT_CHANGED,
    Conversation,
    Steps,
    events,
    properties,
)
from presence.calendars.sources.state import read_state, write_state
from presence.calendars.sources.web.address import Login
from presence.calendars.sources.web.body import Unusable
from presence.calendars.sources.web.network import Network
from presence.core.coming.fetched import Brought, Failure, Fetched, Trouble

BEFORE = timedelta(days=1)  # more than is asked for, so that tomorrow's question is answered
AFTER = timedelta(days=30)  # by "nothing has changed"
TOO_MANY_TO_LIST = 507  # RFC 5323, 3.5.2; said of the calendar itself


class DavSource:
    """``Source`` for the address of one calendar."""

    def __init__(self, network: Network, url: QUrl, login: Login | None) -> None:
        self._network = network
        self._url = url
        self._login = login
        self._conversation: Conversation[Fetched] | None = None

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        """The objects around [start, end)."""
        self.close()

        def told(result: Fetched | Failure) -> None:
            self._conversation = None
            brought(result)

        steps = self._steps(read_state(self._url, state), start, end)
        self._conversation = Conversation(self._network, steps, told)

    def close(self) -> None:
        conversation, self._conversation = self._conversation, None
        if conversation is not None:
            conversation.close()

    def _steps(self, known: dict[str, str], start: datetime, end: datetime) -> Steps[Fetched]:
        clock = self._network.clock
        _url, said = yield from properties(self._url, self._login, 0, HAS_IT_CHANGED, clock)
        token = _token(said)
        if token and token == known.get("token") and _covers(known, start, end):
            return Fetched(None, write_state(self._url, known))
        first, last = start - BEFORE, end + AFTER
        _url, items = yield from events(self._url, self._login, first, last, clock)
        if any(item.status == TOO_MANY_TO_LIST for item in items):
            raise Unusable(Failure(Trouble.TOO_LARGE, str(TOO_MANY_TO_LIST)))
        parts = tuple(
            text.encode() for item in items if (text := item.text(f"{CALDAV}calendar-data"))
        )
        fresh = {
            "token": token,
            "from": first.isoformat(),
            "to": last.isoformat(),
            "sum": _sum(items),
        }
        is_same = fresh["sum"] == known.get("sum")
        return Fetched(None if is_same else parts, write_state(self._url, fresh))


def _token(said: list[Item]) -> str:
    """What is another one as soon as anything in the calendar is."""
    for item in said:
        for tag in (f"{CALENDAR_SERVER}getctag", f"{DAV}sync-token"):
            if token := item.text(tag).strip():
                return token
    return ""


def _sum(items: list[Item]) -> str:
    """The same for the same objects in whatever order."""
    tags = [item.text(f"{DAV}getetag") for item in items]
    if not all(tags):
        tags = [item.text(f"{CALDAV}calendar-data") for item in items]
    marks = sorted(f"{item.href}\n{tag}\n" for item, tag in zip(items, tags, strict=True))
    return sha256("".join(marks).encode()).hexdigest()


def _covers(known: dict[str, str], start: datetime, end: datetime) -> bool:
    """Whether what was brought last reaches as far as what is asked now."""
    try:
        first, last = (datetime.fromisoformat(known[name]) for name in ("from", "to"))
        return first <= start and end <= last
    except (KeyError, ValueError, TypeError):
        return False
