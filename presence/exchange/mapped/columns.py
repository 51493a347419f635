"""What a column may hold, and the words of headings that say so, in English and German."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from presence.core.person import folded


class Field(Enum):
    """What a column holds; the value is its name on the command line."""

    DATE = "date"
    START = "start"
    END_DATE = "end-date"
    END = "end"
    LENGTH = "length"
    WHO = "who"
    KIND = "kind"
    TAGS = "tags"
    PLACE = "place"
    NOTE = "note"


_BEGIN = "start started begin began begins beginn anfang from von ab startzeit anfangszeit"
_FINISH = "end ended ends stop stopped finish finished to until ende bis endzeit schluss"
_DAY = "date day datum tag"
_WORDS: Mapping[Field, str] = {
    Field.LENGTH: "duration length hours minutes seconds spent worked dauer lange stunden minuten"
    " sekunden zeitaufwand arbeitszeit",
    Field.START: _BEGIN,
    Field.END: _FINISH,
    Field.DATE: _DAY,
    Field.WHO: "who with people person persons participants attendees guests client customer"
    " contact names name wer mit personen teilnehmer gaste kunde kontakt",
    Field.KIND: "kind type category activity art typ kategorie aktivitat tatigkeit",
    Field.PLACE: "place location where room ort wo raum",
    Field.TAGS: "tags tag labels label project task keywords schlagworte schlagworter projekt"
    " aufgabe etiketten",
    Field.NOTE: "note notes description comment comments title subject details summary notiz"
    " notizen bemerkung beschreibung kommentar titel betreff",
}
_SETS = {field: frozenset(words.split()) for field, words in _WORDS.items()}
_BEGIN_SET, _FINISH_SET, _DAY_SET = (frozenset(each.split()) for each in (_BEGIN, _FINISH, _DAY))
_LETTERS = re.compile(r"[^\W_]+")


def words_of(heading: str) -> list[str]:
    """``Start-Datum (lokal)`` is start, datum, lokal."""
    return _LETTERS.findall(folded(heading))


def by_heading(headings: Sequence[str]) -> dict[Field, int]:
    """Which column is what by its heading: one that is nothing but a known word goes first."""
    found: dict[Field, int] = {}
    taken: set[int] = set()
    for is_exact in (True, False):
        for number, heading in enumerate(headings):
            if number in taken:
                continue
            words = words_of(heading)
            if is_exact and len(words) > 2:
                continue
            field = next((each for each in _meant(words, is_exact) if each not in found), None)
            if field is not None:
                found[field] = number
                taken.add(number)
    return found


def _meant(words: Sequence[str], is_exact: bool) -> Iterator[Field]:
    said = frozenset(words)
    if said & _DAY_SET and said & _FINISH_SET:
        yield Field.END_DATE
        return
    if said & _DAY_SET and said & _BEGIN_SET:
        yield Field.DATE
        return
    for field, known in _SETS.items():
        if (said <= known) if is_exact and len(words) == 1 else bool(said & known):
            yield field
