"""An app without a screen, as a process of its own: it starts by itself, and says offers if it can.

The home, the bus and the notification server are real; nothing of the app is in this process.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from presence.core.clock import SystemClock
from presence.paths import find_paths
from tests.desktop.servers import NoticeServer
from tests.desktop_mute.conftest import bus, services
from tests.journeys.calendar_file import ME, Meeting, write

__all__ = ["bus", "services"]  # fixtures

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")


class Unseen:
    """A home, and the app that runs for it where no screen is."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.file = home / "work.ics"
        self.env = {name: said for name, said in os.environ.items() if name not in SCREENS}
        self.env["XDG_RUNTIME_DIR"] = str(home)
        self._app: subprocess.Popen[bytes] | None = None

    def has_calendar(self, handling: str, *meetings: Meeting) -> None:
        write(self.file, *meetings)
        (self.home / "settings.toml").write_text(
            f'me = ["{ME}"]\n[calendars.work]\nsource = "file"\nname = "Work"\n'
            f'handling = "{handling}"\naddress = "{self.file}"\n'
        )

    def starts(self, **env: str) -> None:
        command = (sys.executable, "-m", "presence.app", "--home", str(self.home))
        self._app = subprocess.Popen(command, env={**self.env, **env})

    def status(self) -> dict[str, Any]:
        command = (sys.executable, "-m", "presence", "--home", str(self.home), "status", "--json")
        said = subprocess.run(command, env=self.env, capture_output=True, check=False)
        found: dict[str, Any] = json.loads(said.stdout or b"{}")
        return found

    def libraries(self) -> str:
        assert self._app is not None
        return Path(f"/proc/{self._app.pid}/maps").read_text()

    def ends(self) -> int:
        assert self._app is not None
        self._app.terminate()
        return self._app.wait(20)


@pytest.fixture
def unseen(tmp_path: Path) -> Iterator[Unseen]:
    home = Unseen(tmp_path)
    yield home
    if home._app is not None and home._app.poll() is None:
        home._app.kill()
        home._app.wait()


def soon(seconds: float) -> datetime:
    return SystemClock().now().replace(microsecond=0) + timedelta(seconds=seconds)


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


def test_what_may_start_by_itself_starts_where_there_is_neither_a_screen_nor_a_bus(
    unseen: Unseen,
) -> None:
    unseen.has_calendar("start", Meeting("Review", soon(20)))
    unseen.starts()
    wait_until(lambda: unseen.status().get("state") == "running")
    said = unseen.status()["session"]
    assert (said["kind"], said["people"]) == ("meeting", ["Ana", "Tom"])
    assert "QtWidgets" not in unseen.libraries()
    assert unseen.ends() == 0


def test_an_offer_is_said_over_the_notification_server_of_the_bus_and_its_button_starts(
    unseen: Unseen, bus: str
) -> None:
    server = NoticeServer(bus)
    unseen.has_calendar("propose", Meeting("Review", soon(60)))
    unseen.starts(DBUS_SESSION_BUS_ADDRESS=bus)
    wait_until(lambda: bool(server.notices))
    notice = server.notices[-1]
    assert "Review" not in notice.title + notice.body
    assert "start" in notice.actions
    server.choose("start")
    wait_until(lambda: unseen.status().get("state") == "running")
    assert unseen.ends() == 0
    server.stop()


def test_a_calendar_that_comes_while_it_runs_is_followed_from_then_on(unseen: Unseen) -> None:
    unseen.starts()
    wait_until(find_paths(str(unseen.home)).database.exists)
    wait_until(lambda: unseen.status().get("pid") is not None)
    write(unseen.file, Meeting("Review", soon(25)))
    command = (sys.executable, "-m", "presence", "--home", str(unseen.home), "calendar", "add")
    for words in ((str(unseen.file),), ("work", "handling=start")):
        subprocess.run((*command, *words), env=unseen.env, check=True, stdout=subprocess.DEVNULL)
    wait_until(lambda: unseen.status().get("state") == "running")
    assert unseen.ends() == 0
