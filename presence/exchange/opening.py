"""Opens a file, or a folder where a format has one, to be read."""

import errno
import os
import select
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, BytesIO
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.exchange.formats import HEAD, Format, Way
from presence.texts import _

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # each where there is one
PATIENCE = 5.0  # seconds until somebody has to write into a pipe


@contextmanager
def opened(path: str, wanted: Format, patience: float = PATIENCE) -> Iterator[BinaryIO]:
    """The bytes of the file; none of a folder, which the format looks through itself.

    Raises Refused.
    """
    path = os.path.expanduser(path)
    if os.path.isdir(path) and Way.FOLDER in wanted.way:
        yield BytesIO()
        return
    try:
        # Without waiting: a pipe that nobody writes into would never open.
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault
    if (why_not := _why_not(descriptor, patience)) is not None:
        os.close(descriptor)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=why_not)
    with open(descriptor, "rb") as stream:
        refuse_empty(stream, path)
        yield stream


def refuse_empty(stream: BinaryIO, path: str) -> None:
    """Raises Refused where nothing but white space is in it, as far as its end can be seen."""
    if not isinstance(stream, BufferedReader):
        return
    with suppress(OSError):  # who reads it says so
        head = stream.peek(HEAD)
        is_whole = not head or (len(head) < HEAD and stream.seekable())
        if is_whole and not head.removeprefix(BOM_UTF8).strip():
            raise Refused(ErrorCode.FILE_IS_EMPTY, path=path)


def _why_not(descriptor: int, patience: float) -> str | None:
    """Why there is nothing to read, or no end of it; what is a file is read as one."""
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        return os.strerror(errno.EISDIR)
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return _("it is a device, not a file")
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        if not select.select([descriptor], [], [], patience)[0]:
            return _("nobody writes into this pipe")
        os.set_blocking(descriptor, True)
    return None
