"""Takes a person out of one log: sessions, groups, goals, and each step of the history."""

import sqlite3
from dataclasses import replace
from typing import Any

from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.store.documents import dump, parse
from presence.store.forgetting.cards import Cards, all_names, keys_of
from presence.store.forgetting.kind_keys import replace_keys
from presence.store.forgetting.known import KNOWN, of_others
from presence.store.forgetting.mentions import Mentions
from presence.store.forgetting.steps import Sides, blank_names, rewrite_rows
from presence.store.forgetting.wish import Forgotten, Person
from presence.store.known.cards import CARD
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.swaps import Swaps
from presence.store.things import OF_A_SESSION, TABLE, UNLOCKS, ThingsTable


def forget_person(connection: sqlite3.Connection, wish: Person) -> Forgotten:
    """Nothing names them afterwards; the caller holds the transaction."""
    ids, names = _who(connection, wish)
    if not names:
        return Forgotten()
    forgotten = _Person(connection, ids, Mentions(names), wish.with_sessions).forget()
    # A copy of before may name them in texts alone.
    return replace(forgotten, ids=ids, names=names) if ids else forgotten


class _Person:
    """One person with all their ids: others may have been merged into them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        ids: frozenset[str],
        mentions: Mentions,
        with_sessions: bool,
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._mentions = mentions
        self._with_sessions = with_sessions
        people = PeopleTable(connection, str)
        self._rows = SessionRows(connection, people)
        self._swaps = Swaps(connection, people, self._rows, ThingsTable(connection))
        self._cards = Cards(mentions, keys_of(connection, ids), all_names(connection))

    def forget(self) -> Forgotten:
        renamed = replace_keys(
            self._connection, self._swaps, lambda key: self._mentions.name_them(key, False)
        )
        gone = self._sessions_with_them() if self._with_sessions else set[str]()
        self._swaps.sessions(dict.fromkeys(gone))
        changed = self._swaps.rewrite(self._that_may_name_them(), self._leave_them_out)
        others = self._rewrite_things()
        renamed += self._rename_kinds()
        steps = rewrite_rows(self._connection, lambda *row: self._step(gone, *row))
        # True: a place or tag that was renamed may have been in one of their sessions.
        steps += blank_names(self._connection, lambda name: self._mentions.name_them(name, True))
        for person in self._ids:
            self._connection.execute("DELETE FROM people WHERE id = ?", (person,))
        return Forgotten(
            sessions_gone=len(gone),
            sessions_changed=len(changed),
            texts_blanked=sum(_texts(row.before) != _texts(row.after) for row in changed) + renamed,
            people=int(bool(self._ids)),
            others=others,
            steps=steps,
        )

    def _leave_them_out(self, row: dict[str, Any]) -> None:
        """Make a session's document one without them, and without the texts that name them."""
        were_there = not self._ids.isdisjoint(row["people"])
        row["people"] = [each for each in row["people"] if each not in self._ids]
        for name in ("note", "place"):
            if self._mentions.name_them(row[name], were_there):
                row[name] = ""
        if self._mentions.name_them(row.get("word", ""), were_there):
            del row["word"]  # as in documents.py: left out where it says nothing
        tags = row.pop("tags", [])
        if kept := [tag for tag in tags if not self._mentions.name_them(tag, were_there)]:
            row["tags"] = kept

    def _thing(self, entity: str, document: str) -> str | None:
        """A group, goal, break or plan without them; None where nothing is left of it."""
        row = parse(document)
        if entity == "plan":
            return self._plan(row)
        if entity == UNLOCKS:  # times, and no more
            return document
        if entity == TABLE:  # a phone may be called after them; it is no less a phone
            return _without_names(row, self._mentions)
        if entity == "reply":  # its key is a calendar's, and may be made of a name
            return None if self._mentions.name_them(str(row["key"]), False) else document
        called = (str(row.get(name, "")) for name in ("name", "tag"))  # a goal may be for a label
        if any(self._mentions.name_them(text, False) for text in called):
            return None
        people = row.get("people", [])
        if self._ids.isdisjoint(people):
            if entity == CARD:
                return self._cards.of_others(row)
            return of_others(row, self._mentions) if entity in KNOWN else document
        row["people"] = [each for each in people if each not in self._ids]
        return dump(row) if row["people"] else None

    def _plan(self, row: dict[str, Any]) -> str | None:
        """A plan goes with the last person in it, where it is not for a group as well."""
        were_there = not self._ids.isdisjoint(row["people"])
        row["people"] = [each for each in row["people"] if each not in self._ids]
        for name in ("name", "place"):
            if self._mentions.name_them(row[name], were_there):
                row[name] = ""
        tags = [tag for tag in row["tags"] if not self._mentions.name_them(tag, were_there)]
        row["tags"] = tags
        is_left = row["people"] or row["group"] or not were_there
        return dump(row) if is_left else None

    def _kind(self, document: str) -> str:
        """A kind that is not called after them; without a name it goes by its key."""
        row = parse(document)
        if self._mentions.name_them(str(row["name"]), False):
            return dump({**row, "name": ""})
        return document

    def _sessions_with_them(self) -> set[str]:
        """In the log, and those that are in its history alone."""
        gone = set(self._rows.with_people(sorted(self._ids)))
        query = "SELECT entity_id, before, after FROM change_rows WHERE entity = 'session'"
        for session_id, *sides in self._connection.execute(query):
            people = [each for side in sides if side for each in parse(side)["people"]]
            if not self._ids.isdisjoint(people):
                gone.add(session_id)
        return gone

    def _that_may_name_them(self) -> list[str]:
        theirs = set(self._rows.with_people(sorted(self._ids)))
        texts = self._connection.execute("SELECT session_id, text FROM session_texts")
        theirs.update(each for each, text in texts if self._mentions.name_them(text, False))
        return sorted(theirs)

    def _rewrite_things(self) -> int:
        """How many groups, goals and breaks went."""
        gone = 0
        query = "SELECT entity, id, document FROM things"
        for entity, thing_id, document in self._connection.execute(query).fetchall():
            rewritten = self._thing(entity, document)
            if rewritten != document:
                self._swaps.thing(entity, thing_id, rewritten)
                gone += rewritten is None and entity not in KNOWN  # these are what somebody is
        return gone

    def _rename_kinds(self) -> int:
        """How many kinds had their name."""
        renamed = 0
        query = "SELECT key, document FROM kinds"
        for key, document in self._connection.execute(query).fetchall():
            if (rewritten := self._kind(document)) != document:
                self._swaps.kind(key, rewritten)
                renamed += 1
        return renamed

    def _step(
        self, gone: set[str], entity: str, entity_id: str, before: str | None, after: str | None
    ) -> Sides | None:
        """A row of the history without them; None where it was of nothing else."""
        if entity_id in self._ids or (
            entity_id in gone and (entity == "session" or entity in OF_A_SESSION)
        ):
            return None
        match entity:
            case "session":
                return self._session(before), self._session(after)
            case "person":
                return before, after
            case "kind":
                return before and self._kind(before), after and self._kind(after)
            case _:
                sides = (
                    before and self._thing(entity, before),
                    after and self._thing(entity, after),
                )
                return None if sides == (None, None) else sides

    def _session(self, document: str | None) -> str | None:
        if document is None:
            return None
        row = parse(document)
        self._leave_them_out(row)
        return dump(row)


def _without_names(row: dict[str, Any], mentions: Mentions) -> str:
    for phone in row["phones"]:
        if mentions.name_them(str(phone["name"]), True):
            phone["name"] = ""
    return dump(row)


def _texts(document: str | None) -> list[object]:
    row = parse(document or "{}")
    return [row.get(name) or None for name in ("note", "place", "word", "tags")]


def _who(connection: sqlite3.Connection, wish: Person) -> tuple[frozenset[str], frozenset[str]]:
    """The ids and the names somebody has and had: now, before they were renamed or merged.

    Where the name is that of somebody now, nobody else who is there now is meant, also if they were
    called so once, or were one of the two until that was taken back.
    """
    known = all_names(connection)
    present = {key: folded(name) for key, name in connection.execute("SELECT id, name FROM people")}
    # who went, and the name of who stayed
    merged = [
        (person_id, folded(stayed))
        for person_id, stayed in connection.execute(
            "SELECT entity_id, kind FROM change_rows JOIN changes USING (counter)"
            " WHERE entity = 'person' AND after IS NULL AND what = ?",
            (ChangeKind.NAMES_MERGED.value,),
        )
        if person_id not in present
    ]
    wanted, ids = {folded(wish.name)}, frozenset[str]()
    meant = {each for each, name in present.items() if name in wanted}
    meant |= wish.ids.intersection(known)
    others = present.keys() if meant else set[str]()
    while True:
        found = {
            each
            for each, names in known.items()
            if each not in others and not wanted.isdisjoint(map(folded, names))
        }
        found |= meant
        found |= {went for went, stayed in merged if stayed in wanted}
        if found == ids:
            return ids, wish.names.union(*(known[each] for each in ids))
        ids = frozenset(found)
        wanted |= {folded(name) for each in ids for name in known[each]}
