"""What a change of many does: the sessions it goes through, what becomes of each, what else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from presence.store.history import RowChange


@dataclass(frozen=True, slots=True)
class Rewriting:
    """``find`` gives the ids of those that say the old name by now, read little by little.

    ``change`` None takes each of them away, but for one in progress. ``at_first`` writes what they
    are to name, with the first of them; ``at_last`` what is not a session, once none of them says
    the old name any more. ``beside`` writes what goes with some of them.
    """

    find: Callable[[], Iterable[str]]
    change: Callable[[dict[str, Any]], None] | None
    at_last: Callable[[], list[RowChange]]
    at_first: Callable[[], list[RowChange]] = list
    beside: Callable[[Sequence[str]], list[RowChange]] = lambda _ids: []
