"""A clean Debian in memory, of this machine's release: its own files, processes and person.

Made anew each time by mmdebstrap from the mirror that apt is set to. It shares nothing with the
machine but the kernel and the network.
"""

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.desktops.programs import LabError, wait_until

TOOLS = ("dbus", "dconf-cli", "dunst", "libglib2.0-bin", "libnotify-bin", "libsecret-tools", "xvfb")
PERSON, UID = "ana", 1000
HOME = f"/home/{PERSON}"
RUNTIME = f"/run/user/{UID}"
SPACE = "size=3g"
QUICKLY = ("--dpkgopt=force-unsafe-io", '--aptopt=Apt::Install-Recommends "false"')


class CleanDebian:
    """``with CleanDebian(folder, packages) as debian``; ``folder`` is an empty one."""

    def __init__(self, folder: Path, packages: Sequence[str]) -> None:
        self.root = folder / "debian"
        self._folder = folder
        self._packages = packages
        self._init: subprocess.Popen[bytes] | None = None
        self._first = 0
        self._spawned: list[subprocess.Popen[bytes]] = []
        self.desktop: dict[str, str] = {}

    def __enter__(self) -> "CleanDebian":
        _run("mount", "-t", "tmpfs", "-o", SPACE, "tmpfs", self._folder)
        try:
            self._make()
            self._begin()
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

    def end(self) -> None:
        """End all its processes, and forget it."""
        if self._init is not None:
            self._init.kill()  # and with it, all that it has started
            for process in (self._init, *self._spawned):
                process.wait(10)
        _run("umount", "--lazy", self._folder)

    def run(
        self,
        *words: str,
        env: Mapping[str, str] | None = None,
        as_root: bool = False,
        check: bool = True,
        seconds: float = 60.0,
        stdin: str = "",
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end, as the person on their desktop."""
        done = subprocess.run(
            self._inside(as_root, self.desktop if env is None else env, words),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        if check and done.returncode:
            raise LabError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def spawn(self, *words: str, as_root: bool = False) -> None:
        """Start a program that goes on for as long as this Debian does."""
        process = subprocess.Popen(
            self._inside(as_root, self.desktop, words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._spawned.append(process)

    def apt(self, *words: str) -> str:
        """apt-get, without a question."""
        apt = ("apt-get", "--yes", "--no-install-recommends", *words)
        done = self.run(*apt, as_root=True, env={"DEBIAN_FRONTEND": "noninteractive"}, seconds=300)
        return done.stdout + done.stderr

    def log_in(self) -> None:
        """A screen, a bus and a notification server."""
        self.run("mkdir", "-p", RUNTIME, as_root=True)
        self.run("chown", f"{UID}:{UID}", RUNTIME, as_root=True)
        self.desktop = {
            "DISPLAY": ":77",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={RUNTIME}/bus",
            "XDG_RUNTIME_DIR": RUNTIME,
        }
        self.spawn("Xvfb", ":77", "-nolisten", "tcp", "-screen", "0", "1280x800x24", as_root=True)
        wait_until((self.root / "tmp/.X11-unix/X77").exists, 20, "a screen")
        address = self.desktop["DBUS_SESSION_BUS_ADDRESS"]
        self.run("dbus-daemon", "--session", "--fork", f"--address={address}")
        self.spawn("dunst")
        wait_until(lambda: self.run("dunstctl", "is-paused", check=False).stdout, 20, "dunst")

    def is_quiet(self) -> bool:
        """Whether its notification server is paused."""
        return self.run("dunstctl", "is-paused").stdout.strip() == "true"

    def processes(self, of: str) -> list[int]:
        """Those whose program lies below a folder."""
        script = 'for e in /proc/[0-9]*/exe; do echo "$e $(readlink "$e")"; done'
        lines = self.run("sh", "-c", script, as_root=True).stdout.splitlines()
        pairs = [line.split(" ", 1) for line in lines]
        return [int(exe.split("/")[2]) for exe, program in pairs if program.startswith(of)]

    def files(self) -> Mapping[str, tuple[int, object]]:
        """Everything on its disk: kind and rights, and what is in it."""
        found: dict[str, tuple[int, object]] = {}
        for folder, folders, names in os.walk(self.root):
            for name in [*folders, *names]:
                path = Path(folder, name)
                told = path.lstat()
                inside = "/" + str(path.relative_to(self.root))
                content: object = None
                if path.is_symlink():
                    content = os.readlink(path)
                elif path.is_file():
                    content = (told.st_size, told.st_mtime_ns)
                found[inside] = (told.st_mode, content)
        return found

    def _make(self) -> None:
        codename = platform.freedesktop_os_release()["VERSION_CODENAME"]
        words = ["mmdebstrap", "--quiet", "--variant=minbase", *QUICKLY]
        words += [f"--include={','.join(sorted({*TOOLS, *self._packages}))}"]
        _run(*words, codename, self.root, _mirror(codename))
        person, group = f"{PERSON}:x:{UID}:{UID}::{HOME}:/bin/sh", f"{PERSON}:x:{UID}:"
        for name, line in (("passwd", person), ("group", group)):
            with (self.root / "etc" / name).open("a") as file:
                file.write(f"{line}\n")
        home = self.root / HOME.lstrip("/")
        home.mkdir(mode=0o700)
        os.chown(home, UID, UID)

    def _begin(self) -> None:
        proc = f"--mount-proc={self.root}/proc"
        apart = ("unshare", "--mount", "--pid", "--fork", "--kill-child", proc)
        self._init = subprocess.Popen([*apart, "chroot", str(self.root), "sleep", "infinity"])
        children = Path(f"/proc/{self._init.pid}/task/{self._init.pid}/children")
        self._first = int(wait_until(lambda: children.read_text().split(), 10, "a process")[0])
        comm = Path(f"/proc/{self._first}/comm")
        wait_until(lambda: comm.read_text() == "sleep\n", 10, "its first process in its root")

    def _inside(self, as_root: bool, env: Mapping[str, str], words: Sequence[str]) -> list[str]:
        enter = ["nsenter", "-t", str(self._first), "--mount", "--pid", "--root", "--wd=/"]
        home = "/root" if as_root else HOME
        around = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **env}
        person = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        told = [f"{name}={value}" for name, value in around.items()]
        return [*enter, *([] if as_root else person), "env", "-i", *told, *words]


def _mirror(codename: str) -> str:
    """Where apt has this release from, as a line of its sources."""
    told = "$(CODENAME) $(SITE) $(COMPONENT)"
    lines = _run("apt-get", "indextargets", "--format", told, "Created-By: Packages").splitlines()
    known = [line.split() for line in lines]
    sites = [site for name, site, _component in known if name == codename]
    if not sites:
        raise LabError(f"apt knows no mirror of {codename}")
    parts = sorted({part for name, site, part in known if (name, site) == (codename, sites[0])})
    return f"deb {sites[0]} {codename} {' '.join(parts)}"


def _run(*words: str | Path) -> str:
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LabError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
