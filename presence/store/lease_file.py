"""The lease on disk: one JSON file that a crash, a power cut and a plain text editor can live with.

``desktop/lease/guard.py`` reads it as it is, without this module. Every command looks for a lease,
and there is none almost always: what reads one is loaded when there is one.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from presence.core.errors import ErrorCode, MuteError

if TYPE_CHECKING:
    from presence.core.lease import Lease

LARGEST = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would end every line in two characters
_FULL = {errno.ENOSPC, errno.EDQUOT}


class LeaseFile:
    """The ``LeaseStore`` of a home; readable by its owner only."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.path.abspath(path)

    @property
    def path(self) -> str:
        return self._path

    def read(self) -> Lease | None:
        """The lease, None where there is none; MuteError where it cannot be used.

        LEASE_BROKEN: nobody can use it. LEASE_ELSEWHERE: a later Presence wrote it, and needs it.
        """
        try:
            descriptor = os.open(self._path, os.O_RDONLY | _BINARY)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as exc:
            raise self._broken(exc.strerror or str(exc)) from exc
        try:
            data = self._read_own(descriptor)
        except OSError as exc:
            raise self._broken(exc.strerror or str(exc)) from exc
        finally:
            os.close(descriptor)
        return self._parse(data)

    def write(self, lease: Lease) -> None:
        """On disk, file and folder, when it returns; MuteError where it cannot be."""
        from presence.store.lease_json import dump_lease

        data = dump_lease(lease)
        fresh = f"{self._path}.new"
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            _write_synced(fresh, data)
            os.replace(fresh, self._path)
            self._sync_folder()
        except OSError as exc:
            _remove(fresh)
            raise self._not_written(exc) from exc

    def delete(self) -> None:
        """Gone from the disk when it returns."""
        try:
            os.unlink(self._path)
            self._sync_folder()
        except FileNotFoundError:
            return
        except OSError as exc:
            raise self._not_written(exc) from exc

    def discard_unfinished(self) -> None:
        """Remove what a write has left that was cut short; for an app that has just started."""
        _remove(f"{self._path}.new")

    def set_aside(self) -> str:
        """Move a lease that cannot be used out of the way; the new path."""
        number = 1
        while os.path.lexists(aside := f"{self._path}.broken-{number}"):
            number += 1
        try:
            os.rename(self._path, aside)
        except OSError as exc:
            raise self._not_written(exc) from exc
        return aside

    def _read_own(self, descriptor: int) -> bytes:
        # The file says which commands to run: what another user could have written is not played.
        # Windows, whose files have neither an owner's number nor a mode, guards the whole profile.
        if hasattr(os, "geteuid"):
            about = os.fstat(descriptor)
            if about.st_uid != os.geteuid():
                raise self._broken("it belongs to another user")
            if about.st_mode & 0o022:
                raise self._broken("others may write to it")
        return os.read(descriptor, LARGEST)

    def _parse(self, data: bytes) -> Lease:
        from presence.store.lease_json import LaterVersion, parse_lease

        try:
            lease = parse_lease(data)
        except LaterVersion as exc:
            raise MuteError(
                ErrorCode.LEASE_ELSEWHERE, path=self._path, by_hand=" ".join(str(exc).split())
            ) from exc
        except (ValueError, KeyError, TypeError, RecursionError) as exc:
            raise self._broken(str(exc) or type(exc).__name__) from exc
        if hasattr(os, "geteuid") and lease.holder.uid != os.geteuid():  # from another's home
            raise self._broken("another user took it")
        return lease

    def _sync_folder(self) -> None:
        if not hasattr(os, "O_DIRECTORY"):
            return  # Windows opens no folders; NTFS writes down a new name by itself
        folder = os.open(os.path.dirname(self._path), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _broken(self, detail: str) -> MuteError:
        return MuteError(ErrorCode.LEASE_BROKEN, path=self._path, detail=detail)

    def _not_written(self, exc: OSError) -> MuteError:
        if exc.errno in _FULL:
            return MuteError(ErrorCode.DISK_FULL, path=self._path)
        detail = exc.strerror or str(exc)
        return MuteError(ErrorCode.HOME_NOT_WRITABLE, path=self._path, detail=detail)


def _write_synced(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o600)  # one left behind by a crash may have another mode
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # the next write goes over it, and the fault that led here is the one to tell
