"""The window of with whom the hours went, joined: read when it is opened, and changes nothing."""

from datetime import date
from typing import cast

from presence.core.people.with_whom import TimeWith
from presence.core.people.with_whom_reading import WithWhom, days_of, read_with_whom
from presence.core.person import folded
from presence.core.review import Period, Unit
from presence.core.review.reading import ReviewLog
from presence.drawing.review.table import PlainTable
from presence.front.context import Context
from presence.store.known.people import PersonBook
from presence.texts import _, ngettext
from presence.ui.with_whom.window import NO_TABLE, WithWhomView, WithWhomWindow, averages_words
from presence.words.dates import grouped
from presence.words.people.relations import with_name
from presence.words.people.with_whom import (
    averages_head,
    averages_row,
    changes_line,
    row_of,
    source_line,
)
from presence.words.review.titles import period_span, period_title

MOST = 200  # people
UNITS = {unit.value: unit for unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR)}


class WithWhomOpened:
    """``open`` takes a unit and a day of the period, as ``month 2026-11-03``; "" for this week."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._unit = Unit.WEEK
        self._period: Period | None = None  # None follows the present one
        self._has_averages = False  # nobody is compared with others unasked
        self.window = window = WithWhomWindow(context.wardrobe.look)
        window.unit_chosen.connect(self._on_unit)
        window.moved.connect(self._on_moved)
        window.present_wanted.connect(self._on_present)
        window.averages_toggled.connect(self._on_averages)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        unit, _space, day = wanted.partition(" ")
        self._unit, self._period = UNITS.get(unit, Unit.WEEK), None
        if day:
            self._period = self._unless_present(
                self._context.weeks.calendar.period_of(self._unit, date.fromisoformat(day))
            )
        self.redraw()
        self.window.present()
        self.window.take_keyboard()

    def redraw(self) -> None:
        self._context.actions.attempt(self._show)

    def _show(self) -> None:
        context, now = self._context, self._context.clock.now()
        period = self._shown()
        known = PersonBook(context.log).known()
        relations = {folded(who.name): who.relation for who in known if who.relation is not None}
        found = read_with_whom(cast(ReviewLog, context.log), relations, period, now)
        today = context.weeks.calendar.day_of(now)
        lines = [
            changes_line(_("More: {names}"), found.more),
            changes_line(_("Less: {names}"), found.less),
        ]
        if found.overlaps:
            lines.append(_("An hour with a friend and a colleague counts for both."))
        self.window.redraw(
            WithWhomView(
                unit=self._unit,
                title=period_title(period, today),
                span=period_span(period, today),
                is_present=period.is_running(now),
                relations=_by_relation(found),
                averages=self._averages(found) if self._has_averages else NO_TABLE,
                people=_by_name(found),
                lines=[line for line in lines if line],
                source=source_line() if self._has_averages and found.by_group else "",
            )
        )

    def _averages(self, found: WithWhom) -> PlainTable:
        days = days_of(found.period, self._context.clock.now())
        rows = [averages_row(group, time, days) for group, time in found.by_group]
        return PlainTable(averages_words(), averages_head(), rows)

    def _shown(self) -> Period:
        calendar = self._context.weeks.calendar
        return self._period or calendar.period_of(
            self._unit, calendar.day_of(self._context.clock.now())
        )

    def _unless_present(self, period: Period) -> Period | None:
        return None if period.is_running(self._context.clock.now()) else period

    def _on_unit(self, unit: Unit) -> None:
        day = self._shown().first
        is_present = self._period is None
        self._unit = unit
        self._period = None
        if not is_present:
            calendar = self._context.weeks.calendar
            self._period = self._unless_present(calendar.period_of(unit, day))
        self.redraw()

    def _on_moved(self, by: int) -> None:
        self._period = self._unless_present(self._shown().shifted(by))
        self.redraw()

    def _on_present(self) -> None:
        self._period = None
        self.redraw()
        self.window.take_keyboard()

    def _on_averages(self, is_on: bool) -> None:
        self._has_averages = is_on
        self.redraw()


def _by_relation(found: WithWhom) -> PlainTable:
    head = [_("What they are to you"), _("Hours"), _("Before"), _("Change")]
    rows = [row_of(each, with_name(each.who)) for each in found.by_relation]
    return PlainTable(_("By what people are to you"), head, rows)


def _by_name(found: WithWhom) -> PlainTable:
    rows = [row_of(each, _name(each)) for each in found.by_name[:MOST]]
    if more := len(found.by_name) - len(rows):
        text = ngettext("and {count} more", "and {count} more", more).format(count=grouped(more))
        rows.append([text, "", "", ""])
    return PlainTable(_("By name"), [_("Who"), _("Hours"), _("Before"), _("Change")], rows)


def _name(each: TimeWith) -> str:
    return each.who if isinstance(each.who, str) else each.who.value
