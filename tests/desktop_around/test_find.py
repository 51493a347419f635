"""What is wished is done in one order, and loaded only where it is wished."""

import subprocess
import sys

from presence.core.kind import Around
from presence.desktop.around.find import EXTRAS, extras
from presence.desktop.around.lock import Lock
from presence.desktop.around.players import Players
from presence.desktop.around.screen_on import ScreenOn
from presence.desktop.around.sound import Sound
from presence.desktop.dbus import SessionBus


def test_all_wishes_are_served_and_the_screen_is_locked_last() -> None:
    found = extras(SessionBus("unix:path=/nonexistent"), frozenset(Around))
    assert [type(each) for each in found] == [Players, Sound, ScreenOn, Lock]
    assert {each.wish for each in EXTRAS} == set(Around)


def test_only_what_is_wished_is_done() -> None:
    bus = SessionBus("unix:path=/nonexistent")
    found = extras(bus, {Around.LOCK_SCREEN, Around.MUTE_SOUND})
    assert [type(each) for each in found] == [Sound, Lock]
    assert extras(bus, frozenset()) == ()


def test_a_mute_alone_loads_nothing_of_it() -> None:
    program = (
        "import sys, presence.desktop.mute.keeper, presence.desktop.lease.settle\n"
        "print([name for name in sys.modules if name.startswith('presence.desktop.around')])"
    )
    done = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
