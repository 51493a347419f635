"""The screen on Windows and macOS, by messages and answers made up as their manuals have them."""

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from typing import Any

import pytest
from PySide6.QtCore import QByteArray

from presence.desktop.lid.windows import WindowsLid
from presence.desktop.lock import macos, windows
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from presence.desktop.sleep.macos import MacPower
from tests.desktop_sleep.elsewhere import Kit, User32

SOMEBODY = object()

Query = ctypes.CFUNCTYPE(
    wintypes.BOOL,
    wintypes.HANDLE,
    wintypes.DWORD,
    ctypes.c_int,
    ctypes.POINTER(ctypes.c_void_p),
    ctypes.POINTER(wintypes.DWORD),
)


class WtsApi:
    """wtsapi32.dll with one session, made of C functions that call back."""

    def __init__(self, state: int = 0, flags: int = 1, level: int = 1) -> None:
        self.registered: list[int] = []
        self.freed: list[int | None] = []
        self._info = ctypes.create_string_buffer(
            windows.INFO.pack(level, 2, state, flags) + bytes(200)
        )
        self.WTSQuerySessionInformationW = Query(self._query)
        self.WTSRegisterSessionNotification = ctypes.CFUNCTYPE(
            wintypes.BOOL, wintypes.HWND, wintypes.DWORD
        )(self._register)
        self.WTSUnRegisterSessionNotification = ctypes.CFUNCTYPE(wintypes.BOOL, wintypes.HWND)(
            self._unregister
        )
        self.WTSFreeMemory = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.freed.append)

    @property
    def address(self) -> int:
        return ctypes.addressof(self._info)

    def _query(self, server: int | None, session: int, what: int, found: Any, size: Any) -> bool:
        assert (server, session, what) == (None, 0xFFFFFFFF, 25)
        found[0] = self.address
        size[0] = len(self._info)
        return True

    def _register(self, window: int, flags: int) -> bool:
        assert flags == 0
        self.registered.append(window)
        return True

    def _unregister(self, window: int) -> bool:
        self.registered.remove(window)
        return True


class Windows:
    """A session of Windows that is watched, and the messages that reach its window."""

    def __init__(self, api: WtsApi) -> None:
        self.api = api
        self.session = windows.WindowsSession(api, WindowsLid(User32()))
        self.screen = ScreenWatch(lambda: (self.session,))
        self.woke: list[str] = []
        self.screen.woke.connect(lambda: self.woke.append("woke"))
        self.screen.want(SOMEBODY)

    def send(self, message: int, detail: int, event_type: bytes = windows.TO_A_WINDOW) -> object:
        told = wintypes.MSG()
        told.message, told.wParam = message, detail
        address = ctypes.addressof(told)
        return self.session.nativeEventFilter(QByteArray(event_type), address)


@pytest.fixture
def unlocked(qapp: object) -> Iterator[Windows]:
    computer = Windows(WtsApi())
    yield computer
    computer.screen.leave(SOMEBODY)


def test_windows_tells_of_locks_and_of_other_users(unlocked: Windows) -> None:
    screen = unlocked.screen
    assert screen.sight is Sight.IN_SIGHT
    for detail, sight in (
        (7, Sight.OUT_OF_SIGHT),  # locked
        (2, Sight.OUT_OF_SIGHT),  # another user's session comes to the front
        (1, Sight.OUT_OF_SIGHT),  # ours is back, and locked
        (8, Sight.IN_SIGHT),  # unlocked
        (4, Sight.OUT_OF_SIGHT),  # a remote desktop goes
        (3, Sight.IN_SIGHT),  # and comes
        (5, Sight.IN_SIGHT),  # a log-on is none of these
    ):
        assert unlocked.send(0x02B1, detail) == (False, 0), "others see the message too"
        assert screen.sight is sight, detail


def test_windows_tells_of_waking_up(unlocked: Windows) -> None:
    unlocked.send(0x0218, 0x4)  # it falls asleep
    assert not unlocked.woke
    unlocked.send(0x0218, 0x12)
    assert unlocked.woke == ["woke"]


def test_other_messages_of_windows_are_nothing_to_us(unlocked: Windows) -> None:
    unlocked.send(0x000F, 7)
    unlocked.send(0x02B1, 7, event_type=b"windows_dispatcher_MSG")
    assert unlocked.screen.sight is Sight.IN_SIGHT


@pytest.mark.parametrize(
    ("api", "sight"),
    [
        (WtsApi(flags=0), Sight.OUT_OF_SIGHT),
        (WtsApi(state=4), Sight.OUT_OF_SIGHT),  # WTSDisconnected
        (WtsApi(flags=-1), Sight.IN_SIGHT),  # not known
        (WtsApi(flags=0, level=2), Sight.IN_SIGHT),  # a layout that we do not know
    ],
)
def test_windows_is_asked_at_the_start(qapp: object, api: WtsApi, sight: Sight) -> None:
    computer = Windows(api)
    assert computer.screen.sight is sight
    assert api.freed == [api.address]
    assert len(api.registered) == 1
    computer.screen.leave(SOMEBODY)
    assert not api.registered


class Mac:
    """CoreFoundation and CoreGraphics with one session; an object is its number."""

    def __init__(self, **session: bool) -> None:
        self.session: dict[str, bool] | None = session
        self.observed: dict[int, list[str]] = {1: [], 2: []}  # the two notification centers
        self.kept = 0  # strings and dictionaries that nobody has released yet
        self._objects: list[object] = ["", "distributed", "darwin"]
        self._heard: Any = None
        for name, (result, arguments) in macos.TYPES.items():
            setattr(self, name, ctypes.CFUNCTYPE(result, *arguments)(getattr(self, f"_{name}")))

    def tell(self, name: str) -> None:
        """Something happens."""
        self._heard(1, 0, self._new(name), None, None)
        self.kept -= 1  # this string is the center's

    def _new(self, thing: object) -> int:
        self._objects.append(thing)
        self.kept += 1
        return len(self._objects) - 1

    def _CFStringCreateWithCString(self, _allocator: int, text: bytes, encoding: int) -> int:
        assert encoding == 0x08000100
        return self._new(text.decode())

    def _CFStringGetCString(self, string: int, buffer: Any, size: int, encoding: int) -> bool:
        text = str(self._objects[string]).encode() + b"\0"
        assert len(text) <= size
        ctypes.memmove(buffer, text, len(text))
        return encoding == 0x08000100

    def _CFRelease(self, _thing: int) -> None:
        self.kept -= 1

    def _CFDictionaryGetValue(self, table: int, key: int) -> int | None:
        session, name = self._objects[table], self._objects[key]
        assert isinstance(session, dict)
        if name not in session:
            return None
        self._objects.append(session[name])
        return len(self._objects) - 1

    def _CFBooleanGetValue(self, thing: int) -> bool:
        return bool(self._objects[thing])

    def _CFNotificationCenterGetDistributedCenter(self) -> int:
        return 1

    def _CFNotificationCenterGetDarwinNotifyCenter(self) -> int:
        return 2

    def _CFNotificationCenterAddObserver(
        self, center: int, _observer: int, heard: Any, name: int, _thing: int, behaviour: int
    ) -> None:
        assert behaviour == 4
        self._heard = heard
        self.observed[center].append(str(self._objects[name]))

    def _CFNotificationCenterRemoveEveryObserver(self, center: int, _observer: int) -> None:
        self.observed[center].clear()

    def _CGSessionCopyCurrentDictionary(self) -> int | None:
        return None if self.session is None else self._new(self.session)


class MacScreen:
    """What is known of a Mac's screen."""

    def __init__(self, mac: Mac) -> None:
        self.watch = ScreenWatch(lambda: (macos.MacSession(mac, MacPower(Kit())),))
        self.watch.want(SOMEBODY)

    def is_seen(self) -> bool:
        return self.watch.sight is Sight.IN_SIGHT


def test_macos_tells_of_the_lock(qapp: object) -> None:
    mac = Mac(kCGSSessionOnConsoleKey=True)
    screen = MacScreen(mac)
    assert mac.observed == {
        1: ["com.apple.screenIsLocked", "com.apple.screenIsUnlocked"],
        2: ["com.apple.coregraphics.GUISessionUserChanged"],
    }
    assert screen.is_seen()
    mac.tell("com.apple.screenIsLocked")
    assert not screen.is_seen()
    mac.tell("com.apple.screenIsUnlocked")
    assert screen.is_seen()
    screen.watch.leave(SOMEBODY)
    assert mac.observed == {1: [], 2: []}
    assert mac.kept == 0


def test_macos_tells_of_a_user_switch(qapp: object) -> None:
    mac = Mac(kCGSSessionOnConsoleKey=True)
    screen = MacScreen(mac)
    mac.session = {"kCGSSessionOnConsoleKey": False}
    mac.tell("com.apple.coregraphics.GUISessionUserChanged")
    assert not screen.is_seen()
    mac.session = {"kCGSSessionOnConsoleKey": True}
    mac.tell("com.apple.coregraphics.GUISessionUserChanged")
    assert screen.is_seen()
    assert mac.kept == 0


def test_macos_is_asked_at_the_start(qapp: object) -> None:
    assert not MacScreen(Mac(CGSSessionScreenIsLocked=True)).is_seen()
    mac = Mac()
    mac.session = None  # over ssh
    assert MacScreen(mac).is_seen()
