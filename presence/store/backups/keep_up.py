"""What is due now and then: a backup a day, and once a week a look at every row."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, PresenceError, StoreError
from presence.paths import Paths
from presence.store import backup
from presence.store.backups.shelf import FileKind, kept_in
from presence.store.verify import Problem, Verdict, verify

logger = logging.getLogger(__name__)

CHECKED_EVERY = timedelta(days=7)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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


def is_due(paths: Paths, now: datetime) -> bool:
    """Whether there is anything to do; a look at a folder and a line of text."""
    return backup.is_overdue(paths.backups, now) or full_check_is_overdue(paths, now)


def full_check_is_overdue(paths: Paths, now: datetime) -> bool:
    """Whether no check lies in the week before."""
    return not timedelta() <= now - _last_check(paths)[0] < CHECKED_EVERY


def keep_up(paths: Paths, clock: Clock) -> KeptUp:
    """Do what is due; from any thread, with connections of its own. Raises nothing of the world."""
    now = clock.now()
    verdict = check(paths, now) if full_check_is_overdue(paths, now) else None
    made: Path | None = None
    if backup.is_overdue(paths.backups, now):
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


def _last_check(paths: Paths) -> tuple[datetime, str]:
    """When the log was last checked, and what was found wrong with it then."""
    try:
        at, _space, found = _note_file(paths).read_text(encoding="utf-8").strip().partition(" ")
        instant = datetime.fromisoformat(at)
    except (OSError, ValueError):
        return _NEVER, ""
    return (instant, found) if instant.tzinfo is not None else (_NEVER, "")


def _note(paths: Paths, now: datetime, verdict: Verdict) -> bool:
    """Remember a check; whether it found what the one before did not."""
    found = _in_short(verdict.problems)
    is_news = found != _last_check(paths)[1]
    with suppress(OSError):  # then it is looked at again next time
        file = _note_file(paths)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{now.isoformat()} {found}\n", encoding="utf-8")
    return is_news


def _in_short(problems: tuple[Problem, ...]) -> str:
    """The same for the same problems, and in one word."""
    from zlib import crc32

    return f"{crc32(repr(problems).encode()):08x}" if problems else ""


def _note_file(paths: Paths) -> Path:
    return paths.backups / "last-check"
