"""What came through a power cut, read by the real store."""

import os
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha1
from pathlib import Path

from presence.core.errors import ErrorCode, PresenceError
from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.settings_file import SettingsFile
from presence.store.verify import verify
from tests.torture_power.state import (
    State,
    backups,
    lease_state,
    log_state,
    reached,
    settings_state,
)

SET_ASIDE = "presence-before-"
LOGS_OWN = ("presence.db", SET_ASIDE, "settings.toml", "mute-lease.json", "backups")
UNFINISHED = (".new", ".part", ".restoring")


class Loss(Enum):
    """What a cut must not do."""

    CORRUPT = "the log corrupt"
    ROWS = "acknowledged rows lost"
    PIECES = "half of a change there"
    SETTINGS = "settings lost"
    LEASE = "lease lost"
    BACKUP = "backup lost or damaged"


@dataclass(frozen=True)
class Fault:
    """What one did all the same."""

    loss: Loss
    detail: str


class Judge:
    """Lays the files of a cut out, opens them, and compares."""

    def __init__(self, states: Sequence[State], root: str, scratch: Path) -> None:
        self._states = states
        self._root = root
        self._scratch = scratch
        self._backups: dict[bytes, int | None] = {}  # how far each goes; None: damaged
        self.left_over = 0  # files that a cut has left unfinished
        self.beside = 0  # logs that lie whole beside, where putting one back was cut short

    def faults(
        self, files: Mapping[str, bytes | None], answered: int, asked: int
    ) -> tuple[Fault, ...]:
        """What is wrong; the operation asked for and not answered may be there or not."""
        home = self._lay_out(files)
        try:
            paths = find_paths(os.fspath(home))
            allowed = self._states[answered : asked + 1]
            self.left_over += sum(
                not name.startswith(LOGS_OWN) or name.endswith(UNFINISHED)
                for name in (os.listdir(home) if home.exists() else ())
            )
            found = [
                self._wrong_with_backups(paths, allowed),
                self._wrong_with_settings(paths, allowed),
                self._wrong_with_lease(paths, allowed),
                self._wrong_with_log(paths, allowed, answered),
            ]
        finally:
            shutil.rmtree(self._scratch)
        return tuple(fault for fault in found if fault is not None)

    def _lay_out(self, files: Mapping[str, bytes | None]) -> Path:
        for path, data in files.items():
            place = f"{self._scratch}{path.removeprefix(self._root)}"
            if data is None:
                os.mkdir(place, 0o700)
            else:
                descriptor = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
                with open(descriptor, "wb") as file:
                    file.write(data)
        return self._scratch / "home"

    def _wrong_with_log(
        self, paths: Paths, allowed: Sequence[State], answered: int
    ) -> Fault | None:
        try:
            with closing(open_log(paths, check=True)) as log:
                state = log_state(log)
            verdict = verify(paths.database)
        except PresenceError as error:
            if error.code is ErrorCode.LOG_IS_GONE and self._lies_beside(paths, allowed):
                return None
            return Fault(Loss.CORRUPT, f"{error.code.value} {error.values}")
        if not verdict.is_ok:
            return Fault(Loss.CORRUPT, str(verdict.problems))
        if state in {each.log for each in allowed}:
            return None
        if state in {each.log for each in self._states[:answered]}:
            return Fault(Loss.ROWS, f"{state}, not {allowed[0].log}")
        return Fault(Loss.PIECES, f"{state}, not {allowed[0].log}")

    def _lies_beside(self, paths: Paths, allowed: Sequence[State]) -> bool:
        """Whether the log that was to be replaced is there under its other name."""
        aside = max(paths.data.glob(f"{SET_ASIDE}*.db"), default=None)
        if aside is None:
            return False
        aside.rename(paths.database)
        if (journal := Path(f"{aside}-wal")).exists():
            journal.rename(f"{paths.database}-wal")
        with closing(open_log(paths, check=True)) as log:
            is_it = log_state(log) == allowed[0].log
        self.beside += 1
        return is_it and verify(paths.database).is_ok

    def _wrong_with_settings(self, paths: Paths, allowed: Sequence[State]) -> Fault | None:
        problem = SettingsFile(paths.settings).read(datetime.now(UTC)).problem
        state = settings_state(paths)
        if problem is None and state in {each.settings for each in allowed}:
            return None
        return Fault(Loss.SETTINGS, f"{problem} {state!r}")

    def _wrong_with_lease(self, paths: Paths, allowed: Sequence[State]) -> Fault | None:
        try:
            state = lease_state(paths)
        except PresenceError as error:
            return Fault(Loss.LEASE, f"{error.code.value} {error.values}")
        if state in {each.lease for each in allowed}:
            return None
        return Fault(Loss.LEASE, repr(state))

    def _wrong_with_backups(self, paths: Paths, allowed: Sequence[State]) -> Fault | None:
        best = 0
        for backup in backups(paths):
            data = sha1(backup.read_bytes(), usedforsecurity=False).digest()
            if data not in self._backups:
                try:
                    self._backups[data] = reached(backup)
                except sqlite3.Error:
                    self._backups[data] = None
            goes_to = self._backups[data]
            if goes_to is None:
                return Fault(Loss.BACKUP, f"{backup.name} is damaged")
            best = max(best, goes_to)
        if best >= min(each.reached for each in allowed):
            return None
        return Fault(Loss.BACKUP, f"the best goes to {best}, not to {allowed[0].reached}")
