"""What stands over the body of an answer; it is foreign like the body."""

from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

LONGEST_HEADER = 2000


def status_of(reply: QNetworkReply) -> int:
    """The number of the answer, 0 where it is no HTTP or has not come yet."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return status if isinstance(status, int) else 0


def header_of(reply: QNetworkReply, name: str) -> str:
    """One of them, "" where there is none or one of no use."""
    value = bytes(reply.rawHeader(name).data())
    return value.decode(errors="replace") if len(value) <= LONGEST_HEADER else ""


def headers_of(reply: QNetworkReply) -> dict[str, str]:
    """Those that a later question may repeat: short, and of one line."""
    headers = {}
    for name, value in reply.rawHeaderPairs():
        text = bytes(value.data()).decode(errors="replace")
        if len(text) <= LONGEST_HEADER and text.isprintable():
            headers[bytes(name.data()).decode(errors="replace").lower()] = text
    return headers
