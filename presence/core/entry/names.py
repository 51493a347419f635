"""Rules for kinds, people, place, note and tags; each reads on where it fits."""

from collections.abc import Iterable

from presence.core.entry.reader import PartKind, Reader
from presence.core.entry.scan import Line
from presence.core.person import folded


def read_field(reader: Reader) -> PartKind | None:
    words, line, said = reader.patterns.words, reader.line, reader.said
    if line.take(reader.patterns.field(words.place)):
        said.place = " ".join(line.take_quoted_or_word().split())
        return PartKind.PLACE
    if line.take(reader.patterns.field(words.note)):
        note = " ".join(line.take_quoted_or_word().split())
        said.note = " ".join(filter(None, [said.note, note]))
        return PartKind.NOTE
    return None


def read_tag(reader: Reader) -> PartKind | None:
    word = reader.line.take_word()
    if not word.startswith("#") or len(word) < 2:
        return None
    reader.said.tags.append(word)
    return PartKind.TAG


def read_at_person(reader: Reader) -> PartKind | None:
    line = reader.line
    if line.plain[line.at] != "@":
        return None
    line.at += 1
    known = _known_person(reader)
    name = known or " ".join(line.take_quoted_or_word().split())
    if not name:
        return None
    if not known:
        name = _spelt_as_known(name, reader.context.people)
    _add_person(reader, name)
    return PartKind.PERSON


def read_with(reader: Reader) -> PartKind | None:
    words = reader.patterns.words
    if reader.line.take(reader.patterns.word(words.people)) or (
        reader.last_part is PartKind.PERSON and reader.line.take(reader.patterns.word(words.and_))
    ):
        reader.expects_people = True
        return PartKind.PERSON
    return None


def read_exact_kind(reader: Reader) -> PartKind | None:
    """The words of a kind, the longest that fits."""
    if reader.said.kind:
        return None
    fitting = [
        (len(spelling), key)
        for key, spellings in reader.context.kind_words.items()
        for spelling in spellings
        if spelling and _stands_here(reader.line, spelling)
    ]
    if not fitting:
        return None
    length, key = max(fitting, key=lambda item: item[0])
    reader.line.at += length
    reader.said.kind = key
    return PartKind.KIND


def read_begun_kind(reader: Reader) -> PartKind | None:
    """The beginning of one kind's words, and of no other's; "Eve" is none before "dinner"."""
    if reader.said.kind or reader.expects_people or _has_whole_kind(reader):
        return None
    word = folded(reader.line.take_word())
    begun = {
        key
        for key, spellings in reader.context.kind_words.items()
        if any(spelling.startswith(word) for spelling in spellings)
    }
    if not word or len(begun) != 1:
        return None
    reader.said.kind = begun.pop()
    return PartKind.KIND


def _has_whole_kind(reader: Reader) -> bool:
    rest = reader.line.plain[reader.line.at :].split()
    known = {word for words in reader.context.kind_words.values() for word in words}
    return any(word in known for word in rest)


def read_exact_person(reader: Reader) -> PartKind | None:
    name = _known_person(reader) or _named_in_full(reader)
    if name is None:
        return None
    _add_person(reader, name)
    return PartKind.PERSON


def read_begun_person(reader: Reader) -> PartKind | None:
    word = folded(reader.line.take_word())
    if not word[:1].isalpha():
        return None
    for name in reader.context.people:
        if any(piece.startswith(word) for piece in (folded(name), *folded(name).split())):
            _add_person(reader, name)
            return PartKind.PERSON
    return None


def read_new_person(reader: Reader) -> PartKind | None:
    """A word that nobody knows is a name where it is written like one, or said to be.

    Where names are guessed, it also is one where it stands like one, right after a kind or another
    name: ``din ana 90m`` on the very first day. The little words of a language ("dinner at home")
    are nobody, nor is what comes after them.
    """
    word = reader.line.take_word()
    if not word.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return None
    if folded(word) in reader.patterns.joints or folded(word) in reader.patterns.words.no_names:
        return None
    if word[0].isupper() or reader.expects_people:
        _add_person(reader, word)
        return PartKind.PERSON
    stands_like_one = reader.last_part in (PartKind.KIND, PartKind.PERSON)
    if not (stands_like_one and reader.context.guesses_names):
        return None
    _add_person(reader, word[0].upper() + word[1:])
    return PartKind.PERSON


def _known_person(reader: Reader) -> str | None:
    """The longest known whole name that stands here."""
    line = reader.line
    fitting = [name for name in reader.context.people if _stands_here(line, folded(name))]
    if not fitting:
        return None
    name = max(fitting, key=len)
    line.at += len(folded(name))
    return name


def _named_in_full(reader: Reader) -> str | None:
    """The one met last of those with this word as first or last name."""
    word = folded(reader.line.take_word())
    return next((name for name in reader.context.people if word in folded(name).split()), None)


def _spelt_as_known(name: str, people: Iterable[str]) -> str:
    return next((known for known in people if folded(known) == folded(name)), name)


def _stands_here(line: Line, words: str) -> bool:
    end = line.at + len(words)
    return (
        bool(words)
        and line.plain.startswith(words, line.at)
        and (line.plain[end : end + 1] in ("", " ", ",", ";"))
    )


def _add_person(reader: Reader, name: str) -> None:
    if folded(name) not in map(folded, reader.said.people):
        reader.said.people.append(name)
