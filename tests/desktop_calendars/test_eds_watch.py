"""Changes in a calendar of a real Evolution Data Server are heard of, without asking for them."""

import os
import signal

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from presence.core.coming.fetched import Failure, Fetched
from presence.desktop.calendars import eds_watch
from presence.desktop.calendars.eds import EdsSource
from presence.desktop.calendars.eds_watch import EdsWatch, WatchedSource
from presence.desktop.dbus import BUS, SessionBus
from presence.desktop.dbus_qt import QtBus
from tests.desktop_calendars.conftest import PERSONAL, ROOT, CalendarProgram
from tests.desktop_calendars.test_eds import END, LUNCH, START, WEEKLY
from tests.desktop_mute.conftest import bus, services

__all__ = ["bus", "services"]  # fixtures


class Heard:
    """How often something was heard."""

    def __init__(self, bus: QtBus, qtbot: QtBot, uid: str = PERSONAL) -> None:
        self.count = 0
        self._qtbot = qtbot
        self.watch = EdsWatch(bus, uid, self._hear)

    def _hear(self) -> None:
        self.count += 1

    def is_ready(self) -> None:
        ready: list[bool] = []
        self.watch.when_ready(lambda: ready.append(True))
        self._qtbot.waitUntil(lambda: bool(ready), timeout=30_000)

    def waits_for(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: self.count >= count, timeout=20_000)


def test_what_is_added_changed_and_removed_is_heard_of_and_what_was_there_is_not(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add(LUNCH)
    heard = Heard(ours, qtbot)
    heard.is_ready()
    assert heard.watch.is_listening
    qtbot.wait(2500)
    assert heard.count == 0
    program.add(WEEKLY)
    heard.waits_for(1)
    program.change(LUNCH.replace("Lunch", "Late lunch"))
    heard.waits_for(2)
    program.remove("lunch")
    heard.waits_for(3)
    heard.watch.close()


def test_many_changes_at_once_are_one(program: CalendarProgram, ours: QtBus, qtbot: QtBot) -> None:
    heard = Heard(ours, qtbot)
    heard.is_ready()
    for number in range(30):
        program.add(LUNCH.replace("UID:lunch", f"UID:lunch-{number}"))
    heard.waits_for(1)
    qtbot.wait(2500)
    assert heard.count == 1
    heard.watch.close()


def test_changes_that_never_cease_are_told_of_all_the_same(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eds_watch, "LONGEST_MS", 2000)
    heard = Heard(ours, qtbot)
    heard.is_ready()
    for number in range(16):
        program.add(LUNCH.replace("UID:lunch", f"UID:lunch-{number}"))
        qtbot.wait(300)
    assert heard.count >= 1
    heard.watch.close()


def test_one_that_is_closed_hears_nothing_more_and_one_that_never_opens_is_over(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    heard = Heard(ours, qtbot)
    heard.is_ready()
    heard.watch.close()
    program.add(LUNCH)
    unknown = Heard(ours, qtbot, "no-such-calendar")
    unknown.is_ready()
    assert unknown.watch.is_over
    qtbot.wait(2500)
    assert (heard.count, unknown.count) == (0, 0)
    at_once = Heard(ours, qtbot)
    at_once.watch.close()  # while it is being opened
    qtbot.wait(1000)
    assert at_once.watch.is_over


def test_a_server_that_dies_is_told_once_and_the_calendar_can_be_asked_again(
    program: CalendarProgram, ours: QtBus, session: str, qtbot: QtBot
) -> None:
    program.add(LUNCH)
    heard = Heard(ours, qtbot)
    heard.is_ready()
    bus = SessionBus(session)
    (number,) = bus.call(BUS, "GetConnectionUnixProcessID", "s", (f"{ROOT}.Calendar8",))
    os.kill(number, signal.SIGKILL)
    heard.waits_for(1)
    assert heard.watch.is_over
    again = Heard(ours, qtbot)
    brought: list[Fetched | Failure] = []
    source = WatchedSource(EdsSource(ours, PERSONAL), again.watch)
    source.fetch("", START, END, brought.append)
    qtbot.waitUntil(lambda: bool(brought), timeout=30_000)
    assert isinstance(brought[0], Fetched)
    assert again.watch.is_listening
    source.close()
    again.watch.close()


def test_where_no_server_is_many_tries_leave_nothing_behind(bus: str, qtbot: QtBot) -> None:
    ours = QtBus(address=bus)
    for _each in range(5):
        heard = Heard(ours, qtbot)
        heard.is_ready()
        assert heard.watch.is_over
        heard.watch.close()
    qtbot.waitUntil(lambda: not ours.findChildren(QTimer), timeout=10_000)
    ours.close()
