"""How a person cuts time: days, weeks, months, years, and any span of days."""

from datetime import date, datetime, time, timedelta, tzinfo

from presence.core.frozen import Enum, dataclass
from presence.core.wall import first_showing

DAY = timedelta(days=1)


class Unit(Enum):
    """What a period is; SPAN is any row of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a person cuts time into days and weeks: zone, hour the day starts, weekday (0 Monday)."""

    zone: tzinfo
    day_starts_at: time = time(0, 0)
    first_weekday: int = 0

    def day_of(self, instant: datetime) -> date:
        """The day an instant belongs to."""
        day = instant.astimezone(self.zone).date()
        # By instants: a clock that is set back shows an hour twice, over midnight a date as well.
        while instant < self.start_of(day):
            day -= DAY
        while instant >= self.start_of(day + DAY):
            day += DAY
        return day

    def start_of(self, day: date) -> datetime:
        """The instant at which a day starts; one that the zone left out starts with the next."""
        return first_showing(datetime.combine(day, self.day_starts_at), self.zone)

    def day(self, day: date) -> "Period":
        """A day as a period."""
        return Period(day, day, self, Unit.DAY)

    def week_of(self, day: date) -> "Period":
        """The week that holds a day."""
        first = day - DAY * ((day.weekday() - self.first_weekday) % 7)
        return Period(first, first + DAY * 6, self, Unit.WEEK)

    def month_of(self, day: date) -> "Period":
        """The month that holds a day."""
        return Period(day.replace(day=1), _month_after(day) - DAY, self, Unit.MONTH)

    def year_of(self, day: date) -> "Period":
        """The year that holds a day."""
        return Period(date(day.year, 1, 1), date(day.year, 12, 31), self, Unit.YEAR)

    def span(self, first: date, last: date) -> "Period":
        """The days from one to another, both of them in it."""
        return Period(first, last, self, Unit.SPAN)

    def period_of(self, unit: Unit, day: date) -> "Period":
        """The day, week, month or year that holds a day; as a span, the day alone."""
        match unit:
            case Unit.DAY:
                return self.day(day)
            case Unit.WEEK:
                return self.week_of(day)
            case Unit.MONTH:
                return self.month_of(day)
            case Unit.YEAR:
                return self.year_of(day)
            case Unit.SPAN:
                return self.span(day, day)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both of them in it."""

    first: date
    last: date
    calendar: Calendar
    unit: Unit = Unit.SPAN

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + DAY * i for i in range(self.length))

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def start(self) -> datetime:
        return self.calendar.start_of(self.first)

    @property
    def end(self) -> datetime:
        return self.calendar.start_of(self.last + DAY)

    def shifted(self, count: int) -> "Period":
        """So many days, weeks, months or years on; a span by its own length."""
        match self.unit:
            case Unit.MONTH:
                return self.calendar.month_of(_month_on(self.first, count))
            case Unit.YEAR:
                return self.calendar.year_of(_month_on(self.first, 12 * count))
            case _:
                by = DAY * self.length * count
                return Period(self.first + by, self.last + by, self.calendar, self.unit)

    def is_running(self, now: datetime) -> bool:
        """Whether ``now`` is within it."""
        return self.start <= now < self.end

    def same_point_before(self, now: datetime) -> datetime:
        """The instant of the one before at which the date and the wall clock were as they are now.

        A date that the month before does not have: all of that month.
        """
        before = self.shifted(-1)
        day = self.calendar.day_of(now)
        wall = now.astimezone(self.calendar.zone).replace(tzinfo=None)
        since = wall - datetime.combine(day, self.calendar.day_starts_at)
        then = self._day_before(day, before)
        if then is None:
            return before.end
        wall = datetime.combine(then, self.calendar.day_starts_at) + since
        return max(before.start, min(first_showing(wall, self.calendar.zone), before.end))

    def _day_before(self, day: date, before: "Period") -> date | None:
        try:
            match self.unit:
                case Unit.MONTH:
                    return before.first.replace(day=day.day)
                case Unit.YEAR:
                    return day.replace(year=before.first.year)
                case _:
                    return day - DAY * self.length
        except ValueError:
            return None if self.unit is Unit.MONTH else date(before.first.year, 3, 1)


def _month_after(day: date) -> date:
    return _month_on(day, 1)


def _month_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    try:
        return date(day.year + years, month + 1, 1)
    except ValueError as fault:
        raise OverflowError("date value out of range") from fault  # as timedelta has it
