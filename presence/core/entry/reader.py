"""Reads a line from left to right and keeps what each piece was understood as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum

from presence.core.entry.scan import Clock, Line, Patterns
from presence.core.entry.when import When
from presence.core.kind import Kinds


class PartKind(Enum):
    """What a piece of the line was understood as."""

    KIND = "kind"
    PERSON = "person"
    LENGTH = "length"
    UNTIL = "until"
    OPEN = "open"
    AGO = "ago"
    START = "start"
    RANGE = "range"
    DAY = "day"
    PLACE = "place"
    NOTE = "note"
    TAG = "tag"
    SLIPS = "slips"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line, ``text[start:end]`` of what was typed."""

    what: PartKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What a line is read against.

    ``kind_words`` holds every folded spelling of a kind by its key; ``people`` those met most
    recently first; ``default_kind`` stands in where the line names none.
    """

    now: datetime
    zone: tzinfo
    kinds: Kinds
    kind_words: Mapping[str, Sequence[str]]
    people: Sequence[str]
    patterns: Patterns
    default_kind: str = "meeting"
    guesses_names: bool = False  # where somebody sees what is understood before it counts


@dataclass(slots=True)
class Said:
    """What has been read so far."""

    kind: str = ""
    people: list[str] = field(default_factory=list)
    length: timedelta | None = None
    end: Clock | None = None
    is_open: bool = False
    ago: timedelta | None = None
    start: Clock | None = None
    exact_start: datetime | None = None
    day: date | None = None
    is_any_week: bool = False  # a weekday: its latest one that fits
    place: str = ""
    note: str = ""
    tags: list[str] = field(default_factory=list)
    slips: int | None = None

    @property
    def has_start(self) -> bool:
        return not (self.ago is None and self.start is None and self.exact_start is None)

    def whole_note(self) -> str:
        """The note, and the tags, which are kept in it so that nothing typed is lost."""
        return " ".join(filter(None, [self.note, *self.tags]))


class Reader:
    """Reads a line from left to right with the first rule that fits at each word.

    ``is_entry`` for a session that is over, whose start may follow from its end.
    """

    def __init__(self, text: str, context: EntryContext, is_entry: bool = False) -> None:
        self.line = Line(text)
        self.context = context
        self.patterns = context.patterns
        self.when = When(context.now, context.zone, context.patterns)
        self.said = Said()
        self.parts: list[Part] = []
        self.expects_people = False
        self.is_entry = is_entry

    @property
    def takes_length(self) -> bool:
        """Whether a length may still come: after an end only where the start is to be reckoned."""
        said = self.said
        if said.length is not None or said.is_open:
            return False
        return said.end is None or (self.is_entry and not said.has_start)

    @property
    def takes_end(self) -> bool:
        """Whether an end may still come, likewise."""
        said = self.said
        if said.end is not None or said.is_open:
            return False
        return said.length is None or (self.is_entry and not said.has_start)

    def read(self, rules: Sequence["Rule"]) -> None:
        """Read the whole line; where no rule fits, a word is unknown."""
        while self.line.skip():
            start = self.line.at
            what = None
            for rule in rules:
                self.line.at = start
                what = rule(self)
                if what is not None:
                    break
            else:
                self.line.at = start
                self.line.take_word()
                what = PartKind.UNKNOWN
            if what not in (PartKind.PERSON, PartKind.UNKNOWN):
                self.expects_people = False
            self._keep(what, start)

    @property
    def last_part(self) -> PartKind | None:
        """What the piece before was."""
        return self.parts[-1].what if self.parts else None

    def _keep(self, what: PartKind, start: int) -> None:
        first, last = self.line.place(start), self.line.place(self.line.at)
        self.parts.append(Part(what, self.line.text[first:last], first, last))


Rule = Callable[[Reader], PartKind | None]
