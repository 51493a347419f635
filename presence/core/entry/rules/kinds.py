"""Rules for what it was: a kind by its word, by the beginning of it, or by name."""

from presence.core.entry.doubt import Doubt, Option
from presence.core.entry.reader import PartKind, Reader
from presence.core.person import folded


def read_kind_field(reader: Reader) -> PartKind | None:
    """``kind:"90m"``: for a kind whose word would be read as something else."""
    if reader.said.kind or not reader.line.take(reader.patterns.field(reader.patterns.words.kind)):
        return None
    said = reader.line.take_quoted_or_word()
    plain = folded(said)
    words = reader.context.kind_words
    keys = [key for key in words if key == said]
    keys += [key for key, spellings in words.items() if plain in spellings]
    if not keys:
        return None
    reader.said.kind = keys[0]
    return PartKind.KIND


def read_exact_kind(reader: Reader) -> PartKind | None:
    """The words of a kind, the longest that fits."""
    if reader.said.kind:
        return None
    fitting = [
        # A kind's own key goes before what another one is called besides.
        (len(spelling), spelling == key, key)
        for key, spellings in reader.context.kind_words.items()
        for spelling in spellings
        if reader.line.stands_here(spelling)
    ]
    if not fitting:
        return None
    length, _is_key, key = max(fitting, key=lambda item: item[:2])
    reader.line.at += length
    reader.said.kind = key
    return PartKind.KIND


def read_begun_kind(reader: Reader) -> PartKind | None:
    """The beginning of a kind's words; "Eve" is none before "dinner", "a" none where Ana is."""
    if reader.said.kind or reader.expects_people or _has_whole_kind(reader):
        return None
    start, context = reader.line.at, reader.context
    word = folded(reader.line.take_word())
    begun = [
        key
        for key, spellings in context.kind_words.items()
        if any(spelling.startswith(word) for spelling in spellings)
    ]
    if not word or not begun:
        return None
    if len(begun) > 1 and (not reader.is_entry or context.known_people.begun_with(word, 1)):
        return None
    place = reader.typed(start)
    options = [Option(key, ((*place, context.kind_names.get(key, key)),)) for key in begun]
    reader.said.kind = reader.choose(Doubt.KIND, options, is_clear=False)
    return PartKind.KIND


def kind_stands_here(reader: Reader) -> bool:
    """Whether the whole word of a kind comes next."""
    return any(
        reader.line.stands_here(spelling)
        for spellings in reader.context.kind_words.values()
        for spelling in spellings
    )


def _has_whole_kind(reader: Reader) -> bool:
    rest = reader.line.plain[reader.line.at :].split()
    known = {word for words in reader.context.kind_words.values() for word in words}
    return any(word in known for word in rest)
