"""Where a domain says that its CalDAV is: the DNS's SRV and TXT records (RFC 6764, 3 and 4)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QDnsLookup, QHostAddress

from presence.core.coming.fetched import Failure, Trouble

SERVICE = "_caldavs._tcp"
SECONDS = 10.0
PATH = b"path="

Found = Callable[[QUrl | Failure | None], None]


class ServiceAsked(QObject):
    """``found`` gets the address, None where the domain names none; once, and later.

    The DNS may lie: only the domain, and what lies within it, is told the password that was meant
    for it (RFC 6764, 8). Not what lies beside it, where a redirect may lead: that is said by the
    server itself, with a certificate; and everybody gets a neighbour's name under "duckdns.org".
    """

    def __init__(
        self, domain: str, found: Found, nameserver: QHostAddress | None = None, port: int = 53
    ) -> None:
        super().__init__()
        self._domain = domain
        self._found: Found | None = found
        self._nameserver = nameserver
        self._port = port
        self._lookup: QDnsLookup | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(partial(self._tell, None))
        self._limit.start(round(SECONDS * 1000))
        self._ask(QDnsLookup.Type.SRV, self._on_service)

    def close(self) -> None:
        """Tell nobody; one that has told is gone already."""
        if self._found is not None:
            self._found = None
            self._end()

    def _ask(self, what: QDnsLookup.Type, answered: Callable[[], None]) -> None:
        if self._lookup is not None:
            self._lookup.deleteLater()
        self._lookup = lookup = QDnsLookup(what, f"{SERVICE}.{self._domain}", self)
        if self._nameserver is not None:
            lookup.setNameserver(self._nameserver, self._port)
        lookup.finished.connect(answered)
        lookup.lookup()

    def _on_service(self) -> None:
        assert self._lookup is not None
        records = sorted(
            self._lookup.serviceRecords(), key=lambda each: (each.priority(), -each.weight())
        )
        target = records[0].target().rstrip(".") if records else ""
        if not target:  # none, or "." for "not here"
            self._tell(None)
            return
        url = QUrl(f"https://{target}", QUrl.ParsingMode.StrictMode)
        if records[0].port() != 443:
            url.setPort(records[0].port())
        if not url.isValid() or not _lies_within(url, QUrl(f"https://{self._domain}")):
            self._tell(Failure(Trouble.SERVER, "leads to somebody else"))
            return
        self._ask(QDnsLookup.Type.TXT, partial(self._on_text, url))

    def _on_text(self, url: QUrl) -> None:
        assert self._lookup is not None
        for record in self._lookup.textRecords():
            for value in record.values():
                said = bytes(value.data())
                if said.startswith(PATH + b"/") and said.isascii():
                    url.setPath(said.removeprefix(PATH).decode())
        self._tell(url)

    def _tell(self, what: QUrl | Failure | None) -> None:
        found, self._found = self._found, None
        self._end()
        if found is not None:
            found(what)

    def _end(self) -> None:
        self._limit.stop()
        self.deleteLater()


def _lies_within(url: QUrl, domain: QUrl) -> bool:
    ours, theirs = domain.host(), url.host()
    return bool(ours) and (theirs == ours or theirs.endswith(f".{ours}"))
