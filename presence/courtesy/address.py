"""Which addresses a token may be sent to."""

from urllib.parse import urlsplit

from presence.core.addresses.own_network import is_in_own_network
from presence.core.errors import CourtesyError, ErrorCode


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
