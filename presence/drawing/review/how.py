"""How each figure is computed, and the lines that stand where there is none."""

from datetime import UTC, datetime, timedelta

from presence.core.kind import Sphere
from presence.core.review import Unit
from presence.drawing.review.page import ReviewPage
from presence.texts import _, ngettext
from presence.words.dates import clock_time, grouped, hours, length, percent
from presence.words.kinds import kind_name


def nothing_words(unit: Unit) -> str:
    """What stands in a period without a session."""
    match unit:
        case Unit.MONTH:
            return _("No sessions in this month.")
        case Unit.YEAR:
            return _("No sessions in this year.")
        case _:
            return _("No sessions in this week.")


def no_names_words(unit: Unit) -> str:
    """What stands where nobody is named."""
    match unit:
        case Unit.MONTH:
            return _("No names this month.")
        case Unit.YEAR:
            return _("No names this year.")
        case _:
            return _("No names this week.")


def total_words(page: ReviewPage) -> str:
    """``9 h in 7 sessions``: what a screen reader says of the hours as a whole."""
    count = page.review.count
    sessions = ngettext("{count} session", "{count} sessions", count).format(count=grouped(count))
    return _("{hours} in {sessions}").format(hours=hours(page.review.total), sessions=sessions)


def alone_line(page: ReviewPage) -> str:
    """``1.5 h of it alone on purpose``; empty where there was none."""
    alone = page.review.alone
    return _("{hours} of it alone on purpose").format(hours=hours(alone)) if alone else ""


def kept_figure(page: ReviewPage) -> str:
    """``94 %``, or that nothing is known."""
    share = page.review.kept_share
    return _("not known") if share is None else percent(share)


def total_help(page: ReviewPage) -> str:
    """How the total and its change are computed."""
    review, period = page.review, page.period
    # as it was set: in some week clocks jump over it
    begin = datetime.combine(period.first, period.calendar.day_starts_at, UTC)
    said = ngettext(
        "The real time of all sessions in this {count} day, from {time} on. What goes over its "
        "edge is cut there.",
        "The real time of all sessions in these {count} days, each from {time} on. What goes over "
        "the edge of the first or the last is cut there.",
        period.length,
    ).format(count=period.length, time=clock_time(begin, UTC))
    if not review.before_total:
        return said
    if review.is_running:
        compared = _("The one before had {length} up to the same point.")
    else:
        compared = _("The whole one before had {length}.")
    return said + " " + compared.format(length=length(review.before_total))


def sphere_help(page: ReviewPage) -> str:
    """Which kinds count as work and which as private."""
    names = {
        sphere: ", ".join(kind_name(kind) for kind in page.kinds if kind.sphere is sphere)
        for sphere in Sphere
    }
    return _("Each kind counts as one of the two. Work: {work}. Private: {private}.").format(
        work=names[Sphere.WORK], private=names[Sphere.PRIVATE]
    )


def people_help(page: ReviewPage) -> str:
    """How the hours with each person are computed."""
    together = sum((time for _name, time in page.review.by_person), timedelta())
    said = _("An hour with three people counts as an hour for each of them.")
    if together <= page.review.total:
        return said
    return said + " " + _("That is why these add up to more than the total.")


def longest_help() -> str:
    """How the longest stretch is found."""
    return _(
        "The longest time within one session of which it is known that there was no look at a "
        "screen."
    )


def days_help() -> str:
    """What the squares of a year stand for."""
    return _("A square for each day: the deeper and fuller, the more hours.")


def looks_help() -> str:
    """Which looks are counted, and where."""
    return _(
        "Looks at a screen by the hour in which they began. A click shows the sessions in which "
        "one took something away."
    )


def kept_by_kind_help() -> str:
    """How the share of each kind is computed."""
    return _(
        "The share of each kind's time without a look at a screen, of the sessions of which "
        "something is known. A look with a good reason takes nothing away."
    )


def planned_help() -> str:
    """Which sessions are compared with their plan."""
    return _(
        "The sessions that had a planned end and whose real end is known: the time they took, "
        "beside the time that was planned."
    )


def answers_help() -> str:
    """How the two answers are set beside what was kept."""
    return _(
        "The mean of your answers from 1 (not at all) to 5 (very), for sessions without a look at "
        "a screen and for those with one. It shows what went together, not what caused it."
    )
