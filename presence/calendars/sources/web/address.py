"""Which addresses are asked, and which of them may be told the password.

``https`` everywhere; ``http`` only within the person's own network, where a server of their own may
have no certificate: elsewhere the address, which may be a secret, and the password would be read on
the way. ``webcal`` says only that it is a calendar, and is asked over https. All is read by QUrl,
which is also what is asked: two readers of one address may disagree.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QUrl

from presence.core.addresses.own_network import is_in_own_network
from presence.core.coming.fetched import Failure, Trouble

LONGEST = 4000
SHORTEST_NAME = 4  # letters of a domain that somebody owns: "co" and "com" of ".co.uk", ".com.au"


@dataclass(frozen=True, slots=True)
class Login:
    """What a server asks for; shown nowhere."""

    user: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked, and the login that was written into it, if one was."""

    url: QUrl = field(repr=False)
    login: Login | None = field(default=None, repr=False)


def read_address(text: str) -> Address | Failure:
    """The address that a person gave; without a scheme it is https."""
    text = text.strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        return Failure(Trouble.NOT_ALLOWED, "not an address")
    return _checked(_parsed(text if "://" in text else f"https://{text}"))


def next_address(url: QUrl, link: str) -> Address | Failure:
    """Where a link or a redirect leads that was found at ``url``; never from https to http."""
    if not link or len(link) > LONGEST or not link.isprintable():
        return Failure(Trouble.SERVER, "a link that is none")
    resolved = url.resolved(_parsed(link))
    if url.scheme() == "https" and resolved.scheme() == "http":
        return Failure(Trouble.NOT_ALLOWED, "from https to http")
    return _checked(resolved)


def _parsed(text: str) -> QUrl:
    """Strictly: Qt's tolerance makes a host of "javascript:alert(1)"."""
    return QUrl(text.replace(" ", "%20"), QUrl.ParsingMode.StrictMode)


def _checked(url: QUrl) -> Address | Failure:
    if url.scheme() in ("webcal", "webcals"):
        url.setScheme("https")
    url.setFragment(None)  # type: ignore[arg-type]  # None takes it off
    host = url.host()
    if not url.isValid() or not host:
        return Failure(Trouble.NOT_ALLOWED, "not an address")
    if url.scheme() == "http" and not is_in_own_network(host):
        return Failure(Trouble.NOT_ALLOWED, "http")
    if url.scheme() not in ("https", "http"):
        return Failure(Trouble.NOT_ALLOWED, "not https")
    decoded = QUrl.ComponentFormattingOption.FullyDecoded
    user, password = url.userName(decoded), url.password(decoded)
    url.setUserInfo(None)  # type: ignore[arg-type]  # as above
    return Address(url, Login(user, password) if user or password else None)


def is_same_place(first: QUrl, second: QUrl) -> bool:
    """The same server, to which the same is said."""
    return _place(first) == _place(second)


def may_know_password(first: QUrl, second: QUrl) -> bool:
    """Whether what was given for ``first`` may be sent to ``second``, to which it leads.

    To the same server, and over https to another of the same owner, as far as names tell:
    ``example.org`` and ``dav.example.org``, ``caldav.icloud.com`` and ``p34-caldav.icloud.com``.
    """
    if is_same_place(first, second):
        return True
    if second.scheme() != "https":
        return False
    ours, theirs = first.host(), second.host()
    owner = ours.removeprefix("www.")
    if theirs in (ours, owner) or (theirs.endswith(f".{owner}") and "." in owner):
        return True
    _, _, around = ours.partition(".")
    is_owned = "." in around and len(around.split(".")[-2]) >= SHORTEST_NAME
    return is_owned and (theirs == around or theirs.endswith(f".{around}"))


def _place(url: QUrl) -> tuple[str, str, int]:
    return url.scheme(), url.host(), url.port(443 if url.scheme() == "https" else 80)
