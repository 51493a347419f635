"""Question marks for a list of ids, in few lengths: SQLite keeps each different query prepared."""

from presence.core.library import Sequence


def with_marks(ids: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The marks for ``IN (…)`` and as many values: the last id is repeated up to a power of two.

    Python keeps the last 128 queries; those with a mark more for each new session would grow with
    the log, by 30 KB a session.
    """
    count = 1 << max(len(ids) - 1, 0).bit_length()
    values = (*ids, *tuple(ids[-1:]) * (count - len(ids)))
    return ",".join("?" * len(values)), values
