"""What the week window shows, and the charts and tables made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from presence.core.kind import Kind, Kinds
from presence.core.review import KindReview, WeekReview
from presence.drawing.legend import Legend, LegendEntry
from presence.drawing.row_bars import Row, RowBars
from presence.drawing.stacked_bars import Bar, Piece, StackedBars
from presence.texts import _, ngettext
from presence.words.dates import day_name, hours, length, long_day_name, short_date
from presence.words.kinds import kind_name

MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class WeekPage:
    """Everything that the window shows at one instant.

    ``to_confirm`` counts every open question of the log, also those of other weeks.
    ``log_is_empty`` says that there has never been a session; ``is_sample`` that all is made up.
    """

    review: WeekReview
    kinds: Kinds
    now: datetime
    to_confirm: int = 0
    log_is_empty: bool = False
    is_sample: bool = False

    @property
    def today(self) -> date:
        return self.review.week.calendar.day_of(self.now)

    @property
    def is_empty(self) -> bool:
        return not self.review.sessions

    @property
    def kinds_used(self) -> Sequence[Kind]:
        """The kinds of this week, in the order in which they are stacked."""
        used = self.review.by_kind
        known = [kind for kind in self.kinds if kind.key in used]
        gone = [self.kinds[key] for key in sorted(used) if key not in self.kinds]
        return (*known, *gone)


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The numbers behind a chart: a head, and rows of text that begin with their name."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def day_bars(page: WeekPage) -> StackedBars:
    """The hours of each day, stacked by kind."""
    bars = []
    for day in page.review.days:
        name = _day_in_words(day.day, page.today)
        total = length(day.total) if day.total else _("nothing")
        pieces = [
            Piece(
                slot=kind.colour,
                length=day.by_kind[kind.key],
                says=_("{day} · {kind}: {length}").format(
                    day=name, kind=kind_name(kind), length=length(day.by_kind[kind.key])
                ),
            )
            for kind in page.kinds_used
            if kind.key in day.by_kind
        ]
        bars.append(
            Bar(
                label=day_name(day.day),
                below=str(day.day.day),
                above=hours(day.total) if day.total else "",
                says=_("{day}: {length}").format(day=name, length=total),
                pieces=pieces,
                is_today=day.day == page.today,
            )
        )
    return StackedBars(bars, axis_label=hours)


def day_table(page: WeekPage) -> PlainTable:
    """The same hours as a table: a row for each day, a column for each kind."""
    kinds = page.kinds_used
    rows = [
        [
            _day_in_words(day.day, page.today),
            *(_length_or_nothing(day.by_kind.get(kind.key)) for kind in kinds),
            _length_or_nothing(day.total),
        ]
        for day in page.review.days
    ]
    head = [_("Day"), *(kind_name(kind) for kind in kinds), _("Total")]
    return PlainTable(_("Hours per day"), head, rows)


def kind_legend(page: WeekPage) -> Legend:
    """What the colours mean, with each kind's time."""
    return Legend(
        [
            LegendEntry(
                slot=kind.colour,
                label=kind_name(kind),
                beside=hours(page.review.by_kind[kind.key].total),
                says=_kind_in_words(kind, page.review.by_kind[kind.key]),
            )
            for kind in page.kinds_used
        ]
    )


def person_bars(page: WeekPage) -> RowBars:
    """The hours with each person, longest first."""
    people = page.review.by_person
    shown = people if len(people) <= MOST_ROWS + 1 else people[:MOST_ROWS]
    rows = [
        Row(
            label=name,
            amount=together.total_seconds(),
            beside=hours(together),
            says=_("{name}: {length}").format(name=name, length=length(together)),
        )
        for name, together in shown
    ]
    left_out = len(people) - len(shown)
    more = ngettext("and {count} more person", "and {count} more people", left_out)
    return RowBars(rows, more.format(count=left_out) if left_out else "")


def person_table(page: WeekPage) -> PlainTable:
    """The same hours as a table, nobody left out."""
    rows = [[name, length(together)] for name, together in page.review.by_person]
    return PlainTable(_("With whom"), [_("Person"), _("Time together")], rows)


def _day_in_words(day: date, today: date) -> str:
    words = _("{weekday} {date}").format(weekday=long_day_name(day), date=short_date(day))
    return _("{day} (today)").format(day=words) if day == today else words


def _kind_in_words(kind: Kind, review: KindReview) -> str:
    count = ngettext("{count} session", "{count} sessions", review.count).format(count=review.count)
    said = _("{kind}: {length} in {sessions}").format(
        kind=kind_name(kind), length=length(review.total), sessions=count
    )
    if not review.known:
        return said
    return _("{sentence}; no look at a screen in {kept} of {known}").format(
        sentence=said, kept=review.kept, known=review.known
    )


def _length_or_nothing(span: timedelta | None) -> str:
    return length(span) if span else "–"
