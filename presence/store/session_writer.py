"""Writes sessions: of those that are there only what is another, and what they are found by."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presence.core.frozen import dataclass
from presence.core.person import folded
from presence.store.documents import checksum
from presence.store.marks import with_marks
from presence.store.session_rows import AT_ONCE, COLUMNS, TAG_SEPARATOR, columns_of

Document = Mapping[str, Any]
Spelt = tuple[Document, str]  # with the text that its CRC covers

# As migration 3 has it: what a search goes through.
_TEXTS = (
    "INSERT INTO session_texts SELECT started_at, id, folded(coalesce("
    "(SELECT group_concat(name, ' · ') FROM"
    " (SELECT name FROM session_people JOIN people ON people.id = person_id"
    " WHERE session_id = sessions.id ORDER BY position)), '')"
    " || ' · ' || place || ' · ' || note || ' · ' || tags || ' · ' || word), kind FROM sessions"
)
_OR_UPDATE = (
    "ON CONFLICT (started_at, session_id) DO UPDATE SET text = excluded.text, kind = excluded.kind"
)
_BETWEEN = " · "
_NAMES = COLUMNS.split(", ")
_MARKS = ",".join("?" * (len(_NAMES) + 1))  # one more for the CRC
_INSERT = f"INSERT INTO sessions ({COLUMNS}, crc) VALUES ({_MARKS})"
_INSERT_PEOPLE = "INSERT INTO session_people VALUES (?,?,?,?)"
_INSERT_SLIPS = "INSERT INTO slips VALUES (?,?,?,?,?,?)"
_Row = tuple[object, ...]
_Text = tuple[int, str, str, str]
_SEARCHED = ("started_at", "kind", "people", "place", "note", "tags", "word")


@dataclass(frozen=True, slots=True)
class Ready:
    """New sessions, their rows with CRCs, and what they are found by while people are so named.

    ``state`` is the log's when that was read.
    """

    sessions: Sequence[Document]
    rows: Sequence[_Row]
    people: Sequence[_Row]
    slips: Sequence[_Row]
    state: tuple[int, int]
    names: Mapping[str, str]
    texts: Sequence[_Text]


class SessionWriter:
    """The tables of sessions, their people, slips and texts; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.create_function("folded", 1, folded, deterministic=True)

    def write(self, now: Mapping[str, Document], wanted: Mapping[str, Spelt | None]) -> None:
        """Make sessions what their documents say, None removes them; ``now`` is as they are."""
        kept = {each: spelt for each, spelt in wanted.items() if spelt is not None}
        both = [(now[each], spelt) for each, spelt in kept.items() if each in now]
        gone = [each for each in wanted if each not in kept]
        new = [spelt for each, spelt in kept.items() if each not in now]
        said_else = [after["id"] for before, (after, _) in both if _is_said_else(before, after)]
        moved = [
            after["id"]
            for before, (after, _) in both
            if before["started_at"] != after["started_at"]
        ]
        self._forget_texts([*gone, *moved])
        for marks, values in _in_pieces(gone):
            self._connection.execute(f"DELETE FROM sessions WHERE id IN ({marks})", values)
        self._update(both)
        self._insert(new)
        self._write_texts(said_else)

    def ready(self, new: Sequence[Spelt]) -> "Ready":
        """New sessions as rows, for who makes them before the log is held."""
        sessions = [document for document, _ in new]
        state = self._state()
        names = self._names_in(sessions)
        return Ready(
            sessions,
            [(*columns_of(document), checksum(text)) for document, text in new],
            _people_of(sessions),
            _slips_of(sessions),
            state,
            names,
            _texts_of(sessions, names),
        )

    def insert(self, ready: "Ready") -> None:
        """Write them; whoever is named in them may be called something else by now."""
        texts = ready.texts
        if self._state() != ready.state:
            names = self._names_in(ready.sessions)
            texts = texts if names == ready.names else _texts_of(ready.sessions, names)
        self._connection.executemany(_INSERT, ready.rows)
        self._connection.executemany(_INSERT_PEOPLE, ready.people)
        self._connection.executemany(_INSERT_SLIPS, ready.slips)
        self._connection.executemany("INSERT INTO session_texts VALUES (?,?,?,?)", texts)

    def _state(self) -> tuple[int, int]:
        """Another one after every change of the log, whoever made it."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return version, self._connection.total_changes

    def _insert(self, new: Sequence[Spelt]) -> None:
        self.insert(self.ready(new))

    def _update(self, pairs: Sequence[tuple[Document, Spelt]]) -> None:
        """Write the columns that differ; SQLite leaves the indexes on others alone."""
        by_names: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
        # Rows that end come first: the log holds one session in progress at the most.
        for now, (document, text) in sorted(pairs, key=lambda pair: pair[1][0]["ended_at"] is None):
            compared = zip(_NAMES, columns_of(now), columns_of(document), strict=True)
            differing = [(name, after) for name, before, after in compared if before != after]
            values = [value for _, value in differing]
            names = tuple(name for name, _ in differing)
            by_names[names].append((*values, checksum(text), document["id"]))
        for names, rows in by_names.items():
            assignments = ", ".join(f"{name} = ?" for name in (*names, "crc"))
            query = f"UPDATE sessions SET {assignments} WHERE id = ?"
            self._connection.executemany(query, rows)
        self._update_people([(now, after) for now, (after, _) in pairs])
        other = [after for now, (after, _) in pairs if now["slips"] != after["slips"]]
        self._delete("slips", other)
        self._connection.executemany(_INSERT_SLIPS, _slips_of(other))

    def _update_people(self, pairs: Sequence[tuple[Document, Document]]) -> None:
        """Put somebody in the place of another; with more, fewer or another start, all anew."""
        as_many = [pair for pair in pairs if _stay_in_place(*pair)]
        self._connection.executemany(
            "UPDATE session_people SET person_id = ? WHERE session_id = ? AND position = ?",
            [
                (person, after["id"], position)
                for now, after in as_many
                for position, person in enumerate(after["people"])
                if now["people"][position] != person
            ],
        )
        other = [after for now, after in pairs if not _stay_in_place(now, after)]
        self._delete("session_people", other)
        self._connection.executemany(_INSERT_PEOPLE, _people_of(other))

    def _delete(self, table: str, sessions: Sequence[Document]) -> None:
        for marks, ids in _in_pieces([document["id"] for document in sessions]):
            self._connection.execute(f"DELETE FROM {table} WHERE session_id IN ({marks})", ids)

    # What a search goes through

    def write_texts_of(self, person_id: str) -> None:
        """Make the texts of somebody's sessions anew, once they have another name."""
        query = "SELECT DISTINCT session_id FROM session_people WHERE person_id = ?"
        theirs = [each for (each,) in self._connection.execute(query, (person_id,))]
        self._write_texts(theirs)

    def lost_texts(self) -> Iterable[str]:
        """The ids of sessions whose text for a search is not what it should be."""
        for (session_id,) in self._connection.execute(
            "SELECT session_id FROM (SELECT * FROM session_texts"
            f" EXCEPT {_TEXTS.removeprefix('INSERT INTO session_texts ')})"
            " UNION SELECT id FROM sessions WHERE NOT EXISTS (SELECT 1 FROM session_texts"
            " WHERE session_texts.started_at = sessions.started_at AND session_id = id)"
        ):
            yield session_id

    def _names_in(self, sessions: Sequence[Document]) -> dict[str, str]:
        names: dict[str, str] = {}
        people = dict.fromkeys(person for document in sessions for person in document["people"])
        for marks, ids in _in_pieces(list(people)):
            query = f"SELECT id, name FROM people WHERE id IN ({marks})"
            names.update(self._connection.execute(query, ids))
        return names

    def _write_texts(self, session_ids: Sequence[str]) -> None:
        for marks, values in _in_pieces(session_ids):
            query = f"{_TEXTS} WHERE id IN ({marks}) {_OR_UPDATE}"
            self._connection.execute(query, values)

    def _forget_texts(self, session_ids: Sequence[str]) -> None:
        for marks, values in _in_pieces(session_ids):
            self._connection.execute(
                "DELETE FROM session_texts WHERE (started_at, session_id) IN"
                f" (SELECT started_at, id FROM sessions WHERE id IN ({marks}))",
                values,
            )


def _in_pieces(ids: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The marks and values of queries for so many ids."""
    for first in range(0, len(ids), AT_ONCE):
        yield with_marks(ids[first : first + AT_ONCE])


def _stay_in_place(now: Document, after: Document) -> bool:
    has_as_many = len(now["people"]) == len(after["people"])
    return has_as_many and bool(now["started_at"] == after["started_at"])


def _people_of(sessions: Sequence[Document]) -> list[_Row]:
    return [
        (document["id"], position, person, document["started_at"])
        for document in sessions
        for position, person in enumerate(document["people"])
    ]


def _slips_of(sessions: Sequence[Document]) -> list[_Row]:
    return [
        (slip[0], document["id"], *slip[1:]) for document in sessions for slip in document["slips"]
    ]


def _texts_of(sessions: Sequence[Document], names: Mapping[str, str]) -> list[_Text]:
    """What ``_TEXTS`` would insert: in an import SQLite takes twice as long to put it together.

    ``lost_texts`` finds whatever differs.
    """
    return [
        (document["started_at"], document["id"], text_of(document, names), document["kind"])
        for document in sessions
    ]


def text_of(document: Document, names: Mapping[str, str]) -> str:
    """The words of a session that a search goes through."""
    people, tags = document["people"], document.get("tags")
    said = (
        _BETWEEN.join([names[each] for each in people if each in names]) if people else "",
        document["place"],
        document["note"],
        TAG_SEPARATOR.join(tags) if tags else "",
        document.get("word", ""),
    )
    if all(map(str.isascii, said)):  # no more than the dots between them is not
        return " ".join(_BETWEEN.join(said).split()).casefold()
    return folded(_BETWEEN.join(said))


def _is_said_else(now: Document, document: Document) -> bool:
    return any(now.get(field) != document.get(field) for field in _SEARCHED)
