"""Where data, settings, logs and resources lie; the only user of platformdirs.

With a home given (``--home`` or ``PRESENCE_HOME``) every file lies in it. Without one, data,
settings and state go where the system wants them.
"""

import os
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:  # pathlib costs a command that only asks whether a file is there 5 ms
    from pathlib import Path

HOME_VARIABLE = "PRESENCE_HOME"
DATABASE = "presence.db"


class Paths:
    """The folders of one person's Presence; nothing is made until something is written."""

    __slots__ = ("_config", "_data", "_state")

    def __init__(self, data: str, config: str, state: str) -> None:
        self._data, self._config, self._state = data, config, state

    @property
    def data(self) -> "Path":
        return _path(self._data)

    @property
    def config(self) -> "Path":
        return _path(self._config)

    @property
    def state(self) -> "Path":
        return _path(self._state)

    @property
    def is_the_persons_own(self) -> bool:
        """Whether these are the system's usual folders, and no home was named."""
        return self._data != self._config

    @property
    def database(self) -> "Path":
        return _path(self.database_name)

    @property
    def database_name(self) -> str:
        """The same, and the others so called, for the commands that are to be quick."""
        return os.path.join(self._data, DATABASE)

    @property
    def backups(self) -> "Path":
        return self.data / "backups"

    @property
    def settings(self) -> "Path":
        return _path(self.settings_name)

    @property
    def settings_name(self) -> str:
        return os.path.join(self._config, "settings.toml")

    @property
    def lease(self) -> "Path":
        return _path(self.lease_name)

    @property
    def lease_name(self) -> str:
        return os.path.join(self._data, "mute-lease.json")

    @property
    def courtesies(self) -> "Path":
        """What is set at others for the session in progress."""
        return self.data / "courtesies.json"

    @property
    def week_told(self) -> "Path":
        """Which week a notice has told of last."""
        return self.data / "week-told"

    @property
    def not_seen_told(self) -> "Path":
        """In which week a notice has told last whom one has not seen for a while."""
        return self.data / "not-seen-told"

    @property
    def calendars(self) -> "Path":
        """The last good copies of the person's calendars."""
        return self.state / "calendars"

    @property
    def kinds_taken(self) -> "Path":
        """Which kinds of the settings file the log has taken over."""
        return self.state / "kinds-taken"

    @property
    def offers_told(self) -> "Path":
        """Which coming events a notice has told of."""
        return self.state / "offers-told"

    @property
    def busy(self) -> "Path":
        """Where the session in progress is shown as a busy event."""
        return self.state / "busy-event.json"

    @property
    def busy_closed(self) -> "Path":
        """Which events of sessions that are over stand in a calendar."""
        return self.state / "busy-closed.json"

    @property
    def keyring_service(self) -> str:
        """What a keyring holds our secrets under: a home that was named has its own."""
        if self.is_the_persons_own:
            return "presence"
        return f"presence-{crc32(os.fsencode(self._data)):08x}"

    @property
    def phone(self) -> "Path":
        """The remembered phones, and the certificate of the page that they open."""
        return _path(self.phone_name)

    @property
    def phone_name(self) -> str:
        return os.path.join(self._data, "phone")

    @property
    def phones_awaited(self) -> str:
        """Phones that may still tell of a session that is over."""
        return os.path.join(self._data, "phone", "awaited.json")

    @property
    def instance_lock(self) -> "Path":
        return self.data / "presence.lock"

    @property
    def log_file(self) -> "Path":
        return self.state / "presence.log"

    @property
    def socket(self) -> str:
        """Where a command finds the running app."""
        short = self.own_socket
        beside = self.link_name
        return beside if not os.path.exists(short) and os.path.exists(beside) else short

    @property
    def own_socket(self) -> str:
        """Where an app listens: a short name in XDG_RUNTIME_DIR made from the data folder.

        AF_UNIX paths end at 108 bytes. Without that variable it is the link itself.
        """
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if not runtime:
            return self.link_name
        return os.path.join(runtime, f"presence-{crc32(os.fsencode(self._data)):08x}")

    @property
    def link(self) -> "Path":
        """Leads to the running app where XDG_RUNTIME_DIR is not set, or was not: cron, ssh."""
        return _path(self.link_name)

    @property
    def link_name(self) -> str:
        return os.path.join(self._data, "link")


def find_paths(home: str | None = None) -> Paths:
    """The folders for a given home, for PRESENCE_HOME, or those of the system."""
    home = home or os.environ.get(HOME_VARIABLE)
    if home:
        root = os.path.abspath(os.path.expanduser(home))
        return Paths(data=root, config=root, state=root)
    paths = _on_linux()
    if os.path.exists(paths.database_name):
        return paths
    from platformdirs import PlatformDirs  # costs a command more than reading a week

    dirs = PlatformDirs("presence", appauthor=False)
    return Paths(data=dirs.user_data_dir, config=dirs.user_config_dir, state=dirs.user_state_dir)


def _on_linux() -> Paths:
    """What platformdirs finds on Linux; no log lies there on another system."""
    return Paths(
        data=_shared("XDG_DATA_HOME", "~/.local/share"),
        config=_shared("XDG_CONFIG_HOME", "~/.config"),
        state=_shared("XDG_STATE_HOME", "~/.local/state"),
    )


def _shared(variable: str, otherwise: str) -> str:
    folder = os.environ.get(variable, "")
    if not folder.startswith("/"):  # XDG Base Directory Specification: others are ignored
        folder = os.path.expanduser(otherwise)
    return os.path.join(folder, "presence")


def resources_dir() -> "Path":
    """The resources beside the package (installed) or in the checkout."""
    inside = _path(__file__).with_name("resources")
    return inside if inside.is_dir() else _path(__file__).parent.parent / "resources"


def _path(name: str) -> "Path":
    from pathlib import Path

    return Path(name)
