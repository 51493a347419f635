"""Where a key lies on a Mac's keyboard (Events.h), and where the person's layout has a letter."""

import ctypes
from collections.abc import Mapping
from typing import Any

FRAMEWORKS = "/System/Library/Frameworks"
PLACES: Mapping[str, int] = {
    "Enter": 0x24,
    "Tab": 0x30,
    "Space": 0x31,
    "Backspace": 0x33,
    "Escape": 0x35,
    "Insert": 0x72,  # the one named Help
    "Home": 0x73,
    "PageUp": 0x74,
    "Delete": 0x75,
    "End": 0x77,
    "PageDown": 0x79,
    "Left": 0x7B,
    "Right": 0x7C,
    "Down": 0x7D,
    "Up": 0x7E,
    **{f"F{at}": place for at, place in enumerate((0x7A, 0x78, 0x63, 0x76, 0x60, 0x61, 0x62), 1)},
    **{f"F{at}": place for at, place in enumerate((0x64, 0x65, 0x6D, 0x67, 0x6F, 0x69, 0x6B), 8)},
    **{f"F{at}": place for at, place in enumerate((0x71, 0x6A, 0x40, 0x4F, 0x50, 0x5A), 15)},
}
# On an American keyboard, by place: what stands here for what no layout says.
_ROW = "ASDFHGZXCV\0BQWERYT123465=97-80\0OU\0IP\0LJ\0K\0\0,\0NM."
_NAMES = {"-": "Minus", "=": "Plus", "+": "Plus", ",": "Comma", ".": "Period"}
SIGNS: Mapping[str, int] = {
    _NAMES.get(sign, sign): place for place, sign in enumerate(_ROW) if sign != "\0"
}
MAIN_BLOCK = range(0x33)  # beyond it come the pad's own digits
DISPLAY = 3  # kUCKeyActionDisplay
NO_DEAD_KEYS = 1
ROOM = 4  # characters

_POINTER, _NUMBER, _SHORT, _LONG = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16, ctypes.c_ulong


def load_carbon(handler: Any, hotkey_id: Any) -> Any:
    """Carbon's functions under their names, with their types; the layout's are among them."""
    library = ctypes.CDLL(f"{FRAMEWORKS}/Carbon.framework/Carbon")
    foundation = ctypes.CDLL(f"{FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    types: dict[str, tuple[Any, list[Any]]] = {
        "GetApplicationEventTarget": (_POINTER, []),
        "InstallEventHandler": (
            ctypes.c_int32,
            [_POINTER, handler, _LONG, _POINTER, _POINTER, _POINTER],
        ),
        "RemoveEventHandler": (ctypes.c_int32, [_POINTER]),
        "GetEventParameter": (
            ctypes.c_int32,
            [_POINTER, _NUMBER, _NUMBER, _POINTER, _LONG, _POINTER, _POINTER],
        ),
        "RegisterEventHotKey": (
            ctypes.c_int32,
            [_NUMBER, _NUMBER, hotkey_id, _POINTER, _NUMBER, _POINTER],
        ),
        "UnregisterEventHotKey": (ctypes.c_int32, [_POINTER]),
        "TISCopyCurrentKeyboardLayoutInputSource": (_POINTER, []),
        "TISGetInputSourceProperty": (_POINTER, [_POINTER, _POINTER]),
        "LMGetKbdType": (ctypes.c_uint8, []),
        "UCKeyTranslate": (
            ctypes.c_int32,
            [_POINTER, _SHORT, _SHORT, *[_NUMBER] * 3, _POINTER, _LONG, _POINTER, _POINTER],
        ),
        "CFDataGetBytePtr": (_POINTER, [_POINTER]),
        "CFRelease": (None, [_POINTER]),
    }
    table: dict[str, Any] = {}
    for name, (result, arguments) in types.items():
        function = getattr(foundation if name.startswith("CF") else library, name)
        function.restype, function.argtypes = result, arguments
        table[name] = staticmethod(function)
    layout = _POINTER.in_dll(library, "kTISPropertyUnicodeKeyLayoutData")
    return type("Carbon", (), {**table, "kTISPropertyUnicodeKeyLayoutData": layout.value})


def places_of_signs(carbon: Any) -> Mapping[str, int]:
    """Where the layout in use has what can be typed without Shift; {} where it does not say."""
    source = carbon.TISCopyCurrentKeyboardLayoutInputSource()
    if not source:
        return {}
    try:
        data = carbon.TISGetInputSourceProperty(source, carbon.kTISPropertyUnicodeKeyLayoutData)
        layout = carbon.CFDataGetBytePtr(data) if data else None
        if not layout:
            return {}
        found: dict[str, int] = {}
        for place in MAIN_BLOCK:
            sign = _sign_at(carbon, layout, place).upper()
            if len(sign) == 1 and sign != "=":
                found.setdefault(_NAMES.get(sign, sign), place)
        return found
    finally:
        carbon.CFRelease(source)


def _sign_at(carbon: Any, layout: int, place: int) -> str:
    dead, length = _NUMBER(), _LONG()
    room = (_SHORT * ROOM)()
    status = carbon.UCKeyTranslate(
        *(layout, place, DISPLAY, 0, carbon.LMGetKbdType(), NO_DEAD_KEYS),
        *(ctypes.byref(dead), ROOM, ctypes.byref(length), room),
    )
    count = min(length.value, ROOM)
    return "" if status else bytes(room)[: 2 * count].decode("utf-16-le", errors="replace")
