"""A file of the shelf, written and read in pieces: between them others have their turn."""

import os
from collections.abc import Generator, Iterable
from contextlib import suppress
from pathlib import Path

from presence.core.coming.fetched import Text

PIECE = 262_144  # bytes; writing them takes about a millisecond
LARGEST = 200_000_000  # bytes; a file that is larger is none of ours
LONGEST_SIZES = 4_000_000  # bytes: those of half a million texts

Pieces = Generator[None, None, None]


def part_of(path: Path) -> Path:
    """Where a file is written before it is whole."""
    return path.with_name(f"{path.name}.part")


def write_part(path: Path, texts: Iterable[Text]) -> Pieces:
    """Write it beside its place; closed or failing, it leaves nothing. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = part_of(path)
    with suppress(FileNotFoundError):
        part.unlink()  # of a writer that was killed, or a link that somebody put there
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            written = 0
            for text in texts:
                for at in range(0, len(text), PIECE):
                    written += file.write(text[at : at + PIECE])
                    if written >= PIECE:
                        written = 0
                        yield
    except BaseException:  # whatever it is, also that nobody goes on with it
        with suppress(OSError):
            part.unlink()
        raise


def put_in_place(path: Path) -> None:
    """What was written beside it takes its place; raises OSError."""
    part_of(path).replace(path)


def read_pieces(path: Path) -> Generator[None, None, bytearray | None]:
    """The whole of it; None where there is nothing that could be ours."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST:
                return None
            whole = bytearray(size)  # one that grows is copied again and again
            for at in range(0, size, PIECE):
                piece = file.read(PIECE)
                whole[at : at + len(piece)] = piece
                yield
    except (OSError, MemoryError):
        return None
    return whole


def sizes_of_texts(line: bytes, length: int) -> list[int] | None:
    """Of the texts that come after the first line; None where they are not all there."""
    try:
        sizes = [int(size) for size in line.split()]
    except ValueError:
        return None
    is_whole = line.endswith(b"\n") and sum(sizes) == length and all(size >= 0 for size in sizes)
    return sizes if is_whole else None


def texts_are_whole(path: Path) -> bool:
    """Whether all texts are there, by the first line and the length alone."""
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_SIZES)
            return sizes_of_texts(line, path.stat().st_size - len(line)) is not None
    except OSError:
        return False
