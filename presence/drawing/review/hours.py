"""The hours: of each day in a week or a month, of each month in a year, stacked by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from presence.core.kind import Kind
from presence.core.review import KindReview, Period, Unit
from presence.drawing.legend import Legend, LegendEntry
from presence.drawing.review.behind import of_kinds, within
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable, length_or_nothing
from presence.drawing.stacked_bars import Bar, Piece, StackedBars
from presence.texts import _, ngettext
from presence.words.dates import (
    day_name,
    grouped,
    hours,
    length,
    long_day_name,
    month_name,
    short_date,
)
from presence.words.kinds import kind_name


@dataclass(frozen=True, slots=True)
class _Column:
    """A day or a month, however it is named."""

    name: str
    label: str
    below: str
    by_kind: Mapping[str, timedelta]
    period: Period
    is_now: bool

    @property
    def total(self) -> timedelta:
        return sum(self.by_kind.values(), timedelta())


def hours_title(page: ReviewPage) -> str:
    """What the bars stand for."""
    return _("Hours per month") if page.unit is Unit.YEAR else _("Hours per day")


def hour_bars(page: ReviewPage) -> StackedBars:
    """The hours, stacked by kind."""
    kinds = page.kinds_used
    return StackedBars([_bar(page, column, kinds) for column in _columns(page)], axis_label=hours)


def _bar(page: ReviewPage, column: _Column, kinds: Sequence[Kind]) -> Bar:
    total = column.total
    pieces = [
        Piece(
            slot=kind.colour,
            length=column.by_kind[kind.key],
            says=_("{day} · {kind}: {length}").format(
                day=column.name, kind=kind_name(kind), length=length(column.by_kind[kind.key])
            ),
            opens=of_kinds(page, (kind.key,), column.period),
        )
        for kind in kinds
        if kind.key in column.by_kind
    ]
    return Bar(
        label=column.label,
        below=column.below,
        above=hours(total) if total else "",
        says=_("{day}: {length}").format(
            day=column.name, length=length(total) if total else _("nothing")
        ),
        pieces=pieces,
        is_today=column.is_now,
        opens=within(page, column.period) if total else None,
    )


def hours_table(page: ReviewPage) -> PlainTable:
    """The same hours as a table: a row for each day or month, a column for each kind."""
    kinds = page.kinds_used
    rows = [
        [
            column.name,
            *(length_or_nothing(column.by_kind.get(kind.key)) for kind in kinds),
            length_or_nothing(column.total),
        ]
        for column in _columns(page)
    ]
    first = _("Month") if page.unit is Unit.YEAR else _("Day")
    head = [first, *(kind_name(kind) for kind in kinds), _("Total")]
    return PlainTable(hours_title(page), head, rows)


def kind_legend(page: ReviewPage) -> Legend:
    """What the colours mean, with each kind's time."""
    return Legend(
        [
            LegendEntry(
                slot=kind.colour,
                label=kind_name(kind),
                beside=hours(page.review.by_kind[kind.key].total),
                says=_kind_in_words(kind, page.review.by_kind[kind.key]),
                opens=of_kinds(page, (kind.key,)),
            )
            for kind in page.kinds_used
        ]
    )


def _columns(page: ReviewPage) -> Sequence[_Column]:
    calendar, today = page.period.calendar, page.today
    if page.unit is Unit.YEAR:
        return [
            _Column(
                name=_("{month} {year}").format(month=month_name(part.first), year=part.first.year),
                label=month_name(part.first),
                below="",
                by_kind=part.by_kind,
                period=part.whole,
                is_now=part.first <= today <= part.last,
            )
            for part in page.review.months
        ]
    is_week = len(page.review.days) <= 7
    return [
        _Column(
            name=day_in_words(day.day, today),
            label=day_name(day.day) if is_week else str(day.day.day),
            below=str(day.day.day) if is_week else _week_begins(page, day.day),
            by_kind=day.by_kind,
            period=calendar.day(day.day),
            is_now=day.day == today,
        )
        for day in page.review.days
    ]


def _week_begins(page: ReviewPage, day: date) -> str:
    return day_name(day) if day.weekday() == page.period.calendar.first_weekday else ""


def day_in_words(day: date, today: date) -> str:
    """``Thursday 19 Nov (today)``."""
    words = _("{weekday} {date}").format(weekday=long_day_name(day), date=short_date(day))
    return _("{day} (today)").format(day=words) if day == today else words


def _kind_in_words(kind: Kind, review: KindReview) -> str:
    count = ngettext("{count} session", "{count} sessions", review.count).format(
        count=grouped(review.count)
    )
    said = _("{kind}: {length} in {sessions}").format(
        kind=kind_name(kind), length=length(review.total), sessions=count
    )
    if not review.kept:
        return said
    return _("{sentence}; no look at a screen in {kept} of {known}").format(
        sentence=said, kept=review.kept, known=review.known
    )
