"""The source for a calendar that a person has chosen; each is loaded when it is wanted."""

from typing import TYPE_CHECKING

from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Source, Trouble

if TYPE_CHECKING:
    from presence.calendars.sources.web.network import Network


def needs_secret(chosen: ChosenCalendar) -> bool:
    """Whether its secret must be asked of the keyring first."""
    match chosen.source:
        case SourceKind.SUBSCRIPTION:
            return not chosen.address
        case SourceKind.CALDAV:
            return bool(chosen.user)
        case _:
            return False


def make_source(chosen: ChosenCalendar, secret: str | None, network: "Network") -> Source:
    """``secret`` is what the keyring holds, None for nothing; those of the desktop are not here."""
    from presence.calendars.sources.refused import Refused

    if chosen.source is SourceKind.FILE:
        from presence.calendars.sources.files import FileSource

        return FileSource(chosen.address)
    if chosen.source not in (SourceKind.SUBSCRIPTION, SourceKind.CALDAV):
        raise ValueError(chosen.source)
    if needs_secret(chosen) and secret is None:
        return Refused(Failure(Trouble.NO_PASSWORD))
    from presence.calendars.sources.web.address import Login, read_address

    if chosen.source is SourceKind.SUBSCRIPTION:
        from presence.calendars.sources.subscription import Subscription

        address = read_address(chosen.address or secret or "")
        if isinstance(address, Failure):
            return Refused(address)
        return Subscription(network, address)
    from presence.calendars.sources.dav.source import DavSource

    address = read_address(chosen.address)
    if isinstance(address, Failure):
        return Refused(address)
    login = Login(chosen.user, secret or "") if chosen.user else address.login
    return DavSource(network, address.url, login)
