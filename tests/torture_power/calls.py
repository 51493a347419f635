"""What a program did to a disk, read from strace's record of its system calls."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TRACED = (
    "openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,"
    "fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,"
    "linkat,symlink,symlinkat,copy_file_range,sendfile,splice,mmap"
)
MAPPED = "-shm"  # the one file written through memory; SQLite makes it anew after a power cut


@dataclass(frozen=True)
class Write:
    """Bytes at an offset of a file."""

    path: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Resize:
    """A file gets another size."""

    path: str
    size: int


@dataclass(frozen=True)
class Sync:
    """All that was written to a file, or all names changed in a folder, is on the disk."""

    path: str


@dataclass(frozen=True)
class Create:
    """A new file."""

    path: str


@dataclass(frozen=True)
class MakeFolder:
    """A new folder."""

    path: str


@dataclass(frozen=True)
class Rename:
    """A file gets another name, whatever had it before."""

    path: str
    to: str


@dataclass(frozen=True)
class Unlink:
    """A name is taken away."""

    path: str


@dataclass(frozen=True)
class Asked:
    """An operation begins; not a call on the disk."""

    number: int


@dataclass(frozen=True)
class Answered:
    """Whoever asked was told that the operation is done."""

    number: int


Event = Write | Resize | Sync | Create | MakeFolder | Rename | Unlink | Asked | Answered

_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?[^=]*$")
_UNFINISHED = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(-?\d+)<((?:\\x[0-9a-f]{2})*)>")
_PIPE = "pipe:["
_SAID = 1  # the descriptor on which a command tells that it is done


class UnknownCall(Exception):
    """The program has changed the disk in a way that is not replayed."""


def hexed(text: str) -> str:
    """As ``strace -xx`` writes it."""
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def read_calls(record: Path, root: Path, marks: Path, files: Iterable[str]) -> list[Event]:
    """The events below a folder in which some files were; raises UnknownCall."""
    with record.open(encoding="ascii") as lines:
        return list(_Reader(str(root), str(marks), files).read(_whole(lines)))


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Calls that were interrupted by those of another process, as one line each."""
    begun: dict[str, str] = {}
    for line in lines:
        line = line.rstrip("\n")
        if found := _UNFINISHED.match(line):
            begun[found[1]] = line.removesuffix(" <unfinished ...>")
        elif found := _RESUMED.match(line):
            yield begun.pop(found[1], "") + found[2]
        else:
            yield line


class _Reader:
    """Follows where each open file is written next."""

    def __init__(self, root: str, marks: str, files: Iterable[str]) -> None:
        self._root = root + "/"
        self._marks = marks
        self._wanted = (hexed(root), hexed(marks), f"write({_SAID}<{hexed(_PIPE)}")
        self._files = set(files)
        self._ends: dict[tuple[str, str], int] = {}
        self._asked = 0
        self._program = ""

    def read(self, lines: Iterable[str]) -> Iterator[Event]:
        for line in lines:
            if any(wanted in line for wanted in self._wanted):
                found = _CALL.match(line)
                if found is None:
                    raise UnknownCall(line[:200])
                if int(found[4]) >= 0:
                    yield from self._event(*found.groups())

    def _event(
        self, process: str, call: str, words: str, result: str, opened: str | None
    ) -> Iterator[Event]:
        match call:
            case "openat" | "open" | "creat":
                yield from self._open(process, result, _text(opened or ""), words)
            case "write" | "pwrite64":
                yield from self._write(process, call, words, int(result))
            case "ftruncate":
                yield Resize(_descriptor(words)[1], int(words.rpartition(", ")[2]))
            case "fsync" | "fdatasync":
                yield Sync(_descriptor(words)[1])
            case "rename" | "renameat" | "renameat2":
                path, to = self._paths(words)
                self._files.discard(path)
                self._files.add(to)
                yield Rename(path, to)
            case "unlink" | "unlinkat":
                (path,) = self._paths(words)
                self._files.discard(path)
                yield Unlink(path)
            case "mkdir" | "mkdirat":
                (path,) = self._paths(words)
                yield MakeFolder(path)
            case "mmap":
                path = _descriptor(words)[1]
                is_written = "PROT_WRITE" in words and "MAP_SHARED" in words
                if is_written and not path.endswith(MAPPED):
                    raise UnknownCall(f"{path} is written through memory")
            case _:
                raise UnknownCall(f"{call}({words[:200]})")

    def _open(self, process: str, descriptor: str, path: str, words: str) -> Iterator[Event]:
        if not path.startswith(self._root) or "O_DIRECTORY" in words:
            return
        self._ends[process, descriptor] = 0
        if "O_APPEND" in words:
            raise UnknownCall(f"{path} is opened to be appended to")
        if "O_CREAT" in words and path not in self._files:
            self._files.add(path)
            yield Create(path)
        elif "O_TRUNC" in words:
            yield Resize(path, 0)

    def _write(self, process: str, call: str, words: str, length: int) -> Iterator[Event]:
        descriptor, path = _descriptor(words)
        if path == self._marks:
            self._program = process
            word, number = _string(words).split()
            if word == b"ask":
                self._asked = int(number)
                yield Asked(self._asked)
            else:
                yield Answered(int(number))
        elif path.startswith(_PIPE):
            if process != self._program and self._asked:
                yield Answered(self._asked)
        elif path.startswith(self._root):
            if call == "pwrite64":
                offset = int(words.rpartition(", ")[2])
            else:
                offset = self._ends[process, descriptor]
                self._ends[process, descriptor] = offset + length
            yield Write(path, offset, _string(words)[:length])

    def _paths(self, words: str) -> list[str]:
        found = [_text(path) for path in _STRING.findall(words)]
        if not all(path.startswith(self._root) for path in found):
            raise UnknownCall(f"a path outside, or from a folder: {found}")
        return found


def _descriptor(words: str) -> tuple[str, str]:
    found = _DESCRIPTOR.search(words)
    if found is None:
        raise UnknownCall(words[:200])
    return found[1], _text(found[2])


def _string(words: str) -> bytes:
    found = _STRING.search(words)
    if found is None or '"...' in words:
        raise UnknownCall(words[:200])
    return bytes.fromhex(found[1].replace("\\x", ""))


def _text(string: str) -> str:
    return bytes.fromhex(string.replace("\\x", "")).decode()
