"""A connection of our own to the X server, by libxcb, which Qt has loaded where there is one.

libX11 ends the process when the server goes; this one only says that it is gone.
"""

import ctypes
import struct
from typing import Any

LIBRARY = "libxcb.so.1"
CHECKED = 1  # XCB_REQUEST_CHECKED: an error is the answer and not an event
QUERY_EXTENSION = 98
HEAD = 32  # bytes of an event, of an error, and of the smallest answer
MOST = 1 << 20  # bytes of an answer that we would read

TYPES: dict[str, tuple[Any, list[Any]]] = {
    "xcb_connect": (ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_void_p]),
    "xcb_connection_has_error": (ctypes.c_int, [ctypes.c_void_p]),
    "xcb_disconnect": (None, [ctypes.c_void_p]),
    "xcb_flush": (ctypes.c_int, [ctypes.c_void_p]),
    "xcb_generate_id": (ctypes.c_uint32, [ctypes.c_void_p]),
    "xcb_get_file_descriptor": (ctypes.c_int, [ctypes.c_void_p]),
    "xcb_get_setup": (ctypes.c_void_p, [ctypes.c_void_p]),
    "xcb_poll_for_event": (ctypes.c_void_p, [ctypes.c_void_p]),
    "xcb_send_request": (ctypes.c_uint, [ctypes.c_void_p, ctypes.c_int] + 2 * [ctypes.c_void_p]),
    "xcb_wait_for_reply": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p]),
}


class NoServer(Exception):
    """There is no X server, it is gone, or it does not know what was asked of it."""


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))  # struct iovec


class _Request(ctypes.Structure):
    _fields_ = (  # xcb_protocol_request_t
        ("count", ctypes.c_size_t),
        ("extension", ctypes.c_void_p),
        ("opcode", ctypes.c_uint8),
        ("is_void", ctypes.c_uint8),
    )


class XConnection:
    """Requests and events as bytes in this machine's order; raises NoServer."""

    def __init__(self, display: str | None = None) -> None:
        """``display`` as in DISPLAY, which it is by default."""
        self._handle: int | None = None
        try:
            library, self._free = ctypes.CDLL(LIBRARY), ctypes.CDLL(None).free
            for name, (result, arguments) in TYPES.items():
                function = getattr(library, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError) as exc:
            raise NoServer(str(exc)) from exc
        self._free.restype, self._free.argtypes = None, [ctypes.c_void_p]
        self._xcb = library
        self._handle = library.xcb_connect(display.encode() if display else None, None)
        if self._has_error():
            self.close()
            raise NoServer("no X server answers")
        self.descriptor = int(library.xcb_get_file_descriptor(self._handle))

    def close(self) -> None:
        """Leave the server; what was made there goes with it."""
        if self._handle is not None:
            self._xcb.xcb_disconnect(self._handle)
            self._handle = None

    def new_id(self) -> int:
        """A number for something that is to be made."""
        self._check()
        return int(self._xcb.xcb_generate_id(self._handle))

    def setup(self) -> bytes:
        """What the server said of itself when it let us in (X11 Protocol, chapter 8)."""
        self._check()
        found = self._xcb.xcb_get_setup(self._handle)
        (words,) = struct.unpack_from("=H", ctypes.string_at(found, 8), 6)
        return ctypes.string_at(found, 8 + 4 * words)

    def extension(self, name: str) -> tuple[int, int]:
        """The number of an extension's requests, and that of its first event."""
        word = name.encode()
        padding = bytes(-len(word) % 4)
        answer = self.ask(QUERY_EXTENSION, 0, struct.pack("=Hxx", len(word)) + word + padding)
        if not answer[8]:
            raise NoServer(f"the X server has no {name}")
        return answer[9], answer[10]

    def send(self, major: int, minor: int, body: bytes) -> None:
        """Make a request that is not answered; its failure comes as an event of type 0."""
        self._send(major, minor, body, is_void=True)
        self._xcb.xcb_flush(self._handle)

    def ask(self, major: int, minor: int, body: bytes = b"") -> bytes:
        """Make a request, and wait for its answer, of at least 32 bytes."""
        number = self._send(major, minor, body, is_void=False)
        error = ctypes.c_void_p()
        found = self._xcb.xcb_wait_for_reply(self._handle, number, ctypes.byref(error))
        if not found:
            self._free(error)
            raise NoServer(f"request {major}.{minor} failed")
        try:
            (words,) = struct.unpack_from("=I", ctypes.string_at(found, HEAD), 4)
            return ctypes.string_at(found, min(HEAD + 4 * words, MOST))
        finally:
            self._free(found)

    def next_event(self) -> bytes | None:
        """The next event or error that is here, None where there is none."""
        self._check()
        found = self._xcb.xcb_poll_for_event(self._handle)
        if not found:
            self._check()
            return None
        try:
            return ctypes.string_at(found, HEAD)
        finally:
            self._free(found)

    def _send(self, major: int, minor: int, body: bytes, is_void: bool) -> int:
        self._check()
        data = ctypes.create_string_buffer(struct.pack("=BBxx", major, minor) + body)
        length = len(data) - 1  # without the zero that ends a string
        # xcb takes two places before the first for itself.
        vectors = (_Vector * 3)()
        vectors[2] = _Vector(ctypes.addressof(data), length)
        request = _Request(1, None, major, is_void)
        first = ctypes.byref(vectors, 2 * ctypes.sizeof(_Vector))
        flags = 0 if is_void else CHECKED
        return int(self._xcb.xcb_send_request(self._handle, flags, first, ctypes.byref(request)))

    def _check(self) -> None:
        if self._handle is None or self._has_error():
            raise NoServer("the X server is gone")

    def _has_error(self) -> bool:
        return bool(self._xcb.xcb_connection_has_error(self._handle))
