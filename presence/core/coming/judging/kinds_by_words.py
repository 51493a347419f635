"""Which kind of session an event is, guessed from the words of its title."""

from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.event import CalendarEvent
from presence.core.coming.judging.words import ComingWords, row
from presence.core.coming.learnt import Learnt
from presence.core.kind import Kinds

USUAL = "meeting"  # what most events of a calendar are


def kind_of(
    event: CalendarEvent, chosen: ChosenCalendar, kinds: Kinds, learnt: Learnt, words: ComingWords
) -> str:
    """The calendar's own kind, else what was learnt, else what the title or a category says."""
    for key in (chosen.kind, learnt.kind_of(event.title)):
        if key in kinds:
            return key
    for text in (event.title, *event.categories):
        in_row = row(text)
        for said, key in words.kinds:
            if said in in_row and key in kinds:
                return key
    return USUAL
