"""HTTP on the Qt loop for all calendars: what is asked, what comes back, and one manager for all.

The manager is made when first used, and once nothing is under way it lets its connections and its
thread go: between two refreshes nothing of it runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxyFactory, QNetworkRequest

from presence.calendars.sources.ics import LONGEST
from presence.calendars.sources.web.address import Login
from presence.calendars.sources.web.body import Sink
from presence.core.clock import Clock, SystemClock
from presence.core.coming.fetched import Failure


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how far and how much."""

    idle_ms: int = 30_000  # without a byte; a large calendar takes a small server 15 s to gather
    whole_ms: int = 180_000  # from the first question to the last byte, redirects included
    longest: int = LONGEST  # bytes, unpacked
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked; the address and the login may be secrets. ``sink`` takes a good answer."""

    url: QUrl = field(repr=False)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    login: Login | None = field(default=None, repr=False)
    sink: Sink | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What was answered at the end of all redirects; names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    url: QUrl = field(repr=False)


Answered = Callable[[Response | Failure], None]


class Sent(QObject):
    """A request on its way."""

    def stop(self) -> None:
        """Give it up; nobody is told any more."""
        raise NotImplementedError  # abstract: a QObject's metaclass leaves no room for ABC


class Network(QObject):
    """Sends for everybody; ``answered`` is called once, and never before ``send`` returns."""

    def __init__(self, limits: Limits | None = None, clock: Clock | None = None) -> None:
        super().__init__()
        self.limits = limits or Limits()
        self.clock = clock or SystemClock()
        self.digest_places: set[str] = set()  # servers that take no other login
        self._manager: QNetworkAccessManager | None = None
        self._under_way: set[Sent] = set()

    @property
    def manager(self) -> QNetworkAccessManager:
        """The one manager, made when first asked for."""
        if self._manager is None:
            QNetworkProxyFactory.setUseSystemConfiguration(True)
            self._manager = QNetworkAccessManager(self)
            by_us = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
            self._manager.setRedirectPolicy(by_us)
        return self._manager

    def send(self, request: Request, answered: Answered) -> Sent:
        """Ask, and follow where it leads; give what comes to ``answered``."""
        from presence.calendars.sources.web.sending import Sending

        sending = Sending(self, request, answered)
        self._under_way.add(sending)
        return sending

    def ended(self, sending: Sent) -> None:
        """A request is over; who is told of that may send the next one at once."""
        self._under_way.discard(sending)
        if not self._under_way:
            QTimer.singleShot(0, self, self._rest)

    def close(self) -> None:
        """Send nothing more, and answer nobody any more."""
        for sending in tuple(self._under_way):
            sending.stop()

    def _rest(self) -> None:
        if not self._under_way and self._manager is not None:
            self._manager.clearConnectionCache()
            self._manager.clearAccessCache()  # the passwords that Qt has kept
