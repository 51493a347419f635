"""Other names for people, tags, places and kinds, in every entry and every small document.

Each method says what is to be rewritten; who writes it holds the transaction and keeps the history.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.kind import BUILT_IN
from presence.core.names.spelling import tidy, tidy_tag
from presence.core.person import folded, named
from presence.store.history import RowChange
from presence.store.known.merging import join_known
from presence.store.names.rewriting import Rewriting
from presence.store.people import PeopleTable, person_document
from presence.store.session_rows import TAG_SEPARATOR, SessionRows
from presence.store.swaps import Swaps
from presence.store.things import ThingsTable

_AT_ONCE = 500  # sessions in one query, as in session_rows


class Naming:
    """Finds who has a name and rewrites them; spellings of one name are the same name."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        rows: SessionRows,
        things: ThingsTable,
        swaps: Swaps,
    ) -> None:
        self._connection = connection
        self._people = people
        self._rows = rows
        self._things = things
        self._swaps = swaps

    # People

    def rename_person(self, name: str, new_name: str) -> Rewriting:
        new_name = _needed(tidy(new_name))
        person = self._person(name)
        if self._people.find(new_name) not in (None, person):
            raise Refused(ErrorCode.NAME_TAKEN, text=new_name)
        document = person_document(person, new_name)
        return _no_session(lambda: [self._swaps.person(person, document)])

    def merge_people(self, names: Sequence[str], into: str) -> Rewriting:
        person = self._person(into)
        others = {self._person(name) for name in names} - {person}

        def hand_over(row: dict[str, Any]) -> None:
            people = [person if each in others else each for each in row["people"]]
            row["people"] = list(dict.fromkeys(people))

        def at_last() -> list[RowChange]:
            rows = join_known(self._connection, person, sorted(others))
            rows += self._things.with_person_in_place_of(others, person)
            return rows + [self._swaps.person(each, None) for each in sorted(others)]

        return Rewriting(lambda: self._rows.with_people(sorted(others)), hand_over, at_last)

    def _person(self, name: str) -> str:
        person = self._people.find(name)
        if person is None:
            raise Refused(ErrorCode.NO_SUCH_PERSON, text=name)
        return person

    # Tags

    def rename_tag(self, name: str, new_name: str) -> Rewriting:
        new_name = _needed(tidy_tag(new_name))
        if _is_taken(new_name, name, self._tag_lists({folded(new_name)})):
            raise Refused(ErrorCode.NAME_TAKEN, text=new_name, what="tag")
        return self._rewrite_tags([name], new_name)

    def merge_tags(self, names: Sequence[str], into: str) -> Rewriting:
        return self._rewrite_tags(names, _needed(tidy_tag(into)))

    def remove_tag(self, name: str) -> Rewriting:
        return self._rewrite_tags([name], None)

    def _rewrite_tags(self, names: Sequence[str], new_name: str | None) -> Rewriting:
        """Have ``new_name`` stand where one of the names does; None: nothing stands there."""
        for name in names:
            if not self._tag_lists({folded(name)}):
                raise Refused(ErrorCode.NO_SUCH_TAG, text=name)
        old = {folded(name) for name in names}

        def rewrite(row: dict[str, Any]) -> None:
            tags = _with_name(row["tags"], old, new_name)
            row.pop("tags")
            if tags:
                row["tags"] = tags

        def at_last() -> list[RowChange]:
            if new_name is None:
                return []
            return self._things.with_name_in_place_of("tag", old, new_name)

        return Rewriting(
            lambda: self._ids_with("tags", self._lists_to_rewrite(old, new_name)), rewrite, at_last
        )

    def _lists_to_rewrite(self, old: Collection[str], new_name: str | None) -> list[str]:
        """Those that are not yet as they shall be."""
        lists = self._tag_lists(old)
        return [
            tags
            for tags in lists
            if _with_name(tags.split(TAG_SEPARATOR), old, new_name) != tags.split(TAG_SEPARATOR)
        ]

    def _tag_lists(self, wanted: Collection[str]) -> list[str]:
        """The different lists of tags, as a row holds them, with one of these folded names."""
        query = "SELECT DISTINCT tags FROM sessions WHERE tags <> ''"
        return [
            tags
            for (tags,) in self._connection.execute(query)
            if any(folded(tag) in wanted for tag in tags.split(TAG_SEPARATOR))
        ]

    # Places

    def rename_place(self, name: str, new_name: str) -> Rewriting:
        new_name = _needed(tidy(new_name))
        if _is_taken(new_name, name, self._places([new_name])):
            raise Refused(ErrorCode.NAME_TAKEN, text=new_name, what="place")
        return self.merge_places([name], new_name)

    def merge_places(self, names: Sequence[str], into: str) -> Rewriting:
        new_name = _needed(tidy(into))
        for name in names:
            if not self._places([name]):
                raise Refused(ErrorCode.NO_SUCH_PLACE, text=name)

        def rewrite(row: dict[str, Any]) -> None:
            row["place"] = new_name

        def find() -> Iterator[str]:
            return self._ids_with(
                "place", [each for each in self._places(names) if each != new_name]
            )

        old = {folded(name) for name in names}
        return Rewriting(
            find, rewrite, lambda: self._things.with_name_in_place_of("place", old, new_name)
        )

    def _places(self, names: Iterable[str]) -> list[str]:
        """The spellings of these places in the log."""
        wanted = {folded(name) for name in names}
        query = "SELECT DISTINCT place FROM sessions WHERE place <> ''"
        return [place for (place,) in self._connection.execute(query) if folded(place) in wanted]

    # Kinds

    def merge_kinds(self, keys: Sequence[str], into: str) -> Rewriting:
        built_in = {kind.key for kind in BUILT_IN}
        own = {key for (key,) in self._connection.execute("SELECT key FROM kinds")}
        for key in (*keys, into):
            if key not in built_in | own:
                raise NotUnderstood(ErrorCode.UNKNOWN_KIND, text=key)
        others = set(keys) - {into}

        def rewrite(row: dict[str, Any]) -> None:
            row["kind"] = into

        def at_last() -> list[RowChange]:
            old = {folded(key) for key in others}
            rows = self._things.with_name_in_place_of("kind", old, into)
            rows += [self._swaps.kind(key, None) for key in sorted(others - built_in)]
            return rows + self._swaps.kind_settings.hand_over(others, into)

        return Rewriting(lambda: self._ids_with("kind", sorted(others)), rewrite, at_last)

    def _ids_with(self, column: str, texts: Iterable[str]) -> Iterator[str]:
        """The sessions with one of these texts in a column, read little by little."""
        query = (
            f"SELECT rowid, id FROM sessions WHERE {column} = ? AND {column} <> '' AND rowid > ?"
            f" ORDER BY rowid LIMIT {_AT_ONCE}"
        )
        for text in texts:
            last = 0
            while rows := self._connection.execute(query, (text, last)).fetchall():
                yield from (session_id for _rowid, session_id in rows)
                last = rows[-1][0]


def _no_session(at_last: Callable[[], list[RowChange]]) -> Rewriting:
    return Rewriting(lambda: (), lambda _row: None, at_last)


def _needed(name: str) -> str:
    if not name:
        raise NotUnderstood(ErrorCode.NO_NAME)
    return named(name)


def _is_taken(new_name: str, name: str, found: Collection[str]) -> bool:
    """Whether another than the one of this name is called so already."""
    return bool(found) and folded(new_name) != folded(name)


def _with_name(names: Sequence[str], old: Collection[str], new_name: str | None) -> list[str]:
    """A list of names with another in place of the old ones, each once however it is spelt."""
    kept: dict[str, str] = {}
    for name in names:
        placed = new_name if folded(name) in old else name
        if placed is not None:
            kept.setdefault(folded(placed), placed)
    return list(kept.values())
