"""A review as a terminal shows it."""

from datetime import date, timedelta

from presence.cli.context import Context
from presence.cli.log.rows import listing_table
from presence.cli.table import bar, cut, plain, table, wrapped
from presence.core.kind import Kinds, Sphere
from presence.core.library import Mapping, Sequence
from presence.core.review import DayReview, PartReview, Period, PeriodReview, Unit
from presence.core.review.hours import stretches_of
from presence.core.review.listing import Listing
from presence.texts import _, ngettext
from presence.words.dates import day_name, grouped, hours, month_name, short_date
from presence.words.kept import kept_basis_line, left_out_line
from presence.words.kinds import kind_name
from presence.words.review.lines import confirm_line
from presence.words.review.sentences import sentences
from presence.words.review.titles import period_span, period_title

BAR_WIDTH = 24
SEPARATOR = " · "
MOST_NAMES = 20
LONGEST_BY_DAYS = 14


def review_text(
    context: Context, review: PeriodReview, unit: Unit, listing: Listing | None = None
) -> str:
    """A review, and the list of its sessions where it has one.

    ``unit`` is what was asked in: a span of weeks has a line for each of them.
    """
    kinds = context.reviews.kinds()
    today = review.period.calendar.day_of(context.now)
    head = head_of(review, today)
    if not review.count:
        return f"{head}\n" + _nothing(review)
    pieces = [
        [head, *_facts(review, kinds)],
        [_bars(review, unit, kinds, today)],
        [_names(review)] if review.by_person else [],
        [listing_table(context, listing, kinds)] if listing is not None else [],
    ]
    return "\n\n".join("\n".join(piece) for piece in pieces if piece)


def head_of(review: PeriodReview, today: date) -> str:
    """``This week, 3 Nov – 9 Nov``."""
    return _head(review.period, today)


def _head(period: Period, today: date) -> str:
    title, span = period_title(period, today), period_span(period, today)
    return title if title == span else f"{title}, {span}"


def _nothing(review: PeriodReview) -> str:
    match review.period.unit:
        case Unit.WEEK:
            return _("No session in this week.")
        case Unit.MONTH:
            return _("No session in this month.")
        case Unit.YEAR:
            return _("No session in this year.")
        case _:
            return _("No session in these days.")


def _facts(review: PeriodReview, kinds: Kinds) -> list[str]:
    names = {Sphere.WORK: _("work {hours}"), Sphere.PRIVATE: _("private {hours}")}
    spheres = [
        names[sphere].format(hours=hours(span)) for sphere, span in review.by_sphere.items() if span
    ]
    story = [_in_lines(plain(each)) for each in sentences(review, kinds)]
    rest = [confirm_line(len(review.unconfirmed)), *(spheres if len(spheres) > 1 else [])]
    facts = [*story, SEPARATOR.join(filter(None, rest))]
    if review.kept_known:
        rests = _("What it rests on: {basis}").format(basis=kept_basis_line(review))
        facts += [_in_lines(rests), _in_lines(left_out_line(review))]
    return [fact for fact in facts if fact]


def _in_lines(text: str) -> str:
    """The text in as many lines as the terminal has it need."""
    return wrapped([("", text)]).strip()


def hours_text(context: Context, period: Period, parts: Sequence[PartReview]) -> str:
    """A line for each part of the period, and the hours in all."""
    today = period.calendar.day_of(context.now)
    most = max(part.total for part in parts)
    kinds = context.reviews.kinds()
    total = sum((part.total for part in parts), timedelta())
    rows = table([_part_row(part, most, kinds, today) for part in parts])
    said = _("{hours} in all").format(hours=hours(total))
    return f"{_head(period, today)}\n{said}\n\n{rows}"


def _bars(review: PeriodReview, unit: Unit, kinds: Kinds, today: date) -> str:
    line = line_unit(review.period, unit)
    if line is Unit.DAY:
        most = max(day.total for day in review.days)
        return table([_day_row(day, most, kinds, today) for day in review.days])
    parts = stretches_of(review.period, review.days, line)
    most = max(part.total for part in parts)
    return table([_part_row(part, most, kinds, today) for part in parts])


def line_unit(period: Period, unit: Unit) -> Unit:
    """A week by days, a month by weeks, a year by months; a long span by what was asked in."""
    if period.unit is Unit.SPAN:
        return Unit.DAY if unit is Unit.WEEK and period.length <= LONGEST_BY_DAYS else unit
    return {Unit.WEEK: Unit.DAY, Unit.MONTH: Unit.WEEK}.get(unit, Unit.MONTH)


def _day_row(day: DayReview, most: timedelta, kinds: Kinds, today: date) -> list[str]:
    return [
        ("> " if day.day == today else "  ") + day_name(day.day),
        short_date(day.day),
        *_hours(day.total, day.by_kind, most, kinds),
    ]


def _part_row(part: PartReview, most: timedelta, kinds: Kinds, today: date) -> list[str]:
    name = short_date(part.first)
    if part.first != part.last:
        name = _("{first} – {last}").format(first=name, last=short_date(part.last))
    match part.whole.unit:
        case Unit.YEAR:
            name = str(part.first.year)
        case Unit.MONTH:
            name = f"{month_name(part.first)} {part.first.year}"
    here = "> " if part.first <= today <= part.last else "  "
    return [here + name, *_hours(part.total, part.by_kind, most, kinds)]


def _hours(
    total: timedelta, by_kind: Mapping[str, timedelta], most: timedelta, kinds: Kinds
) -> list[str]:
    ordered = sorted(by_kind.items(), key=lambda item: -item[1])
    return [
        bar(total / most if most else 0.0, BAR_WIDTH),
        hours(total) if total else "",
        ", ".join(f"{plain(kind_name(kinds[key]))} {hours(span)}" for key, span in ordered),
    ]


def _names(review: PeriodReview) -> str:
    most = review.by_person[0][1]
    rows = [
        [f"  {plain(name)}", bar(span / most if most else 0.0, BAR_WIDTH), hours(span)]
        for name, span in review.by_person[:MOST_NAMES]
    ]
    lines = [table(rows)]
    left_out = len(review.by_person) - len(rows)
    if left_out:
        more = ngettext("and {count} more person", "and {count} more people", left_out)
        lines.append(cut("  " + more.format(count=grouped(left_out))))
    if sum((span for _name, span in review.by_person), timedelta()) > review.total:
        lines.append(cut(_("  (hours with several people count for each of them)")))
    return "\n".join(lines)
