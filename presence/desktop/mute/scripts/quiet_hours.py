"""Windows' do-not-disturb, by the object that Explorer's own switch uses; by itself a program.

``python -I -S -E quiet_hours.py get`` prints the profile that the person has chosen, ``… set
PROFILE`` chooses one and prints it as it is then. Otherwise a line on standard error, exit code 1.

Windows documents no way to switch it. ``QuietHoursSettings`` is a COM class of the person's
notification service, its own process, the same from Windows 10 1803 to 11 25H2. What it answers is
also in the Windows Notification Facility (WNF), which tells of changes.

Nothing of Windows is touched when this file is loaded. The functions of a DLL are bound to their
types here, and a test binds callbacks in their place: texts are therefore made and read as UTF-16
by hand, whatever the width of a character on the machine at hand.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

OFF = "Microsoft.QuietHoursProfile.Unrestricted"
PRIORITY_ONLY = "Microsoft.QuietHoursProfile.PriorityOnly"  # Do not disturb of Windows 11
ALARMS_ONLY = "Microsoft.QuietHoursProfile.AlarmsOnly"

# What WNF_SHEL_QUIETHOURS_ACTIVE_PROFILE_CHANGED says is in force, whoever or whatever chose it.
STATE_NAME = 0x0D83063EA3BF1C75
IN_FORCE_OFF = 0
_IN_FORCE = (IN_FORCE_OFF, 1, 2)

MULTITHREADED = 0
LOCAL_SERVER = 4
CHANGED_MODE = -2147417850  # RPC_E_CHANGED_MODE: this thread has another kind of apartment already

_RELEASE = 2  # places in the table of the object's methods; 0 to 2 are those of IUnknown
_GET_SELECTED = 3
_PUT_SELECTED = 4
_GET_OFF = 9

_LONGEST = 512  # characters; a profile has about forty
_WIDE = 2  # bytes of a WCHAR

# HRESULT and NTSTATUS have 32 bits everywhere, a C long has not.
_RESULT = ctypes.c_int32
_COUNT = ctypes.c_uint32
_POINTER = ctypes.c_void_p
_TO_POINTER = ctypes.POINTER(ctypes.c_void_p)

# How Windows calls; on any other system, where a test does, it is as good as C.
_PROTOTYPE: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
GETTER = _PROTOTYPE(_RESULT, _POINTER, _TO_POINTER)
PUTTER = _PROTOTYPE(_RESULT, _POINTER, _POINTER)
RELEASER = _PROTOTYPE(_COUNT, _POINTER)
LISTENER = _PROTOTYPE(
    _RESULT,
    ctypes.c_uint64,  # the name of the state
    _COUNT,  # its change stamp
    _POINTER,  # the type of its data
    _POINTER,  # our context
    _POINTER,  # its data
    _COUNT,  # how much of it
)


class Guid(ctypes.Structure):
    """As Windows lays it out in memory."""

    _fields_ = (
        ("first", ctypes.c_uint32),
        ("second", ctypes.c_uint16),
        ("third", ctypes.c_uint16),
        ("rest", ctypes.c_uint8 * 8),
    )

    @classmethod
    def of(cls, text: str) -> "Guid":
        """From its usual notation."""
        first, second, third, *rest = text.split("-")
        eight = bytes.fromhex("".join(rest))
        return cls(int(first, 16), int(second, 16), int(third, 16), (ctypes.c_uint8 * 8)(*eight))


CLASS = Guid.of("F53321FA-34F8-4B7F-B9A3-361877CB94CF")
INTERFACE = Guid.of("6BFF4732-81EC-4FFB-AE67-B6C1BC29631F")


class Refused(Exception):
    """Windows answered with an error; the text is for people."""


class Ole:
    """The functions of ole32.dll that are needed."""

    def __init__(self, library: Any) -> None:
        self.initialize = _bound(library.CoInitializeEx, _RESULT, _POINTER, _COUNT)
        self.uninitialize = _bound(library.CoUninitialize, None)
        self.create = _bound(
            library.CoCreateInstance,
            _RESULT,
            ctypes.POINTER(Guid),
            _POINTER,
            _COUNT,
            ctypes.POINTER(Guid),
            _TO_POINTER,
        )
        self.free = _bound(library.CoTaskMemFree, None, _POINTER)


class Nt:
    """The functions of ntdll.dll that are needed."""

    def __init__(self, library: Any) -> None:
        self.query = _bound(
            library.NtQueryWnfStateData,
            _RESULT,
            ctypes.POINTER(ctypes.c_uint64),  # the name of the state
            _POINTER,  # the type of its data
            _POINTER,  # its scope
            ctypes.POINTER(_COUNT),  # its change stamp, out
            _POINTER,  # its data, out
            ctypes.POINTER(_COUNT),  # how much of it, in and out
        )
        self.subscribe = _bound(
            library.RtlSubscribeWnfStateChangeNotification,
            _RESULT,
            _TO_POINTER,  # the subscription, out
            ctypes.c_uint64,  # the name of the state
            _COUNT,  # since which change stamp
            LISTENER,
            _POINTER,  # our context
            _POINTER,  # the type of its data
            _COUNT,  # the serialization group
            _COUNT,
        )
        self.unsubscribe = _bound(
            library.RtlUnsubscribeWnfStateChangeNotification, _RESULT, _POINTER
        )


def ole() -> Ole:
    """That of this Windows."""
    return Ole(_load("ole32"))


def nt() -> Nt:
    """That of this Windows."""
    return Nt(_load("ntdll"))


def selected(library: Ole) -> str:
    """The profile that the person has chosen, "" where none was ever chosen; raises Refused."""
    with _settings(library) as settings:
        return _get(library, settings, _GET_SELECTED)


def select(library: Ole, profile: str) -> str:
    """Choose a profile, "" for the one that means off; it as it is then. Raises Refused."""
    with _settings(library) as settings:
        wanted = profile or _get(library, settings, _GET_OFF) or OFF
        text = ctypes.create_string_buffer(wanted.encode("utf-16-le") + bytes(_WIDE))
        put = _method(settings, _PUT_SELECTED, PUTTER)
        _check(put(settings, ctypes.addressof(text)))
        return _get(library, settings, _GET_SELECTED)


def in_force(library: Nt) -> int | None:
    """What is in force: 0 off, 1 priority only, 2 alarms only; None where that is not known."""
    name, stamp, length = ctypes.c_uint64(STATE_NAME), _COUNT(), _COUNT(ctypes.sizeof(_COUNT))
    data = _COUNT()
    status = library.query(
        ctypes.byref(name),
        None,
        None,
        ctypes.byref(stamp),
        ctypes.addressof(data),
        ctypes.byref(length),
    )
    if status < 0 or length.value < ctypes.sizeof(data) or data.value not in _IN_FORCE:
        return None
    return data.value


class Subscription:
    """Calls, on a thread of Windows, whenever what is in force changes; until it is closed."""

    def __init__(self, library: Nt, changed: Callable[[], None]) -> None:
        def listener(*_about: object) -> int:
            changed()
            return 0

        self._library = library
        self._listener = LISTENER(listener)  # must live as long as Windows may call it
        self._handle = ctypes.c_void_p()
        _check(
            library.subscribe(
                ctypes.byref(self._handle), STATE_NAME, 0, self._listener, None, None, 0, 0
            )
        )

    def close(self) -> None:
        """Nothing is called any more when this returns."""
        handle, self._handle = self._handle, ctypes.c_void_p()
        if handle.value:
            self._library.unsubscribe(handle)


def _load(name: str) -> Any:
    return ctypes.WinDLL(name)  # type: ignore[attr-defined,unused-ignore]  # on Windows it is there


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    function.restype = result
    function.argtypes = arguments
    return function


@contextmanager
def _settings(library: Ole) -> Iterator[ctypes.c_void_p]:
    """The object, let go afterwards; raises Refused."""
    entered = library.initialize(None, MULTITHREADED)
    if entered != CHANGED_MODE:
        _check(entered)
    try:
        settings = ctypes.c_void_p()
        _check(
            library.create(
                ctypes.byref(CLASS),
                None,
                LOCAL_SERVER,
                ctypes.byref(INTERFACE),
                ctypes.byref(settings),
            )
        )
        if not settings.value:
            raise Refused("no QuietHoursSettings")
        try:
            yield settings
        finally:
            _method(settings, _RELEASE, RELEASER)(settings)
    finally:
        if entered != CHANGED_MODE:
            library.uninitialize()


def _method(instance: ctypes.c_void_p, place: int, prototype: Any) -> Any:
    """A method of a COM object: its first word is the address of a table of addresses."""
    table = ctypes.cast(instance, ctypes.POINTER(_TO_POINTER))[0]
    return prototype(table[place])


def _get(library: Ole, settings: ctypes.c_void_p, place: int) -> str:
    text = ctypes.c_void_p()
    _check(_method(settings, place, GETTER)(settings, ctypes.byref(text)))
    if not text.value:
        return ""
    try:
        return _wide(text.value)
    finally:
        library.free(text)


def _wide(address: int) -> str:
    """A text of Windows, up to its zero."""
    raw = b""
    while len(raw) < _LONGEST * _WIDE:
        character = ctypes.string_at(address + len(raw), _WIDE)
        if character == bytes(_WIDE):
            return raw.decode("utf-16-le", "replace")
        raw += character
    raise Refused("a profile without an end")


def _check(result: int) -> None:
    if result < 0:
        raise Refused(f"0x{result & 0xFFFFFFFF:08X}")


def answer(words: list[str], library: Ole) -> str:
    """What to print for the words of the command line; raises Refused."""
    match words:
        case ["get"]:
            return selected(library) or OFF
        case ["set", profile]:
            return select(library, profile) or OFF
    raise Refused(f"get, or set PROFILE, and not {' '.join(words)}")


def main() -> None:
    """Answer the question on the command line."""
    try:
        print(answer(sys.argv[1:], ole()))
    except (Refused, OSError, AttributeError) as exc:  # no such DLL, no such function, no Windows
        sys.exit(str(exc) or type(exc).__name__)


if __name__ == "__main__":
    main()
