"""CalDAV, against Radicale and Xandikos as they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QUrl

from presence.calendars.sources.dav.discovery import Account, discover
from presence.calendars.sources.dav.writing import NEW, Conflict, DavWriter, Outcome, Written
from presence.calendars.sources.make import make_source
from presence.calendars.sources.web.address import Login
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Fetched, Source, Trouble
from tests.calendars.sources.conftest import END, NOW, START, Loop
from tests.calendars.sources.contract import SourceContract, titles
from tests.calendars.sources.dav_servers import DavServer, Radicale, Xandikos
from tests.calendars.sources.far_side import calendar_of, event


@pytest.fixture(scope="module", params=[Radicale, Xandikos], ids=["Radicale", "Xandikos"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DavServer]:
    kind: type[DavServer] = request.param
    with kind(tmp_path_factory.mktemp(kind.__name__)) as server:
        if kind is Radicale:
            server.request("PROPFIND", "/kim/", headers={"Depth": "0"})  # makes the home
        yield server


@pytest.fixture
def made(server: DavServer, request: pytest.FixtureRequest) -> Iterator[str]:
    """The path of a calendar with one event, which goes with the test."""
    path = server.make_calendar("work", "Work &amp; more", "#AABBCCFF")
    server.put(path, "Review")
    yield path
    server.delete(path)


def source_of(loop: Loop, server: DavServer, path: str) -> Source:
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", f"{server.url}{path}", server.user)
    return make_source(chosen, server.password, loop.shared)


class OnAServer:
    def __init__(self, loop: Loop, server: DavServer, path: str) -> None:
        self._server = server
        self._path = path
        self.source = source_of(loop, server, path)

    def add(self, title: str) -> None:
        self._server.put(self._path, title)

    def remove(self) -> None:
        self._server.delete(self._path)

    def restore(self) -> None:
        self._server.make_calendar("work", "Work")
        self._server.put(self._path, "Review")


class TestSource(SourceContract):
    @pytest.fixture
    def world(self, loop: Loop, server: DavServer, made: str) -> OnAServer:
        return OnAServer(loop, server, made)


def test_only_what_is_around_the_span_is_brought(loop: Loop, server: DavServer, made: str) -> None:
    server.put(made, "Past", day=1)
    source = source_of(loop, server, made)
    assert titles(loop.brought(source)) == {"Review"}
    whole = loop.fetch(source, start=NOW - timedelta(days=60))
    assert isinstance(whole, Fetched)
    assert titles(whole) == {"Review", "Past"}


def test_a_series_that_began_long_ago_is_brought_whole(
    loop: Loop, server: DavServer, made: str
) -> None:
    text = event("Weekly", "uid-weekly").replace("20261130", "20200106")
    text = text.replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY")
    headers = {"Content-Type": "text/calendar"}
    server.request("PUT", f"{made}weekly.ics", calendar_of(text), headers)
    fetched = loop.brought(source_of(loop, server, made))
    assert titles(fetched) == {"Review", "Weekly"}
    assert any(b"DTSTART:20200106T100000Z" in bytes(part[:]) for part in fetched.parts or ())


def test_tomorrow_the_same_is_still_nothing_new(loop: Loop, server: DavServer, made: str) -> None:
    source = source_of(loop, server, made)
    first = loop.brought(source)
    day = timedelta(days=1)
    tomorrow = loop.fetch(source, first.state, START + day, END + day)
    assert isinstance(tomorrow, Fetched)
    assert tomorrow.parts is None
    much_later = loop.fetch(source, first.state, START + 60 * day, END + 60 * day)
    assert isinstance(much_later, Fetched)
    assert much_later.parts == ()


def test_an_event_that_is_deleted_is_gone(loop: Loop, server: DavServer, made: str) -> None:
    server.put(made, "Dinner")
    source = source_of(loop, server, made)
    first = loop.brought(source)
    server.delete(f"{made}Dinner.ics")
    assert titles(loop.brought(source, first.state)) == {"Review"}


def test_a_server_that_dies_and_comes_back(loop: Loop, server: DavServer, made: str) -> None:
    source = source_of(loop, server, made)
    first = loop.brought(source)
    server.stop()
    try:
        failure = loop.failure(source, first.state)
        assert failure == Failure(Trouble.UNREACHABLE, "ConnectionRefusedError")
    finally:
        server.start()
    assert loop.brought(source, first.state).parts is None
    assert titles(loop.brought(source)) == {"Review"}


def find(
    loop: Loop, server: DavServer, address: str, password: str | None = None
) -> Account | Failure:
    user, word = server.user, server.password if password is None else password
    found: Account | Failure = loop.wait(partial(discover, loop.network, address, user, word))
    return found


@pytest.mark.parametrize("path", ["", "/", "/kim/", "/.well-known/caldav", "CALENDAR"])
def test_the_calendars_are_found_from_whatever_address_people_know(
    loop: Loop, server: DavServer, made: str, path: str
) -> None:
    server.make_calendar("todo", "Tasks", component="VTODO")
    address = server.url + (made if path == "CALENDAR" else path)
    try:
        account = find(loop, server, address)
    finally:
        server.delete(f"{server.home}todo/")
    assert isinstance(account, Account)
    by_name = {found.name: found for found in account.calendars}
    assert "Tasks" not in by_name
    work = by_name["Work & more"]
    assert (work.address, work.colour) == (server.url + made, "#aabbcc")
    assert work.can_write
    assert account.user == "kim"
    chosen = ChosenCalendar(SourceKind.CALDAV, work.name, work.address, server.user)
    source = make_source(chosen, server.password, loop.shared)
    assert titles(loop.brought(source)) == {"Review"}


def test_the_persons_own_addresses_are_found(loop: Loop, server: DavServer, made: str) -> None:
    account = find(loop, server, server.url)
    assert isinstance(account, Account)
    assert all("@" in address for address in account.own_addresses)


def test_a_wrong_password_is_said(loop: Loop, server: DavServer, made: str) -> None:
    if isinstance(server, Xandikos):
        return  # asks for none
    account = find(loop, server, server.url, "hunter2")
    assert account == Failure(Trouble.WRONG_PASSWORD, "401")
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", server.url + made, "kim")
    wrong = make_source(chosen, "hunter2", loop.shared)
    assert loop.failure(wrong) == Failure(Trouble.WRONG_PASSWORD, "401")
    assert loop.failure(make_source(chosen, None, loop.shared)).trouble is Trouble.NO_PASSWORD
    nobody = make_source(replace(chosen, user=""), None, loop.shared)
    assert loop.failure(nobody).trouble is Trouble.WRONG_PASSWORD


BUSY = calendar_of(event("In a session", "presence-1"))
LATER = calendar_of(event("In a session", "presence-1", day=29))


class Writing:
    def __init__(self, loop: Loop, server: DavServer, path: str) -> None:
        self._loop = loop
        login = Login(server.user, server.password)
        self.writer = DavWriter(loop.network, QUrl(server.url + path), login)
        self.href = self.writer.href("presence-1")

    def put(self, text: bytes, etag: str | None) -> Outcome:
        put = partial(self.writer.put_event, self.href, text, etag)
        outcome: Outcome = self._loop.wait(put)
        return outcome

    def delete(self, etag: str | None) -> Outcome:
        outcome: Outcome = self._loop.wait(partial(self.writer.delete_event, self.href, etag))
        return outcome


def test_an_event_of_ours_is_written_moved_and_taken_out(
    loop: Loop, server: DavServer, made: str
) -> None:
    writing = Writing(loop, server, made)
    first = writing.put(BUSY, NEW)
    assert isinstance(first, Written)
    assert first.etag
    assert "In a session" in server.get(f"{made}presence-1.ics")
    second = writing.put(LATER, first.etag)
    assert isinstance(second, Written)
    assert "20261129T100000Z" in server.get(f"{made}presence-1.ics")
    assert writing.delete(second.etag) == Written()
    assert writing.delete(second.etag) == Written()
    assert titles(loop.brought(source_of(loop, server, made))) == {"Review"}


def test_nothing_is_written_over_what_somebody_else_has_changed(
    loop: Loop, server: DavServer, made: str
) -> None:
    writing = Writing(loop, server, made)
    first = writing.put(BUSY, NEW)
    assert isinstance(first, Written)
    assert writing.put(BUSY, NEW) == Conflict()
    theirs = calendar_of(event("Changed by hand", "presence-1"))
    server.request("PUT", f"{made}presence-1.ics", theirs, {"Content-Type": "text/calendar"})
    assert writing.put(LATER, first.etag) == Conflict()
    assert writing.delete(first.etag) == Conflict()
    assert "Changed by hand" in server.get(f"{made}presence-1.ics")
    assert writing.delete(None) == Written()


def test_a_calendar_that_is_gone_is_not_written_to(loop: Loop, server: DavServer) -> None:
    outcome = Writing(loop, server, f"{server.home}nowhere/").put(BUSY, NEW)
    assert isinstance(outcome, Failure)


@pytest.mark.parametrize("href", ["https://example.org/a.ics", "/", "../other/a.ics", "//evil/a"])
def test_nothing_is_written_outside_the_calendar(
    loop: Loop, server: DavServer, made: str, href: str
) -> None:
    writer = Writing(loop, server, made).writer
    outcome: Outcome = loop.wait(partial(writer.put_event, href, BUSY, NEW))
    assert isinstance(outcome, Failure)
