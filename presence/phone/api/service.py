"""Every request of a phone, checked and answered; what is asked at all stands in ``_ROUTES``.

Anybody may have the page, which says nothing. All else needs a token, from a page of ours: a
foreign one may not use the browser of somebody in the same network as its hand.
"""

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, Refused
from presence.core.table.ports import Host, Joined, Tier, Who
from presence.core.table.seat import State
from presence.phone.api.guesses import Guesses
from presence.phone.api.guests import Guests
from presence.phone.api.messages import Join, Unreadable, read_join, read_name, read_tell
from presence.phone.api.pace import Pace
from presence.phone.api.streams import Streams
from presence.phone.http.answer import JSON, Answer, StreamAnswer, refusal, said
from presence.phone.http.request import Request
from presence.phone.limits import Limits
from presence.phone.page import Page

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)  # 128 bits in base64url
Answers = Answer | StreamAnswer


class Service:
    """Answers for a host.

    ``names`` are the authorities (``host:port``) that are ours, ``words`` the certificate's.
    """

    def __init__(
        self,
        host: Host,
        page: Page,
        limits: Limits,
        clock: Clock,
        too_many: Callable[[], None],
    ) -> None:
        self.names: frozenset[str] = frozenset()
        self.words: tuple[str, ...] = ()
        self.guests = Guests(limits)
        self.guesses = Guesses(limits, too_many)
        self.streams = Streams(host)
        self._host = host
        self._page = page
        self._limits = limits
        self._clock = clock
        self._pace, self._comings = Pace(limits, clock), Pace(limits, clock)

    def answer(self, request: Request) -> Answers:
        """What is answered to one request; it takes no time."""
        if (request.header("host") or "").lower() not in self.names:
            return refusal(421, "host")  # a name of somebody else's that leads here
        route = _ROUTES.get(request.path)
        if route is None:
            if request.method not in ("GET", "HEAD"):
                return refusal(405, "method")
            return self._page.answer(request) or refusal(404, "not_found")
        method, needs_json, respond = route
        if request.method != method:
            return refusal(405, "method")
        if not _is_from_our_page(request):
            return refusal(403, "origin")
        if needs_json and not _is_json(request):
            return refusal(415, "content_type")
        return self._let_in(request, respond)

    def _let_in(self, request: Request, respond: "_Respond") -> Answers:
        if self.guesses.is_shut_out(request.peer):
            return refusal(429, "guesses")
        token = request.token
        who = self._host.who(token) if TOKEN.fullmatch(token) else None
        if who is None:
            if token:
                self.guesses.wrong(request.peer, token)
            return refusal(401, "token")
        self.guesses.right(request.peer)
        if who.tier is not Tier.GUEST and not request.is_secure:
            return refusal(403, "https")  # what is worth something is not said for all to hear
        try:
            return respond(self, request, who)
        except Unreadable as fault:
            return refusal(400, fault.code, is_known=True)
        except Refused as fault:
            if fault.code is ErrorCode.NO_TABLE:
                return _WAIT
            return refusal(409, fault.code.value, is_known=True)

    def who(self, _request: Request, who: Who) -> Answers:
        """Whose the token is, so that the page knows what to ask first.

        Who pairs compares the words with those on the computer's screen.
        """
        words = self.words if who.tier is Tier.PAIRING else ()
        return said({"sort": who.tier.value, "words": words})

    def pair(self, request: Request, who: Who) -> Answers:
        """One's own phone, to be remembered."""
        if who.tier is not Tier.PAIRING:
            return refusal(403, "token", is_known=True)
        paired = self._host.pair(read_name(request.body))
        return said({"token": paired.token, "phone": paired.phone.id})

    def join(self, request: Request, who: Who) -> Answers:
        """A phone to the table, or again."""
        if who.tier is Tier.PAIRING:
            return refusal(403, "token", is_known=True)
        join = read_join(request.body)
        if who.tier is Tier.OWN:
            if not self._comings.is_kept(who.phone_id, 1):
                return _TOO_FAST
            joined = self._host.join(who.phone_id, join.name, join.sensing, is_own=True)
            return _welcome(joined, key="")
        return self._join_guest(request.peer, join)

    def _join_guest(self, peer: str, join: Join) -> Answers:
        if not join.name:
            raise Unreadable("name")
        phone, key = None, ""
        if join.phone is None:  # opened anew by the same phone, or a second one of that name there
            known = self.guests.came_from(peer, join.name)
            phone = next((each for each in known if each not in self.streams), None)
        elif join.phone not in self.guests:
            phone = join.phone  # of a server before this one; nobody else was ever told the id
        elif self.guests.is_right(join.phone, join.key):
            phone, key = join.phone, join.key
        if phone not in self.guests and not self.guests.may_come(peer, self._who_left):
            return refusal(409, ErrorCode.TABLE_IS_FULL.value, is_known=True)
        if phone in self.guests and not self._comings.is_kept(phone or "", 1):
            return _TOO_FAST
        joined = self._host.join(phone, join.name, join.sensing, is_own=False)
        return _welcome(joined, self.guests.take(joined.phone.id, peer, join.name, key))

    def _who_left(self) -> Collection[str]:
        view = self._host.table_for("")
        seats = () if view is None else view.seats
        return [seat.id for seat in seats if seat.state is State.LEFT]

    def tell(self, request: Request, who: Who) -> Answers:
        """What a phone noticed."""
        message = read_tell(request.body, self._limits, self._clock.now())
        refused = self._check_phone(request.peer, who, message.phone, message.key)
        if refused is not None:
            return refused
        if not message.words:
            raise Unreadable("words")
        if not self._pace.is_kept(message.phone, len(message.words)):
            return _TOO_FAST
        return said({"last": self._host.tell(message.words)})

    def events(self, request: Request, who: Who) -> Answers:
        """The table from now on."""
        phone, key = request.parameter("phone"), request.parameter("key")
        refused = self._check_phone(request.peer, who, phone, key)
        if refused is None and not self._comings.is_kept(phone, 1):
            return _TOO_FAST
        return refused or StreamAnswer(self.streams.open(phone))

    def _check_phone(self, peer: str, who: Who, phone: str, key: str) -> Answer | None:
        """Nobody speaks for another phone; None where it is theirs, and awaited."""
        if who.tier is Tier.OWN:
            is_theirs = phone == who.phone_id
        else:
            is_theirs = who.tier is Tier.GUEST and self.guests.is_right(phone, key)
        if who.tier is Tier.GUEST and phone not in self.guests:
            return refusal(404, "phone", is_known=True)  # it is to join once more
        if not is_theirs:
            if key:
                self.guesses.wrong(peer, key)
            return refusal(403, "phone", is_known=True)
        return None if self._host.is_awaited(phone) else _WAIT


_Respond = Callable[[Service, Request, Who], Answers]
_WAIT = Answer(409, b'{"error":"no_table","wait":true}', is_known=True)
_TOO_FAST = refusal(429, "too_fast", is_known=True)
# The method, whether JSON is sent, and who answers.
_ROUTES: Mapping[str, tuple[str, bool, _Respond]] = MappingProxyType(
    {
        "/who": ("POST", True, Service.who),
        "/pair": ("POST", True, Service.pair),
        "/join": ("POST", True, Service.join),
        "/tell": ("POST", True, Service.tell),
        "/events": ("GET", False, Service.events),
    }
)


def _welcome(joined: Joined, key: str) -> Answer:
    phone = joined.phone
    return said(
        {
            "phone": phone.id,
            "key": key,
            "own": phone.is_own,
            "name": phone.name,
            "last": joined.last,
        }
    )


def _is_from_our_page(request: Request) -> bool:
    """As the browser says it; what is no browser says nothing, and acts for nobody else."""
    origin = request.header("origin")
    scheme = "https" if request.is_secure else "http"
    own = f"{scheme}://{(request.header('host') or '').lower()}"
    from_where = request.header("sec-fetch-site")
    return (origin is None or origin.lower() == own) and from_where in (None, "same-origin", "none")


def _is_json(request: Request) -> bool:
    kind = (request.header("content-type") or "").partition(";")[0]
    return kind.strip().lower() == JSON
