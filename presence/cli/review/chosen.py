"""The period that was asked for, read the way people write days."""

from datetime import date

from presence.cli.context import Context
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.person import folded
from presence.core.review.period import Calendar, Period, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def chosen_period(context: Context, calendar: Calendar, arguments: "Namespace") -> Period:
    """The week, month or year that was named, or the days from one to another."""
    text, first, last = " ".join(arguments.date), arguments.first, arguments.last
    today = calendar.day_of(context.now)
    if first is None and last is None:
        return _named(context, text, calendar.period_of(arguments.unit, today))
    if text:
        used = "--from" if first is not None else "--to"
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=text, second=used)
    if first is None:
        raise NotUnderstood(ErrorCode.BAD_FILTER, text=f"--to {last}", needs="--from")
    start = _day(context, first, today)
    end = today if last is None else _day(context, last, today)
    if end < start and last is None:
        raise NotUnderstood(ErrorCode.DAY_TO_COME, text=first)
    if end < start:
        raise _backwards(first, str(last), f"--from {last} --to {first}")
    return calendar.span(start, end)


def compared_period(context: Context, period: Period, arguments: "Namespace") -> Period:
    """The one to stand beside it: “last” is the one before it, a day the one that holds it.

    Any days are ``2025-03-01..2025-03-09``; beside any days a day is the first of as many.
    """
    first, dots, last = arguments.compare.partition("..")
    if not dots:
        return _named(context, arguments.compare, period)
    today = period.calendar.day_of(context.now)
    start, end = (_day(context, text, today) for text in (first, last))
    if end < start:
        raise _backwards(first, last, f"--compare {last}..{first}")
    return period.calendar.span(start, end)


def _backwards(first: str, last: str, other_way: str) -> NotUnderstood:
    return NotUnderstood(ErrorCode.BAD_FILTER, text=other_way, first=first, last=last)


def _named(context: Context, text: str, here: Period) -> Period:
    if not text:
        return here
    from presence.words.grammar import entry_words  # most people ask for the present one

    try:
        if text in ("last", "-1") or folded(text) in entry_words("de").folded().last:
            return here.shifted(-1)
        if text[0] in "-+" and text[1:].isascii() and text[1:].isdigit() and len(text) < 6:
            return here.shifted(int(text))
        today = here.calendar.day_of(context.now)
        day = _year_or_month(text) or _day_or_month(context, text, here.unit, today)
        if here.unit is Unit.SPAN:
            return here.calendar.span(day, day + (here.last - here.first))
        return here.calendar.period_of(here.unit, day)
    except OverflowError as fault:
        raise NotUnderstood(ErrorCode.BAD_TIME, text=text) from fault


def _day_or_month(context: Context, text: str, unit: Unit, today: date) -> date:
    """A month may be named alone: ``november``."""
    try:
        return _day(context, text, today)
    except NotUnderstood as fault:
        if unit is not Unit.MONTH:
            raise
        try:
            return _day(context, f"1 {text}", today)
        except NotUnderstood:
            raise fault from None


def _day(context: Context, text: str, today: date) -> date:
    if (day := _plain_day(text)) is not None:
        return day
    from presence.words.entry import when

    return when(context.now, context.zone, today).day(text)


def _plain_day(text: str) -> date | None:
    """The day of ``2025-03-01``, which every language writes alike: no grammar is loaded for it."""
    parts = text.split("-")
    is_plain = text.isascii() and "".join(parts).isdigit()
    if not is_plain or [len(part) for part in parts] != [4, 2, 2]:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None  # the grammar says what is wrong with it


def _year_or_month(text: str) -> date | None:
    """``2025`` is a year and ``2025-03`` a month: the first day; None for what is neither."""
    year, dash, month = text.partition("-")
    numbers = (year, month) if dash else (year, "01")
    if [len(number) for number in numbers] != [4, 2] or not "".join(numbers).isascii():
        return None
    try:
        return date(int(numbers[0]), int(numbers[1]), 1)
    except ValueError:
        return None
