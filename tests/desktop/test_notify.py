"""Notices: one at a time, with buttons, never critical, and nothing waits for a server."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from presence import APPLICATION_ID
from presence.desktop.dbus_qt import QtBus
from presence.desktop.notify import Action, LateNotifier, find_notifier
from presence.desktop.notify.freedesktop import FreedesktopNotifier
from presence.desktop.notify.null import NullNotifier
from tests.desktop.servers import NoticeServer, PlainNoticeServer

UNDO = Action("undo", "Undo")


@dataclass
class Person:
    """Somebody at the desk, and what they chose."""

    notifier: FreedesktopNotifier
    chosen: list[str] = field(default_factory=list)

    def is_told(self, title: str = "Dinner ended", body: str = "1 h", seconds: int = 10) -> None:
        self.notifier.show(title, body, (UNDO,), self.chosen.append, seconds)


@pytest.fixture
def person(connection: QtBus) -> Person:
    return Person(FreedesktopNotifier(connection))


@pytest.fixture
def server(bus: str) -> Iterator[NoticeServer]:
    server = NoticeServer(bus)
    yield server
    server.stop()


def test_a_notice_is_shown_with_its_button(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told("Dinner ended 21:30", "1 h 30 min")
    qtbot.waitUntil(lambda: len(server.open) == 1)
    notice = server.notices[0]
    assert (notice.title, notice.body) == ("Dinner ended 21:30", "1 h 30 min")
    assert notice.actions == ("undo", "Undo")
    assert notice.limit == 10_000
    assert notice.hints["desktop-entry"] == ("s", APPLICATION_ID)


def test_a_notice_is_never_critical(person: Person, server: NoticeServer, qtbot: QtBot) -> None:
    person.is_told()
    qtbot.waitUntil(lambda: bool(server.open))
    assert server.notices[0].hints["urgency"] in {("y", 0), ("y", 1)}


def test_the_button_that_was_pressed_is_told_once(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told()
    qtbot.waitUntil(lambda: bool(server.open))
    server.choose("undo")
    server.choose("undo")
    qtbot.waitUntil(lambda: not server.open)
    qtbot.wait(50)
    assert person.chosen == ["undo"]


def test_a_button_of_somebody_elses_notice_is_not_ours(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told()
    qtbot.waitUntil(lambda: bool(server.open))
    server._emit("ActionInvoked", "us", (77, "undo"))
    server._emit("ActionInvoked", "us", (1, "default"))
    qtbot.wait(50)
    assert person.chosen == []


def test_the_next_notice_takes_the_place_of_the_last(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told("first")
    person.is_told("second")
    person.is_told("third")
    qtbot.waitUntil(lambda: bool(server.notices) and server.notices[-1].title == "third")
    assert [notice.title for notice in server.open.values()] == ["third"]
    assert all(notice.replaces for notice in server.notices[1:])


def test_a_notice_that_was_sent_away_is_not_replaced(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told("first")
    qtbot.waitUntil(lambda: bool(server.open))
    server.dismiss()
    qtbot.wait(50)
    person.is_told("second")
    qtbot.waitUntil(lambda: len(server.notices) == 2)
    assert server.notices[1].replaces == 0


def test_a_notice_is_taken_away(person: Person, server: NoticeServer, qtbot: QtBot) -> None:
    person.is_told()
    qtbot.waitUntil(lambda: bool(server.open))
    person.notifier.close()
    qtbot.waitUntil(lambda: not server.open)


def test_a_notice_taken_away_before_the_server_answered_does_not_stay(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told()
    person.notifier.close()
    qtbot.wait(150)
    assert not server.open


def test_a_server_that_keeps_notices_for_ever_has_ours_taken_away(
    person: Person, server: NoticeServer, qtbot: QtBot
) -> None:
    person.is_told(seconds=1)
    qtbot.waitUntil(lambda: bool(server.open))
    qtbot.waitUntil(lambda: not server.open, timeout=10_000)


def test_what_people_wrote_is_no_markup(person: Person, server: NoticeServer, qtbot: QtBot) -> None:
    person.is_told(body="R&D <b>board</b>")
    qtbot.waitUntil(lambda: bool(server.open))
    assert server.notices[0].body == "R&amp;D &lt;b&gt;board&lt;/b&gt;"


def test_a_server_without_markup_and_buttons_gets_neither(
    person: Person, bus: str, qtbot: QtBot
) -> None:
    plain = PlainNoticeServer(bus)
    person.is_told(body="R&D")
    qtbot.waitUntil(lambda: bool(plain.open))
    assert plain.notices[0].body == "R&D"
    assert plain.notices[0].actions == ()
    plain.stop()


def test_another_server_is_asked_anew(person: Person, bus: str, qtbot: QtBot) -> None:
    first = NoticeServer(bus)
    person.is_told("first")
    qtbot.waitUntil(lambda: bool(first.open))
    first.stop()
    second = PlainNoticeServer(bus)
    qtbot.wait(100)
    person.is_told("second")
    qtbot.waitUntil(lambda: bool(second.open))
    assert second.notices[0].replaces == 0
    assert second.notices[0].actions == ()
    second.stop()


def test_without_a_server_nothing_waits_and_the_next_one_is_shown(
    person: Person, bus: str, qtbot: QtBot
) -> None:
    person.is_told("nobody sees this")
    qtbot.wait(100)
    server = NoticeServer(bus)
    person.is_told("somebody sees this")
    qtbot.waitUntil(lambda: bool(server.open))
    assert [notice.title for notice in server.notices] == ["somebody sees this"]
    server.stop()


def test_without_a_bus_nothing_happens(qapp: object, qtbot: QtBot, tmp_path: object) -> None:
    connection = QtBus(address=f"unix:path={tmp_path}/no-bus")
    notifier = FreedesktopNotifier(connection)
    notifier.show("title", "body", (UNDO,), lambda _key: None, 10)
    notifier.close()
    qtbot.wait(50)


def test_no_connection_is_made_before_the_first_notice() -> None:
    asked: list[str] = []

    def make() -> NullNotifier:
        asked.append("made")
        return NullNotifier()

    notifier = LateNotifier(make)
    notifier.close()
    assert asked == []
    notifier.show("a", "b", (), lambda _key: None, 0)
    notifier.show("a", "b", (), lambda _key: None, 0)
    notifier.close()
    assert asked == ["made"]
    assert find_notifier() is not None
