"""One event of ours put into a person's calendar, and taken out of it again.

Never over what somebody else has changed meanwhile: each write names the version it knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from PySide6.QtCore import QUrl

from presence.calendars.sources.dav.questions import Conversation, Steps, accepted
from presence.calendars.sources.web.address import Login, next_address
from presence.calendars.sources.web.body import Unusable
from presence.calendars.sources.web.network import Network, Request
from presence.core.clock import Clock
from presence.core.coming.fetched import Failure, Trouble

NEW = ""  # in place of a version: there must be none
TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Written:
    """It is there, or gone; ``etag`` is what the next write names, None where it is unknown."""

    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else has changed or removed it, or has one of that name: nothing was written."""


Outcome = Written | Conflict | Failure
Told = Callable[[Outcome], None]


class DavWriter:
    """Writes into one calendar; ``told`` is called once, later."""

    def __init__(self, network: Network, calendar: QUrl, login: Login | None) -> None:
        self._network = network
        self._calendar = calendar
        self._login = login

    def href(self, uid: str) -> str:
        """Where an event of that UID lies."""
        folder = self._calendar.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        return f"{folder.rstrip('/')}/{quote(uid, safe='')}.ics"

    def put_event(
        self, href: str, ics: bytes, etag: str | None, told: Told
    ) -> Conversation[Outcome]:
        """Write it where the version is ``etag``; NEW: where none is; None: in any case."""
        headers = {"Content-Type": TYPE, **_condition(etag)}
        return self._carry_out(href, "PUT", headers, ics, told)

    def delete_event(self, href: str, etag: str | None, told: Told) -> Conversation[Outcome]:
        """Take it out where the version is ``etag``; one that is gone is as good."""
        return self._carry_out(href, "DELETE", _condition(etag), b"", told)

    def _carry_out(
        self, href: str, verb: str, headers: dict[str, str], body: bytes, told: Told
    ) -> Conversation[Outcome]:
        clock, login = self._network.clock, self._login
        steps = _steps(self._calendar, href, verb, headers, body, login, clock)
        return Conversation(self._network, steps, told)


def _condition(etag: str | None) -> dict[str, str]:
    if etag is None:
        return {}
    return {"If-None-Match": "*"} if etag == NEW else {"If-Match": etag}


def _steps(
    calendar: QUrl,
    href: str,
    verb: str,
    headers: dict[str, str],
    body: bytes,
    login: Login | None,
    clock: Clock,
) -> Steps[Outcome]:
    place = next_address(calendar, href)
    if isinstance(place, Failure):
        raise Unusable(place)
    folder = calendar.path().rstrip("/") + "/"
    if place.url.host() != calendar.host() or not place.url.path().startswith(folder):
        raise Unusable(Failure(Trouble.NOT_ALLOWED, "outside the calendar"))
    answer = yield Request(place.url, verb, headers, body, login)
    if isinstance(answer, Failure):
        return answer
    if answer.status == 412:
        return Conflict()
    if verb == "DELETE" and answer.status in (404, 410):
        return Written()
    if answer.status == 403:  # the password was good, the calendar is not ours to write
        return Failure(Trouble.NOT_ALLOWED, "403")
    return Written(accepted(answer, clock).headers.get("etag"))
