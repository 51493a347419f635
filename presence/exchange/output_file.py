"""A file that is there whole or not at all, readable by its owner only."""

import errno
import os
from collections.abc import Generator, Iterable
from contextlib import suppress

from presence.core.errors import ErrorCode, Refused


def write_file(path: str, pieces: Iterable[str | bytes], overwrite: bool = False) -> None:
    """Write the pieces (text as UTF-8) beside ``path``, and move them there once on the disk.

    Raises Refused; nothing is left, then, and what was there before is as it was.
    """
    for _piece in writing_file(path, pieces, overwrite):
        pass


def writing_file(
    path: str, pieces: Iterable[str | bytes], overwrite: bool = False, in_place: bool = True
) -> Generator[None, None, None]:
    """The same, with a pause after each piece; closed before its end it leaves nothing.

    Not ``in_place`` it leaves nothing either.
    """
    path = os.path.abspath(os.path.expanduser(path))
    _look(path, overwrite)
    part = f"{path}.{os.getpid()}.part"
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as fault:
        raise _refusal(fault, path) from fault
    try:
        with open(descriptor, "wb") as file:
            for each in pieces:
                file.write(each.encode() if isinstance(each, str) else each)
                yield
            file.flush()
            os.fsync(file.fileno())
        if in_place:
            _put_in_place(part, path, overwrite)
    except OSError as fault:
        raise _refusal(fault, path) from fault
    finally:
        with suppress(OSError):
            os.unlink(part)


def check_file(path: str, overwrite: bool = False) -> None:
    """Raise what writing it would, before work whose outcome is to be in it."""
    for _nothing in writing_file(path, (), overwrite, in_place=False):
        pass


def _look(path: str, overwrite: bool) -> None:
    if not os.path.lexists(path):
        return
    if not os.path.isfile(path):  # /dev/null must not be a file afterwards
        raise Refused(ErrorCode.NOT_A_FILE, path=path)
    if not overwrite:
        raise Refused(ErrorCode.FILE_EXISTS, path=path)


def _put_in_place(part: str, path: str, overwrite: bool) -> None:
    """What came there meanwhile is not overwritten either, where the file system can tell."""
    if not overwrite:
        try:
            os.link(part, path)
        except FileExistsError as fault:
            raise Refused(ErrorCode.FILE_EXISTS, path=path) from fault
        except OSError:  # no links on this file system
            _look(path, overwrite)
        else:
            return
    os.replace(part, path)


def _refusal(fault: OSError, path: str) -> Refused:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refused(ErrorCode.DISK_FULL, path=path)
    detail = fault.strerror or str(fault)
    return Refused(ErrorCode.FILE_NOT_WRITABLE, path=path, detail=detail)
