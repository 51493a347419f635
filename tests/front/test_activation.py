"""What the desktop asks for, in the app."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from presence.core.tracker import StartRequest
from presence.desktop.activation.application import Application
from presence.desktop.dbus_qt import QtBus
from presence.front.activation.activation import TOKEN, Activation
from presence.ui.review.window import ReviewWindow
from presence.ui.windows.card import ReturnCard
from presence.ui.windows.session import SessionWindow
from presence.ui.windows.start import StartWindow
from presence.ui.windows.toast import Toast
from tests.core.conftest import Desk, desk
from tests.front.room import MEETING, Room

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


@pytest.fixture
def asked(room: Room, qtbot: QtBot) -> Application:
    """Whose signals are what a desktop asks; there is no bus here."""
    application = Application(QtBus(address="unix:path=/nowhere"), parent=room.screen)
    Activation(
        application, room.screen, room.engine, room.clock, room.preferences, parent=room.screen
    )
    return application


def test_activating_shows_the_session_and_the_week_its_review(
    room: Room, asked: Application
) -> None:
    asked.activated.emit("")
    room.shown(SessionWindow)
    asked.action_wanted.emit("week", "")
    room.shown(ReviewWindow)


def test_dinner_starts_once_and_takes_over_from_another(room: Room, asked: Application) -> None:
    meeting = room.engine.start(MEETING)
    room.clock.advance(minutes=30)
    asked.action_wanted.emit("dinner", "")
    dinner = room.engine.session
    assert dinner is not None
    ended = room.desk.log.get(meeting.id)
    assert ended is not None
    assert (ended.ended_at, dinner.kind) == (dinner.started_at, "dinner")
    room.clock.advance(seconds=5)
    asked.action_wanted.emit("dinner", "")
    assert room.engine.session == dinner
    room.shown(SessionWindow)


def test_the_end_ends(room: Room, asked: Application) -> None:
    room.engine.start(MEETING)
    room.clock.advance(minutes=30)
    asked.action_wanted.emit("end", "")
    assert room.engine.session is None
    assert room.ended().ended_at == room.clock.now()


def test_ending_where_nothing_runs_is_said(room: Room, asked: Application) -> None:
    asked.action_wanted.emit("end", "")
    assert "Nothing is running" in room.shown(Toast).accessibleName()


def test_a_second_click_is_ignored_and_answers_nothing(room: Room, asked: Application) -> None:
    room.engine.start(StartRequest("dinner", length=timedelta(minutes=30)))
    room.clock.advance(hours=1)
    room.engine.start(MEETING)
    (waiting,) = room.engine.unconfirmed(room.clock.now())
    room.clock.advance(minutes=30)
    asked.action_wanted.emit("end", "")
    asked.action_wanted.emit("end", "")
    assert room.engine.unconfirmed(room.clock.now()) == [waiting]
    assert room.find(ReturnCard) is None


def test_the_end_of_one_that_is_over_is_asked_for(room: Room, asked: Application) -> None:
    """Anybody on the bus may call: it is no answer of the person's."""
    room.engine.start(StartRequest("dinner", length=timedelta(minutes=30)))
    room.clock.advance(hours=8)
    assert room.engine.session is None
    (waiting,) = room.engine.unconfirmed(room.clock.now())
    asked.action_wanted.emit("end", "")
    assert room.engine.unconfirmed(room.clock.now()) == [waiting]
    room.shown(ReturnCard)


def test_a_flood_of_calls_is_one_dinner(room: Room, asked: Application) -> None:
    for _each in range(50):
        asked.action_wanted.emit("dinner", "")
        asked.action_wanted.emit("end", "")
    assert len(list(room.desk.log.newest(99))) == 1


def test_a_link_fills_in_the_start_window_and_starts_nothing(
    room: Room, asked: Application
) -> None:
    asked.link_opened.emit("presence://start?kind=dinner&with=Ana&for=90m", "")
    line = room.shown(StartWindow).findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == "dinner @Ana 90m"
    assert room.engine.session is None


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("presence://start?run=x", "The link was not opened: “run” in the link,"),
        ("https://example.org", "a link of Presence begins with presence://start"),
        ("presence://start?kind=dinr", "dinr"),
    ],
)
def test_a_bad_link_is_said_and_opens_nothing(
    room: Room, asked: Application, link: str, said: str
) -> None:
    asked.link_opened.emit(link, "")
    assert said in room.shown(Toast).accessibleName()
    assert room.find(StartWindow) is None


def test_a_token_is_kept_for_wayland_alone(
    room: Room, asked: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    asked.activated.emit("abc")
    assert TOKEN not in os.environ
