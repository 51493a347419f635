"""The source for a calendar that a person has chosen; each is loaded when it is wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from presence.core.clock import Clock
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Source, Trouble

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from presence.calendars.sources.dav.writing import DavWriter
    from presence.calendars.sources.web.address import Login
    from presence.calendars.sources.web.network import Limits, Network


class SharedNetwork:
    """The one network of all calendars, made when first asked for: it takes 12 MB."""

    def __init__(self, clock: Clock | None = None, limits: "Limits | None" = None) -> None:
        self._clock = clock
        self._limits = limits
        self._network: Network | None = None

    def __call__(self) -> "Network":
        if self._network is None:
            from presence.calendars.sources.web.network import Network

            self._network = Network(self._limits, self._clock)
        return self._network

    def close(self) -> None:
        """Send nothing more, and answer nobody any more."""
        network, self._network = self._network, None
        if network is not None:
            network.close()
            network.deleteLater()


def secret_name(calendar_id: str) -> str:
    """The name under which the keyring holds a calendar's secret: ``calendar work``."""
    return f"calendar {calendar_id}"


def needs_secret(chosen: ChosenCalendar) -> bool:
    """Whether its secret must be asked of the keyring first."""
    match chosen.source:
        case SourceKind.SUBSCRIPTION:
            return not chosen.address
        case SourceKind.CALDAV:
            return bool(chosen.user)
        case _:
            return False


def make_source(
    chosen: ChosenCalendar, secret: str | None, network: "Callable[[], Network]"
) -> Source:
    """``secret`` is what the keyring holds, None for nothing; the desktop's own are not here."""
    from presence.calendars.sources.refused import Refused

    if chosen.source is SourceKind.FILE:
        from presence.calendars.sources.files import FileSource

        return FileSource(chosen.address)
    if chosen.source is SourceKind.AKONADI:  # why not: presence/desktop/calendars/akonadi.py
        return Refused(Failure(Trouble.NO_DESKTOP, "Akonadi"))
    if chosen.source not in (SourceKind.SUBSCRIPTION, SourceKind.CALDAV):
        raise ValueError(chosen.source)
    if needs_secret(chosen) and secret is None:
        return Refused(Failure(Trouble.NO_PASSWORD))
    if chosen.source is SourceKind.SUBSCRIPTION:
        from presence.calendars.sources.subscription import Subscription
        from presence.calendars.sources.web.address import read_address

        address = read_address(chosen.address or secret or "")
        if isinstance(address, Failure):
            return Refused(address)
        return Subscription(network(), address)
    from presence.calendars.sources.dav.source import DavSource

    place = _account(chosen, secret)
    return Refused(place) if isinstance(place, Failure) else DavSource(network(), *place)


def make_writer(
    chosen: ChosenCalendar, secret: str | None, network: "Callable[[], Network]"
) -> "DavWriter | Failure":
    """Who writes an event of ours into a CalDAV calendar, or why nobody can."""
    from presence.calendars.sources.dav.writing import DavWriter

    if needs_secret(chosen) and secret is None:
        return Failure(Trouble.NO_PASSWORD)
    place = _account(chosen, secret)
    return place if isinstance(place, Failure) else DavWriter(network(), *place)


def _account(chosen: ChosenCalendar, secret: str | None) -> "tuple[QUrl, Login | None] | Failure":
    """Where a CalDAV calendar lies, and as whom it is asked."""
    from presence.calendars.sources.web.address import Login, read_address

    address = read_address(chosen.address)
    if isinstance(address, Failure):
        return address
    return address.url, Login(chosen.user, secret or "") if chosen.user else address.login
