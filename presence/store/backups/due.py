"""Whether a backup or a check of the log is due: a look at a folder and a line of text."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from presence.paths import Paths
from presence.store.backups.names import FileKind, kept_in

BACKED_UP_EVERY = timedelta(days=1)
CHECKED_EVERY = timedelta(days=7)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def is_due(paths: Paths, now: datetime) -> bool:
    """Whether there is anything to do."""
    return backup_is_due(paths.backups, now) or check_is_due(paths, now)


def backup_is_due(folder: Path, now: datetime) -> bool:
    """Whether the last backup is a day old, or there is none; one of a wrong clock counts not."""
    kept = [*kept_in(folder, FileKind.BACKUP), *kept_in(folder, FileKind.FAULTY)]
    return not any(timedelta() <= now - each.at < BACKED_UP_EVERY for each in kept)


def check_is_due(paths: Paths, now: datetime) -> bool:
    """Whether no check lies in the week before."""
    return not timedelta() <= now - last_check(paths)[0] < CHECKED_EVERY


def last_check(paths: Paths) -> tuple[datetime, str]:
    """When the log was last checked, and what was found wrong with it then."""
    try:
        at, _space, found = note_file(paths).read_text(encoding="utf-8").strip().partition(" ")
        instant = datetime.fromisoformat(at)
    except (OSError, ValueError):
        return _NEVER, ""
    return (instant, found) if instant.tzinfo is not None else (_NEVER, "")


def note_file(paths: Paths) -> Path:
    """Where it is noted."""
    return paths.backups / "last-check"
