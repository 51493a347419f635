"""Reads a file line by line in bounded memory, whatever its lines are like."""

from collections.abc import Iterator
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Why
from presence.core.frozen import dataclass

LONGEST = 1 << 20  # bytes of a line; a session with a note of many pages has a tenth of it
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number, counted from 1; ``fault`` says why its text cannot be used.

    The text keeps its line end: a file that was cut short has none at its last line.
    """

    number: int
    text: str
    fault: Why | None = None

    @property
    def is_blank(self) -> bool:
        return self.fault is None and not self.text.strip()


def lines_of(stream: BinaryIO, path: str) -> Iterator[Line]:
    """Every line of a file; of one that is too long only that it is.

    Raises Refused where the file cannot be read, or is UTF-16 as a whole.
    """
    number = 0
    while True:
        number += 1
        data = _read(stream, path)
        if not data:
            return
        if number == 1:
            if data.startswith(_UTF16):
                raise Refused(ErrorCode.FILE_NOT_UTF8, path=path)
            data = data.removeprefix(_BOM)
        if len(data) > LONGEST:
            while not data.endswith(b"\n") and data:
                data = _read(stream, path)
            yield Line(number, "", Why.LINE_TOO_LONG)
        else:
            yield _line(number, data)


def _read(stream: BinaryIO, path: str) -> bytes:
    try:
        return stream.readline(LONGEST + 1)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault


def _line(number: int, data: bytes) -> Line:
    if b"\0" in data:
        return Line(number, "\n", Why.NUL)
    try:
        return Line(number, data.decode())
    except UnicodeDecodeError:
        # kept apart, so that a quote that is open in it is closed where it should be
        return Line(number, data.decode(errors="replace"), Why.NOT_UTF8)
