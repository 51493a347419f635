"""Which addresses a token may be sent to."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from presence.core.errors import CourtesyError, ErrorCode

OWN_NETWORK = (".local", ".lan", ".home.arpa", ".internal", ".localhost")


def check_address(url: str) -> None:
    """Raises CourtesyError for one that is not https, nor http within the person's own network."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_in_own_network(host))
    if not host or not is_safe or parts.username is not None or not url.isprintable():
        shown = f"{parts.scheme}://{host}" if host else url[:80]
        raise CourtesyError(ErrorCode.COURTESY_ADDRESS, text=shown)


def host_of(url: str) -> str:
    """The host, which may be shown; the rest of an address may be a secret."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_in_own_network(host: str) -> bool:
    """Whether a host is this computer or stands in the same house, as far as its name tells."""
    try:
        address = ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(OWN_NETWORK)
    return address.is_loopback or address.is_private or address.is_link_local
