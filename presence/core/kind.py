"""Kinds of session: what a meeting, a dinner, a walk is like."""

from datetime import datetime, timedelta

from presence.core.frozen import Enum, dataclass
from presence.core.library import Iterable, Iterator, Mapping


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


class Around(Enum):
    """What else goes quiet in a session, beside the notifications; each is put back."""

    PAUSE_PLAYERS = "pause_players"
    MUTE_SOUND = "mute_sound"
    KEEP_SCREEN_ON = "keep_screen_on"
    LOCK_SCREEN = "lock_screen"  # at once; the person unlocks it


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of session with its own settings.

    ``name`` is empty for a built-in kind, which ``presence.words.kinds`` names in the person's
    language. ``default_length`` None means open-ended. ``colour`` names a slot of the palette in
    ``ui/look.py``, never a colour itself. ``asks_about_sleep``: a computer that sleeps may mean
    that the session is over (desk), or nothing at all (away).
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
    around: frozenset[Around] = frozenset()
    asks_about_sleep: bool = False

    def bound_at(self, started_at: datetime, planned_end_at: datetime | None) -> datetime:
        """The instant at which a forgotten session is closed and the mute let go."""
        if planned_end_at is None:
            return started_at + self.bound_after_start
        if self.bound_after_plan is not None:
            return planned_end_at + self.bound_after_plan
        return max(started_at + self.bound_after_start, planned_end_at)


def _built_in(
    key: str, nature: Nature, sphere: Sphere, minutes: int | None, over_time: OverTime, hours: int
) -> Kind:
    return Kind(
        key=key,
        name="",
        nature=nature,
        sphere=sphere,
        default_length=None if minutes is None else timedelta(minutes=minutes),
        over_time=over_time,
        watches_input=key in {"coffee", "dinner", "family"},
        nudges=key in {"dinner", "family"},
        bound_after_start=timedelta(hours=hours),
        bound_after_plan=timedelta(minutes=30) if key == "meeting" else None,
        icon=key,
        colour=key,
        asks_about_sleep=nature is Nature.DESK,
    )


BUILT_IN: tuple[Kind, ...] = (
    _built_in("meeting", Nature.DESK, Sphere.WORK, 60, OverTime.STAY_QUIET, 4),
    _built_in("coffee", Nature.AWAY, Sphere.PRIVATE, 45, OverTime.COUNT, 4),
    _built_in("dinner", Nature.AWAY, Sphere.PRIVATE, 90, OverTime.COUNT, 5),
    _built_in("family", Nature.AWAY, Sphere.PRIVATE, None, OverTime.COUNT, 12),
    _built_in("event", Nature.AWAY, Sphere.WORK, 120, OverTime.COUNT, 8),
    _built_in("walk", Nature.AWAY, Sphere.PRIVATE, 60, OverTime.COUNT, 6),
    _built_in("alone", Nature.DESK, Sphere.PRIVATE, 45, OverTime.END_SOFTLY, 4),
)


class Kinds:
    """The kinds a person has: the built-in ones, their own, and their changes to either."""

    def __init__(self, own: Iterable[Kind] = ()) -> None:
        kinds = {kind.key: kind for kind in BUILT_IN}
        kinds.update((kind.key, kind) for kind in own)
        self._by_key: Mapping[str, Kind] = kinds

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._by_key.values())

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def still(self, key: str) -> str:
        """That key; where its kind is gone, the first of all: what was forgotten stays so."""
        return key if key in self._by_key else BUILT_IN[0].key

    def __getitem__(self, key: str) -> Kind:
        """The kind of that key; a kind that is gone still reads as a plain private away kind."""
        return self._by_key.get(key) or Kind(
            key=key,
            name=key,
            nature=Nature.AWAY,
            sphere=Sphere.PRIVATE,
            default_length=timedelta(minutes=60),
            over_time=OverTime.COUNT,
            watches_input=False,
            nudges=False,
            bound_after_start=timedelta(hours=6),
        )
