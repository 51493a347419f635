"""The whole of a mute as another system would run it, as far as this one can play it.

Each in a process of its own, which is told that it is another system before anything of Presence is
loaded. What only that system has are ctypes callbacks and the program of ``fake_shortcuts.py``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.contracts import wait_for
from tests.desktop_mute.mac import Mac

ROOT = Path(__file__).resolve().parents[2]

WINDOWS = """
import ctypes, json, subprocess, sys
from collections import namedtuple
from datetime import UTC, datetime

sys.platform = "win32"
sys.getwindowsversion = lambda: namedtuple("V", "major minor build platform")(10, 0, 22631, 2)
from tests.desktop_mute.windows_memory import FakeWindows

windows = FakeWindows()
ctypes.WinDLL = lambda name: getattr(windows, name)

from presence.core.clock import SystemClock
from presence.core.lease import Holder, MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile

class Guard:
    pid = 7
    def __init__(self, path, holder): ...
    def dismiss(self): ...

store = LeaseFile(sys.argv[1])
keeper = Keeper(store, SessionBus(""), SystemClock(), Holder(1, 2, "", 0), start_guard=Guard)
report = keeper.take(MuteWish("dinner", datetime.now(UTC)))
print(json.dumps([report.detail.value, report.mechanism, report.was, windows.selected]))
"""

MACOS = """
import json, platform, subprocess, sys
from datetime import UTC, datetime

sys.platform = "darwin"
platform.mac_ver = lambda: ("14.5", ("", "", ""), "arm64")

from presence.core.clock import SystemClock
from presence.core.lease import Holder, MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile

keeper = Keeper(
    LeaseFile(sys.argv[1]), SessionBus("", 10), SystemClock(), Holder(1, 2, "", 0)
)
taken = keeper.take(MuteWish("dinner", datetime.now(UTC)))
print(json.dumps([taken.detail.value, taken.mechanism, taken.was]), flush=True)
if sys.argv[2] == "crash":
    import os
    os.abort()
print(json.dumps([keeper.release().detail.value]))
"""


def run(program: str, *arguments: str) -> list[list[str]]:
    """What it says, line by line."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, "PRESENCE_HOME": os.path.dirname(arguments[0])},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_windows_is_found_without_a_bus_and_muted(tmp_path: Path) -> None:
    lease = tmp_path / "home" / "lease.json"
    assert run(WINDOWS, str(lease)) == [
        ["checked", "windows", "off", "Microsoft.QuietHoursProfile.PriorityOnly"]
    ]
    held = json.loads(lease.read_text())["held"]
    assert [each["name"] for each in held] == ["windows"]
    assert held[0]["recipe"]["restore"]["command"][-2:] == [
        "set",
        "Microsoft.QuietHoursProfile.Unrestricted",
    ]


def test_macos_is_found_without_a_bus_muted_and_put_back(mac: Mac, tmp_path: Path) -> None:
    lease = tmp_path / "home" / "lease.json"
    assert run(MACOS, str(lease), "release") == [["checked", "macos", "off"], ["no_session"]]
    assert mac.focus == ""
    assert not lease.exists()


def test_the_guard_puts_macos_back_when_the_app_is_killed(mac: Mac, tmp_path: Path) -> None:
    lease = tmp_path / "home" / "lease.json"
    assert run(MACOS, str(lease), "crash") == [["checked", "macos", "off"]]
    assert wait_for(lambda: mac.focus == "", seconds=10)
    assert wait_for(lambda: not lease.exists())
