"""A log together with what waits in its journal, page by page (SQLite file format, 4: the WAL)."""

import os
from pathlib import Path

from presence.store.backups.working_copy import WAL

_MAGICS = (0x377F0682, 0x377F0683)
_HEADER = 32
_FRAME_HEADER = 24


def with_journal(source: Path) -> bytes:
    """The bytes of a log once its journal is applied; only the journal's, where the log is gone.

    Marked as one without a journal, since nothing waits any more. Raises OSError.
    """
    data = bytearray(source.read_bytes() if source.is_file() else b"")
    journal = Path(f"{source}{WAL}")
    if os.path.isfile(journal):
        _apply(journal.read_bytes(), data)
    if len(data) >= 20:
        data[18:20] = b"\1\1"
    return bytes(data)


def _apply(journal: bytes, data: bytearray) -> None:
    """Every page up to the last commit; what an earlier round of the journal has left is not."""
    if len(journal) < _HEADER or int.from_bytes(journal[:4], "big") not in _MAGICS:
        return
    size, salts = int.from_bytes(journal[8:12], "big"), journal[16:24]
    if size < 512:
        return
    waiting: list[tuple[int, bytes]] = []
    for begin in range(_HEADER, len(journal) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        page, pages = (int.from_bytes(journal[begin + i : begin + i + 4], "big") for i in (0, 4))
        content = begin + _FRAME_HEADER
        if journal[begin + 8 : begin + 16] != salts:
            break
        if page * size > len(data) + len(journal):  # a number that a flipped bit has made
            continue
        waiting.append((page, journal[content : content + size]))
        if pages:  # of the log after this commit
            for number, content_of_page in waiting:
                _put(data, (max(number, 1) - 1) * size, content_of_page)
            waiting.clear()


def _put(data: bytearray, begin: int, page: bytes) -> None:
    data.extend(bytes(max(0, begin + len(page) - len(data))))
    data[begin : begin + len(page)] = page
