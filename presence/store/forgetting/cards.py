"""Takes a person out of the vCards that others came with."""

import re
import sqlite3
from base64 import b64decode
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from presence.core.exchange.card_lines import ContentLine, content_lines
from presence.core.ports import ChangeKind
from presence.store.documents import parse, rows_that_can_be
from presence.store.forgetting.mentions import Mentions
from presence.store.known.cards import CARD, origins_document, origins_in, read_origins
from presence.store.marks import with_marks

_FRAME = ("BEGIN", "END", "VERSION", "UID")
_NAMES = ("FN", "N")
_THEIR_OWN = (*_NAMES, "SORT-STRING", "NICKNAME", "EMAIL")  # may hold a name that is like the other
_NO_TEXT = ("PHOTO", "LOGO", "SOUND", "KEY")
_LABEL = "X-ABLABEL"  # says what another line of its group is; of macOS
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Cards:
    """Of others' cards goes every line that names them, and whole cards that were theirs.

    ``keys`` are of cards that came to somebody else when the two were merged; ``names`` all names
    that somebody has and had, by the id.
    """

    def __init__(
        self, mentions: Mentions, keys: Collection[str], names: Mapping[str, Collection[str]]
    ) -> None:
        self._mentions = mentions
        self._keys = keys
        self._names = names

    def of_others(self, row: Mapping[str, Any]) -> str | None:
        """The document of cards that came with somebody else; None where no card is left."""
        with rows_that_can_be():
            (owner,) = row["people"]
            origins = origins_in(row)
        is_called_alike = any(self._name_them(name) for name in self._names.get(owner, ()))
        kept: dict[str, bytes] = {}
        for key, card in origins.items():
            blocks = list(_blocks(card))
            is_theirs = not is_called_alike and any(
                self._name_them(_as_name(line)) for [line, *_] in blocks if line.name in _NAMES
            )
            if key not in self._keys and not is_theirs:
                kept[key] = self._without_them(blocks, is_called_alike)
        return origins_document(owner, kept) if kept else None

    def _without_them(
        self, blocks: Sequence[Sequence[ContentLine]], is_called_alike: bool
    ) -> bytes:
        stay = (*_FRAME, *_NO_TEXT, *(_THEIR_OWN if is_called_alike else ()))
        gone = [
            block
            for block in blocks
            if block[0].name not in stay and any(map(self._names_them, block))
        ]
        groups = {block[0].group for block in gone} - {""}
        return b"".join(
            line.raw
            for block in blocks
            if block not in gone and not (block[0].name == _LABEL and block[0].group in groups)
            for line in block
        )

    def _names_them(self, line: ContentLine) -> bool:
        return any(map(self._name_them, (*_texts(line), *line.parameters.values())))

    def _name_them(self, text: str) -> bool:
        return self._mentions.name_them(text, False)


def keys_of(connection: sqlite3.Connection, ids: Collection[str]) -> frozenset[str]:
    """By what files know them, as far as that came to somebody else with whom they were merged."""
    marks, values = with_marks(sorted(ids))
    query = (
        "SELECT before FROM change_rows JOIN changes USING (counter)"
        f" WHERE entity = ? AND after IS NULL AND what = ? AND entity_id IN ({marks})"
    )
    found = connection.execute(query, (CARD, ChangeKind.NAMES_MERGED.value, *values))
    with rows_that_can_be():
        return frozenset(key for (before,) in found for key in read_origins(before))


def all_names(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The names that everybody has and had, by the id."""
    known: dict[str, set[str]] = {}
    for person_id, name in connection.execute("SELECT id, name FROM people"):
        known.setdefault(person_id, set()).add(name)
    query = "SELECT entity_id, before, after FROM change_rows WHERE entity = 'person'"
    for person_id, *sides in connection.execute(query):
        for side in filter(None, sides):
            known.setdefault(person_id, set()).add(str(parse(side)["name"]))
    return known


def _blocks(card: bytes) -> Iterator[Sequence[ContentLine]]:
    """The lines of a card; the card of an AGENT together with the line it belongs to."""
    depth = 0
    block: list[ContentLine] = []
    for line in content_lines(card):
        depth += (line.name == "BEGIN") - (line.name == "END")
        is_inner = depth > 1 or (depth == 1 and line.name == "END")
        if block and not is_inner:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _texts(line: ContentLine) -> Iterator[str]:
    text = line.text
    yield _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
    if line.name in _NAMES:
        yield _as_name(line)
    if line.parameters.get("ENCODING", "").upper() in ("B", "BASE64"):
        with suppress(ValueError):
            yield b64decode(line.value).decode(errors="replace")


def _as_name(line: ContentLine) -> str:
    """A name, also one that stands there in its parts, the family's first."""
    if line.name != "N":
        return line.text
    family, given, *_rest = [*line.text.split(";"), ""]
    return f"{given} {family}"
