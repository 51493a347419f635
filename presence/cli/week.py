"""``week``: where the hours with people went, with the same facts as its JSON."""

from argparse import ArgumentParser, Namespace
from datetime import date, timedelta

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log import calendar_of, session_table, shown
from presence.cli.table import bar, cut, plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.kind import Kinds, Sphere
from presence.core.person import folded
from presence.core.review import DayReview, Week, WeekReview, review_week
from presence.texts import _
from presence.words.dates import day_name, hours, short_date
from presence.words.entry import when
from presence.words.grammar import entry_words
from presence.words.kept import kept_basis_line, left_out_line
from presence.words.kinds import kind_name
from presence.words.week import confirm_line, kept_line, total_line, week_span, week_title

BAR_WIDTH = 24
SEPARATOR = " · "


def _week_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "date",
        nargs="*",
        metavar=_("DATE"),
        help=_("a day in it, “last”, or -1 for the one before"),
    )


def _week(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    calendar = calendar_of(context)
    today = calendar.day_of(context.now)
    week = _week_of(context, " ".join(arguments.date), calendar.week_of(today))
    kinds = context.log.kinds()
    before = week.shifted(-1)
    review = review_week(
        week,
        shown(context, context.log.between(week.start, week.end), kinds),
        shown(context, context.log.between(before.start, before.end), kinds),
        kinds,
        context.now,
    )
    if context.as_json:
        from presence.words.records import week_record

        context.say_record(week_record(review, context.now))
    else:
        context.say(_text(context, review, kinds, today))
    return 0


def _week_of(context: Context, text: str, this_week: Week) -> Week:
    if not text:
        return this_week
    if text in ("last", "-1") or folded(text) in entry_words("de").folded().last:
        return this_week.shifted(-1)
    if text[0] in "-+" and text[1:].isascii() and text[1:].isdigit() and len(text) < 6:
        return this_week.shifted(int(text))
    try:
        today = this_week.calendar.day_of(context.now)
        return this_week.calendar.week_of(when(context.now, context.zone, today).day(text))
    except OverflowError as fault:
        raise NotUnderstood(ErrorCode.BAD_TIME, text=text) from fault


def _text(context: Context, review: WeekReview, kinds: Kinds, today: date) -> str:
    title, span = week_title(review.week, today), week_span(review.week, today)
    head = title if title == span else f"{title}, {span}"
    if not review.sessions:
        return f"{head}\n" + _("No session in this week.")
    pieces = [
        [head, *_facts(review)],
        [_days(review, kinds, today)],
        [_people(review)] if review.by_person else [],
        [session_table(context, review.sessions, kinds)],
    ]
    return "\n\n".join("\n".join(piece) for piece in pieces if piece)


def _facts(review: WeekReview) -> list[str]:
    names = {Sphere.WORK: _("work {hours}"), Sphere.PRIVATE: _("private {hours}")}
    spheres = [
        names[sphere].format(hours=hours(span)) for sphere, span in review.by_sphere.items() if span
    ]
    to_confirm = confirm_line(len(review.unconfirmed))
    rest = [kept_line(review), to_confirm, *(spheres if len(spheres) > 1 else [])]
    facts = [total_line(review), SEPARATOR.join(filter(None, rest))]
    if review.kept_known:
        facts.append(_("What it rests on: {basis}").format(basis=kept_basis_line(review)))
        facts += filter(None, [left_out_line(review)])
    return facts


def _days(review: WeekReview, kinds: Kinds, today: date) -> str:
    most = max(day.total for day in review.days)
    return table([_day_row(day, most, kinds, today) for day in review.days])


def _day_row(day: DayReview, most: timedelta, kinds: Kinds, today: date) -> list[str]:
    parts = sorted(day.by_kind.items(), key=lambda item: -item[1])
    return [
        ("> " if day.day == today else "  ") + day_name(day.day),
        short_date(day.day),
        bar(day.total / most if most else 0.0, BAR_WIDTH),
        hours(day.total) if day.total else "",
        ", ".join(f"{plain(kind_name(kinds[key]))} {hours(span)}" for key, span in parts),
    ]


def _people(review: WeekReview) -> str:
    most = review.by_person[0][1]
    rows = [
        [f"  {plain(name)}", bar(span / most if most else 0.0, BAR_WIDTH), hours(span)]
        for name, span in review.by_person
    ]
    note = _("  (hours with several people count for each of them)")
    overlap = sum((span for _name, span in review.by_person), timedelta()) > review.total
    return table(rows) + (f"\n{cut(note)}" if overlap else "")


COMMANDS = {"week": Command(lambda: _("the review of a week"), _week_arguments, _week)}
