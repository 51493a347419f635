"""A disk that forgets: what reaches it before a power cut is what was synced, and some of the rest.

Worse than a real one: every write since the last fsync of its file may be missing on its own, or be
there in some of its sectors only; a new file, a new name and a name taken away may be missing until
their folder is synced, also when the file itself was; and so may a new folder. What SQLite has
written through memory (-shm) is whatever was there.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.torture_power.calls import (
    MAPPED,
    Create,
    Event,
    MakeFolder,
    Rename,
    Resize,
    Sync,
    Unlink,
    Write,
)

SECTORS = (512, 4096)
MAPPED_SIZE = 32768


class Way(Enum):
    """What becomes of what was not synced."""

    KEPT = "all kept"
    DROPPED = "all dropped"
    IN_ORDER = "the first of it kept"
    MIXED = "some of it kept"
    TORN = "some of it kept, some torn"


@dataclass(eq=False)
class _File:
    """What of it is on the disk for certain, and what was written since, with its number."""

    durable: bytes
    pending: list[tuple[int, Write | Resize]]


@dataclass(frozen=True)
class _Name:
    """A change of a name: ``file`` gets ``path``, which is None where a name is taken away."""

    number: int
    folders: frozenset[str]
    path: str | None
    taken: str | None
    file: _File | None  # None: a folder

    @property
    def is_mapped(self) -> bool:
        return (self.path or self.taken or "").endswith(MAPPED)


class Disk:
    """Takes events, and tells what is left of them after a power cut."""

    def __init__(self, root: str, files: Mapping[str, bytes]) -> None:
        """``files`` are there already, with their folders, and synced."""
        self._now = {path: _File(data, []) for path, data in files.items()}
        self._durable: dict[str, _File | None] = dict(self._now)
        self._durable[root] = None
        for path in files:
            while (path := os.path.dirname(path)) not in self._durable:
                self._durable[path] = None
        self._pending: list[_Name] = []
        self._number = 0

    @property
    def unsynced(self) -> int:
        """How much might be missing after a cut now."""
        names = [name for name in self._pending if not name.is_mapped]
        files = [file for path, file in self._now.items() if not path.endswith(MAPPED)]
        return len(names) + sum(len(file.pending) for file in files)

    def do(self, event: Event) -> None:
        """One system call."""
        self._number += 1
        match event:
            case Write(path) | Resize(path):
                self._now[path].pending.append((self._number, event))
            case Create(path):
                self._now[path] = _File(b"", [])
                self._rename(None, path, self._now[path])
            case MakeFolder(path):
                self._rename(None, path, None)
            case Rename(path, to):
                self._now[to] = self._now.pop(path)
                self._rename(path, to, self._now[to])
            case Unlink(path):
                self._rename(path, None, self._now.pop(path))
            case Sync(path) if path in self._now:
                file = self._now[path]
                file.durable = _written(file.durable, (change for _number, change in file.pending))
                file.pending.clear()
            case Sync(folder):
                for name in [name for name in self._pending if folder in name.folders]:
                    _apply(name, self._durable)
                    self._pending.remove(name)
            case _:
                pass  # a mark, for who follows the operations

    def cut(self, random: Random, way: Way) -> dict[str, bytes | None]:
        """The files after the power came back, None for a folder; the disk itself goes on."""
        last = random.randrange(self._number + 1)
        sector = random.choice(SECTORS)

        def is_kept(number: int) -> bool:
            if way is Way.IN_ORDER:
                return number <= last
            return way is Way.KEPT or (way is not Way.DROPPED and random.random() < 0.5)

        names = dict(self._durable)
        for name in self._pending:
            if is_kept(name.number):
                _apply(name, names)
        left: dict[str, bytes | None] = {}
        done: dict[int, bytes] = {}
        for path in sorted(names):
            file = names[path]
            parent = os.path.dirname(path)
            if left and parent not in left:
                continue  # its folder is not there
            if file is None:
                left[path] = None
                continue
            if path.endswith(MAPPED):
                left[path] = random.randbytes(MAPPED_SIZE)
                continue
            if id(file) not in done:
                changes = _survivors(file, is_kept, way is Way.TORN, sector, random)
                done[id(file)] = _written(file.durable, changes)
            left[path] = done[id(file)]
        return left

    def _rename(self, taken: str | None, path: str | None, file: _File | None) -> None:
        folders = frozenset(os.path.dirname(name) for name in (taken, path) if name is not None)
        self._pending.append(_Name(self._number, folders, path, taken, file))


def _apply(name: _Name, names: dict[str, _File | None]) -> None:
    if name.taken is not None and names.get(name.taken) is name.file:
        del names[name.taken]
    if name.path is not None:
        names[name.path] = name.file


def _survivors(
    file: _File, is_kept: Callable[[int], bool], is_torn: bool, sector: int, random: Random
) -> Iterator[Write | Resize]:
    for number, change in file.pending:
        if is_torn and isinstance(change, Write) and random.random() < 0.4:
            yield from _sectors(change, sector, random)
        elif is_kept(number):
            yield change
        elif isinstance(change, Write) and random.random() < 0.1:
            # The file has grown already, and nothing stands there yet.
            yield Write(change.path, change.offset + len(change.data), b"")


def _sectors(change: Write, sector: int, random: Random) -> Iterator[Write]:
    """Some sectors of a write."""
    end = change.offset + len(change.data)
    first = change.offset
    while first < end:
        following = min((first // sector + 1) * sector, end)
        if random.random() < 0.5:
            data = change.data[first - change.offset : following - change.offset]
            yield Write(change.path, first, data)
        first = following


def _written(before: bytes, changes: Iterable[Write | Resize]) -> bytes:
    data: bytearray | None = None
    for change in changes:
        data = bytearray(before) if data is None else data
        size = change.size if isinstance(change, Resize) else change.offset + len(change.data)
        if isinstance(change, Resize):
            del data[size:]
        data.extend(bytes(max(0, size - len(data))))
        if isinstance(change, Write):
            data[change.offset : size] = change.data
    return before if data is None else bytes(data)
