"""Which backups stay: one of each of the last days, weeks and months that have one.

None is let go in favour of one that knows less (product: backups can only get better).
"""

import logging
import sqlite3
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from presence.store.backups.names import FileKind, kept_in
from presence.store.backups.shelf import read_only
from presence.store.history import RESTORED

logger = logging.getLogger(__name__)

# How many, and of what; the newest in each stays.
_KEPT: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (7, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)


def chosen(instants: Sequence[datetime]) -> set[datetime]:
    """The instants whose backups stay."""
    newest_first = sorted(instants, reverse=True)
    stays: set[datetime] = set()
    for count, stretch_of in _KEPT:
        last_of: dict[Hashable, datetime] = {}
        for at in newest_first:
            last_of.setdefault(stretch_of(at), at)
        stays.update(list(last_of.values())[:count])
    return stays


def let_go_of_old_ones(folder: Path, fresh: Path, kind: FileKind) -> None:
    """Take away what has had its time, and of which the fresh backup knows everything.

    Of those with a fault only the last one stays; they push none of the others out.
    """
    kept = kept_in(folder, kind)
    stays = {kept[-1].at} if kind is FileKind.FAULTY else chosen([each.at for each in kept])
    for old in kept:
        if old.at in stays or old.path == fresh:
            continue
        if knows_all_of(fresh, old.path):
            with suppress(OSError):  # the new one is there; an old one that stays does no harm
                old.path.unlink()
        else:
            logger.warning("a backup that knows more than the log is kept: %s", old.path.name)


def knows_all_of(fresh: Path, old: Path) -> bool:
    """Whether one log is another one further on; False where the old one cannot be read.

    It is where it has the other's last change in its history. A log that was lost and begun anew
    reaches the same numbers one day, and is not. One that was put back from a file (an honest step
    of the person's) is further on than all there was before that.
    """
    try:
        with read_only(old) as connection:
            last = connection.execute(
                "SELECT counter, id FROM changes ORDER BY counter DESC LIMIT 1"
            ).fetchone()
        if last is None:
            return True
        with read_only(fresh) as connection:
            found = connection.execute(
                "SELECT 1 FROM changes WHERE id = ? OR (what = ? AND counter > ?) LIMIT 1",
                (last[1], RESTORED, last[0]),
            ).fetchone()
        return found is not None
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        return False
