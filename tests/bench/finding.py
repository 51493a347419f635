"""Finding in a log of ten years, in CPU time: letter by letter, pages anywhere, each filter."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from presence.core.editing.filter import EVERYTHING, Kept, LogFilter, kinds_in_text
from presence.paths import find_paths
from presence.store import open_log
from presence.store.sessions import SessionStore
from tests.bench.table import Row, Table
from tests.ten_years import make_ten_years

PAGE = 100  # sessions
KEY_LIMIT, PAGE_LIMIT = 30.0, 10.0  # ms
WORDS = ("pizza and", "müller", "da enzo", "din", "e", "zzz")
FILTERS = {
    "person": LogFilter(people=frozenset({"Ana Sousa"})),
    "tag": LogFilter(tags=frozenset({"family"})),
    "place": LogFilter(place="Da Enzo"),
    "kept": LogFilter(kept=Kept.KEPT),
    "overlapping": LogFilter(overlapping=True),
}


def measure_finding(table: Table, rounds: int) -> None:
    """On the store alone; what is found is read as whole sessions, as a window shows them."""
    with tempfile.TemporaryDirectory(prefix="bench-finding.") as folder:
        home = Path(folder)
        make_ten_years(home)
        with closing(open_log(find_paths(str(home)))) as log:
            log.count(EVERYTHING)  # the file is in memory from here on
            keys = [spent for _round in range(rounds) for spent in _typed(log)]
            table.add(Row("a letter of a search, with its page", "CPU ms", keys, limit=KEY_LIMIT))
            pages = [spent for _round in range(rounds) for spent in _turned(log)]
            table.add(Row("a page of 100 sessions anywhere", "CPU ms", pages, limit=PAGE_LIMIT))
            for name, wanted in FILTERS.items():
                spent = [_asked_anew(log, wanted) for _round in range(rounds)]
                table.add(Row(f"the filter by {name}, with its page", "CPU ms", spent))


def _typed(log: SessionStore) -> Iterator[float]:
    """Each word letter by letter, as somebody types it."""
    for word in WORDS:
        for end in range(1, len(word) + 1):
            text = word[:end]
            kinds = kinds_in_text(text, {"dinner": "Dinner"})
            yield _spent(_shown, log, LogFilter(text=text, kinds_by_text=kinds))


def _turned(log: SessionStore) -> Iterator[float]:
    """Pages of several lists, at random."""
    chance = Random(5)
    for wanted in (EVERYTHING, LogFilter(text="e"), FILTERS["kept"]):
        count = log.count(wanted)
        for _page in range(10):
            offset = chance.randrange(count)
            yield _spent(log.find, wanted, offset, PAGE)


def _shown(log: SessionStore, wanted: LogFilter) -> None:
    log.count(wanted)
    log.find(wanted, 0, PAGE)


def _asked_anew(log: SessionStore, wanted: LogFilter) -> float:
    log.count(LogFilter(text="zzz"))  # so that the answer is not at hand
    return _spent(_shown, log, wanted)


def _spent(what: Callable[..., object], *arguments: object) -> float:
    began = time.process_time()
    what(*arguments)
    return (time.process_time() - began) * 1000
