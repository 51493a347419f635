"""Windows' own objects, laid out in memory as it lays them out, of ctypes callbacks.

The object of COM is a word that points at a table of addresses; each address is a callback that a C
caller can call. A text that it hands out lies in memory of its own, to be freed exactly once.
"""

import ctypes
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from presence.desktop.mute.scripts.quiet_hours import (
    ALARMS_ONLY,
    CLASS,
    GETTER,
    INTERFACE,
    LISTENER,
    OFF,
    PRIORITY_ONLY,
    PUTTER,
    RELEASER,
    STATE_NAME,
    Guid,
)

E_FAIL = -2147467259  # 0x80004005
CLASS_NOT_REGISTERED = -2147221164  # 0x80040154
S_FALSE = 1
PLACES = 12
PROFILES = (OFF, PRIORITY_ONLY, ALARMS_ONLY)

_POINTER = ctypes.c_void_p
_RESULT = ctypes.c_int32
_COUNT = ctypes.c_uint32


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


class FakeWindows:
    """The person's switch, and the two libraries through which it is asked and set."""

    def __init__(self, selected: str | None = OFF) -> None:
        self.selected = selected  # None: never chosen, and the getter answers with no text
        self.active: int | None = None  # what is in force where it is not the chosen profile
        self.off_id: str | None = OFF
        self.fails: dict[str, int] = {}  # what answers with which error
        self.calls: list[str] = []
        self.references = 0
        self.apartments = 0
        self.first_apartment = 0  # what CoInitializeEx answers
        self.texts: dict[int, Any] = {}  # handed out and not freed
        self.freed: list[int] = []
        self.listeners: dict[int, Any] = {}
        self._keep: list[Any] = []
        self._table = (ctypes.c_void_p * PLACES)()
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))
        self._place(2, RELEASER, self._release)
        self._place(3, GETTER, self._get_selected)
        self._place(4, PUTTER, self._put_selected)
        self._place(9, GETTER, self._get_off)
        self.ole32 = SimpleNamespace(
            CoInitializeEx=self._callback(_RESULT, _POINTER, _COUNT)(self._initialize),
            CoUninitialize=self._callback(None)(self._uninitialize),
            CoCreateInstance=self._callback(
                _RESULT,
                ctypes.POINTER(Guid),
                _POINTER,
                _COUNT,
                ctypes.POINTER(Guid),
                ctypes.POINTER(_POINTER),
            )(self._create),
            CoTaskMemFree=self._callback(None, _POINTER)(self._free),
        )
        self.ntdll = SimpleNamespace(
            NtQueryWnfStateData=self._callback(
                _RESULT,
                ctypes.POINTER(ctypes.c_uint64),
                _POINTER,
                _POINTER,
                ctypes.POINTER(_COUNT),
                ctypes.POINTER(_COUNT),
                ctypes.POINTER(_COUNT),
            )(self._query),
            RtlSubscribeWnfStateChangeNotification=self._callback(
                _RESULT,
                ctypes.POINTER(_POINTER),
                ctypes.c_uint64,
                _COUNT,
                _POINTER,
                _POINTER,
                _POINTER,
                _COUNT,
                _COUNT,
            )(self._subscribe),
            RtlUnsubscribeWnfStateChangeNotification=self._callback(_RESULT, _POINTER)(
                self._unsubscribe
            ),
        )

    def switch(self, profile: str) -> None:
        """The person's hand, or ours: Windows tells everybody who listens."""
        self.selected = profile
        for address in tuple(self.listeners.values()):  # one may leave on another thread
            LISTENER(address)(STATE_NAME, 1, None, None, None, 0)

    def _place(self, place: int, prototype: Any, method: Callable[..., int]) -> None:
        callback = prototype(method)
        self._keep.append(callback)
        self._table[place] = ctypes.cast(callback, ctypes.c_void_p).value

    @staticmethod
    def _callback(*types: Any) -> Any:
        return ctypes.CFUNCTYPE(*types)

    def _failure(self, what: str) -> int:
        self.calls.append(what)
        return self.fails.get(what, 0)

    def _initialize(self, _reserved: int | None, kind: int) -> int:
        assert kind == 0
        if self.first_apartment >= 0:
            self.apartments += 1
        return self.first_apartment

    def _uninitialize(self) -> None:
        self.apartments -= 1

    def _create(self, clsid: Any, outer: int | None, context: int, iid: Any, out: Any) -> int:
        assert bytes(clsid.contents) == bytes(CLASS)
        assert bytes(iid.contents) == bytes(INTERFACE)
        assert (outer, context) == (None, 4)
        assert self.apartments == 1 or self.first_apartment < 0
        failed = self._failure("create")
        if failed < 0:
            return failed
        self.references += 1
        out[0] = ctypes.addressof(self._object) if failed == 0 else None
        return 0

    def _release(self, this: int) -> int:
        assert this == ctypes.addressof(self._object)
        self.references -= 1
        return self.references

    def _get_selected(self, this: int, out: Any) -> int:
        return self._hand_out(this, out, "get", self.selected)

    def _get_off(self, this: int, out: Any) -> int:
        return self._hand_out(this, out, "off", self.off_id)

    def _hand_out(self, this: int, out: Any, what: str, text: str | None) -> int:
        assert this == ctypes.addressof(self._object)
        failed = self._failure(what)
        if failed < 0:
            return failed
        if text is None:
            out[0] = None
            return 0
        memory = ctypes.create_string_buffer(wide(text))
        address = ctypes.addressof(memory)
        self.texts[address] = memory
        out[0] = address
        return 0

    def _put_selected(self, this: int, text: int) -> int:
        assert this == ctypes.addressof(self._object)
        failed = self._failure("put")
        if failed < 0:
            return failed
        raw = b""
        while (character := ctypes.string_at(text + len(raw), 2)) != b"\0\0":
            raw += character
        self.switch(raw.decode("utf-16-le"))
        return 0

    def _free(self, address: int) -> None:
        self.freed.append(address)
        del self.texts[address]  # a second time would be a KeyError

    def _query(self, name: Any, kind: Any, scope: Any, stamp: Any, data: Any, length: Any) -> int:
        assert name[0] == STATE_NAME
        assert (kind, scope) == (None, None)
        assert length[0] == 4
        failed = self._failure("query")
        if failed < 0:
            return failed
        stamp[0] = 7
        active = PROFILES.index(self.selected or OFF) if self.active is None else self.active
        data[0] = active
        length[0] = failed or 4
        return 0

    def _subscribe(
        self, out: Any, name: int, stamp: int, listener: int, *nothing: int | None
    ) -> int:
        assert (name, stamp) == (STATE_NAME, 0)
        assert not any(nothing)
        failed = self._failure("subscribe")
        if failed < 0:
            return failed
        handle = len(self.listeners) + 1
        self.listeners[handle] = listener
        out[0] = handle
        return 0

    def _unsubscribe(self, handle: int) -> int:
        del self.listeners[handle]
        return 0
