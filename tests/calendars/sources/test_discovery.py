"""Finding the calendars of an account on servers that answer in their own ways."""

from functools import partial

import pytest
from PySide6.QtCore import QTimer, QUrl

from presence.calendars.sources.dav.discovery import Account, FoundCalendar, discover
from presence.calendars.sources.dav.service import Found
from presence.calendars.sources.make import make_source
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Trouble
from tests.calendars.sources.conftest import Loop
from tests.calendars.sources.far_side import FarSide, Received, Reply, serving

NAMESPACES = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/"'
)
PRINCIPAL = "/remote.php/dav/principals/users/kim/"
HOME = "/remote.php/dav/calendars/kim/"


def item(href: str, properties: str) -> str:
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{properties}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )


def multistatus(*items: str) -> Reply:
    body = f"<d:multistatus {NAMESPACES}>{''.join(items)}</d:multistatus>"
    return Reply(207, body.encode(), {"Content-Type": "application/xml"})


def listed(name: str, shown: str, more: str = "", kind: str = "<c:calendar/>") -> str:
    resource = f"<d:resourcetype><d:collection/>{kind}</d:resourcetype>"
    return item(f"{HOME}{name}/", f"{resource}<d:displayname>{shown}</d:displayname>{more}")


def components(*names: str) -> str:
    inside = "".join(f'<c:comp name="{name}"/>' for name in names)
    return f"<c:supported-calendar-component-set>{inside}</c:supported-calendar-component-set>"


def rights(*names: str) -> str:
    inside = "".join(f"<d:privilege><d:{name}/></d:privilege>" for name in names)
    return f"<d:current-user-privilege-set>{inside}</d:current-user-privilege-set>"


class LikeNextcloud(FarSide):
    """Answers as its documentation shows; its front page is a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.home = HOME
        self.principal = f"<d:href>{PRINCIPAL}</d:href>"
        self.addresses = (
            "<d:href>mailto:Kim@Example.org</d:href><d:href>/principals/kim</d:href>"
            "<d:href>mailto:kim@work.example</d:href><d:href>mailto:kim@example.org</d:href>"
        )
        self.calendars = [
            item(HOME, "<d:resourcetype><d:collection/></d:resourcetype>"),
            listed("inbox", "", kind="<c:schedule-inbox/>"),
            listed("work", "Work", f"{components('VEVENT', 'VTODO')}{rights('read', 'write')}"),
            listed("team", "Te\u202eam\n", f"{components('VEVENT')}{rights('read')}"),
            listed("tasks", "Tasks", components("VTODO")),
            listed("old", "", "<a:calendar-color>#E78074</a:calendar-color>"),
            item("http://evil.example/steal/", "<d:resourcetype><c:calendar/></d:resourcetype>"),
        ]

    def answer(self, request: Received) -> Reply:
        if request.path == "/.well-known/caldav":
            return Reply(301, headers={"Location": "/remote.php/dav/"})
        if request.path == "/remote.php/dav/":
            principal = f"<d:current-user-principal>{self.principal}</d:current-user-principal>"
            return multistatus(item("/remote.php/dav/", principal))
        if request.path == PRINCIPAL:
            home = f"<c:calendar-home-set><d:href>{self.home}</d:href></c:calendar-home-set>"
            own = f"<c:calendar-user-address-set>{self.addresses}</c:calendar-user-address-set>"
            return multistatus(item(PRINCIPAL, home + own))
        if request.path == HOME:
            return multistatus(*self.calendars)
        return Reply(405, b"<html>no</html>", {"Content-Type": "text/html"})


def find(loop: Loop, address: str) -> Account | Failure:
    found: Account | Failure = loop.wait(partial(discover, loop.network, address, "kim", "hunter2"))
    return found


def test_names_colours_rights_and_own_addresses_are_found(loop: Loop) -> None:
    with serving(LikeNextcloud()) as side:
        account = find(loop, side.url)
    assert isinstance(account, Account)
    assert account.own_addresses == ("kim@example.org", "kim@work.example")
    assert account.calendars == (
        FoundCalendar(f"{side.url}{HOME}work/", "Work"),
        FoundCalendar(f"{side.url}{HOME}team/", "Team", can_write=False),
        FoundCalendar(f"{side.url}{HOME}old/", "old", "#e78074"),
    )
    assert "hunter2" not in repr(account)
    assert {each.headers["Authorization"] for each in side.received} == {"Basic a2ltOmh1bnRlcjI="}


def test_a_mail_address_is_enough_where_its_domain_has_the_server(loop: Loop) -> None:
    failure = find(loop, "kim@nobody.invalid")
    assert isinstance(failure, Failure)
    assert failure.trouble is Trouble.UNREACHABLE


def test_where_well_known_is_not_known_the_usual_places_are_asked(loop: Loop) -> None:
    with serving(LikeNextcloud()) as side:
        side.script = [Reply(404), Reply(405)]
        assert isinstance(find(loop, side.url), Account)
    asked = [each.path for each in side.received]
    assert asked[:3] == ["/.well-known/caldav", "/", "/remote.php/dav/"]


def test_a_server_without_calendars_is_said(loop: Loop) -> None:
    with serving(FarSide()) as side:
        side.script = [Reply(405)] * 9
        assert find(loop, side.url) == Failure(Trouble.SERVER, "405")
        side.script = [Reply(200, b"<html></html>")] * 9
        failure = find(loop, side.url)
        assert isinstance(failure, Failure)
        assert failure.trouble is Trouble.NOT_A_CALENDAR


def test_an_account_without_calendars_is_said(loop: Loop) -> None:
    with serving(LikeNextcloud()) as side:
        assert isinstance(side, LikeNextcloud)
        side.calendars = []
        assert find(loop, side.url) == Failure(Trouble.NOT_FOUND, "no calendar")


def test_who_is_nobody_there_has_a_wrong_password(loop: Loop) -> None:
    with serving(LikeNextcloud()) as side:
        assert isinstance(side, LikeNextcloud)
        side.principal = "<d:unauthenticated/>"
        assert find(loop, side.url) == Failure(Trouble.WRONG_PASSWORD, "nobody")


@pytest.mark.parametrize("home", ["http://evil.example/", "https://evil.example/", "file:///etc/"])
def test_the_password_is_not_carried_to_somebody_else(loop: Loop, home: str) -> None:
    with serving(LikeNextcloud()) as side:
        assert isinstance(side, LikeNextcloud)
        side.home = home
        failure = find(loop, side.url)
    assert isinstance(failure, Failure)
    assert failure.trouble in (Trouble.SERVER, Trouble.NOT_ALLOWED)
    assert "evil" not in failure.detail


def test_a_server_that_cannot_list_so_much_is_said(loop: Loop, side: FarSide) -> None:
    full = "<d:response><d:href>/cal/</d:href><d:status>HTTP/1.1 507 No</d:status></d:response>"
    side.script = [multistatus(item("/cal/", "")), multistatus(full)]
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", f"{side.url}/cal/", "kim")
    failure = loop.failure(make_source(chosen, "hunter2", loop.shared))
    assert failure == Failure(Trouble.TOO_LARGE, "507")


def test_a_server_without_tokens_is_compared_by_what_it_holds(loop: Loop, side: FarSide) -> None:
    data = f"<c:calendar-data>{side.text.decode()}</c:calendar-data>"
    answers = [multistatus(item("/cal/", "")), multistatus(item("/cal/a.ics", data))]
    side.script = answers * 2
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", f"{side.url}/cal/", "kim")
    source = make_source(chosen, "hunter2", loop.shared)
    first = loop.brought(source)
    assert first.parts is not None
    assert loop.brought(source, first.state).parts is None


def test_a_page_in_place_of_an_answer_is_no_calendar(loop: Loop, side: FarSide) -> None:
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", f"{side.url}/cal/", "kim")
    source = make_source(chosen, "hunter2", loop.shared)
    for reply in (Reply(200, b"<html></html>"), Reply(204), Reply(207, b"<?xml"), Reply(200)):
        side.script = [reply]
        assert loop.failure(source).trouble is Trouble.NOT_A_CALENDAR


class Says:
    """The DNS of a domain: tells once, in the loop's next turn, what it was made with."""

    def __init__(self, answer: QUrl | Failure | None) -> None:
        self._answer = answer
        self.asked: list[str] = []

    def __call__(self, domain: str, found: Found) -> "Says":
        self.asked.append(domain)
        QTimer.singleShot(0, lambda: found(self._answer))
        return self

    def close(self) -> None: ...


def find_with_dns(loop: Loop, address: str, dns: Says) -> Account | Failure:
    ask = partial(discover, loop.network, address, "", "hunter2", ask_service=dns)
    found: Account | Failure = loop.wait(ask)
    return found


@pytest.mark.parametrize("address", ["kim@nobody.invalid", "nobody.invalid"])
def test_a_domain_without_caldav_of_its_own_is_asked_of_the_dns(loop: Loop, address: str) -> None:
    with serving(LikeNextcloud()) as side:
        dns = Says(QUrl(side.url))
        account = find_with_dns(loop, address, dns)
        assert isinstance(account, Account)
        assert dns.asked == ["nobody.invalid"]
        if "@" in address:
            assert account.user == address
    nobody = find_with_dns(loop, address, Says(None))
    assert isinstance(nobody, Failure)
    assert nobody.trouble is Trouble.UNREACHABLE, "what the domain itself said"
    elsewhere = Failure(Trouble.SERVER, "leads to somebody else")
    assert find_with_dns(loop, address, Says(elsewhere)) == elsewhere


def test_an_address_of_a_place_is_never_asked_of_the_dns(loop: Loop) -> None:
    dns = Says(None)
    for address in ("https://nobody.invalid/dav/", "nobody.invalid:8443", "127.0.0.1", "localhost"):
        assert isinstance(find_with_dns(loop, address, dns), Failure)
    assert not dns.asked
