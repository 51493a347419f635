"""Where the rows of the log window come from: the log, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QElapsedTimer

from presence.core.editing.filter import EVERYTHING, LogFilter, kinds_in_text
from presence.core.reconcile import as_the_log_shows_it
from presence.front.context import Context
from presence.front.log.searched import SearchedLog, searched
from presence.texts import _
from presence.ui.log.view import DaySpan, LogRow
from presence.words.dates import DAY
from presence.words.entry import when
from presence.words.kinds import kind_name

FIRST_MS = 8  # half a picture on the screen: what was typed is shown, and the rest counted later
ALL_MS = 10_000


class LogRows:
    """Reads for the window what passes the filter in force (``ui.log.view.LogSource``)."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._wanted = EVERYTHING
        self._counting: Iterator[int] = iter(())
        self._count = 0
        self.is_counting = False

    @property
    def log(self) -> SearchedLog:
        """The log, with what it can find."""
        return searched(self._context.log)

    def ask_for(self, wanted: LogFilter) -> int:
        """Put a filter in force; how many sessions pass it, of a text as far as they are counted.

        A word of a text also means the kinds whose name in the person's language holds it.
        """
        text = wanted.text
        names = {kind.key: kind_name(kind) for kind in self._context.log.kinds()} if text else {}
        self._wanted = replace(wanted, kinds_by_text=kinds_in_text(text, names))
        self._counting, self._count = self.log.counting(self._wanted), 0
        self.is_counting = True
        return self.count_on(FIRST_MS if text else ALL_MS)

    def count_on(self, milliseconds: int) -> int:
        """Count for so long; how many there are by now."""
        spent = QElapsedTimer()
        spent.start()
        while self.is_counting and spent.elapsed() < milliseconds:
            count = next(self._counting, None)
            self.is_counting = count is not None
            self._count = self._count if count is None else count
        return self._count

    @property
    def wanted(self) -> LogFilter:
        """The filter in force, as the log reads it."""
        return self._wanted

    def rows(self, offset: int, limit: int) -> Sequence[LogRow]:
        if self.is_counting:
            limit = min(limit, self._count - offset)
        found = self.log.find(self._wanted, offset, limit)
        beside = self.log.beside(found)
        kinds, now = self._context.log.kinds(), self._context.clock.now()
        return [
            LogRow(
                as_the_log_shows_it(session, kinds[session.kind], now),
                beside.get(session.id, ()),
                session.ended_at is None,
            )
            for session in found
        ]

    def people(self) -> Sequence[str]:
        return self._context.log.people()

    def tags(self) -> Sequence[str]:
        return [tag for tag, _count in self._context.log.tags()]

    def places(self) -> Sequence[str]:
        return [place for place, _count in self._context.log.places()]

    def day_edge(self, text: str, is_end: bool) -> datetime:
        context, now = self._context, self._context.clock.now()
        calendar = context.weeks.calendar
        today = calendar.day_of(now)
        day = when(now, context.zone(), today).day(text)
        return calendar.start_of(day + DAY if is_end else day)

    def spans(self) -> Sequence[DaySpan]:
        """Days that have a name."""
        calendar = self._context.weeks.calendar
        today = calendar.day_of(self._context.clock.now())
        week = calendar.week_of(today)
        month, year = today.replace(day=1), today.replace(month=1, day=1)
        before_month = (month - DAY).replace(day=1)
        before_year = year.replace(year=max(year.year - 1, 1))
        named = (
            (_("Today"), today, today + DAY),
            (_("Yesterday"), today - DAY, today),
            (_("This week"), week.days[0], week.shifted(1).days[0]),
            (_("Last week"), week.shifted(-1).days[0], week.days[0]),
            (_("This month"), month, (month + 31 * DAY).replace(day=1)),
            (_("Last month"), before_month, month),
            (_("This year"), year, (year + 366 * DAY).replace(month=1, day=1)),
            (_("Last year"), before_year, year),
        )
        start_of = calendar.start_of
        spans = [DaySpan(name, start_of(first), start_of(end)) for name, first, end in named]
        return [DaySpan(_("All days")), *spans]
