"""Where data, settings, logs and resources lie; the only user of platformdirs.

With a home given (``--home`` or ``PRESENCE_HOME``) every file lies in it. Without one, data,
settings and state go where the system wants them.
"""

import os
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

HOME_VARIABLE = "PRESENCE_HOME"


class Paths(NamedTuple):
    """The folders of one person's Presence; nothing is made until something is written."""

    data: Path
    config: Path
    state: Path

    @property
    def is_the_persons_own(self) -> bool:
        """Whether these are the system's usual folders, and no home was named."""
        return self.data != self.config

    @property
    def database(self) -> Path:
        return self.data / "presence.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def lease(self) -> Path:
        return self.data / "mute-lease.json"

    @property
    def courtesies(self) -> Path:
        """What is set at others for the session in progress."""
        return self.data / "courtesies.json"

    @property
    def week_told(self) -> Path:
        """Which week a notice has told of last."""
        return self.data / "week-told"

    @property
    def calendars(self) -> Path:
        """The last good copies of the person's calendars."""
        return self.state / "calendars"

    @property
    def offers_told(self) -> Path:
        """Which coming events a notice has told of."""
        return self.state / "offers-told"

    @property
    def busy(self) -> Path:
        """Where the session in progress is shown as a busy event."""
        return self.state / "busy-event.json"

    @property
    def keyring_service(self) -> str:
        """What a keyring holds our secrets under: a home that was named has its own."""
        if self.is_the_persons_own:
            return "presence"
        return f"presence-{crc32(os.fsencode(self.data)):08x}"

    @property
    def instance_lock(self) -> Path:
        return self.data / "presence.lock"

    @property
    def log_file(self) -> Path:
        return self.state / "presence.log"

    @property
    def socket(self) -> str:
        """Where a command finds the running app."""
        short = self.own_socket
        beside = str(self.link)
        return beside if not os.path.exists(short) and os.path.exists(beside) else short

    @property
    def own_socket(self) -> str:
        """Where an app listens: a short name in XDG_RUNTIME_DIR made from the data folder.

        AF_UNIX paths end at 108 bytes. Without that variable it is the link itself.
        """
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if not runtime:
            return str(self.link)
        return os.path.join(runtime, f"presence-{crc32(os.fsencode(self.data)):08x}")

    @property
    def link(self) -> Path:
        """Leads to the running app where XDG_RUNTIME_DIR is not set, or was not: cron, ssh."""
        return self.data / "link"


def find_paths(home: str | None = None) -> Paths:
    """The folders for a given home, for PRESENCE_HOME, or those of the system."""
    home = home or os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(os.path.abspath(os.path.expanduser(home)))
        return Paths(data=root, config=root, state=root)
    from platformdirs import PlatformDirs  # not for a home that was named: see the fast path

    dirs = PlatformDirs("presence", appauthor=False)
    return Paths(
        data=Path(dirs.user_data_dir),
        config=Path(dirs.user_config_dir),
        state=Path(dirs.user_state_dir),
    )


def resources_dir() -> Path:
    """The resources beside the package (installed) or in the checkout."""
    inside = Path(__file__).with_name("resources")
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
