"""Processes, the boot and the computer as macOS tells of them, through libproc and sysctl."""

import ctypes
from functools import cache
from typing import Any

ABOUT = 3  # PROC_PIDTBSDINFO
ZOMBIE = 5  # SZOMB
_LONGEST = 64


class About(ctypes.Structure):
    """struct proc_bsdinfo, as sys/proc_info.h has it."""

    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("status", ctypes.c_uint32),
        ("ids", ctypes.c_uint32 * 10),
        ("command", ctypes.c_char * 16),
        ("name", ctypes.c_char * 32),
        ("counts", ctypes.c_uint32 * 5),
        ("nice", ctypes.c_int32),
        ("started_seconds", ctypes.c_uint64),
        ("started_microseconds", ctypes.c_uint64),
    )


class Span(ctypes.Structure):
    """struct timespec."""

    _fields_ = (("seconds", ctypes.c_int64), ("nanoseconds", ctypes.c_int64))


class System:
    """The functions of libSystem that are needed."""

    def __init__(self, library: Any) -> None:
        self.about = library.proc_pidinfo
        self.about.restype = ctypes.c_int
        self.about.argtypes = (
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_uint64,
            ctypes.c_void_p,
            ctypes.c_int,
        )
        self.control = library.sysctlbyname
        self.control.restype = ctypes.c_int
        self.control.argtypes = (
            ctypes.c_char_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_void_p,
            ctypes.c_size_t,
        )
        self.host = library.gethostuuid
        self.host.restype = ctypes.c_int
        self.host.argtypes = (ctypes.c_void_p, ctypes.POINTER(Span))


@cache
def system() -> System:
    """That of this Mac."""
    return System(ctypes.CDLL("/usr/lib/libSystem.B.dylib"))


def started_at(pid: int, library: System | None = None) -> int | None:
    """Microseconds since 1970, None for a process that is no more."""
    about = About()
    size = ctypes.sizeof(about)
    told = (library or system()).about(pid, ABOUT, 0, ctypes.addressof(about), size)
    if told != size or about.status == ZOMBIE:
        return None
    return int(about.started_seconds) * 1_000_000 + int(about.started_microseconds)


def boot_id(library: System | None = None) -> str:
    """A word for this run of the kernel, "" where there is none.

    Not the time of the boot, which moves when the clock is set.
    """
    data = ctypes.create_string_buffer(_LONGEST)
    size = ctypes.c_size_t(_LONGEST)
    failed = (library or system()).control(
        b"kern.bootsessionuuid", ctypes.addressof(data), ctypes.byref(size), None, 0
    )
    return "" if failed else data.value.decode("ascii", "replace")


def machine_id(library: System | None = None) -> bytes:
    """What names this computer, nothing where it has no name."""
    data = ctypes.create_string_buffer(16)
    waits = Span(seconds=1)
    failed = (library or system()).host(ctypes.addressof(data), ctypes.byref(waits))
    return b"" if failed else data.raw
