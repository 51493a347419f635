"""Which addresses are asked, and which may know a password."""

import pytest
from PySide6.QtCore import QUrl

from presence.calendars.sources.web.address import (
    Address,
    may_know_password,
    next_address,
    read_address,
)
from presence.core.coming.fetched import Failure, Trouble


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a.ics?key=1", "https://example.org/a.ics?key=1"),
        ("  https://example.org/a.ics\n", "https://example.org/a.ics"),
        ("webcal://example.org/a.ics", "https://example.org/a.ics"),
        ("WEBCALS://Example.org/A.ics", "https://example.org/A.ics"),
        ("example.org/a.ics#top", "https://example.org/a.ics"),
        ("http://localhost:5232/kim/", "http://localhost:5232/kim/"),
        ("http://192.168.1.9/a", "http://192.168.1.9/a"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("http://nas/a", "http://nas/a"),
        ("http://nas.local/a", "http://nas.local/a"),
        ("https://example.org/über uns.ics", "https://example.org/%C3%BCber%20uns.ics"),
        ("https://example.org/a%2Fb.ics", "https://example.org/a%2Fb.ics"),
    ],
)
def test_what_people_write_is_understood(text: str, url: str) -> None:
    address = read_address(text)
    assert isinstance(address, Address)
    assert address.url.toString(QUrl.ComponentFormattingOption.FullyEncoded) == url
    assert address.login is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "http://example.org/a.ics",
        "http://93.184.216.34/",
        "http://127.0.0.1.evil.com/",
        "http://0x7f.evil/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/calendar,BEGIN",
        "https://",
        "https://[::1",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/\r\nX: y",
        "https://example.org/\0",
        "https://example.org/" + "x" * 5000,
    ],
)
def test_what_may_not_be_asked_is_refused(text: str) -> None:
    failure = read_address(text)
    assert isinstance(failure, Failure)
    assert failure.trouble is Trouble.NOT_ALLOWED
    assert not text.strip() or text.strip() not in failure.detail


def test_a_login_is_taken_out_of_the_address() -> None:
    address = read_address("https://kim:pa%3A55@example.org/a")
    assert isinstance(address, Address)
    assert address.url.toString() == "https://example.org/a"
    assert address.login is not None
    assert (address.login.user, address.login.password) == ("kim", "pa:55")
    assert "kim" not in repr(address)
    assert "55" not in repr(address)


@pytest.mark.parametrize(
    ("first", "second", "may"),
    [
        ("https://example.org/a", "https://example.org/b", True),
        ("https://example.org/a", "https://example.org:8443/b", True),
        ("https://example.org/a", "https://dav.example.org/", True),
        ("https://www.example.org/a", "https://example.org/", True),
        ("https://www.example.org/a", "https://dav.example.org/", True),
        ("https://caldav.icloud.com/", "https://p34-caldav.icloud.com:443/", True),
        ("http://nas/a", "http://nas/b", True),
        ("http://nas/a", "https://nas/b", True),
        ("http://nas:5232/a", "http://nas:80/b", False),
        ("https://example.org/", "https://example.com/", False),
        ("https://example.org/", "https://notexample.org/", False),
        ("https://example.org/", "https://example.org.evil.com/", False),
        ("https://kim.co.uk/", "https://evil.co.uk/", False),
        ("https://kim.com/", "https://evil.com/", False),
        ("https://localhost/", "https://evil.localhost/", False),
    ],
)
def test_a_password_stays_with_its_owner(first: str, second: str, may: bool) -> None:
    assert may_know_password(QUrl(first), QUrl(second)) is may


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("next.ics", "https://example.org/a/next.ics"),
        ("/next.ics", "https://example.org/next.ics"),
        ("//other.org/x", "https://other.org/x"),
        ("webcal://other.org/x", "https://other.org/x"),
        ("https://other.org/x#y", "https://other.org/x"),
        ("http://example.org/x", None),
        ("http://localhost/x", None),
        ("file:///etc/passwd", None),
        ("", None),
        ("/a\nb", None),
    ],
)
def test_a_link_leads_on_only_within_the_web(link: str, url: str | None) -> None:
    found = next_address(QUrl("https://example.org/a/b.ics"), link)
    assert (found.url.toString() if isinstance(found, Address) else None) == url
