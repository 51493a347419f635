"""A private home with two private buses, and the processes that live in it.

HOME and XDG_* are set before the bus starts: what the bus brings up (dconf-service, xfconfd) has
the bus's environment. Services that claim org.freedesktop.Notifications stay off the bus, else the
first question to that name starts a random server; and so do the portals, which would come up with
every desktop.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from tests.desktops.programs import LabError, Program, end_all, marked, wait_until

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "tests" / "shots"
VENV = Path(os.path.abspath(os.environ.get("VIRTUAL_ENV") or ROOT / ".venv")) / "bin"
NOTIFICATIONS = "org.freedesktop.Notifications"
MARK = "PRESENCE_LAB"  # in the environment of every process of a lab, its folder
ZONE = "Europe/Berlin"
PORTALS = ("org.freedesktop.portal.", "org.freedesktop.impl.portal.")
SERVICES = Path("/usr/share/dbus-1/services")

SOMEBODY_ELSE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")

# What a person's shell would hand on; all the rest of our own environment stays outside.
HANDED_ON = ("PATH", "LANG", "TERM", "VIRTUAL_ENV")


class Lab:
    """A person's computer in a temporary folder; ``with Lab() as lab`` ends all that it started."""

    def __init__(self, name: str = "lab", as_person: bool = False) -> None:
        """``as_person``: programs run as uid 1000 even if we are root, whom GNOME warns."""
        self.name = name
        # A short path: the socket of a bus may have 108 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="plab."))
        self.programs: list[Program] = []
        self._open_logs: list[IO[bytes]] = []
        self._prefix: tuple[str, ...] = ()
        if as_person and os.geteuid() == 0 and _can_be_somebody_else():
            self._prefix = SOMEBODY_ELSE
        self.env: dict[str, str] = self._first_environment()

    def __enter__(self) -> "Lab":
        try:
            self._start_buses()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def mark(self) -> bytes:
        """The line in the environment of every process of this lab, and of no other."""
        return f"{MARK}={self.folder}".encode()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def config(self) -> Path:
        return self.home / ".config"

    def run(
        self,
        *command: str | Path,
        seconds: float = 45.0,
        check: bool = True,
        env: Mapping[str, str] | None = None,
        stdin: str | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end; LabError with its output where it fails or hangs."""
        words = [*self._prefix, *map(str, command)]
        # Output goes to files: a daemon that a program leaves behind would keep a pipe open.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                stdout=out,
                stderr=err,
                env={**self.env, **(env or {})},
                cwd=self.home,
                text=True,
            )
            try:
                process.communicate(stdin, timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise LabError(f"{_line(command)} still ran after {seconds:g} s") from None
            out.seek(0)
            err.seek(0)
            done = subprocess.CompletedProcess(words, process.returncode, out.read(), err.read())
        if check and done.returncode:
            raise LabError(f"{_line(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def spawn(
        self,
        *command: str | Path,
        name: str = "",
        env: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> Program:
        """Start a program that goes on; its output is kept in the folder ``logs``."""
        name = name or Path(command[0]).name
        log = self.folder / "logs" / f"{name}-{len(self.programs)}.log"
        handle = log.open("wb")
        self._open_logs.append(handle)
        process = subprocess.Popen(
            [*self._prefix, *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            env={**self.env, **(env or {})},
            cwd=self.home,
            pass_fds=pass_fds,
            start_new_session=True,  # a signal to our own group is not for them
        )
        program = Program(name, process, log)
        self.programs.append(program)
        return program

    def call(self, name: str, path: str, method: str, *arguments: str, check: bool = True) -> str:
        """A call on the session bus as GVariant text; never one that would start a service."""
        done = self.run(
            *("gdbus", "call", "--session", "--timeout", "8"),
            *("-d", name, "-o", path, "-m", method, "--", *arguments),
            check=check,
        )
        return done.stdout.strip()

    def has_name(self, name: str) -> bool:
        """Whether somebody owns a name on the session bus."""
        bus = "org.freedesktop.DBus"
        return "true" in self.call(bus, "/", f"{bus}.NameHasOwner", name, check=False)

    def wait_for_name(self, name: str, seconds: float = 10.0) -> None:
        """Wait until somebody owns a name on the session bus."""
        wait_until(lambda: self.has_name(name), seconds, f"the name {name}")

    def end(self) -> None:
        """End every process of this lab and remove the folder."""
        end_all(lambda: marked(self.mark))
        for program in self.programs:
            program.process.wait(5)
        for handle in self._open_logs:
            handle.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keep_logs(self, name: str) -> Path:
        """Copy the logs to the folder of the screenshots: a test has failed."""
        target = SHOTS / "logs" / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "logs", target)
        return target

    def _first_environment(self) -> dict[str, str]:
        env = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        run = self.folder / "run"
        folders = {
            "XDG_CONFIG_HOME": self.config,
            "XDG_CACHE_HOME": self.home / ".cache",
            "XDG_DATA_HOME": self.home / ".local" / "share",
            "XDG_STATE_HOME": self.home / ".local" / "state",
            "XDG_RUNTIME_DIR": run,
        }
        for folder in (*folders.values(), self.folder / "logs"):
            folder.mkdir(parents=True)
        run.chmod(0o700)
        env.update({name: str(folder) for name, folder in folders.items()})
        env.update(
            {
                MARK: str(self.folder),
                "HOME": str(self.home),
                "LANG": "C.UTF-8",
                "TZ": ZONE,
                "NO_AT_BRIDGE": "1",
                "GTK_A11Y": "none",
                "LIBGL_ALWAYS_SOFTWARE": "1",
            }
        )
        return env

    def _start_buses(self) -> None:
        services = self.folder / "services"
        services.mkdir()
        for file in SERVICES.glob("*.service"):
            said = file.read_text(errors="replace").splitlines()
            if f"Name={NOTIFICATIONS}" not in said and not file.name.startswith(PORTALS):
                shutil.copy(file, services)
        # A second bus stands for the system's: programs that ask it get a quick "nobody there".
        system, session = self._bus("system", None), self._bus("session", services)
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = system
        self.env["DBUS_SESSION_BUS_ADDRESS"] = session

    def _bus(self, name: str, services: Path | None) -> str:
        socket = self.folder / "run" / name
        address = f"unix:path={socket}"
        config = self.folder / f"{name}.conf"
        folder = f"<servicedir>{services}</servicedir>" if services else ""
        config.write_text(
            f"<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>{folder}"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
        )
        # With us goes the bus, and with the bus all that hangs on it, even if we are killed.
        self.spawn(
            *("setpriv", "--pdeathsig", "TERM", "dbus-daemon", "--nofork"),
            f"--config-file={config}",
            name=f"bus-{name}",
            env={"DBUS_SESSION_BUS_ADDRESS": address},
        )
        wait_until(socket.exists, 5, f"the {name} bus", every=0.01)
        return address


def _can_be_somebody_else() -> bool:
    """Whether this kernel lets us make a user namespace (containers may forbid it)."""
    return (
        subprocess.run([*SOMEBODY_ELSE, "true"], capture_output=True, check=False).returncode == 0
    )


def _line(command: Sequence[str | Path]) -> str:
    return " ".join(map(str, command))
