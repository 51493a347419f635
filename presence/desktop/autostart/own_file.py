"""A file of ours among somebody else's: written whole or not at all, never over a foreign one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from presence.core.errors import ErrorCode, LoginError

READABLE = 0o644  # a session manager may run as somebody else
LIMIT = 65536  # what is longer is none of ours


def read(path: Path) -> bytes | None:
    """What is in it; None where there is no such file. Raises LoginError where it is no file."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise _not_writable(path, fault) from fault


def write(path: Path, content: bytes) -> None:
    """Put it in place as a whole; raises LoginError. A link to it stays one."""
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".presence-", dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, READABLE)
        os.replace(temporary, target)
    except OSError as fault:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
        raise _not_writable(path, fault) from fault


def remove(path: Path) -> None:
    """Take it away; raises LoginError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise LoginError(ErrorCode.TRACE_NOT_REMOVED, path=str(path), detail=detail) from fault


def foreign(path: Path | str, command: str) -> LoginError:
    """Somebody else has written there."""
    return LoginError(ErrorCode.LOGIN_ENTRY_FOREIGN, path=str(path), command=command)


def _not_writable(path: Path, fault: OSError) -> LoginError:
    detail = fault.strerror or str(fault)
    return LoginError(ErrorCode.LOGIN_ENTRY_NOT_WRITABLE, path=str(path), detail=detail)
