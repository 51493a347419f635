"""The remembered phones on disk: a small JSON file beside the certificate, for its owner only.

It is no part of the log: it opens this computer's page, and no backup is to hold that.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from presence.core.clock import from_ms, to_ms
from presence.core.errors import ErrorCode, StoreError
from presence.core.table.phone import short_name
from presence.core.table.reach import Network
from presence.core.table.remembered import MOST_OWN, OwnPhone, Remembered
from presence.store.database import as_store_error

FILE = "phones.json"
VERSION = 1
LARGEST = 1 << 20
NOTHING = Remembered()
_Stamp = tuple[int, int, int]


class PhonesFile:
    """Read anew only when it was changed; what another process writes counts at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE
        self._stamp: _Stamp | None = None
        self._read = NOTHING

    @property
    def path(self) -> str:
        return str(self._path)

    def read(self) -> Remembered:
        """What is remembered, nothing where there is no file; raises StoreError.

        PHONES_UNREADABLE: it cannot be used. FILE_IS_NEWER: a later Presence wrote it.
        """
        stamp = self._stamp_now()
        if stamp is None:
            return NOTHING
        if stamp != self._stamp:
            self._read = self._parse(self._bytes())
            self._stamp = stamp
        return self._read

    def write(self, remembered: Remembered) -> None:
        """On disk, whole, when it returns; raises StoreError, and then all is as before."""
        fresh = self._folder / f"{FILE}.new"
        data = json.dumps(_record(remembered), ensure_ascii=False, indent=1).encode() + b"\n"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
            _sync(self._folder)
        except OSError as fault:
            raise as_store_error(fault, str(self._path)) from fault
        self._read, self._stamp = remembered, self._stamp_now()

    def _stamp_now(self) -> _Stamp | None:
        try:
            about = self._path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as fault:
            raise as_store_error(fault, str(self._path)) from fault
        return about.st_mtime_ns, about.st_size, about.st_ino

    def _bytes(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return file.read(LARGEST)
        except OSError as fault:
            raise as_store_error(fault, str(self._path)) from fault

    def _parse(self, data: bytes) -> Remembered:
        try:
            row = json.loads(data)
            version = row["version"]
            if isinstance(version, int) and version > VERSION:
                raise StoreError(
                    ErrorCode.FILE_IS_NEWER, path=str(self._path), found=version, known=VERSION
                )
            return _remembered(row)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as fault:
            detail = str(fault) or type(fault).__name__
            raise StoreError(
                ErrorCode.PHONES_UNREADABLE, path=str(self._path), detail=detail
            ) from fault


def _sync(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows opens no folders; NTFS writes down a new name by itself
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _record(remembered: Remembered) -> dict[str, object]:
    return {
        "version": VERSION,
        "port": remembered.port,
        "address": remembered.address,
        "place": remembered.place,
        "phones": [
            {
                "id": phone.id,
                "name": phone.name,
                "token_sha256": phone.token_sha256,
                "last_seen": None if phone.last_seen_at is None else to_ms(phone.last_seen_at),
            }
            for phone in remembered.phones
        ],
        "networks": [{"id": each.id, "name": each.name} for each in remembered.networks],
    }


def _remembered(row: dict[str, Any]) -> Remembered:
    phones = tuple(
        OwnPhone(
            id=_text(each["id"]),
            name=short_name(_text(each["name"])),
            token_sha256=_digest(each["token_sha256"]),
            last_seen_at=_instant(each["last_seen"]),
        )
        for each in row["phones"]
    )
    networks = tuple(Network(_text(each["id"]), _text(each["name"])) for each in row["networks"])
    port = row["port"]
    if not isinstance(port, int) or not 0 <= port < 1 << 16:
        raise ValueError(port)
    return Remembered(
        port=port,
        address=_text(row["address"]),
        place=_text(row["place"]),
        phones=phones[:MOST_OWN],
        networks=networks,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _digest(value: object) -> str:
    digest = _text(value)
    if len(bytes.fromhex(digest)) != 32:
        raise ValueError(digest)
    return digest


def _instant(value: object) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, int):
        raise TypeError(value)
    return from_ms(value)
