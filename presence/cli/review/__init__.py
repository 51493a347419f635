"""``week``, ``month``, ``year``: where the hours with people went, the same facts as in JSON."""

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.cli.review.chosen import chosen_period, compared_period
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.library import Callable
from presence.core.review import PeriodReview, Unit
from presence.core.review.listing import Listing
from presence.core.review.period import Period
from presence.core.review.reading import read_hours, read_listed, read_review
from presence.texts import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _arguments(unit: Unit) -> "Callable[[ArgumentParser], None]":
    def add_arguments(parser: "ArgumentParser") -> None:
        add = parser.add_argument
        add(
            "date",
            nargs="*",
            metavar=_("DATE"),
            help=_("a day in it, “last”, or -1 for the one before"),
        )
        beside = _("beside another one: a day in it, “last”, or any days as DATE..DATE")
        add("--compare", metavar=_("WITH"), help=beside)
        add("--by", choices=["relation"], help=_("with whom: by what people are to you"))
        about = _("with --by: beside averages of the American Time Use Survey")
        add("--averages", action="store_true", help=about)
        add("--hours", action="store_true", help=_("only the hours by kind, of many years at once"))
        for kind, words in (
            ("html", _("write it as a web page, readable without script")),
            ("png", _("write it as a picture")),
            ("pdf", _("write it as a PDF")),
        ):
            add(f"--{kind}", metavar=_("FILE"), help=words)
        add("--with-names", action="store_true", help=_("files name people, places and tags too"))
        add("--force", action="store_true", help=_("overwrite a file that is there"))
        add("--from", dest="first", metavar=_("DATE"), help=_("any days: from this one on"))
        add("--to", dest="last", metavar=_("DATE"), help=_("and up to this one"))
        parser.set_defaults(unit=unit)

    return add_arguments


def _review(context: Context, arguments: "Namespace") -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    calendar = calendar_of(context)
    period = chosen_period(context, calendar, arguments)
    _refuse_files_of_nothing(arguments)
    if arguments.averages and not arguments.by:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--averages needs --by relation"))
    if arguments.by:
        from presence.cli.people.with_whom import show_with_whom  # for who asks

        return show_with_whom(context, arguments, period)
    if arguments.hours and arguments.compare is None:
        return _hours(context, period, arguments.unit)
    into_files = arguments.html or arguments.png or arguments.pdf
    if arguments.compare is None and not into_files:
        say_review(context, period, arguments.unit)
        return 0
    review = _read(context, period)
    other = _other(context, period, arguments)
    if into_files:
        from presence.cli.review.written import write_files  # Qt, for who wants a file
        from presence.core.review.compare import compare

        comparison = None if other is None else compare(review, other)
        return write_files(context, arguments, review, comparison)
    assert other is not None
    return _beside(context, review, other)


def _refuse_files_of_nothing(arguments: "Namespace") -> None:
    """A file without a name, or one of what is shown in the terminal alone."""
    for kind in ("html", "png", "pdf"):
        path = getattr(arguments, kind)
        if path == "":
            detail = _("{name} needs a value").format(name=f"--{kind}")
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
        if path is not None and (arguments.by or arguments.hours):
            other = "--by" if arguments.by else "--hours"
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=other, second=f"--{kind}")


def say_review(context: Context, period: Period, unit: Unit) -> None:
    """The review of one period, the way it was asked for."""
    if context.as_json:
        from presence.words.review.records import review_record

        context.say_record(review_record(_read(context, period), context.now))
        return
    from presence.cli.review.text import review_text

    if period.unit is Unit.WEEK:
        review, listing = _read_listed(context, period)
        context.say(review_text(context, review, unit, listing))
    else:
        context.say(review_text(context, _read(context, period), unit))


def _hours(context: Context, period: Period, unit: Unit) -> int:
    from presence.cli.review.text import hours_text, line_unit

    parts = read_hours(context.reviews, period, line_unit(period, unit), context.now)
    if context.as_json:
        from presence.words.review.records import hours_record

        context.say_record(hours_record(period, parts))
    else:
        context.say(hours_text(context, period, parts))
    return 0


def _other(context: Context, period: Period, arguments: "Namespace") -> PeriodReview | None:
    """What stands beside it, where that was asked for."""
    if arguments.compare is None:
        return None
    return _read(context, compared_period(context, period, arguments))


def _beside(context: Context, one: PeriodReview, other: PeriodReview) -> int:
    from presence.core.review.compare import compare  # most people look at one

    comparison = compare(one, other)
    if context.as_json:
        from presence.words.review.records import comparison_record

        context.say_record(comparison_record(comparison, context.now))
    else:
        from presence.cli.review.beside import comparison_text

        context.say(comparison_text(context, comparison))
    return 0


def _read(context: Context, period: Period) -> PeriodReview:
    try:
        return read_review(context.reviews, period, context.now)
    except OverflowError as fault:
        raise _beyond_time(period) from fault


def _read_listed(context: Context, period: Period) -> tuple[PeriodReview, Listing]:
    try:
        return read_listed(context.reviews, period, context.now)
    except OverflowError as fault:
        raise _beyond_time(period) from fault


def _beyond_time(period: Period) -> NotUnderstood:
    """At the ends of time there is no day before or after."""
    return NotUnderstood(ErrorCode.BAD_TIME, text=str(period.first))


COMMANDS = {
    "week": Command(lambda: _("the review of a week"), _arguments(Unit.WEEK), _review),
    "month": Command(lambda: _("the review of a month"), _arguments(Unit.MONTH), _review),
    "year": Command(lambda: _("the review of a year"), _arguments(Unit.YEAR), _review),
}
