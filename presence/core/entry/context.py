"""What a typed line is read against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from presence.core.entry.known import Known, known
from presence.core.entry.scan import Patterns
from presence.core.kind import Kinds


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What a line is read against.

    ``kind_words`` holds every folded spelling of a kind by its key, ``kind_names`` the word that a
    line is written with; ``people`` those met most recently first, ``tags`` and ``places`` those
    used most first; ``groups`` the people of each group by its name; ``begun`` the hours of the
    day at which sessions of a kind have begun lately. ``default_kind`` stands in where the line
    names none; ``today`` None is the day on the wall.
    """

    now: datetime
    zone: tzinfo
    kinds: Kinds
    kind_words: Mapping[str, Sequence[str]]
    people: Sequence[str]
    patterns: Patterns
    default_kind: str = "meeting"
    guesses_names: bool = False  # where somebody sees what is understood before it counts
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tags: Sequence[str] = ()
    places: Sequence[str] = ()
    kind_names: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, Sequence[int]] = field(default_factory=dict)
    writes_12_hours: bool = False
    writes_month_first: bool = False
    today: date | None = None

    @property
    def known_people(self) -> Known:
        """The people, ready to be found."""
        return known(tuple(self.people))

    @property
    def known_groups(self) -> Known:
        """The names of the groups, likewise."""
        return known(tuple(self.groups))

    @property
    def known_tags(self) -> Known:
        """The tags, likewise."""
        return known(tuple(self.tags))
