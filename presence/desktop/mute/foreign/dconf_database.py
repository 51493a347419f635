"""One key of the person's dconf, read from the file as dconf's library reads it (gvdb-format.h).

Another file takes its place with every change, so that what is read is whole. A process takes ten
milliseconds for what this says in a tenth of one.
"""

import os
from struct import Struct, error

_SIGNATURE = b"GVariant" + bytes(8)  # of a little-endian machine; version 0, no options
_POINTER = Struct("<II")  # start and end
_SIZES = Struct("<II")  # of the bloom filter's words (with flags above them) and the buckets
_NUMBER = Struct("<I")
_ITEM = Struct("<IIIHcxII")  # hash, parent, key's start and length, type, value's start and end
_BLOOM_SIZE = (1 << 27) - 1
_NOBODY = 0xFFFFFFFF
_DEEPEST = 32
_LARGEST = 1 << 24  # bytes
_BOOLEANS = {b"\0\0b": False, b"\1\0b": True}  # as variants


class Unusable(Exception):
    """It cannot be read, or not as this file reads it."""


def find_boolean(path: str) -> bool | None:
    """What the person has set, None where nothing; raises Unusable."""
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    try:
        with open(f"{folder}/dconf/user", "rb") as file:
            data = file.read(_LARGEST)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise Unusable(str(fault)) from fault
    try:
        value = _Database(data).find(path.encode())
        return None if value is None else _BOOLEANS[value]
    except (error, KeyError, IndexError, ValueError) as fault:
        raise Unusable(f"{folder}/dconf/user") from fault


class _Database:
    """A hash table whose keys are in pieces, each with the item of the folder that it is in."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError and struct.error, as ``find`` does."""
        if data[:16] != _SIGNATURE:
            raise ValueError("another format")
        self._data = data
        start, self._end = _POINTER.unpack_from(data, 16)
        words, self._bucket_count = _SIZES.unpack_from(data, start)
        self._buckets = start + _SIZES.size + _NUMBER.size * (words & _BLOOM_SIZE)
        self._items = self._buckets + _NUMBER.size * self._bucket_count

    def find(self, key: bytes) -> bytes | None:
        """The value of a key."""
        if not self._bucket_count:
            return None
        wanted = _hash(key)
        bucket = wanted % self._bucket_count
        last = (self._end - self._items) // _ITEM.size
        if bucket + 1 < self._bucket_count:
            last = min(last, self._number(bucket + 1))
        for number in range(self._number(bucket), last):
            hashed, _parent, _at, _size, kind, start, end = self._item(number)
            if hashed == wanted and kind == b"v" and self._key(number) == key:
                return self._data[start:end]
        return None

    def _number(self, bucket: int) -> int:
        (number,) = _NUMBER.unpack_from(self._data, self._buckets + _NUMBER.size * bucket)
        return int(number)

    def _item(self, number: int) -> tuple[int, int, int, int, bytes, int, int]:
        return _ITEM.unpack_from(self._data, self._items + _ITEM.size * number)

    def _key(self, number: int) -> bytes:
        key = b""
        for _depth in range(_DEEPEST):
            _hashed, parent, at, size, _kind, _start, _end = self._item(number)
            key = self._data[at : at + size] + key
            if parent == _NOBODY:
                return key
            number = parent
        raise ValueError("a folder that is in itself")


def _hash(key: bytes) -> int:
    """djb2, of signed bytes."""
    hashed = 5381
    for byte in key:
        hashed = (hashed * 33 + (byte - 256 if byte > 127 else byte)) & _NOBODY
    return hashed
