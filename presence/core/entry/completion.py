"""How a word that is being typed can go on: kinds, people, groups, tags and places of the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from presence.core.entry.adding import parse_add
from presence.core.entry.context import EntryContext
from presence.core.entry.line import BETWEEN, QUOTES
from presence.core.entry.reader import PartKind
from presence.core.entry.writing import name_word, quoted, tag_word
from presence.core.person import folded

MOST = 8
OF_WHAT_IS_OVER = frozenset({PartKind.DAY, PartKind.SLIPS, PartKind.PHONES})
SHORTEST_WORD = 2  # of the grammar's own words: one letter begins too many of them

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Completion:
    """Put ``text`` in place of ``line[start:end]``; ``people`` are those of a group."""

    start: int
    end: int
    text: str
    what: PartKind
    people: tuple[str, ...] = ()

    def taken(self, line: str) -> tuple[str, int]:
        """The line with it, one space after it, and where the cursor then stands."""
        after = line[self.end :]
        space = "" if self.text.endswith(":") else " "
        begun = line[: self.start] + self.text + space
        return begun + after.removeprefix(" "), len(begun)


def complete(
    text: str, cursor: int, context: EntryContext, is_start: bool = False
) -> Sequence[Completion]:
    """How the word at the cursor can go on, the likeliest first; nothing where no word begins.

    ``is_start`` for a line that starts a session: it has no days, and nothing is said of it yet.
    """
    word = _Word.at(text, cursor)
    name = _name_of_several_words(text, cursor, context)
    offered: Iterable[Completion] = name or _completions(word, context)
    if is_start:
        offered = (each for each in offered if each.what not in OF_WHAT_IS_OVER)
    found = list(islice(offered, MOST))
    return [] if any(_is_whole(each, word) for each in found) else found


@dataclass(frozen=True, slots=True)
class _Word:
    """The word that the cursor stands in or behind, as far as it was typed."""

    line: str
    start: int
    end: int
    typed: str

    @classmethod
    def at(cls, line: str, cursor: int) -> "_Word":
        start = end = 0
        while end < len(line) and end < cursor:
            start = end
            while start < cursor and line[start] in BETWEEN:
                start += 1
            end = _end_of_word(line, start)
        if end < cursor or start >= cursor:
            return cls(line, cursor, cursor, "")
        return cls(line, start, end, line[start:cursor])

    def completed(self, text: str, what: PartKind, people: Sequence[str] = ()) -> Completion:
        return Completion(self.start, self.end, text, what, tuple(people))


def _end_of_word(line: str, start: int) -> int:
    """Where the word ends that begins there; quotes after "@", "#" and ":" hold it together."""
    at = start
    while at < len(line) and line[at] not in BETWEEN:
        closing = QUOTES.get(line[at])
        if closing is not None and line[start:at][-1:] in ("@", "#", ":"):
            at += 1
            while at < len(line) and line[at] != closing:
                at += 2 if line[at] == "\\" else 1
        at += 1
    return min(at, len(line))


def _completions(word: _Word, context: EntryContext) -> Iterator[Completion]:
    typed = word.typed
    if not typed:
        return
    rest = typed[1:].lstrip("".join(QUOTES))
    if typed[0] == "@":
        yield from _people(word, rest, context)
    elif typed[0] == "#":
        for tag in context.known_tags.begun_with(rest, MOST):
            yield word.completed(tag_word(tag), PartKind.TAG)
    elif ":" in typed:
        yield from _field_values(word, context)
    elif typed[0].isalpha():
        said = list(_answers(word, context))
        yield from said or _words(word, context)


def _people(word: _Word, begun: str, context: EntryContext) -> Iterator[Completion]:
    known = context.known_people
    groups = context.known_groups.begun_with(begun, MOST) if begun else []
    for group in groups:
        if group not in known:
            yield word.completed(name_word(group), PartKind.PERSON, context.groups[group])
    for name in known.begun_with(begun, MOST):
        yield word.completed(name_word(name, known.goes_on_after(name)), PartKind.PERSON)


def _field_values(word: _Word, context: EntryContext) -> Iterator[Completion]:
    name, _colon, rest = word.typed.partition(":")
    begun = folded(rest.lstrip("".join(QUOTES)))
    words = context.patterns.words
    if folded(name) in words.place:
        for place in context.places:
            if any(piece.startswith(begun) for piece in (folded(place), *folded(place).split())):
                yield word.completed(f"{name}:{quoted(place)}", PartKind.PLACE)
    elif folded(name) in words.kind:
        for key, text in _kinds(begun, context):
            yield word.completed(f"{name}:{quoted(key)}" if key != text else text, PartKind.KIND)


def _answers(word: _Word, context: EntryContext) -> Iterator[Completion]:
    """A reason after "slipped 1", and how it was with the phones after "phones"."""
    patterns = context.patterns
    before = folded(word.line[: word.start]).rstrip()
    last = before.split()[-2:]
    if last and (last[-1] in patterns.words.slipped or last[0] in patterns.words.slipped):
        if last[-1] in patterns.words.slipped or last[-1].isdigit():
            for text in _meaning(patterns.words.reasons):
                if text.startswith(folded(word.typed)):
                    yield word.completed(text, PartKind.SLIPS)
    elif last and last[-1] in patterns.words.phones:
        for text in _meaning(patterns.words.phone_answers):
            if text.startswith(folded(word.typed)):
                yield word.completed(text, PartKind.PHONES)


def _words(word: _Word, context: EntryContext) -> Iterator[Completion]:
    begun = folded(word.typed)
    without = word.line[: word.start] + word.line[word.end :]
    if not parse_add(without, context).has_kind:
        for _key, text in _kinds(begun, context):
            yield word.completed(text, PartKind.KIND)
    yield from _people(word, word.typed, context)
    if len(begun) < SHORTEST_WORD:
        return
    words = context.patterns.words
    begun_days = (said for said, ago in words.days_ago.items() if ago >= 0)
    days = (*begun_days, *words.phrases, *(name for names in words.weekdays for name in names))
    for what, texts in (
        (PartKind.DAY, days),
        (PartKind.SLIPS, words.slipped[:1]),
        (PartKind.PHONES, words.phones[:1]),
        (PartKind.PLACE, tuple(f"{each}:" for each in words.place)),
        (PartKind.NOTE, tuple(f"{each}:" for each in words.note)),
    ):
        for text in texts:
            if text.startswith(begun):
                yield word.completed(text, what)


def _kinds(begun: str, context: EntryContext) -> Iterator[tuple[str, str]]:
    for key, spellings in context.kind_words.items():
        if any(spelling.startswith(begun) for spelling in spellings):
            yield key, context.kind_names.get(key, key)


def _name_of_several_words(text: str, cursor: int, context: EntryContext) -> list[Completion]:
    """``@tom m``: a name whose first word is whole, without quotes around it."""
    at = text.rfind("@", 0, cursor)
    typed = text[at + 1 : cursor]
    if at < 0 or not folded(typed).count(" ") or typed[:1] in QUOTES:
        return []
    plain = folded(typed) + (" " if typed.endswith(" ") else "")
    names = context.known_groups.whole_begun_with(plain, MOST)
    names += context.known_people.whole_begun_with(plain, MOST)
    return [
        Completion(at, cursor, name_word(name), PartKind.PERSON)
        for name in dict.fromkeys(names)
        if folded(name) != plain
    ]


def _meaning(words: Mapping[str, T]) -> Iterable[str]:
    """One word for each meaning: the language's own, which stands last."""
    return {meaning: word for word, meaning in words.items()}.values()


def _is_whole(completion: Completion, word: _Word) -> bool:
    """Whether nothing more is left to type of it."""
    return completion.start == word.start and completion.text == word.line[word.start : word.end]
