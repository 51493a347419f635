"""The days of a year as squares."""

from datetime import date, timedelta
from functools import partial

from presence.drawing.heat_map import DEEPEST, HeatDay, HeatMap
from presence.drawing.review.behind import Opens, on_day
from presence.drawing.review.hours import day_in_words
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable, length_or_nothing
from presence.drawing.scale import STEPS
from presence.texts import _
from presence.words.dates import day_name, hours, length, month_name

USUAL = 0.9  # of the days with people are within the scale; a holiday does not pale the others
LEAST_STEP = timedelta(hours=1)


def heat_map(page: ReviewPage) -> HeatMap:
    """A square for each day, a column for each week."""
    days, today = page.review.days, page.today
    first_weekday = page.period.calendar.first_weekday
    offset = (days[0].day.weekday() - first_weekday) % 7
    squares, months, totals = [], [], []
    for number, day in enumerate(days):
        column, row = divmod(number + offset, 7)
        if day.day.day == 1:
            months.append((column, month_name(day.day)))
        totals.append(total := day.total)
        squares.append(HeatDay(column, row, total, day.day == today))
    step = _step(sorted(filter(None, totals)))
    weekdays = [day_name(days[(7 - offset + row) % 7].day) for row in range(7)]
    return HeatMap(squares, months, weekdays, step, _legend(step), partial(_told, page, today))


def days_table(page: ReviewPage) -> PlainTable:
    """The days with people as a table."""
    today = page.today
    rows = [
        [day_in_words(day.day, today), length_or_nothing(day.total)]
        for day in page.review.days
        if day.by_kind
    ]
    return PlainTable(_("Every day"), [_("Day"), _("Total")], rows)


def _told(page: ReviewPage, today: date, number: int) -> tuple[str, Opens]:
    """What a tooltip says of a day, and what stands behind it."""
    day = page.review.days[number]
    total = day.total
    said = _("{day}: {length}").format(
        day=day_in_words(day.day, today), length=length(total) if total else _("nothing")
    )
    return said, on_day(page, day.day) if total else None


def _step(lengths: list[timedelta]) -> timedelta:
    """How many hours a deeper square has, so that the usual days use the whole scale."""
    usual = lengths[int((len(lengths) - 1) * USUAL)] if lengths else timedelta()
    steps = (step for step in STEPS if step >= LEAST_STEP)
    return next((step for step in steps if usual <= step * DEEPEST), STEPS[-1])


def _legend(step: timedelta) -> tuple[str, ...]:
    between = [_("up to {hours}").format(hours=hours(step * depth)) for depth in range(1, DEEPEST)]
    return (_("nothing"), *between, _("more"))
