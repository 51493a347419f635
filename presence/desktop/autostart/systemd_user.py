"""A unit of systemd's user manager: for sway, Hyprland, river and others without an autostart.

With a screen the app starts with the graphical session; without one, what a power cut left muted
is put back at login (systemd.service(5), systemd.special(7)).
"""

import logging
import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from presence.core.errors import ErrorCode, LoginError
from presence.desktop.autostart import own_file
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.program import Program, through_a_shell

logger = logging.getLogger(__name__)

OURS = "# Written by Presence, which takes it away again when it is not to start at login."
GRAPHICAL = "graphical-session.target"
LOGIN = "default.target"
APP = """\
{ours}
[Unit]
Description=Presence
PartOf={target}
After={target}

[Service]
ExecStart=:{app}
ExecStopPost=-:{settle}

[Install]
WantedBy={target}
"""
SETTLE = """\
{ours}
[Unit]
Description=Presence: put back what was left muted

[Service]
Type=oneshot
ExecStart=-:{settle}

[Install]
WantedBy={target}
"""
# In the name of a program systemd takes none of these, not even in quotes.
NOT_IN_A_PROGRAM = frozenset("\"'\\")
PACKAGED = "/usr/lib/systemd/user"
SECONDS = 5.0

# What a systemctl was asked, answered by its exit code; None where there is none.
Systemctl = Callable[[Sequence[str]], int | None]


def run_systemctl(words: Sequence[str]) -> int | None:
    """Ask the user manager; None where it does not answer."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as exc:
        logger.info("systemctl: %s", exc)
        return None
    return done.returncode


class SystemdUserAutostart(Autostart):
    """Works by files alone; where there is a systemctl, the manager is told to read them."""

    def __init__(
        self,
        program: Program,
        has_screen: bool,
        folder: Path | None = None,
        systemctl: Systemctl = run_systemctl,
    ) -> None:
        self._program = program
        self._has_screen = has_screen
        self._target = GRAPHICAL if has_screen else LOGIN
        folder = folder or unit_folder()
        self._unit = folder / f"{program.name}.service"
        self._link = folder / f"{self._target}.wants" / self._unit.name
        self._systemctl = systemctl

    @property
    def path(self) -> str:
        return str(self._unit)

    def is_on(self) -> bool:
        try:
            return self._link.is_symlink() and own_file.read(self._unit) == self._content()
        except LoginError:
            return False

    def turn_on(self) -> None:
        there = own_file.read(self._unit)
        if there is not None and not _is_ours(there):
            raise own_file.foreign(self._unit, shlex.join(self._program.app))
        if self._has_screen and self._systemctl(["is-active", "--quiet", self._target]):
            # This desktop never reaches it, so that nothing would be started.
            raise LoginError(ErrorCode.LOGIN_STARTS_NOTHING, command=shlex.join(self._program.app))
        own_file.write(self._unit, self._content())
        self._make_link()
        self._systemctl(["daemon-reload"])

    def turn_off(self) -> None:
        there = own_file.read(self._unit)
        is_ours = there is not None and _is_ours(there)
        links = [link for link in self._links() if is_ours or _leads_to_package(link)]
        for link in links:
            own_file.remove(link)
        if is_ours:
            own_file.remove(self._unit)
        if links or is_ours:
            self._systemctl(["daemon-reload"])

    def _links(self) -> Sequence[Path]:
        """Those that turn it on; also for the other target, where it was another desktop then."""
        folder, name = self._unit.parent, self._unit.name
        links = [folder / f"{target}.wants" / name for target in (GRAPHICAL, LOGIN)]
        return [link for link in links if link.is_symlink()]

    def _content(self) -> bytes:
        text = (APP if self._has_screen else SETTLE).format(
            ours=OURS,
            target=self._target,
            app=command_line(self._program.app),
            settle=command_line(self._program.settle),
        )
        return text.encode()

    def _make_link(self) -> None:
        try:
            self._link.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self._link.symlink_to(self._unit)
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise LoginError(
                ErrorCode.LOGIN_ENTRY_NOT_WRITABLE, path=str(self._link), detail=detail
            ) from fault


def _leads_to_package(link: Path) -> bool:
    """Whether ``systemctl --user enable`` made it, of the unit that a package has installed."""
    return os.readlink(link) == f"{PACKAGED}/{link.name}"


def unit_folder() -> Path:
    """Where the person's own units lie (systemd.unit(5))."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    config_folder = Path(config) if os.path.isabs(config) else Path.home() / ".config"
    return config_folder / "systemd" / "user"


def command_line(words: Sequence[str]) -> str:
    """A command as systemd reads it after ``:``, which leaves a $ as it is."""
    if NOT_IN_A_PROGRAM & set(words[0]):
        words = through_a_shell(words)
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"{}"'.format(word.replace("%", "%%"))  # else a specifier


def _is_ours(content: bytes) -> bool:
    return content.startswith(OURS.encode())
