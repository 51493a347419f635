"""Opens a file, or a folder where a format has one, to be read."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.exchange.formats import Format, Way


@contextmanager
def opened(path: str, wanted: Format) -> Iterator[BinaryIO]:
    """The bytes of the file; none of a folder, which the format looks through itself.

    Raises Refused.
    """
    path = os.path.expanduser(path)
    if os.path.isdir(path) and Way.FOLDER in wanted.way:
        yield BytesIO()
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115  # closed below
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault
    with stream:
        if stat.S_ISDIR(os.fstat(stream.fileno()).st_mode):
            detail = os.strerror(errno.EISDIR)
            raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail)
        yield stream
