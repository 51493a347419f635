"""The one-line grammar: ``din ana 90m``, ``yesterday 19-21:30 dinner @Ana @Tom slipped 1``.

Made for a preview while somebody types: nothing is raised for a line that is half done. What was
understood comes back with its place in the line, and so does what was not; what can be read in
several ways comes back with all of them. The words of the languages come in with the context
(``presence.words.grammar``).
"""

from presence.core.entry.adding import Reading, UnderstoodEntry, parse_add
from presence.core.entry.context import EntryContext
from presence.core.entry.doubt import Doubt
from presence.core.entry.lines import LineWords, entry_line, start_line
from presence.core.entry.reader import Part, PartKind
from presence.core.entry.starting import UnderstoodStart, parse_start
from presence.core.entry.written import Entry, as_session

__all__ = [
    "Doubt",
    "Entry",
    "EntryContext",
    "LineWords",
    "Part",
    "PartKind",
    "Reading",
    "UnderstoodEntry",
    "UnderstoodStart",
    "as_session",
    "entry_line",
    "parse_add",
    "parse_start",
    "start_line",
]
