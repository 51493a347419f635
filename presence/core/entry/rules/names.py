"""Rules for people, groups, place, note and tags; each reads on where it fits."""

from collections.abc import Sequence

from presence.core.entry.doubt import MOST_READINGS, Doubt, Option
from presence.core.entry.line import BETWEEN, QUOTES
from presence.core.entry.reader import PartKind, Reader, Rule
from presence.core.entry.rules import kinds
from presence.core.entry.writing import name_word
from presence.core.person import folded

MOST_SHOWN = MOST_READINGS - 1


def read_field(reader: Reader) -> PartKind | None:
    """``place:"Da Enzo"``; what stands in quotes is kept as it is."""
    words, line, said = reader.patterns.words, reader.line, reader.said
    if line.take(reader.patterns.field(words.place)):
        said.place = line.take_quoted_or_word()
        return PartKind.PLACE
    if line.take(reader.patterns.field(words.note)):
        said.note = " ".join(filter(None, [said.note, line.take_quoted_or_word()]))
        return PartKind.NOTE
    if line.take(reader.patterns.field(words.word)):
        said.word = line.take_quoted_or_word()
        return PartKind.WORD
    return None


def read_tag(reader: Reader) -> PartKind | None:
    line = reader.line
    if line.plain[line.at] != "#":
        return None
    line.at += 1
    name = " ".join(line.take_quoted_or_word().split())
    if not folded(name):
        return None
    if folded(name) not in map(folded, reader.said.tags):
        reader.said.tags.append(reader.context.known_tags.spelt(name))
    return PartKind.TAG


def read_at_person(reader: Reader) -> PartKind | None:
    """``@Ana``, ``@"Tom Müller"``, and ``@Family`` for everybody of a group."""
    start, line, context = reader.line.at, reader.line, reader.context
    if line.plain[line.at] != "@":
        return None
    line.at += 1
    if line.text[line.place(line.at) :][:1] in QUOTES:
        return _read_name_after_at(reader, start)
    person, person_end = context.known_people.at(line.plain, line.at)
    group, group_end = context.known_groups.at(line.plain, line.at)
    if person and person_end >= group_end:
        line.at = person_end
    elif group:
        line.at, person = group_end, ""
    else:
        return _read_name_after_at(reader, start)
    if person and person_end > group_end:
        group = ""
    _add_person_or_group(reader, start, person, group)
    return PartKind.PERSON


def read_group(reader: Reader) -> PartKind | None:
    """The name of a group where people are expected: ``dinner with family``."""
    if not reader.expects_people:
        return None
    group, end = reader.context.known_groups.at(reader.line.plain, reader.line.at)
    if not group or reader.context.known_people.at(reader.line.plain, reader.line.at)[0]:
        return None
    reader.line.at = end
    _add_people(reader, reader.context.groups[group])
    return PartKind.PERSON


def read_with(reader: Reader) -> PartKind | None:
    words = reader.patterns.words
    if reader.line.take(reader.patterns.word(words.people)) or (
        reader.last_part is PartKind.PERSON and reader.line.take(reader.patterns.word(words.and_))
    ):
        reader.expects_people = reader.needs_person = True
        return PartKind.PERSON
    return None


def read_exact_person(reader: Reader) -> PartKind | None:
    """A known whole name, or the first or last name of somebody who is known."""
    start, people = reader.line.at, reader.context.known_people
    name, end = people.at(reader.line.plain, start)
    if name:
        reader.line.at = end
        _add_people(reader, [name])
        return PartKind.PERSON
    word = reader.line.take_word()
    if _is_little_word(reader, word):
        return None
    return _one_of(reader, start, people.with_piece(word)[:MOST_SHOWN])


def read_begun_person(reader: Reader) -> PartKind | None:
    start = reader.line.at
    word = folded(reader.line.take_word())
    if not word[:1].isalpha() or _is_little_word(reader, word):
        return None
    return _one_of(reader, start, reader.context.known_people.begun_with(word, MOST_SHOWN))


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
        _add_people(reader, [word])
        return PartKind.PERSON
    stands_like_one = reader.last_part in (PartKind.KIND, PartKind.PERSON)
    if not (stands_like_one and reader.context.guesses_names):
        return None
    _add_people(reader, [word[0].upper() + word[1:]])
    return PartKind.PERSON


def _read_name_after_at(reader: Reader, start: int) -> PartKind | None:
    """A name in quotes, or a word; "@Ana" is her who is only called so, or Ana Silva."""
    line, people, groups = reader.line, reader.context.known_people, reader.context.known_groups
    first = line.place(line.at)
    name = " ".join(line.take_quoted_or_word().split())
    if not name:
        return None
    if line.text[first] in QUOTES:
        group = groups.spelt(name) if name in groups else ""
        person = people.spelt(name) if name in people or not group else ""
        _add_person_or_group(reader, start, person, group)
        return PartKind.PERSON
    place = reader.typed(start)
    options = [Option(name, ((*place, name_word(name, always=True)),))]
    near = people.with_piece(name)[:MOST_SHOWN] or people.begun_with(name, MOST_SHOWN)
    options += [Option(known, ((*place, name_word(known)),)) for known in near]
    _add_people(reader, [reader.choose(Doubt.PERSON, options, is_clear=True)])
    return PartKind.PERSON


def _add_person_or_group(reader: Reader, start: int, person: str, group: str) -> None:
    """Where both are called so, the person is meant: a name in the log is read as it was."""
    place = reader.typed(start)
    options: list[Option[Sequence[str]]] = []
    if person:
        options.append(Option([person], ((*place, name_word(person)),)))
    if group:
        people = reader.context.groups[group]
        options.append(Option(people, ((*place, " ".join(map(name_word, people))),)))
    _add_people(reader, reader.choose(Doubt.GROUP, options, is_clear=True))


def _one_of(reader: Reader, start: int, names: Sequence[str]) -> PartKind | None:
    """The one met last of those that can be meant."""
    if not names:
        return None
    place = reader.typed(start)
    options = [Option(name, ((*place, name_word(name)),)) for name in names]
    _add_people(reader, [reader.choose(Doubt.PERSON, options, is_clear=False)])
    return PartKind.PERSON


def _is_little_word(reader: Reader, word: str) -> bool:
    """Whether it is a word as in "in the park", and no beginning of Ingrid and Theo."""
    rest = reader.line.plain[reader.line.at :].lstrip(BETWEEN)
    return rest[:1].isalpha() and folded(word) in reader.patterns.words.no_names


def _add_people(reader: Reader, names: Sequence[str]) -> None:
    reader.needs_person = False
    for name in names:
        if folded(name) not in map(folded, reader.said.people):
            reader.said.people.append(name)


RULES: tuple[Rule, ...] = (
    read_group,
    read_with,
    kinds.read_exact_kind,
    read_exact_person,
    kinds.read_begun_kind,
    read_begun_person,
    read_new_person,
)
