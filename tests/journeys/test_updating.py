"""A newer Presence takes the place of the one that runs: a session goes on, and stays quiet."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.programs import is_alive, wait_until
from tests.journeys.person import Person


def written_at(lease: Path) -> int:
    """0 while there is none: what a connection holds is entered anew."""
    try:
        return lease.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@pytest.mark.parametrize("name", ["dunst_xfce", "plasma"])
def test_a_restart_keeps_the_session_and_is_never_heard(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Also where the desktop ties a mute to the connection that asked for it."""
    desktop: Desktop = request.getfixturevalue(name)
    person = Person(desktop)
    before = desktop.setting()
    person.starts_app()
    person.presence("start", "dinner", "--for", "90m")
    person.waits_for_quiet()
    first = person.status
    quiet = desktop.setting()
    assert quiet != before
    lease = person.lab.home / ".local/share/presence/mute-lease.json"
    written = written_at(lease)

    person.presence("restart")
    seen = set()
    deadline = time.monotonic() + 20
    while written_at(lease) in (written, 0) and time.monotonic() < deadline:
        seen.add(desktop.setting())
        assert person.status["pid"] == first["pid"], "a command of that moment is answered"
    person.waits_for_quiet(10)
    seen.add(desktop.setting())
    assert seen == {quiet}

    second = person.waits_for("running")
    assert second["pid"] == first["pid"], "it is the same process"
    assert second["session"]["id"] == first["session"]["id"]
    assert second["mute"]["was"] == first["mute"]["was"]
    os.kill(second["pid"], signal.SIGKILL)  # what guards the mute now is the newer one's
    wait_until(lambda: not is_alive(second["pid"]), 5, "the app's end")
    wait_until(lambda: desktop.setting() == before, 5, "the desktop's being put back")
