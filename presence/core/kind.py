"""Kinds of session: what a meeting, a dinner, a walk is like."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType


class Nature(Enum):
    """Whether the person leaves the computer (away) or has it in the room (desk)."""

    AWAY = "away"
    DESK = "desk"


class OverTime(Enum):
    """What happens at the planned end."""

    STAY_QUIET = "stay_quiet"  # desk: muted until End or the bound
    COUNT = "count"  # away: a provisional end in the log, muted until the person returns
    END_SOFTLY = "end_softly"  # ends by itself with a soft notice


class Sphere(Enum):
    """Work and private time are shown apart."""

    WORK = "work"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of session with its own settings.

    ``name`` is empty for a built-in kind, which ``presence.words.kinds`` names in the person's
    language. ``default_length`` None means open-ended. ``colour`` names a slot of the palette in
    ``ui/look.py``, never a colour itself.
    """

    key: str
    name: str
    nature: Nature
    sphere: Sphere
    default_length: timedelta | None
    over_time: OverTime
    watches_input: bool
    nudges: bool
    bound_after_start: timedelta
    bound_after_plan: timedelta | None = None
    icon: str = "people"
    colour: str = "own"

    def bound_at(self, started_at: datetime, planned_end_at: datetime | None) -> datetime:
        """The instant at which a forgotten session is closed and the mute let go."""
        if planned_end_at is None:
            return started_at + self.bound_after_start
        if self.bound_after_plan is not None:
            return planned_end_at + self.bound_after_plan
        return max(started_at + self.bound_after_start, planned_end_at)


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def _hours(count: int) -> timedelta:
    return timedelta(hours=count)


BUILT_IN: tuple[Kind, ...] = (
    Kind(
        key="meeting",
        name="",
        nature=Nature.DESK,
        sphere=Sphere.WORK,
        default_length=_minutes(60),
        over_time=OverTime.STAY_QUIET,
        watches_input=False,
        nudges=False,
        bound_after_start=_hours(4),
        bound_after_plan=_minutes(30),
        icon="meeting",
        colour="meeting",
    ),
    Kind(
        key="coffee",
        name="",
        nature=Nature.AWAY,
        sphere=Sphere.PRIVATE,
        default_length=_minutes(45),
        over_time=OverTime.COUNT,
        watches_input=True,
        nudges=False,
        bound_after_start=_hours(4),
        icon="coffee",
        colour="coffee",
    ),
    Kind(
        key="dinner",
        name="",
        nature=Nature.AWAY,
        sphere=Sphere.PRIVATE,
        default_length=_minutes(90),
        over_time=OverTime.COUNT,
        watches_input=True,
        nudges=True,
        bound_after_start=_hours(5),
        icon="dinner",
        colour="dinner",
    ),
    Kind(
        key="family",
        name="",
        nature=Nature.AWAY,
        sphere=Sphere.PRIVATE,
        default_length=None,
        over_time=OverTime.COUNT,
        watches_input=True,
        nudges=True,
        bound_after_start=_hours(12),
        icon="family",
        colour="family",
    ),
    Kind(
        key="event",
        name="",
        nature=Nature.AWAY,
        sphere=Sphere.WORK,
        default_length=_minutes(120),
        over_time=OverTime.COUNT,
        watches_input=False,
        nudges=False,
        bound_after_start=_hours(8),
        icon="event",
        colour="event",
    ),
    Kind(
        key="walk",
        name="",
        nature=Nature.AWAY,
        sphere=Sphere.PRIVATE,
        default_length=_minutes(60),
        over_time=OverTime.COUNT,
        watches_input=False,
        nudges=False,
        bound_after_start=_hours(6),
        icon="walk",
        colour="walk",
    ),
    Kind(
        key="alone",
        name="",
        nature=Nature.DESK,
        sphere=Sphere.PRIVATE,
        default_length=_minutes(45),
        over_time=OverTime.END_SOFTLY,
        watches_input=False,
        nudges=False,
        bound_after_start=_hours(4),
        bound_after_plan=None,
        icon="alone",
        colour="alone",
    ),
)


class Kinds:
    """The kinds a person has: the built-in ones, their own, and their changes to either."""

    def __init__(self, own: Iterable[Kind] = ()) -> None:
        kinds = {kind.key: kind for kind in BUILT_IN}
        kinds.update((kind.key, kind) for kind in own)
        self._by_key: Mapping[str, Kind] = MappingProxyType(kinds)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._by_key.values())

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Kind:
        """The kind of that key; a kind that is gone still reads as a plain private away kind."""
        return self._by_key.get(key) or Kind(
            key=key,
            name=key,
            nature=Nature.AWAY,
            sphere=Sphere.PRIVATE,
            default_length=_minutes(60),
            over_time=OverTime.COUNT,
            watches_input=False,
            nudges=False,
            bound_after_start=_hours(6),
        )
