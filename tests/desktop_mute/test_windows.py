"""Windows' switch, through the very tables that are used there, against objects of callbacks."""

import ctypes
import subprocess
import sys
from threading import Thread
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.core.errors import ErrorCode, MuteError
from presence.desktop.dbus import SessionBus
from presence.desktop.dbus_qt import QtBus
from presence.desktop.mute.find import choose
from presence.desktop.mute.listening import Listening
from presence.desktop.mute.mechanism import Lifetime, Server
from presence.desktop.mute.mechanisms.null import why_unmutable
from presence.desktop.mute.mechanisms.windows import Windows
from presence.desktop.mute.scripts import quiet_hours
from presence.desktop.mute.scripts.quiet_hours import (
    ALARMS_ONLY,
    CHANGED_MODE,
    CLASS,
    INTERFACE,
    OFF,
    PRIORITY_ONLY,
    Nt,
    Ole,
    Refused,
    Subscription,
)
from presence.desktop.mute.system_server import system_server
from presence.words.mute.unmutable import unmutable_line
from tests.desktop_mute.windows_memory import (
    CLASS_NOT_REGISTERED,
    E_FAIL,
    S_FALSE,
    FakeWindows,
)


@pytest.fixture
def windows() -> FakeWindows:
    return FakeWindows()


@pytest.fixture
def ole(windows: FakeWindows) -> Ole:
    return Ole(windows.ole32)


@pytest.fixture
def nt(windows: FakeWindows) -> Nt:
    return Nt(windows.ntdll)


@pytest.fixture
def mechanism(ole: Ole, nt: Nt) -> Windows:
    return Windows(SessionBus(""), lambda: ole, lambda: nt)


def nothing_is_left(windows: FakeWindows) -> bool:
    return (windows.references, windows.apartments, windows.texts) == (0, 0, {})


def test_identifiers_lie_in_memory_as_windows_has_them() -> None:
    assert bytes(CLASS).hex() == "fa2133f5f8347f4bb9a3361877cb94cf"
    assert bytes(INTERFACE).hex() == "3247ff6bec81fb4fae67b6c1bc29631f"
    assert ctypes.sizeof(CLASS) == 16


@pytest.mark.parametrize("profile", [OFF, PRIORITY_ONLY, ALARMS_ONLY, "Somebody's own ☾ 𝄞"])
def test_a_profile_is_read_and_its_text_freed_exactly_once(
    windows: FakeWindows, ole: Ole, profile: str
) -> None:
    windows.selected = profile
    assert quiet_hours.selected(ole) == profile
    assert len(windows.freed) == 1
    assert nothing_is_left(windows)


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_was_never_chosen_is_no_profile(
    windows: FakeWindows, ole: Ole, nothing: str | None
) -> None:
    windows.selected = nothing
    assert quiet_hours.selected(ole) == ""
    assert len(windows.freed) == (nothing is not None)  # no null pointer is freed
    assert quiet_hours.answer(["get"], ole) == OFF
    assert nothing_is_left(windows)


def test_a_profile_is_chosen_and_read_back(windows: FakeWindows, ole: Ole) -> None:
    assert quiet_hours.answer(["set", PRIORITY_ONLY], ole) == PRIORITY_ONLY
    assert windows.selected == PRIORITY_ONLY
    assert nothing_is_left(windows)


@pytest.mark.parametrize("off_id", [OFF, "Another.Off", None, ""])
def test_off_is_what_windows_calls_off(windows: FakeWindows, ole: Ole, off_id: str | None) -> None:
    windows.selected, windows.off_id = PRIORITY_ONLY, off_id
    assert quiet_hours.select(ole, "") == (off_id or OFF)
    assert nothing_is_left(windows)


@pytest.mark.parametrize("what", ["create", "get", "put", "off"])
def test_an_error_of_windows_is_told_and_nothing_is_left_behind(
    windows: FakeWindows, ole: Ole, what: str
) -> None:
    windows.fails[what] = E_FAIL
    with pytest.raises(Refused, match="0x80004005"):
        quiet_hours.select(ole, "")
    assert nothing_is_left(windows)
    assert windows.selected == OFF


def test_a_windows_without_the_class_or_with_no_object_is_told(
    windows: FakeWindows, ole: Ole
) -> None:
    windows.fails["create"] = CLASS_NOT_REGISTERED
    with pytest.raises(Refused, match="0x80040154"):
        quiet_hours.selected(ole)
    windows.fails["create"] = S_FALSE  # success, and a null pointer
    with pytest.raises(Refused, match="QuietHoursSettings"):
        quiet_hours.selected(ole)
    assert windows.apartments == 0


def test_a_thread_that_has_an_apartment_keeps_it(windows: FakeWindows, ole: Ole) -> None:
    windows.first_apartment = S_FALSE  # entered once more, and left once more
    assert quiet_hours.selected(ole) == OFF
    assert windows.apartments == 0
    windows.first_apartment = CHANGED_MODE
    assert quiet_hours.selected(ole) == OFF
    assert windows.apartments == 0
    windows.first_apartment = E_FAIL
    with pytest.raises(Refused):
        quiet_hours.selected(ole)


def test_a_text_without_an_end_is_not_read_for_ever(windows: FakeWindows, ole: Ole) -> None:
    windows.selected = "x" * 2000
    with pytest.raises(Refused):
        quiet_hours.selected(ole)
    assert nothing_is_left(windows)


def test_other_words_are_refused(ole: Ole) -> None:
    for words in ([], ["put"], ["set"], ["get", "more"]):
        with pytest.raises(Refused):
            quiet_hours.answer(words, ole)


def test_what_is_in_force_is_asked_for_a_second_opinion(windows: FakeWindows, nt: Nt) -> None:
    for profile, number in ((OFF, 0), (PRIORITY_ONLY, 1), (ALARMS_ONLY, 2)):
        windows.selected = profile
        assert quiet_hours.in_force(nt) == number
    windows.active = 77
    assert quiet_hours.in_force(nt) is None
    windows.active = None
    windows.fails["query"] = E_FAIL
    assert quiet_hours.in_force(nt) is None
    windows.fails["query"] = 2  # only two bytes of it
    assert quiet_hours.in_force(nt) is None


def test_changes_are_told_until_it_is_closed(windows: FakeWindows, nt: Nt) -> None:
    told: list[str | None] = []
    subscription = Subscription(nt, lambda: told.append(windows.selected))
    windows.switch(PRIORITY_ONLY)
    windows.switch(OFF)
    subscription.close()
    subscription.close()
    windows.switch(PRIORITY_ONLY)
    assert told == [PRIORITY_ONLY, OFF]
    assert windows.listeners == {}


def test_the_mechanism_mutes_reads_back_and_knows_how_to_restore(
    windows: FakeWindows, mechanism: Windows
) -> None:
    reading = mechanism.read()
    assert (reading.is_muted, reading.prior, reading.was) == (False, OFF, "off")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mechanism.read().is_muted
    assert recipe.ours.decode() == windows.selected
    assert recipe.ask.command[-2:] == (quiet_hours.__file__, "get")
    assert recipe.restore.command[-3:] == (quiet_hours.__file__, "set", OFF)
    assert "Do not disturb" in mechanism.by_hand(reading)


def test_what_was_never_chosen_goes_back_to_windows_own_off(
    windows: FakeWindows, mechanism: Windows, ole: Ole
) -> None:
    windows.selected = None
    reading = mechanism.read()
    assert (reading.is_muted, reading.prior, reading.was) == (False, None, "unset")
    restore = mechanism.recipe(reading).restore.command
    mechanism.mute(reading)
    assert quiet_hours.answer(list(restore[-2:]), ole) == OFF


@pytest.mark.parametrize("profile", [PRIORITY_ONLY, ALARMS_ONLY, "Of.A.Later.Windows"])
def test_the_persons_own_quiet_counts_as_muted(
    windows: FakeWindows, mechanism: Windows, profile: str
) -> None:
    windows.selected = profile
    assert mechanism.read().is_muted
    assert mechanism.read().was == "on"


def test_a_mute_counts_only_when_windows_says_that_it_is_in_force(
    windows: FakeWindows, mechanism: Windows
) -> None:
    windows.active = 0
    mechanism.mute(mechanism.read())
    assert not mechanism.read().is_muted
    windows.active = 1
    assert mechanism.read().is_muted
    windows.active = 0  # whatever that means: what the person chose decides from then on
    assert mechanism.read().is_muted


def test_without_a_second_opinion_the_first_is_enough(
    windows: FakeWindows, ole: Ole, caplog: pytest.LogCaptureFixture
) -> None:
    mechanism = Windows(SessionBus(""), lambda: ole, lambda: Nt(SimpleNamespace()))
    mechanism.mute(mechanism.read())
    assert mechanism.read().is_muted
    assert mechanism.watch(lambda: None) is None
    assert "does not tell of changes" in caplog.text


def test_the_mechanism_tells_of_changes(windows: FakeWindows, mechanism: Windows) -> None:
    told: list[None] = []
    subscription = mechanism.watch(lambda: told.append(None))
    assert subscription is not None
    windows.switch(ALARMS_ONLY)
    subscription.close()
    windows.fails["subscribe"] = E_FAIL
    assert mechanism.watch(lambda: None) is None
    assert len(told) == 1


def test_the_app_hears_of_changes_on_its_own_thread_while_it_listens(
    windows: FakeWindows, mechanism: Windows, qtbot: QtBot
) -> None:
    def no_bus() -> QtBus:
        raise AssertionError("there is none")

    parent = QObject()
    listening = Listening(no_bus, parent)
    with qtbot.waitSignal(listening.heard):
        listening.listen((), (), (mechanism.watch,))
    listening.listen((), (), (mechanism.watch,))
    assert len(windows.listeners) == 1
    hand = Thread(target=windows.switch, args=(ALARMS_ONLY,))
    with qtbot.waitSignal(listening.heard):
        hand.start()
    hand.join()
    listening.listen((), ())
    assert windows.listeners == {}


def test_a_refusal_of_windows_is_a_mute_error(windows: FakeWindows, mechanism: Windows) -> None:
    windows.fails["put"] = E_FAIL
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert caught.value.values["detail"] == "0x80004005"


def test_without_windows_there_is_nothing_to_load() -> None:
    with pytest.raises(MuteError) as caught:
        Windows(SessionBus("")).read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-E", quiet_hours.__file__, "get"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_windows_is_found_without_a_bus_from_the_version_that_has_the_switch() -> None:
    server = system_server("win32", "10.0.22631")
    assert server is not None
    assert Windows.serves(server)
    assert choose(server) is Windows
    old = Server(server.name, server.vendor, "10.0.16299", server.owner)
    assert not Windows.serves(old)
    assert unmutable_line(why_unmutable(old)) == (
        "not quiet: Windows 10.0.16299 has no do-not-disturb"
    )
    assert system_server("linux") is None


def test_it_was_not_run_yet_and_outlives_everything() -> None:
    assert not Windows.was_run
    assert Windows.lifetime is Lifetime.PERSISTENT
