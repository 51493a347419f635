"""Two thousand people in a log of ten years: the list, a few letters, who is due, in CPU time."""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from presence.core.people.cadence import Cadence, Due
from presence.core.people.details import Details
from presence.core.people.finding import find_people
from presence.core.people.reading import read_due
from presence.core.people.relation import Relation
from presence.core.ports import Change, ChangeKind
from presence.paths import find_paths
from presence.store import open_log
from presence.store.known.cadences import CadenceBook
from presence.store.known.people import DETAILS, PersonBook, details_document
from presence.store.sessions import SessionStore
from tests.bench.commands import NOTHING
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import VENV
from tests.ten_years import make_ten_years

SEED = 7
LIMIT = 50.0  # ms
AT_MOST = 3.0  # of a Python that does nothing
WISHES = {Relation.FRIEND: 21, Relation.SIBLING: 42}


def measure_people(table: Table, rounds: int) -> None:
    """On the store alone, and the command as a whole process."""
    with tempfile.TemporaryDirectory(prefix="bench-people.") as folder:
        home = Path(folder)
        make_ten_years(home)
        with closing(open_log(find_paths(folder))) as log:
            _know(log)
            book = PersonBook(log)
            everybody = book.everybody()
            asked: dict[str, Callable[[], Sequence[object]]] = {
                "2,000 people, those met last first": book.everybody,
                "who is found by a few letters": lambda: find_people("zo m", everybody),
                "who was not seen for a while": lambda: _due(log),
            }
            for name, ask in asked.items():
                spent = [_spent(ask) for _round in range(rounds)]
                table.add(Row(name, "CPU ms", spent, limit=LIMIT))
        due = (VENV / "presence", "--home", home, "people", "due")
        costs = [
            (cost_of(NOTHING, os.environ)[1], cost_of(due, os.environ)[1])
            for _round in range(rounds)
        ]
        floor = table.add(Row("python -c pass", "CPU ms", [cost[0] for cost in costs]))
        table.add(Row("presence people due", "CPU ms", [cost[1] for cost in costs], floor, AT_MOST))


def _know(log: SessionStore) -> None:
    """Something of everybody, and a wish for a seventh of them."""
    chance, relations = Random(SEED), list(Relation)
    because = Change(ChangeKind.PERSON_CHANGED, "", "", datetime.now(UTC))
    known = [
        Details(name, id=each, relation=chance.choice(relations), notes="likes maps")
        for each, name in log.everybody().items()
    ]
    log.put_things({(DETAILS, who.id): details_document(who) for who in known}, because)
    for relation, days in WISHES.items():
        CadenceBook(log).put(relation, Cadence(days), because)


def _due(log: SessionStore) -> Sequence[Due]:
    now = datetime.now(UTC)
    found = read_due(log, log.with_a_wish(), _day_of, _day_of(now), {})
    if not found:
        raise RuntimeError("nobody is due")
    return found


def _day_of(instant: datetime) -> date:
    return instant.date()


def _spent(ask: Callable[[], Sequence[object]]) -> float:
    began = time.process_time()
    if not ask():
        raise RuntimeError("nobody was found")
    return (time.process_time() - began) * 1000
