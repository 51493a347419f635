"""The configuration of the mako that runs: where it is, and which of its modes hide all.

Read as mako's own load_config_file() and parse_criteria() do (config.c, criteria.c), but for lines
that mako would refuse to start with: those are passed over. Only a mode's own section counts; what
a section after it lets through is the person's choice.
"""

import os
import stat
from pathlib import Path

from presence.core.frozen import dataclass
from presence.desktop.lease.system import linux_process
from presence.texts import _

PREFERRED = "do-not-disturb"  # the name in mako's manual
LINES = (f"[mode={PREFERRED}]", "invisible=1")  # what mutes, where there is no such mode

_LARGEST = 1 << 20  # bytes
_DEEPEST = 8  # files that include one another
_YES = {"1", "true"}
_NO = {"0", "false"}
_OPTION = "config"


class UnusableConfig(Exception):
    """There is a file, but not one that can be read; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Config:
    """``hiding`` are the modes that hide every notification, in the order of the file."""

    path: str
    hiding: tuple[str, ...]
    changed_at: float  # the latest change of any of its files, in the file system's time

    @property
    def mode(self) -> str | None:
        """The mode to mute by."""
        if PREFERRED in self.hiding:
            return PREFERRED
        return self.hiding[0] if self.hiding else None


def read_config(pid: int) -> Config:
    """That of the mako with this process id; raises UnusableConfig."""
    environment = _environment(pid)
    path = _path(pid, environment)
    reader = _Reader(environment.get("HOME", ""))
    if os.path.lexists(path):
        reader.read(path)
    hiding = tuple(mode for mode, is_hidden in reader.modes.items() if is_hidden)
    return Config(path, hiding, reader.changed_at)


def started_at(pid: int) -> float | None:
    """When that process started, or up to a second earlier; None where that cannot be told."""
    ticks = linux_process.started_at(pid)
    if ticks is None:
        return None
    lines = Path("/proc/stat").read_text().splitlines()
    booted_at = next(int(line.split()[1]) for line in lines if line.startswith("btime "))
    return booted_at + ticks / os.sysconf("SC_CLK_TCK")


def _environment(pid: int) -> dict[str, str]:
    """What decides where mako looks: as it was started, or else as we were."""
    try:
        entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return dict(os.environ)
    pairs = (os.fsdecode(entry).partition("=") for entry in entries)
    return {name: value for name, _equals, value in pairs}


def _path(pid: int, environment: dict[str, str]) -> str:
    """The file that it reads, or would read if it were there."""
    given = _given_path(pid)
    if given:
        try:
            return os.path.join(os.readlink(f"/proc/{pid}/cwd"), given)
        except OSError:
            return given
    home = environment.get("HOME", "")
    folder = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    usual = f"{folder}/mako/config"
    older = f"{home}/.mako/config"
    return older if os.access(older, os.R_OK) else usual


def _given_path(pid: int) -> str:
    """That of its -c or --config, "" where there is none; every option of mako takes a value."""
    try:
        words = [
            os.fsdecode(word) for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        ]
    except OSError:
        return ""
    found = ""
    rest = iter(words[1:])
    for word in rest:
        if word == "--":
            break
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            value = value if equals else next(rest, "")
            if name and _OPTION.startswith(name):  # an option may be cut short
                found = value
        elif word.startswith("-c"):
            found = word[2:] or next(rest, "")
    return found


class _Reader:
    """Reads a file and what it includes."""

    def __init__(self, home: str) -> None:
        self.modes: dict[str, bool] = {}
        self.changed_at = 0.0
        self._home = home

    def read(self, path: str, depth: int = 0) -> None:
        if depth == _DEEPEST:
            raise UnusableConfig(_("{path}: too many files include others").format(path=path))
        section: str | None = None
        for line in self._lines(path):
            text = line.strip(" \t\r")
            if text.startswith("#"):
                continue
            if text.startswith("[") and text.endswith("]"):
                section = text[1:-1]
                continue
            name, _equals, value = text.partition("=")
            if name == "invisible" and section is not None:
                mode, is_hidden = _only_mode(section), value.lower()
                if mode is not None and is_hidden in _YES | _NO:
                    self.modes[mode] = is_hidden in _YES
            elif name == "include" and section is None:
                self.read(self._expanded(value), depth + 1)

    def _lines(self, path: str) -> list[str]:
        try:
            self._note_change(path)
            # Not blocking: a named pipe would wait for somebody to write.
            with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise UnusableConfig(_("{path} is not a file").format(path=path))
                data = file.read(_LARGEST + 1)
        except OSError as exc:
            raise UnusableConfig(f"{path}: {exc.strerror}") from exc
        if len(data) > _LARGEST:
            raise UnusableConfig(_("{path} is too large for a configuration").format(path=path))
        return data.decode(errors="replace").split("\n")

    def _note_change(self, path: str) -> None:
        # The time of the inode, which no tool can set, and of the link: to another file perhaps.
        times = (os.stat(path).st_ctime, os.lstat(path).st_ctime)
        self.changed_at = max(self.changed_at, *times)

    def _expanded(self, path: str) -> str:
        return f"{self._home}/{path[2:]}" if path.startswith("~/") else path


def _only_mode(section: str) -> str | None:
    """The mode of a section with no other criterion, unquoted."""
    tokens, token, is_quoted, is_escaped = [], "", False, False
    for character in section:
        if is_escaped:
            token, is_escaped = token + character, False
        elif character == "\\":
            is_escaped = True
        elif character == '"':
            is_quoted = not is_quoted
        elif character == " " and not is_quoted:
            tokens.append(token)
            token = ""
        else:
            token += character
    criteria = [each for each in (*tokens, token) if each]
    if is_quoted or is_escaped or len(criteria) != 1:
        return None
    name, _equals, mode = criteria[0].partition("=")
    is_usable = bool(mode) and mode.isprintable() and "\ufffd" not in mode  # not what it stands for
    return mode if name == "mode" and is_usable else None
