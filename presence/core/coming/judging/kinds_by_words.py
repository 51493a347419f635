"""Which kind of session an event is, guessed from the words of its title."""

from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.event import CalendarEvent
from presence.core.coming.judging.words import ComingWords, row
from presence.core.coming.learnt import Learnt
from presence.core.kind import BUILT_IN, Kinds

USUAL = "meeting"  # what most events of a calendar are
_BUILT_IN = frozenset(kind.key for kind in BUILT_IN)


def kind_of(
    event: CalendarEvent, chosen: ChosenCalendar, kinds: Kinds, learnt: Learnt, words: ComingWords
) -> str:
    """The calendar's own kind, else what was learnt, else what the title or a category says."""
    for key in (chosen.kind, learnt.kind_of(event.title)):
        if key in kinds:
            return key
    said = (*_own_kinds(kinds), *words.kinds)
    for text in (event.title, *event.categories):
        in_row = row(text)
        for each, key in said:
            if each in in_row and key in kinds:
                return key
    return USUAL


def _own_kinds(kinds: Kinds) -> tuple[tuple[str, str], ...]:
    """What the person calls kinds of their own counts before any other word."""
    own = (kind for kind in kinds if kind.key not in _BUILT_IN)
    return tuple((row(word), kind.key) for kind in own for word in (kind.name, kind.key) if word)
