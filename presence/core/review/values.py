"""The review of a period as values: everything that windows, pages and the terminal show of it."""

from datetime import date, datetime, timedelta

from presence.core.frozen import dataclass
from presence.core.kind import Sphere
from presence.core.library import Mapping, Sequence
from presence.core.review.period import Period
from presence.core.session import Basis, Session
from presence.core.slip import SlipReason, SlipSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.review.deeper import WhenLookedAt

Hours = Sequence[tuple[str, timedelta]]  # names with their time, longest first


@dataclass(frozen=True, slots=True)
class DayReview:
    """One day: real time by kind; sessions over the day's edge are cut there."""

    day: date
    by_kind: Mapping[str, timedelta]

    @property
    def total(self) -> timedelta:
        return sum(self.by_kind.values(), timedelta())


@dataclass(frozen=True, slots=True)
class PartReview:
    """A week or a month within a longer period, cut at the period's edges: real time by kind.

    ``whole`` is the week or month itself, to be opened.
    """

    first: date
    last: date
    whole: Period
    by_kind: Mapping[str, timedelta]

    @property
    def total(self) -> timedelta:
        return sum(self.by_kind.values(), timedelta())


@dataclass(frozen=True, slots=True)
class KindReview:
    """One kind: its time, its sessions, of how many something is known, and how many were kept.

    ``share`` is the kept share of those known, weighted by time; None where nothing is known.
    """

    total: timedelta
    count: int
    known: int
    kept: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Looks:
    """Looks at a screen: how many, and how long altogether as each was measured or said."""

    count: int = 0
    length: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class LooksReview:
    """The looks that began in the period; each is in one of ``by_hour``, ``by_source`` and so on.

    ``with_good_reason`` of them take nothing away. ``by_hour`` has 24 of them, by the clock in the
    calendar's zone. ``by_reason`` None: nobody said why.
    """

    all: Looks
    with_good_reason: Looks
    by_hour: Sequence[Looks]
    by_source: Mapping[SlipSource, Looks]
    by_reason: Mapping[SlipReason | None, Looks]


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """The sessions with a planned end that began in the period and whose real end is known.

    ``longer`` and ``shorter`` count those that went more than ``core.session.AS_PLANNED``
    beside their plan; the others were ``as_planned``.
    """

    count: int
    planned: timedelta
    real: timedelta
    longer: int
    shorter: int

    @property
    def as_planned(self) -> int:
        return self.count - self.longer - self.shorter


@dataclass(frozen=True, slots=True)
class Stretch:
    """The longest time within one session without a look at a screen."""

    length: timedelta
    started_at: datetime
    session_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class ScoreReview:
    """The sessions that got one score from 1 to 5; ``share`` is the kept share of ``known``."""

    score: int
    count: int
    known: int
    share: float | None


@dataclass(frozen=True, slots=True)
class AnswerReview:
    """The answers to one question (enjoyed, distracted) against what was kept.

    ``scores`` has all five, from 1 to 5. ``kept_mean`` is the mean score of the sessions that were
    kept whole, ``looked_mean`` of those with a look; None where there is no such answer.
    """

    count: int
    mean: float | None
    scores: Sequence[ScoreReview]
    kept_count: int
    kept_mean: float | None
    looked_count: int
    looked_mean: float | None


@dataclass(frozen=True, slots=True)
class PeriodReview:
    """A period on one screen. ``sessions`` newest first, as the log shows them.

    ``sessions`` is empty where only sums were asked for (a year); ``count`` says how many there
    are. ``before_total`` is the total of the period before, for a running one only up to the same
    point of it. ``kept_share`` is weighted by time over the sessions of which something is known
    (``kept_known`` of them), None where nothing is; ``by_basis`` counts what it rests on.
    ``by_person``, ``by_group`` and ``by_tag`` overlap where several were there; within a group an
    hour counts once. ``with_people`` is the total without the time alone on purpose. ``days`` has
    every day of the period, ``weeks`` and ``months`` every one that it touches. ``deeper`` is what
    takes its time only when it is looked at.
    """

    period: Period
    days: Sequence[DayReview]
    weeks: Sequence[PartReview]
    months: Sequence[PartReview]
    count: int
    total: timedelta
    with_people: timedelta
    by_sphere: Mapping[Sphere, timedelta]
    by_kind: Mapping[str, KindReview]
    before_total: timedelta
    is_running: bool
    kept_share: float | None
    kept_known: int
    by_basis: Mapping[Basis, int]
    by_person: Hours
    by_group: Hours
    longest: Stretch | None
    enjoyed: AnswerReview
    unconfirmed: Sequence[str]
    sessions: Sequence[Session]
    deeper: "WhenLookedAt"

    @property
    def week(self) -> Period:
        """The period, by the name it has where it is a week."""
        return self.period

    @property
    def by_tag(self) -> Hours:
        return self.deeper.look().by_tag

    @property
    def by_place(self) -> Hours:
        return self.deeper.look().by_place

    @property
    def looks(self) -> LooksReview:
        return self.deeper.look().looks

    @property
    def planned(self) -> PlannedReview:
        return self.deeper.look().planned

    @property
    def distracted(self) -> AnswerReview:
        return self.deeper.look().distracted

    @property
    def alone(self) -> timedelta:
        """Time alone on purpose."""
        return self.total - self.with_people


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of two periods."""

    one: timedelta
    other: timedelta

    @property
    def change(self) -> timedelta:
        return self.one - self.other


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods beside each other. The names are those of both, in the order of the longer hour.

    Where they are not equally long, ``per_day`` is what can be compared: the mean of a day.
    """

    one: PeriodReview
    other: PeriodReview
    total: Pair
    with_people: Pair
    per_day: Pair
    is_equally_long: bool
    by_kind: Sequence[tuple[str, Pair]]
    by_person: Sequence[tuple[str, Pair]]
    by_group: Sequence[tuple[str, Pair]]
    by_tag: Sequence[tuple[str, Pair]]
    by_place: Sequence[tuple[str, Pair]]
