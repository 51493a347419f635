"""Reads and writes a file that is one value, and leaves no trace of one that was not there.

``python -I -S -E file_value.py get FILE`` prints what is in it, and nothing where there is none;
``… put FILE TEXT`` writes it; ``… drop FILE TEXT`` writes it and then takes the file away. The new
file takes the old one's place at once; a symbolic link stays one.

Standard library only; ``mechanisms/cosmic.py`` calls the functions itself to spare a process.
"""

import os
import stat
import sys
import time

LARGEST = 4096  # bytes
HEEDED_AFTER = 0.5  # seconds in which a watching program has read the file


class Unusable(OSError):
    """It is no such file."""


def get(path: str) -> str | None:
    """What is in it, None where there is none; raises OSError."""
    try:
        # Not blocking: a named pipe would wait for somebody to write.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            raise Unusable(f"{path} is no file with one value")
        return os.read(descriptor, LARGEST).decode("utf-8", "replace")
    finally:
        os.close(descriptor)


def put(path: str, text: str) -> None:
    """Write it; raises OSError."""
    target = os.path.realpath(path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        mode = 0o600
    if not mode & stat.S_IWUSR:
        raise PermissionError(f"{path} is read only")
    draft = f"{target}.{os.getpid()}.presence"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


def drop(path: str, text: str, heeded_after: float = HEEDED_AFTER) -> None:
    """Take the file away when that text was heeded, for nobody heeds a file that goes.

    Somebody's value that has come meanwhile stays. Raises OSError.
    """
    put(path, text)
    time.sleep(heeded_after)
    if get(path) == text:
        os.unlink(os.path.realpath(path))


def is_writable(path: str) -> bool:
    """Whether the file, or what it would be in, may be written."""
    target = os.path.realpath(path)
    try:
        if not os.stat(target).st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            return False
    except FileNotFoundError:
        pass
    except OSError:
        return False
    folder = os.path.dirname(target)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK)


def main() -> None:
    """Do what the command line says; exit code 1 with a line on standard error where it fails."""
    match sys.argv[1:]:
        case ["get", path]:
            print(get(path) or "")
        case ["put", path, text]:
            put(path, text)
        case ["drop", path, text]:
            drop(path, text)
        case _:
            sys.exit("file_value.py get|put|drop FILE [TEXT]")


if __name__ == "__main__":
    try:
        main()
    except OSError as exc:
        sys.exit(str(exc))
