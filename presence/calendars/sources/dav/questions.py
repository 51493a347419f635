"""What is asked of a CalDAV server, as XML (RFC 4791, RFC 5397, RFC 6578), and how it is asked.

An answer comes back into the generator that asks, so that a conversation is plain code.
"""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, QUrl

from presence.calendars.sources.dav.multistatus import Item, Multistatus
from presence.calendars.sources.web.address import Login
from presence.calendars.sources.web.body import Unusable
from presence.calendars.sources.web.network import Network, Request, Response, Sent
from presence.calendars.sources.web.verdict import failure_of
from presence.core.clock import Clock
from presence.core.coming.fetched import Failure, Trouble

NAMESPACES = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
    'xmlns:cs="http://calendarserver.org/ns/" xmlns:a="http://apple.com/ns/ical/"'
)
WHO_AM_I = "<d:current-user-principal/><d:resourcetype/><c:calendar-home-set/>"
WHAT_HAVE_I = "<c:calendar-home-set/><c:calendar-user-address-set/>"
WHICH_CALENDARS = (
    "<d:resourcetype/><d:displayname/><a:calendar-color/><c:supported-calendar-component-set/>"
    "<d:current-user-privilege-set/>"
)
HAS_IT_CHANGED = "<cs:getctag/><d:sync-token/>"
XML = "application/xml; charset=utf-8"

Result = TypeVar("Result")
Steps = Generator[Request, Response | Failure, Result]


class Conversation(Generic[Result]):
    """Questions one after the other; ``told`` gets the result or why there is none, once, later."""

    def __init__(
        self, network: Network, steps: Steps[Result], told: Callable[[Result | Failure], None]
    ) -> None:
        self._network = network
        self._steps = steps
        self._told: Callable[[Result | Failure], None] | None = told
        self._sent: Sent | None = None
        QTimer.singleShot(0, network, lambda: self._go_on(None))

    def close(self) -> None:
        """Ask no more, and tell nobody."""
        self._told = None
        sent, self._sent = self._sent, None
        if sent is not None:
            sent.stop()

    def _go_on(self, answer: Response | Failure | None) -> None:
        self._sent = None
        if self._told is None:  # closed before it began
            return
        result: Result | Failure
        try:
            request = next(self._steps) if answer is None else self._steps.send(answer)
        except StopIteration as ended:
            result = ended.value
        except Unusable as fault:
            result = fault.failure
        else:
            self._sent = self._network.send(request, self._go_on)
            return
        told, self._told = self._told, None
        if told is not None:
            told(result)


def properties(
    url: QUrl, login: Login | None, depth: int, names: str, clock: Clock
) -> Steps[tuple[QUrl, list[Item]]]:
    """What a place, or also all within it, has of some properties, and where it really is."""
    body = f"<d:propfind {NAMESPACES}><d:prop>{names}</d:prop></d:propfind>"
    return (yield from _listed("PROPFIND", url, login, depth, body, clock))


def events(
    url: QUrl, login: Login | None, start: datetime, end: datetime, clock: Clock
) -> Steps[tuple[QUrl, list[Item]]]:
    """The calendar's objects that have something to do with a span, whole (RFC 4791, 7.8)."""
    span = f'start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"'
    body = (
        f"<c:calendar-query {NAMESPACES}><d:prop><d:getetag/><c:calendar-data/></d:prop>"
        f'<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
        f"<c:time-range {span}/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
    )
    return (yield from _listed("REPORT", url, login, 1, body, clock))


def accepted(answer: Response | Failure, clock: Clock) -> Response:
    """The answer, if it is a good one; raises Unusable."""
    failure = answer if isinstance(answer, Failure) else failure_of(answer, clock.now())
    if failure is not None:
        raise Unusable(failure)
    assert isinstance(answer, Response)
    return answer


def _listed(
    verb: str, url: QUrl, login: Login | None, depth: int, body: str, clock: Clock
) -> Steps[tuple[QUrl, list[Item]]]:
    came = Multistatus()
    text = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()
    headers = {"Content-Type": XML, "Depth": str(depth)}
    answer = accepted((yield Request(url, verb, headers, text, login, came.take)), clock)
    if answer.status != 207:
        raise Unusable(Failure(Trouble.NOT_A_CALENDAR, f"{answer.status}, no CalDAV"))
    return answer.url, came.end()
