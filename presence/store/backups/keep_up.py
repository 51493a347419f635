"""What is due now and then: a backup a day, and once a week a look at every row."""

import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from presence.core.clock import Clock, SystemClock
from presence.core.errors import ErrorCode, PresenceError, StoreError
from presence.paths import Paths, find_paths
from presence.store import backup
from presence.store.backups.due import backup_is_due, check_is_due, last_check, note_file
from presence.store.backups.names import FileKind, kept_in
from presence.store.verify import Problem, Verdict, verify

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What was done: the new backup, and the verdict of a check; None for what was not due.

    ``is_news`` is set the first time that the log is found to be damaged: then the person is told,
    with ``newest_at``, the instant of the last backup without a fault.
    """

    backup: Path | None = None
    verdict: Verdict | None = None
    is_news: bool = False
    newest_at: datetime | None = None


def keep_up(paths: Paths, clock: Clock) -> KeptUp:
    """Do what is due; from any thread, with connections of its own. Raises nothing of the world."""
    now = clock.now()
    verdict = check(paths, now) if check_is_due(paths, now) else None
    made: Path | None = None
    if backup_is_due(paths.backups, now):
        try:
            made = backup.write(paths.database, paths.backups, now)
        except PresenceError as error:
            logger.warning("no backup today: %s", error.code.value)
            if error.code is ErrorCode.LOG_IS_DAMAGED and verdict is None:
                verdict = check(paths, now)
    is_news = verdict is not None and not verdict.is_ok and _note(paths, now, verdict)
    newest = kept_in(paths.backups, FileKind.BACKUP)[-1:]
    return KeptUp(made, verdict, is_news, newest[0].at if newest else None)


def check(paths: Paths, now: datetime) -> Verdict | None:
    """Prove the whole log and remember when; None where it cannot be looked at just now."""
    try:
        verdict = verify(paths.database)
    except StoreError as error:
        logger.warning("the log was not checked: %s", error.code.value)
        return None
    if verdict.is_ok:
        _note(paths, now, verdict)
    else:
        logger.warning("the log is damaged in %d places", len(verdict.problems))
    return verdict


def _note(paths: Paths, now: datetime, verdict: Verdict) -> bool:
    """Remember a check; whether it found what the one before did not."""
    found = _in_short(verdict.problems)
    is_news = found != last_check(paths)[1]
    with suppress(OSError):  # then it is looked at again next time
        file = note_file(paths)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{now.isoformat()} {found}\n", encoding="utf-8")
    return is_news


def _in_short(problems: tuple[Problem, ...]) -> str:
    """The same for the same problems, and in one word."""
    from zlib import crc32

    return f"{crc32(repr(problems).encode()):08x}" if problems else ""


def main() -> int:
    """The process that the app starts: ``python -m presence.store.backups.keep_up HOME``.

    Prints what the person is to be told, if there is anything: the number of problems and the
    instant of the last good backup.
    """
    kept = keep_up(find_paths(sys.argv[1]), SystemClock())
    if kept.is_news and kept.verdict is not None:
        newest_at = "" if kept.newest_at is None else kept.newest_at.isoformat()
        sys.stdout.write(f"{len(kept.verdict.problems)} {newest_at}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
