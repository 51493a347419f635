"""Reads a line from left to right and keeps what each piece was understood as."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from presence.core.entry.clock import Clock
from presence.core.entry.context import EntryContext
from presence.core.entry.doubt import MOST_READINGS, Doubt, Option, Question, Spelling
from presence.core.entry.line import Line
from presence.core.entry.when import When
from presence.core.frozen import Enum
from presence.core.session import Said as PhonesSaid
from presence.core.slip import SlipReason

T = TypeVar("T")


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
    WORD = "word"
    TAG = "tag"
    SLIPS = "slips"
    PHONES = "phones"
    ENJOYED = "enjoyed"
    DISTRACTED = "distracted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line, ``text[start:end]`` of what was typed."""

    what: PartKind
    text: str
    start: int
    end: int


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
    part_of_day: tuple[int, int] | None = None
    place: str = ""
    note: str = ""
    word: str = ""
    tags: list[str] = field(default_factory=list)
    slips: list[SlipReason | None] | None = None
    phones: PhonesSaid | None = None
    enjoyed: int | None = None
    distracted: int | None = None

    @property
    def has_start(self) -> bool:
        return not (self.ago is None and self.start is None and self.exact_start is None)


@dataclass(frozen=True, slots=True)
class OnlyLeft:
    """How the one reading is written that is left where the likelier one is not over yet."""

    spelling: Spelling
    likelier: tuple[datetime, datetime]


class Reader:
    """Reads a line from left to right with the first rule that fits at each word.

    ``is_entry`` for a session that is over, whose start may follow from its end. Where a piece can
    be read in several ways, ``picks`` says which of them to take, by the number of the question.
    """

    def __init__(
        self, text: str, context: EntryContext, is_entry: bool = False, picks: Sequence[int] = ()
    ) -> None:
        self.line = Line(text)
        self.context = context
        self.patterns = context.patterns
        self.when = When(context.now, context.zone, context.patterns, context.today)
        self.said = Said()
        self.parts: list[Part] = []
        self.expects_people = False
        self.needs_person = False  # right after "with" and "and"
        self.is_entry = is_entry
        self.questions: list[Question] = []
        self.only_left: OnlyLeft | None = None
        self._picks = picks

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

    def choose(self, doubt: Doubt, options: Sequence[Option[T]], is_clear: bool) -> T:
        """The option that is wanted, the likeliest one first; a rule asks when it has fitted."""
        options = options[:MOST_READINGS]
        if len(options) == 1:
            return options[0].value
        number = len(self.questions)
        pick = self._picks[number] if number < len(self._picks) else 0
        spellings = tuple(option.spelling for option in options)
        self.questions.append(Question(doubt, spellings, is_clear))
        return options[min(pick, len(options) - 1)].value

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

    def typed(self, start: int) -> tuple[int, int]:
        """The place in the typed text of what was read since that place of the folded line."""
        return self.line.place(start), self.line.place(self.line.at)

    def _keep(self, what: PartKind, start: int) -> None:
        first, last = self.typed(start)
        self.parts.append(Part(what, self.line.text[first:last], first, last))


Rule = Callable[[Reader], PartKind | None]
