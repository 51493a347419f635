"""The functions of Windows and macOS that tell of sleep and lid, as C functions that call back."""

import ctypes
import struct
from ctypes import wintypes
from typing import Any

from presence.desktop.lid import windows
from presence.desktop.sleep import macos


class User32:
    """user32.dll of a laptop with so many screens."""

    def __init__(self) -> None:
        self.screens = 1
        self.docked = 0
        self.refuses = False
        self.registered: list[tuple[int, bytes]] = []
        self.RegisterPowerSettingNotification = ctypes.CFUNCTYPE(
            ctypes.c_void_p, wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD
        )(self._register)
        self.UnregisterPowerSettingNotification = ctypes.CFUNCTYPE(wintypes.BOOL, ctypes.c_void_p)(
            self._unregister
        )
        self.GetSystemMetrics = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(self._metrics)

    def _register(self, window: int, setting: int, how: int) -> int | None:
        assert how == 0
        if self.refuses:
            return None
        self.registered.append((window, ctypes.string_at(setting, 16)))
        return 77

    def _unregister(self, handle: int) -> bool:
        assert handle == 77
        self.registered.pop()
        return True

    def _metrics(self, which: int) -> int:
        return {80: self.screens, 0x2004: self.docked}[which]


def setting(value: int, which: bytes = windows.LID) -> Any:
    """A POWERBROADCAST_SETTING in memory."""
    return ctypes.create_string_buffer(which + struct.pack("<LL", 4, value))


class Kit:
    """IOKit and CoreFoundation of a Mac; ``says`` are the properties of its root of power."""

    kCFRunLoopCommonModes = 5

    def __init__(self, **says: bool) -> None:
        self.says = says
        self.allowed: list[int] = []
        self.sources: list[int] = []
        self.kept = 0  # objects that nobody has released yet
        self._objects: list[object] = [""]
        self._heard: Any = None
        for name, (result, arguments) in macos.TYPES.items():
            function = ctypes.CFUNCTYPE(result, *arguments)(getattr(self, f"_{name}"))
            setattr(self, name, function)

    def tell(self, message: int, argument: int = 0) -> None:
        """Something happens."""
        self._heard(None, 3, message, argument)

    def _new(self, thing: object) -> int:
        self._objects.append(thing)
        self.kept += 1
        return len(self._objects) - 1

    def _CFRelease(self, _thing: int) -> None:
        self.kept -= 1

    def _CFBooleanGetValue(self, thing: int) -> bool:
        return bool(self._objects[thing])

    def _CFStringCreateWithCString(self, _allocator: int, text: bytes, encoding: int) -> int:
        assert encoding == 0x08000100
        return self._new(text.decode())

    def _CFRunLoopGetMain(self) -> int:
        return 9

    def _CFRunLoopAddSource(self, loop: int, source: int, modes: int) -> None:
        assert (loop, modes) == (9, 5)
        self.sources.append(source)

    def _CFRunLoopRemoveSource(self, _loop: int, source: int, _modes: int) -> None:
        self.sources.remove(source)

    def _IORegisterForSystemPower(self, _own: int, port: Any, heard: Any, notifier: Any) -> int:
        port[0], notifier[0] = 11, 12
        self._heard = heard
        self.kept += 3  # the port, the notifier, the connection
        return 13

    def _IODeregisterForSystemPower(self, notifier: Any) -> int:
        assert notifier[0] == 12
        self.kept -= 1
        return 0

    def _IOAllowPowerChange(self, connection: int, number: int) -> int:
        assert connection == 13
        self.allowed.append(number)
        return 0

    def _IONotificationPortGetRunLoopSource(self, port: int) -> int:
        return port + 100

    def _IONotificationPortDestroy(self, port: int) -> None:
        assert port == 11
        self.kept -= 1

    def _IOServiceClose(self, connection: int) -> int:
        assert connection == 13
        self.kept -= 1
        return 0

    def _IOServiceMatching(self, name: bytes) -> int:
        assert name == b"IOPMrootDomain"
        return 21

    def _IOServiceGetMatchingService(self, port: int, matching: int) -> int:
        assert (port, matching) == (0, 21)
        self.kept += 1
        return 22

    def _IOServiceAddInterestNotification(
        self, _port: int, service: int, kind: bytes, _heard: Any, _own: int, notifier: Any
    ) -> int:
        assert (service, kind) == (22, b"IOGeneralInterest")
        notifier[0] = 23
        self.kept += 1
        return 0

    def _IORegistryEntryCreateCFProperty(
        self, entry: int, key: int, _allocator: int, _options: int
    ) -> int | None:
        assert entry == 22
        name = str(self._objects[key])
        return self._new(self.says[name]) if name in self.says else None

    def _IOObjectRelease(self, thing: int) -> int:
        assert thing in (22, 23)
        self.kept -= 1
        return 0
