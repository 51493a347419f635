"""What a renaming does: the sessions it goes through, what becomes of each, and what else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from presence.store.history import RowChange


@dataclass(frozen=True, slots=True)
class Rewriting:
    """``find`` gives the ids of those that say the old name by now, read little by little.

    ``at_last`` writes what is not a session, once none of them says it any more.
    """

    find: Callable[[], Iterable[str]]
    change: Callable[[dict[str, Any]], None]
    at_last: Callable[[], list[RowChange]]
