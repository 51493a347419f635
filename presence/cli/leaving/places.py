"""Every place that Presence may write to: the one list, for ``doctor``, for leaving, for the tests.

What ``presence.paths`` names is in it by itself; what is written under other names stands here.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from presence.core.settings import Settings
from presence.desktop.autostart.program import Program, this_program
from presence.desktop.integration.pieces import pieces
from presence.paths import Paths
from presence.store.backups.names import FileKind

_NOT_FILES = frozenset({"data", "config", "state"})  # of Paths: folders of other things
_OF_THE_LOG = frozenset({"database", "backups"})
# What is in a folder: a home may be any folder of the person's, with others of the same name in it.
_INSIDE = {
    "backups": ("presence-*.db*", "faulty-*.db*", "last-check*", "*.part*"),
    "calendars": ("*.json", "*.events", "*.parts", "*.part"),
    "phone": ("*.pem", "*.key", "*.crt", "*.json", "*.part", "*.new"),
}
# What the writing of a file, or the settling of a broken one, leaves beside it.
_BESIDE = (".part", ".new", ".1", ".broken-*", ".put-back", ".rmlock")
_OF_SQLITE = ("-wal", "-shm", "-journal", ".restoring*", ".forgetting*", ".part*")


class Sort(Enum):
    """What becomes of a place when Presence leaves."""

    LOG = auto()  # as the person chooses
    OWN = auto()  # it goes
    DESKTOP = auto()  # it goes, by whoever wrote it: an entry, an icon
    OTHERS = auto()  # somebody else's, which the mute changes and puts back


@dataclass(frozen=True, slots=True)
class Place:
    """One of them: a file, or a folder; ``more`` are patterns of what lies beside it, or in it."""

    what: str
    path: str
    sort: Sort
    more: tuple[str, ...] = ()

    def found(self) -> list[str]:
        """What of it is there now, a folder after what is in it."""
        more = [name for pattern in self.more for name in glob.glob(pattern)]
        return sorted(filter(os.path.lexists, {self.path, *more}), reverse=True)


def places(paths: Paths, settings: Settings) -> tuple[Place, ...]:
    """All of them for a home; nothing is asked of anybody."""
    home = "" if paths.is_the_persons_own else str(paths.data)
    program = this_program(home)
    return (
        *_of_the_log(paths),
        *_in_the_home(paths),
        *_at_login(program),
        *(_in_the_desktop(program) if paths.is_the_persons_own else ()),
        *_of_the_person(settings),
        *_of_desktops(),
    )


def _of_the_log(paths: Paths) -> Iterator[Place]:
    log = paths.database_name
    yield Place("log", log, Sort.LOG, _beside(log, _OF_SQLITE))
    real = os.path.realpath(log)
    if real != log:
        yield Place("log, where its name leads", real, Sort.LOG, _beside(real, _OF_SQLITE))
    yield Place("backups", str(paths.backups), Sort.LOG, _inside("backups", paths.backups))
    folder = glob.escape(os.path.dirname(real))
    for kind in (FileKind.SET_ASIDE, FileKind.SALVAGED):
        name = f"{folder}/{kind.value}*"
        what = f"log {kind.name.lower()}".replace("_", " ")
        yield Place(what, f"{name}.db", Sort.LOG, (f"{name}.db*", f"{name}.part*"))
    staging = os.path.join(os.path.dirname(log), "import.db")
    yield Place("import at work", staging, Sort.LOG, _beside(staging, _OF_SQLITE))


def _in_the_home(paths: Paths) -> Iterator[Place]:
    for name, path in named(paths).items():
        if name not in _OF_THE_LOG:
            more = _inside(name, path) if name in _INSIDE else _beside(path)
            if name == "settings":
                more = (*more, f"{glob.escape(os.path.dirname(path))}/settings-broken-*.toml")
            yield Place(name.replace("_", " "), path, Sort.OWN, more)
    yield Place("socket", paths.own_socket, Sort.OWN)


def named(paths: Paths) -> dict[str, str]:
    """The files and folders that ``Paths`` has names for, whichever there are by now."""
    found = {}
    for name, item in vars(Paths).items():
        if isinstance(item, property) and name not in _NOT_FILES:
            value = getattr(paths, name)
            if isinstance(value, Path):
                found[name] = str(value)
    return found


def _beside(path: str, endings: Sequence[str] = _BESIDE) -> tuple[str, ...]:
    stem = os.path.splitext(path)[0]
    others = (f"{glob.escape(path)}{end}" for end in endings)
    return (*others, f"{glob.escape(stem)}.part")


def _inside(name: str, folder: str | Path) -> tuple[str, ...]:
    return tuple(f"{glob.escape(str(folder))}/{pattern}" for pattern in _INSIDE[name])


def _at_login(program: Program) -> Iterator[Place]:
    from presence.desktop.autostart.systemd_user import GRAPHICAL, LOGIN, unit_folder
    from presence.desktop.autostart.xdg import autostart_folder

    yield Place("login", str(autostart_folder() / f"{program.name}.desktop"), Sort.DESKTOP)
    unit = unit_folder() / f"{program.name}.service"
    links = tuple(str(unit.parent / f"{each}.wants" / unit.name) for each in (GRAPHICAL, LOGIN))
    yield Place("login (systemd)", str(unit), Sort.DESKTOP, links)


def _in_the_desktop(program: Program) -> Iterator[Place]:
    for piece in pieces(program):
        yield Place(piece.part.name.lower(), str(piece.path), Sort.DESKTOP)


def _of_the_person(settings: Settings) -> Iterator[Place]:
    if settings.busy_file:
        path = os.path.realpath(os.path.expanduser(settings.busy_file))
        yield Place("busy file", path, Sort.DESKTOP)


def _of_desktops() -> Iterator[Place]:
    """Files of the desktop's own that a mute goes through; others are asked over the bus."""
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    from presence.desktop.mute.mechanisms import cosmic, lxqt

    for module in (lxqt, cosmic):
        name = module.__name__.rpartition(".")[2]
        yield Place(f"setting of {name}", os.path.join(config, module.FILE), Sort.OTHERS)


def own_folders(paths: Paths) -> Sequence[str]:
    """The folders of the home, which go when nothing is left in them."""
    return tuple(dict.fromkeys(str(each) for each in (paths.data, paths.config, paths.state)))
