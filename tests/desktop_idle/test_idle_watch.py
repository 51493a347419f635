"""What is known of input, whoever tells of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from presence.core.clock import SystemClock
from presence.desktop.dbus_qt import QtBus
from presence.desktop.idle import find_idle_watch
from presence.desktop.idle.idle_watch import IdleWatch, Told
from tests.desktop_idle.conftest import AFTER, Listens
from tests.fakes import FakeClock

SOMEBODY, ANOTHER = object(), object()


class Ear:
    """A source that tells what the test says."""

    def __init__(self, name: str = "ear", first: int | None = None, is_deaf: bool = False) -> None:
        self.name = name
        self.first = first
        self.is_deaf = is_deaf
        self.told: Told | None = None
        self.log: list[str] = []

    def start(self, after_ms: int, told: Told) -> None:
        self.log.append(f"start {after_ms}")
        self.told = told
        if self.is_deaf:
            told.fails("deaf")
        elif self.first is not None:
            told.idle(self.first)

    def stop(self) -> None:
        self.log.append("stop")

    def says(self, milliseconds: int) -> None:
        assert self.told is not None
        self.told.idle(milliseconds)

    def breaks(self) -> None:
        assert self.told is not None
        self.told.fails("broken")


def test_a_rest_and_its_end_are_told_once_with_the_instants_of_the_inputs(listens: Listens) -> None:
    ear = Ear()
    person = listens(ear)
    assert (person.watch.works, person.watch.is_resting) == (None, None)
    ear.says(3)
    assert (person.watch.works, person.watch.is_resting) == (True, False)
    assert person.watch.told_by == "ear"
    assert not person.heard, "no rest has ended: nobody knows of one"
    ear.says(60_200)
    ear.says(70_000)
    assert person.watch.is_resting
    ear.says(100)
    ear.says(0)
    assert person.heard == [("rested", 60.2), ("stirred", 0.1)]
    assert person.settled == [True]


def test_a_rest_of_before_is_told_at_once(listens: Listens) -> None:
    assert listens(Ear(first=600_000)).heard == [("rested", 600.0)]


def test_the_next_one_is_taken_when_one_cannot_tell_or_not_any_longer(listens: Listens) -> None:
    deaf, first, second = Ear(is_deaf=True), Ear("first", first=90_000), Ear("second")
    person = listens(deaf, first, second)
    assert deaf.log == ["start 60000", "stop"]
    assert not second.log
    first.breaks()
    assert first.log == ["start 60000", "stop"]
    assert person.watch.is_resting, "nothing was heard of its end"
    first.says(0)
    assert person.watch.is_resting, "who has failed is not listened to"
    second.says(0)
    assert person.heard == [("rested", 90.0), ("stirred", 0.0)]
    assert person.watch.told_by == "second"
    second.breaks()
    assert person.watch.works is False
    assert person.watch.told_by == ""
    assert person.settled == [True, False]


def test_where_nothing_can_tell_it_says_so(listens: Listens) -> None:
    person = listens(Ear(is_deaf=True))
    assert (person.watch.works, person.watch.is_resting) == (False, None)
    assert not person.heard


def test_numbers_that_nobody_can_mean_do_no_harm(listens: Listens) -> None:
    ear = Ear()
    person = listens(ear)
    ear.says(2**63)
    ear.says(-(2**63))
    (rested, long_ago), (stirred, just_now) = person.heard
    assert (rested, stirred, just_now) == ("rested", "stirred", 0.0)
    assert long_ago == 366 * 24 * 60 * 60


def test_it_listens_only_while_somebody_wants_to_know() -> None:
    made: list[Ear] = []

    def sources() -> Iterator[Ear]:
        made.append(Ear(first=0))
        yield made[-1]

    watch = IdleWatch(sources, FakeClock(), AFTER)
    assert not made
    watch.want(SOMEBODY)
    watch.want(SOMEBODY)
    watch.want(ANOTHER)
    watch.leave(SOMEBODY)
    assert [ear.log for ear in made] == [["start 60000"]]
    watch.leave(ANOTHER)
    assert made[0].log == ["start 60000", "stop"]
    assert (watch.works, watch.is_resting) == (None, None)
    watch.leave(ANOTHER)
    watch.want(ANOTHER)
    assert len(made) == 2, "it begins anew"


def test_whoever_leaves_when_told_is_told_nothing_more() -> None:
    ear = Ear(first=90_000)
    watch = IdleWatch(lambda: iter((ear,)), FakeClock(), AFTER)
    heard: list[object] = []
    watch.rested.connect(lambda _at: watch.leave(SOMEBODY))
    watch.stirred.connect(heard.append)
    watch.want(SOMEBODY)
    assert ear.log == ["start 60000", "stop"]
    ear.says(0)
    assert (watch.works, watch.is_resting, heard) == (None, None, [])


@pytest.mark.parametrize(
    "environment", [{}, {"DISPLAY": ":65433"}, {"WAYLAND_DISPLAY": "wayland-there-is-none"}]
)
def test_a_computer_without_a_desktop_cannot_tell(
    environment: dict[str, str],
    connection: QtBus,
    qapp: QCoreApplication,
    qtbot: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    watch = find_idle_watch(lambda: connection, SystemClock())
    with qtbot.waitSignal(watch.settled, timeout=10_000):  # type: ignore[attr-defined]  # pytest-qt
        watch.want(SOMEBODY)
    assert watch.works is False
    watch.leave(SOMEBODY)
