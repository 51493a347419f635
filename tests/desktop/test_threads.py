"""Threads beside Qt's: garbage waits until they are over."""

import gc
from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.threads import start_thread


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_nothing_is_collected_while_one_of_them_runs(qtbot: QtBot) -> None:
    first, second = Event(), Event()
    start_thread(first.wait, "first")
    start_thread(second.wait, "second")
    assert not gc.isenabled()
    first.set()
    qtbot.wait(30)
    assert not gc.isenabled()
    second.set()
    qtbot.waitUntil(gc.isenabled)


def test_who_switched_it_off_finds_it_off(qtbot: QtBot) -> None:
    gc.disable()
    thread = start_thread(lambda: None, "quick")
    thread.join(5)
    qtbot.wait(30)
    assert not gc.isenabled()
