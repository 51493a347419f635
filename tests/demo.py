"""A made-up year of log in a temporary home, with the week opened: ``make demo``.

Without a screen it writes the screenshots instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from presence.core.ports import Change, ChangeKind
from presence.core.sample import SEED, sample_year
from presence.desktop.screen import has_screen
from presence.desktop.zone import zone_name
from presence.link.client import ask
from presence.paths import find_paths
from presence.store import open_log

APP = Path(sys.executable).with_name("presence-tray")
OPENS_WITHIN_S = 20.0


def write_year(home: Path) -> int:
    """Put the made-up year into a new home; how many sessions it has."""
    zone = zone_name()
    year = sample_year(SEED, ZoneInfo(zone), zone, datetime.now(UTC))
    log = open_log(find_paths(str(home)))
    change = Change(ChangeKind.ADDED, year[-1].id, year[-1].kind, year[-1].started_at)
    log.put(*year, because=change)
    log.close()
    (home / "settings.toml").write_text("first_minute_done = true\n")
    return len(year)


def open_week(home: Path) -> None:
    """Ask the app for its week as soon as it answers."""
    socket = find_paths(str(home)).socket
    until = time.monotonic() + OPENS_WITHIN_S
    while time.monotonic() < until:
        if ask(socket, b'{"do":"show","window":"week"}') is not None:
            return
        time.sleep(0.1)


def main() -> int:
    """Run the app in a home that is removed when it ends."""
    if not has_screen():
        print("There is no screen here: the pictures are drawn instead.")
        return subprocess.call([sys.executable, "-m", "tests.screenshots"])
    home = Path(tempfile.mkdtemp(prefix="presence-demo."))
    try:
        count = write_year(home)
        print(f"{count} made-up sessions in {home}, which goes when you quit Presence (or Ctrl-C).")
        print(f"Steer it from another terminal with PRESENCE_HOME={home}")
        with subprocess.Popen([APP], env={**os.environ, "PRESENCE_HOME": str(home)}) as app:
            open_week(home)
            try:
                return app.wait()
            except KeyboardInterrupt:  # the app has had it too, and ends by itself
                return app.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
