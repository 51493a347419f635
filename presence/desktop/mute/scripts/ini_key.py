"""Reads and writes one key of an ini file as Qt keeps them, and leaves all else in it as it is.

``python -I -S -E ini_key.py get|set|unset FILE GROUP KEY [VALUE]``; ``get`` prints the value, and
nothing for a key that is not there, the others ``done``. A value is taken as it stands in the file,
quotes included, so that what was read can be written back. ``unset`` also takes away a group at the
end that holds nothing else any more. The new file takes the old one's place at once; a symbolic
link stays one.

Standard library only; ``mechanisms/lxqt.py`` calls the functions itself to spare a process.
"""

import os
import stat
import sys

DONE = "done"
LARGEST = 1 << 20  # bytes
QT_ROOT = "general"  # how Qt calls the group of what stands before the first group


class Unusable(OSError):
    """It is not a file of a size that settings have."""


def get_value(path: str, group: str, key: str) -> str | None:
    """The value, None where there is none, or no file; raises OSError."""
    lines = _read(path)
    places = _places(lines, group, key)
    return _parts(lines[places[-1]])[1] if places else None  # the last one counts


def set_value(path: str, group: str, key: str, value: str) -> None:
    """Give the key that value; raises OSError."""
    lines = _read(path)
    places = _places(lines, group, key)
    if places:
        before, _value, after = _parts(lines[places[-1]])
        lines[places[-1]] = before + value + after
    else:
        _insert(lines, group, f"{key}={value}")
    _write(path, lines)


def unset(path: str, group: str, key: str) -> None:
    """Take the key away; raises OSError."""
    lines = _read(path)
    places = _places(lines, group, key)
    if not places:
        return
    for number in reversed(places):
        del lines[number]
    _drop_empty(lines, group)
    _write(path, lines)


def is_writable(path: str) -> bool:
    """Whether the file, or what it would be in, may be written."""
    target = os.path.realpath(path)
    try:
        # A file that is read only is meant to be, also where its folder would let us replace it.
        if not os.stat(target).st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            return False
    except FileNotFoundError:
        pass
    except OSError:
        return False
    folder = os.path.dirname(target)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.access(folder, os.W_OK)


def _read(path: str) -> list[str]:
    """The lines, with whatever ends them but the line feed; none where there is no file."""
    try:
        # Not blocking: a named pipe would wait for somebody to write.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        return [""]
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise Unusable(f"{path} is not a file")
        if about.st_size > LARGEST:
            raise Unusable(f"{path} is larger than {LARGEST} bytes")
        data = os.read(descriptor, LARGEST)
    finally:
        os.close(descriptor)
    return data.decode("utf-8", "surrogateescape").split("\n")


def _write(path: str, lines: list[str]) -> None:
    if not is_writable(path):
        raise PermissionError(f"{path} is read only")
    target = os.path.realpath(path)
    text = "\n".join(lines)
    os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        mode = 0o600
    draft = f"{target}.{os.getpid()}.presence"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with open(os.open(draft, flags, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


def _places(lines: list[str], group: str, key: str) -> list[int]:
    """Where the key stands in the group."""
    here = QT_ROOT
    found = []
    for number, line in enumerate(lines):
        header = _header(line)
        if header is not None:
            here = header
        elif _is_same(here, group) and "=" in line and line.partition("=")[0].strip() == key:
            found.append(number)
    return found


def _header(line: str) -> str | None:
    """The group that begins with this line."""
    line = line.strip()
    is_one = line.startswith("[") and line.endswith("]")
    return line[1:-1].strip() if is_one else None


def _parts(line: str) -> tuple[str, str, str]:
    """What stands before the value, the value, and what stands behind it."""
    rest = line.partition("=")[2].lstrip(" \t")
    value = rest[: _comment(rest)].rstrip()
    return line[: len(line) - len(rest)], value, rest[len(value) :]


def _comment(rest: str) -> int:
    """Where a comment begins: at a semicolon outside of quotes."""
    is_quoted = is_escaped = False
    for at, character in enumerate(rest):
        if character == ";" and not is_quoted:
            return at
        if character == '"' and not is_escaped:
            is_quoted = not is_quoted
        is_escaped = character == "\\" and not is_escaped
    return len(rest)


def _is_same(group: str | None, other: str) -> bool:
    """Qt tells groups apart by small and large letters, all but this one."""
    return group is not None and (group == other or group.lower() == other.lower() == QT_ROOT)


def _insert(lines: list[str], group: str, line: str) -> None:
    """At the end of the group, or of the file with a new one."""
    end = "\r" if lines[0].endswith("\r") else ""
    bounds = _bounds(lines, group)
    if bounds is None:
        at, new = _end(lines, len(lines)), [f"[{group}]{end}", f"{line}{end}"]
    else:
        at, new = _end(lines, bounds[1]), [f"{line}{end}"]
    lines[at:at] = new


def _drop_empty(lines: list[str], group: str) -> None:
    """The header of a group in which nothing is left, where it is the last one."""
    bounds = _bounds(lines, group)
    if bounds is None:
        return
    first, end = bounds
    if end == len(lines) and not any(line.strip() for line in lines[first + 1 :]):
        del lines[first]


def _bounds(lines: list[str], group: str) -> tuple[int, int] | None:
    """The line of the group's last header, and the line after all of it."""
    end = len(lines)
    for number in reversed(range(len(lines))):
        header = _header(lines[number])
        if _is_same(header, group):
            return number, end
        if header is not None:
            end = number
    return None


def _end(lines: list[str], end: int) -> int:
    """The line after the last one, up to ``end``, that has anything in it."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def main() -> None:
    """Do what the command line says; exit code 1 with a line on standard error where it fails."""
    match sys.argv[1:]:
        case ["get", path, group, key]:
            print(get_value(path, group, key) or "")
        case ["set", path, group, key, value] if "\n" not in value:
            set_value(path, group, key, value)
            print(DONE)
        case ["unset", path, group, key]:
            unset(path, group, key)
            print(DONE)
        case _:
            sys.exit("ini_key.py get|set|unset FILE GROUP KEY [VALUE]")


if __name__ == "__main__":
    try:
        main()
    except OSError as exc:
        sys.exit(str(exc))
