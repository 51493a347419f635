"""What is asked of the system below the mute: by each system's own half, as far as it runs here."""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Protocol

import pytest

from presence.desktop.lease import guard_process
from presence.desktop.lease.holder import is_alive, this_holder
from presence.desktop.lease.system import (
    linux_process,
    macos_process,
    posix,
    posix_child,
    windows,
    windows_child,
    windows_process,
)
from presence.desktop.lease.system.macos_process import About, Span, System
from presence.desktop.lease.system.windows_process import Kernel

HALVES = [posix, windows]
ENVIRONMENT = {"PATH": os.environ["PATH"], "WORD": "quiet"}


@pytest.mark.parametrize("half", HALVES)
def test_both_halves_have_what_the_player_and_the_guard_ask_for(half: ModuleType) -> None:
    wanted = "start finish lock read_private make_private close_inherited".split()
    assert [name for name in wanted if not hasattr(half, name)] == []


@pytest.mark.parametrize("half", HALVES)
def test_a_command_is_asked(half: Any) -> None:
    started = half.start(["sh", "-c", "cat; echo $WORD"], ENVIRONMENT)
    assert half.finish(started, 2.0) == b"quiet\n"


@pytest.mark.parametrize("half", HALVES)
def test_a_command_that_fails_hangs_or_is_not_there_is_an_oserror(half: Any) -> None:
    with pytest.raises(ChildProcessError):
        half.finish(half.start(["false"], ENVIRONMENT), 2.0)
    with pytest.raises(OSError, match="nonexistent"):
        half.start(["/nonexistent"], ENVIRONMENT)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        half.finish(half.start(["sleep", "30"], ENVIRONMENT), 0.1)
    assert time.monotonic() - began < 15


def test_a_lease_that_is_locked_on_windows_can_still_be_replaced_and_deleted(
    tmp_path: Path,
) -> None:
    asked: list[tuple[int, int, int]] = []
    path = tmp_path / "lease.json"
    path.write_text("{}")
    locked = windows.lock(str(path), lambda *about: asked.append(about))
    assert asked == [(locked, 1, 1)]
    assert os.fstat(locked).st_ino != path.stat().st_ino
    assert windows.read_private(locked, str(path), 100) == b"{}"
    path.unlink()
    os.close(locked)
    with pytest.raises(FileNotFoundError):
        windows.lock(str(path), lambda *about: asked.append(about))


def test_a_lock_of_windows_that_is_not_to_be_had_leaves_nothing_open(tmp_path: Path) -> None:
    def refuse(descriptor: int, _mode: int, _bytes: int) -> None:
        descriptors.append(descriptor)
        raise OSError("Resource deadlock avoided")

    descriptors: list[int] = []
    with pytest.raises(OSError, match="deadlock"):
        windows.lock(str(tmp_path / "lease.json"), refuse)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptors[0])


def test_what_others_may_write_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lease.json"
    path.write_text("{}")
    path.chmod(0o622)
    locked = posix.lock(str(path))
    assert posix.read_private(locked, str(path), 100) == b""
    os.close(locked)


class Child(Protocol):
    """As either half has it."""

    pid: int

    def __init__(self, command: list[str]) -> None: ...
    def tell(self, word: bytes) -> None: ...
    def has_left(self) -> bool: ...


CHILDREN: list[type[Child]] = [posix_child.Child, windows_child.Child]


@pytest.mark.parametrize("kind", CHILDREN)
def test_a_child_hears_one_word_and_leaves(kind: type[Child], tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    child = kind(["/bin/sh", "-c", f"cat > {heard}"])
    assert not child.has_left()
    child.tell(b"done")
    until = time.monotonic() + 15
    while not child.has_left() and time.monotonic() < until:
        time.sleep(0.005)
    assert child.has_left()
    assert heard.read_text() == "done"


@pytest.mark.parametrize("kind", CHILDREN)
def test_a_child_that_is_gone_is_told_as_such(kind: type[Child]) -> None:
    child = kind(["/bin/true"])
    until = time.monotonic() + 15
    while not child.has_left() and time.monotonic() < until:
        time.sleep(0.005)
    with pytest.raises(OSError, match="pipe"):
        child.tell(b"done")


@pytest.mark.parametrize("kind", CHILDREN)
def test_a_child_that_cannot_be_started_is_an_oserror(kind: type[Child]) -> None:
    with pytest.raises(OSError, match="nonexistent"):
        kind(["/nonexistent"])


def test_this_system_has_its_own_half() -> None:
    assert linux_process.started_at(os.getpid()) == this_holder().started
    assert is_alive(this_holder())
    assert linux_process.boot_id()


def test_a_process_that_has_ended_is_gone_also_as_a_zombie() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert linux_process.started_at(child.pid) is not None
    child.kill()
    until = time.monotonic() + 15
    while linux_process.started_at(child.pid) is not None and time.monotonic() < until:
        time.sleep(0.005)
    assert linux_process.started_at(child.pid) is None
    child.communicate()
    assert linux_process.started_at(child.pid) is None


class FakeDarwin:
    """libSystem of a Mac with one process."""

    def __init__(self) -> None:
        self.status = 2
        self.boot = b"5E6FFEBE-0000-0000-0000-000000000000"
        self.host = bytes(range(16))
        number, pointer, size = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
        self.library = SimpleNamespace(
            proc_pidinfo=ctypes.CFUNCTYPE(number, number, number, ctypes.c_uint64, pointer, number)(
                self._about
            ),
            sysctlbyname=ctypes.CFUNCTYPE(
                number, ctypes.c_char_p, pointer, ctypes.POINTER(size), pointer, size
            )(self._control),
            gethostuuid=ctypes.CFUNCTYPE(number, pointer, ctypes.POINTER(Span))(self._host),
        )

    def _about(self, pid: int, flavor: int, argument: int, out: int, size: int) -> int:
        assert (flavor, argument, size) == (3, 0, 136)
        if pid != 42:
            return 0
        # By its place in the structure: 120 seconds, 128 microseconds, 4 status.
        ctypes.c_uint32.from_address(out + 4).value = self.status
        ctypes.c_uint64.from_address(out + 120).value = 1_790_000_000
        ctypes.c_uint64.from_address(out + 128).value = 123_456
        return size

    def _control(self, name: bytes, out: int, size: Any, fresh: int | None, length: int) -> int:
        assert name == b"kern.bootsessionuuid"
        assert (fresh, length) == (None, 0)
        if not self.boot:
            return -1
        assert size[0] > len(self.boot)
        ctypes.memmove(out, self.boot + b"\0", len(self.boot) + 1)
        size[0] = len(self.boot) + 1
        return 0

    def _host(self, out: int, waits: Any) -> int:
        assert (waits[0].seconds, waits[0].nanoseconds) == (1, 0)
        ctypes.memmove(out, self.host, len(self.host))
        return 0 if self.host else -1


def test_macos_tells_when_a_process_was_started_and_which_are_gone() -> None:
    darwin = FakeDarwin()
    library = System(darwin.library)
    assert ctypes.sizeof(About) == 136
    assert macos_process.started_at(42, library) == 1_790_000_000_123_456
    assert macos_process.started_at(43, library) is None
    darwin.status = 5
    assert macos_process.started_at(42, library) is None


def test_macos_names_its_boot_and_itself() -> None:
    darwin = FakeDarwin()
    library = System(darwin.library)
    assert macos_process.boot_id(library) == darwin.boot.decode()
    assert macos_process.machine_id(library) == darwin.host
    darwin.boot = darwin.host = b""
    assert macos_process.boot_id(library) == ""
    assert macos_process.machine_id(library) == b""


class FakeKernel:
    """kernel32.dll of a Windows with one process."""

    def __init__(self) -> None:
        self.runs = True
        self.opened: list[int] = []
        handle, number, time_ = ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_uint64)
        self.library = SimpleNamespace(
            OpenProcess=ctypes.CFUNCTYPE(handle, number, ctypes.c_int, number)(self._open),
            WaitForSingleObject=ctypes.CFUNCTYPE(number, handle, number)(self._wait),
            GetProcessTimes=ctypes.CFUNCTYPE(ctypes.c_int, handle, time_, time_, time_, time_)(
                self._times
            ),
            CloseHandle=ctypes.CFUNCTYPE(ctypes.c_int, handle)(self._close),
        )

    def _open(self, access: int, inherits: int, pid: int) -> int:
        assert (access, inherits) == (0x101000, 0)
        if pid != 42:
            return 0
        self.opened.append(0x7FFF_0000_0004)  # as wide as an address
        return self.opened[-1]

    def _wait(self, handle: int, milliseconds: int) -> int:
        assert (handle, milliseconds) == (self.opened[-1], 0)
        return 0x102 if self.runs else 0

    def _times(self, handle: int, started: Any, *others: Any) -> int:
        assert handle == self.opened[-1]
        started[0] = 134_000_000_000_000_007
        return 1

    def _close(self, handle: int) -> int:
        self.opened.remove(handle)
        return 1


def test_windows_tells_when_a_process_was_started_and_which_are_gone() -> None:
    fake = FakeKernel()
    library = Kernel(fake.library)
    assert windows_process.started_at(42, library) == 134_000_000_000_000_007
    assert windows_process.started_at(43, library) is None
    fake.runs = False
    assert windows_process.started_at(42, library) is None
    assert fake.opened == []


def test_without_windows_there_is_no_name_for_the_computer() -> None:
    assert windows_process.machine_id() == b""
    assert windows_process.boot_id() == ""


HALF_FOR: list[Callable[[], object]] = [macos_process.system, windows_process.kernel]


@pytest.mark.parametrize("load", HALF_FOR)
def test_the_half_of_another_system_is_not_loaded_here(load: Callable[[], object]) -> None:
    with pytest.raises((OSError, AttributeError)):
        load()


@pytest.mark.parametrize(
    ("system", "half"),
    [("win32", "system.windows"), ("darwin", "system.posix"), ("linux", "system.posix")],
)
def test_the_guard_loads_the_half_of_its_system_from_beside_it(system: str, half: str) -> None:
    folder = Path(guard_process.__file__).parent
    program = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); sys.platform = {system!r}; "
        "import player; print(player.here.__name__, 'presence' in sys.modules)"
    )
    command = [sys.executable, "-I", "-S", "-E", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{half} False\n"
