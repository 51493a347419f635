"""Rules for what is said of a session: looks at a screen, phones, and how it was."""

from collections.abc import Sequence

from presence.core.entry.reader import PartKind, Reader

MOST_SLIPS = 999


def read_slips(reader: Reader) -> PartKind | None:
    """``slipped 2``, ``slipped 1 needed``; several are added up."""
    found = reader.line.take(reader.patterns.slipped)
    if found is None:
        return None
    count = int(found["after"] or found["before"] or 1)
    reason = found["reason"]
    said = list(reader.said.slips or [])
    if len(said) + count > MOST_SLIPS:
        return None
    said += [None if reason is None else reader.patterns.words.reasons[reason]] * count
    reader.said.slips = said
    return PartKind.SLIPS


def read_phones(reader: Reader) -> PartKind | None:
    """``phones down``, ``phones mostly``."""
    found = reader.line.take(reader.patterns.phones)
    if found is None or reader.said.phones is not None:
        return None
    answers = reader.patterns.words.phone_answers
    reader.said.phones = answers[" ".join(found["answer"].split())]
    return PartKind.PHONES


def read_enjoyed(reader: Reader) -> PartKind | None:
    score = _score(reader, reader.patterns.words.enjoyed)
    if score is None or reader.said.enjoyed is not None:
        return None
    reader.said.enjoyed = score
    return PartKind.ENJOYED


def read_distracted(reader: Reader) -> PartKind | None:
    score = _score(reader, reader.patterns.words.distracted)
    if score is None or reader.said.distracted is not None:
        return None
    reader.said.distracted = score
    return PartKind.DISTRACTED


def _score(reader: Reader, words: Sequence[str]) -> int | None:
    found = reader.line.take(reader.patterns.score(words))
    return None if found is None else int(found["score"])
