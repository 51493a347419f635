"""From what a person knows, an address or only a server's name, to the calendars of their account.

RFC 6764, 6: the place that the address names, ``/.well-known/caldav``, and where servers usually
have it; there the principal, its calendar home, and what lies in it. The DNS is asked last, as few
domains say it there, and for a domain alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QUrl

from presence.calendars.sources.dav.multistatus import APPLE, CALDAV, DAV, Item
from presence.calendars.sources.dav.questions import (
    WHAT_HAVE_I,
    WHICH_CALENDARS,
    WHO_AM_I,
    Conversation,
    Steps,
    properties,
)
from presence.calendars.sources.dav.service import Found, ServiceAsked
from presence.calendars.sources.web.address import (
    Login,
    may_know_password,
    next_address,
    read_address,
)
from presence.calendars.sources.web.body import Unusable
from presence.calendars.sources.web.network import Network
from presence.core.clock import Clock
from presence.core.coming.fetched import Failure, Trouble

# Who answered so has no CalDAV there; another may have it.
NOT_HERE = (
    Trouble.UNREACHABLE,
    Trouble.NOT_FOUND,
    Trouble.NOT_A_CALENDAR,
    Trouble.SERVER,
    Trouble.NOT_ALLOWED,
)
WELL_KNOWN = "/.well-known/caldav"
USUAL = ("/", "/remote.php/dav/", "/dav.php/")  # Nextcloud and ownCloud, Baïkal
SERVERS = {  # of mail addresses whose domain answers elsewhere
    "icloud.com": "caldav.icloud.com",
    "me.com": "caldav.icloud.com",
    "mac.com": "caldav.icloud.com",
    "fastmail.com": "caldav.fastmail.com",
    "fastmail.fm": "caldav.fastmail.com",
}
FINAL = (Trouble.UNREACHABLE, Trouble.CERTIFICATE, Trouble.TOO_MANY_REQUESTS)
MOST_CALENDARS = 500
LONGEST_NAME = 200
WRITING = ("write", "write-content", "bind", "all")


class Closable(Protocol):
    """Something under way that can be given up."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """One calendar that holds events; ``colour`` is "#rrggbb" or ""."""

    address: str = field(repr=False)
    name: str
    colour: str = ""
    can_write: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What an account has; ``own_addresses`` are for the setting ``me``, ``user`` what was used."""

    calendars: tuple[FoundCalendar, ...]
    own_addresses: tuple[str, ...] = ()
    user: str = ""


def discover(
    network: Network,
    address: str,
    user: str,
    password: str,
    told: Callable[[Account | Failure], None],
    ask_service: Callable[[str, Found], Closable] = ServiceAsked,
) -> "Discovery":
    """Look for the calendars; ``address`` may be a URL, a server's name or a mail address."""
    return Discovery(network, address.strip(), Login(user, password), told, ask_service)


class Discovery:
    """Asks what the address says, and then whatever the DNS says of its domain."""

    def __init__(
        self,
        network: Network,
        address: str,
        login: Login,
        told: Callable[[Account | Failure], None],
        ask_service: Callable[[str, Found], Closable],
    ) -> None:
        self._network = network
        self._address = address
        self._login = login
        self._told = told
        self._ask_service = ask_service
        self._failure = Failure(Trouble.NOT_FOUND)
        self._asked: Closable = self._talk(address, self._on_answer)

    def close(self) -> None:
        """Ask no more, and tell nobody."""
        self._asked.close()

    def _talk(self, address: str, told: Callable[[Account | Failure], None]) -> Closable:
        login = self._login
        steps = _steps(address, login.user, login.password, self._network.clock)
        return Conversation(self._network, steps, told)

    def _on_answer(self, result: Account | Failure) -> None:
        domain = _domain_of(self._address)
        if not isinstance(result, Failure) or not domain or result.trouble not in NOT_HERE:
            self._told(result)
            return
        self._failure = result
        self._asked = self._ask_service(domain, self._on_service)

    def _on_service(self, found: QUrl | Failure | None) -> None:
        if not isinstance(found, QUrl):
            self._told(found or self._failure)  # the first says more than "no record"
            return
        if not self._login.user and "@" in self._address:
            self._login = Login(self._address, self._login.password)
        self._asked = self._talk(found.toString(), self._told)


def _domain_of(address: str) -> str:
    """That of a mail address, or the address where it is no more than a name."""
    domain = address.rpartition("@")[2].lower()
    is_name = "." in domain and not set(domain) & set("/:?#[] ")
    return domain if is_name and not domain.replace(".", "").isdigit() else ""


def _steps(address: str, user: str, password: str, clock: Clock) -> Steps[Account]:
    url, login = _beginning(address.strip(), user, password)
    principal_at, known = yield from _principal(url, login, clock)
    own_addresses: tuple[str, ...] = ()
    homes = known.hrefs(f"{CALDAV}calendar-home-set")
    for href in known.hrefs(f"{DAV}current-user-principal")[:1]:
        principal = _linked(principal_at, href, login)
        principal_at, said = yield from properties(principal, login, 0, WHAT_HAVE_I, clock)
        for item in said:
            homes = item.hrefs(f"{CALDAV}calendar-home-set") or homes
            own_addresses += _mail_addresses(item.hrefs(f"{CALDAV}calendar-user-address-set"))
    found: list[FoundCalendar] = []
    for home in [_linked(principal_at, href, login) for href in homes[:10]] or [url]:
        depth = 1 if homes else 0
        at, items = yield from properties(home, login, depth, WHICH_CALENDARS, clock)
        found += [calendar for item in items if (calendar := _calendar(at, item, login))]
    if not found:
        raise Unusable(Failure(Trouble.NOT_FOUND, "no calendar"))
    used = login.user if login is not None else ""
    return Account(tuple(found[:MOST_CALENDARS]), tuple(dict.fromkeys(own_addresses)), used)


def _beginning(address: str, user: str, password: str) -> tuple[QUrl, Login | None]:
    """Where to look first, and as whom."""
    name, is_mail, domain = address.rpartition("@")
    if is_mail and name and "/" not in address:
        user = user or address
        address = SERVERS.get(domain.lower(), domain)
    read = read_address(address)
    if isinstance(read, Failure):
        raise Unusable(read)
    if user or password:
        return read.url, Login(user, password)
    return read.url, read.login


def _principal(url: QUrl, login: Login | None, clock: Clock) -> Steps[tuple[QUrl, Item]]:
    """The first place that knows who we are; raises Unusable with what was said at the first."""
    has_path = url.path() not in ("", "/")
    first_failure: Failure | None = None
    for path in (url.path(), WELL_KNOWN) if has_path else (WELL_KNOWN, *USUAL):
        place = QUrl(url)
        place.setPath(path)
        try:
            at, items = yield from properties(place, login, 0, WHO_AM_I, clock)
        except Unusable as fault:
            if fault.failure.trouble in FINAL or fault.failure.detail == "401":
                raise
            is_said_of_place = place.path() != WELL_KNOWN
            if first_failure is None and is_said_of_place:
                first_failure = fault.failure
            continue
        for item in items:
            if item.has(f"{DAV}current-user-principal", f"{DAV}unauthenticated"):
                raise Unusable(Failure(Trouble.WRONG_PASSWORD, "nobody"))
            if _leads_on(item):
                return at, item
    raise Unusable(first_failure or Failure(Trouble.NOT_A_CALENDAR, "no CalDAV"))


def _leads_on(item: Item) -> bool:
    return bool(
        item.hrefs(f"{DAV}current-user-principal")
        or item.hrefs(f"{CALDAV}calendar-home-set")
        or item.has(f"{DAV}resourcetype", f"{CALDAV}calendar")
    )


def _linked(at: QUrl, href: str, login: Login | None) -> QUrl:
    """Where a link in an answer leads; never with the password to somebody else."""
    to = next_address(at, href)
    if isinstance(to, Failure):
        raise Unusable(to)
    if login is not None and not may_know_password(at, to.url):
        raise Unusable(Failure(Trouble.SERVER, "leads to somebody else"))
    return to.url


def _calendar(at: QUrl, item: Item, login: Login | None) -> FoundCalendar | None:
    """What an item says of a calendar; None for what holds no events, or cannot be reached."""
    if not item.has(f"{DAV}resourcetype", f"{CALDAV}calendar"):
        return None
    components = item.properties.get(f"{CALDAV}supported-calendar-component-set")
    if components is not None:
        named = {each.attributes.get("name", "").upper() for each in components.children}
        if named and "VEVENT" not in named:
            return None
    try:
        url = _linked(at, item.href, login)
    except Unusable:
        return None
    shown = "".join(c for c in item.text(f"{DAV}displayname") if c.isprintable()).strip()
    last_part = url.path().rstrip("/").rpartition("/")[2]
    return FoundCalendar(
        address=url.toString(QUrl.ComponentFormattingOption.FullyEncoded),
        name=(shown or last_part)[:LONGEST_NAME],
        colour=_colour(item.text(f"{APPLE}calendar-color")),
        can_write=_can_write(item),
    )


def _colour(said: str) -> str:
    """Of "#RRGGBB" and "#RRGGBBAA" the colour without how much shines through."""
    said = said.strip().lower()
    is_one = len(said) in (7, 9) and said[0] == "#" and set(said[1:]) <= set("0123456789abcdef")
    return said[:7] if is_one else ""


def _can_write(item: Item) -> bool:
    """What the server says; where it says nothing it is tried."""
    held = item.properties.get(f"{DAV}current-user-privilege-set")
    if held is None:
        return True
    named = {each.tag for holder in held.all(f"{DAV}privilege") for each in holder.children}
    return any(f"{DAV}{name}" in named for name in WRITING)


def _mail_addresses(hrefs: list[str]) -> tuple[str, ...]:
    """Those of "mailto:"; there are also addresses of the server's own."""
    return tuple(
        href[len("mailto:") :].lower()
        for href in hrefs
        if href.lower().startswith("mailto:") and href.isprintable() and "@" in href
    )
