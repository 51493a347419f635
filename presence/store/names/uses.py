"""How often and for how long each name is in the log, by one query for each sort of name."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.names.use import Names, NameUse
from presence.core.person import folded
from presence.core.session import MAX_LENGTH
from presence.store.documents import parse
from presence.store.marks import with_marks
from presence.store.people import PeopleTable
from presence.store.session_rows import TAG_SEPARATOR
from presence.store.things import GROUP, ThingsTable, read_group

# Of sessions: how many, their time between two instants in milliseconds, when the last one began.
_SUMS = (
    "count(*), sum(max(0, min(coalesce(ended_at, :now), :now) - max(started_at, :since)))"
    " AS lately, max(started_at) AS last"
)
# Through the year alone, and through all of the log only for those who are not in it.
_PEOPLE = f"""
    WITH counted AS (SELECT person_id, count(*) AS often FROM session_people GROUP BY person_id),
    of_late AS (
        SELECT person_id, {_SUMS} FROM sessions CROSS JOIN session_people ON session_id = id
        WHERE started_at > :since - {MAX_LENGTH // timedelta(milliseconds=1)} GROUP BY person_id
    )
    SELECT name, often, coalesce(lately, 0), coalesce(last, (
        SELECT max(started_at) FROM session_people JOIN sessions ON sessions.id = session_id
        WHERE session_people.person_id = counted.person_id
    ))
    FROM counted JOIN people ON people.id = person_id LEFT JOIN of_late USING (person_id)
"""
_QUERIES = {
    Names.PEOPLE: _PEOPLE,
    Names.KINDS: f"SELECT kind, {_SUMS} FROM sessions GROUP BY kind",
    Names.TAGS: f"SELECT tags, {_SUMS} FROM sessions WHERE tags <> '' GROUP BY tags",
    Names.PLACES: f"SELECT place, {_SUMS} FROM sessions WHERE place <> '' GROUP BY place",
}

Sums = tuple[str, int, int, int | None]


class NameUses:
    """Reads the sums; the caller guards the connection."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleTable) -> None:
        self._connection = connection
        self._people = people

    def of(self, names: Names, since: datetime, now: datetime) -> Sequence[NameUse]:
        """Every name of a sort that a session has, every group, and who only groups, goals or plans
        name; most time lately first.
        """
        between = {"since": to_ms(since), "now": to_ms(now)}
        if names is Names.GROUPS:
            rows = self._of_groups(between)
        else:
            rows = self._connection.execute(_QUERIES[names], between).fetchall()
        if names is Names.PEOPLE:
            rows += self._in_no_session()
        if names is Names.TAGS:
            rows = [
                (tag, count, lately, last)
                for tags, count, lately, last in rows
                for tag in tags.split(TAG_SEPARATOR)
            ]
        if names in {Names.TAGS, Names.PLACES}:
            rows = _united(rows)
        found = [_use(row) for row in rows]
        return sorted(found, key=lambda use: (-use.lately, folded(use.name)))

    def _in_no_session(self) -> list[Sums]:
        """Who is in a group, a goal or a plan alone."""
        documents = self._connection.execute("SELECT document FROM things")
        ids = {each for (document,) in documents for each in parse(document).get("people", ())}
        marks, values = with_marks(sorted(map(str, ids)))
        query = (
            f"SELECT name FROM people WHERE id IN ({marks})"
            " AND NOT EXISTS (SELECT 1 FROM session_people WHERE person_id = people.id)"
        )
        return [(name, 0, 0, None) for (name,) in self._connection.execute(query, values)]

    def _of_groups(self, between: dict[str, int]) -> list[Sums]:
        documents = ThingsTable(self._connection).of(GROUP)
        groups = [read_group(each, text, self._people) for each, text in documents.items()]
        rows: list[Sums] = []
        for group in groups:
            ids = (self._people.find(name) for name in group.people)
            named = {f"p{position}": each for position, each in enumerate(ids) if each}
            query = (
                f"SELECT {_SUMS} FROM sessions WHERE id IN (SELECT session_id FROM session_people"
                f" WHERE person_id IN ({','.join(f':{name}' for name in named)}))"
            )
            rows.append((group.id, *self._connection.execute(query, between | named).fetchone()))
        return rows


def _united(rows: Iterable[Sums]) -> list[Sums]:
    """The sums of one name, whatever way it is spelt; the spelling that is used most stands."""
    ways: dict[str, list[Sums]] = {}
    for row in rows:
        ways.setdefault(folded(row[0]), []).append(row)
    return [
        (
            _usual(spellings),
            sum(row[1] for row in spellings),
            sum(row[2] for row in spellings),
            max(row[3] or 0 for row in spellings),
        )
        for spellings in ways.values()
    ]


def _usual(spellings: Sequence[Sums]) -> str:
    counted: dict[str, int] = {}
    for name, count, *_rest in spellings:
        counted[name] = counted.get(name, 0) + count
    return min(counted, key=lambda name: (-counted[name], name))


def _use(row: Sums) -> NameUse:
    name, sessions, lately, last = row
    began = None if last is None else from_ms(last)
    return NameUse(name, sessions, timedelta(milliseconds=lately or 0), began)
