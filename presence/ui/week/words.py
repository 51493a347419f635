"""The sentences of the week window: its figures, and how each of them is computed."""

from datetime import UTC, datetime, timedelta

from presence.core.kind import Nature, Sphere
from presence.texts import _
from presence.ui.week.page import WeekPage
from presence.words.dates import clock_time, hours, length, percent
from presence.words.kinds import kind_name

SEPARATOR = " · "


def summary_line(page: WeekPage) -> str:
    """``9 h with people · Dinner: 5 of 5 kept · most with Ana``."""
    review = page.review
    parts = []
    if review.with_people:
        parts.append(_("{hours} with people").format(hours=hours(review.with_people)))
    watched = [kind for kind in page.kinds_used if review.by_kind[kind.key].known]
    away = [kind for kind in watched if kind.nature is Nature.AWAY]
    if watched:
        kind = max(away or watched, key=lambda item: review.by_kind[item.key].known)
        known = review.by_kind[kind.key]
        parts.append(
            _("{kind}: {kept} of {known} kept").format(
                kind=kind_name(kind), kept=known.kept, known=known.known
            )
        )
    if review.by_person:
        parts.append(_("most with {name}").format(name=review.by_person[0][0]))
    return SEPARATOR.join(parts)


def alone_line(page: WeekPage) -> str:
    """``1.5 h of it alone on purpose``; empty where there was none."""
    alone = page.review.total - page.review.with_people
    return _("{hours} of it alone on purpose").format(hours=hours(alone)) if alone else ""


def kept_figure(page: WeekPage) -> str:
    """``94 %``, or that nothing is known."""
    share = page.review.kept_share
    return _("not known") if share is None else percent(share)


def total_help(page: WeekPage) -> str:
    """How the total and its change are computed."""
    review = page.review
    # as it was set: in some week clocks jump over it
    begin = datetime.combine(review.week.first, review.week.calendar.day_starts_at, UTC)
    said = _(
        "The real time of all sessions in these seven days, each from {time} on. What goes over "
        "the edge of the week is cut there."
    ).format(time=clock_time(begin, UTC))
    if not review.before_total:
        return said
    if not review.is_running:
        compared = _("The whole week before had {length}.")
    else:
        compared = _("The week before had {length} by the same weekday and time.")
    return said + " " + compared.format(length=length(review.before_total))


def sphere_help(page: WeekPage) -> str:
    """Which kinds count as work and which as private."""
    names = {
        sphere: ", ".join(kind_name(kind) for kind in page.kinds if kind.sphere is sphere)
        for sphere in Sphere
    }
    return _("Each kind counts as one of the two. Work: {work}. Private: {private}.").format(
        work=names[Sphere.WORK], private=names[Sphere.PRIVATE]
    )


def people_help(page: WeekPage) -> str:
    """How the hours with each person are computed."""
    together = sum((time for _name, time in page.review.by_person), timedelta())
    said = _("An hour with three people counts as an hour for each of them.")
    if together <= page.review.total:
        return said
    return said + " " + _("That is why these add up to more than the week's total.")
