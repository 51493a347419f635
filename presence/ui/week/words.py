"""The sentences of the week window: its figures, and how each of them is computed."""

from datetime import timedelta

from presence.core.kind import Nature, Sphere
from presence.core.session import Basis
from presence.texts import _, ngettext
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


def kept_basis_line(page: WeekPage) -> str:
    """What the kept share rests on: ``you said so 7 · not known 2``."""
    names = {
        Basis.COMPUTER_AND_PHONE: _("computer and phone: {count}"),
        Basis.COMPUTER: _("computer only: {count}"),
        Basis.SAID: _("you said so: {count}"),
        Basis.NOT_KNOWN: _("not known: {count}"),
    }
    counts = page.review.by_basis
    return SEPARATOR.join(
        text.format(count=counts[basis]) for basis, text in names.items() if counts.get(basis)
    )


def kept_figure(page: WeekPage) -> str:
    """``94 %``, or that nothing is known."""
    share = page.review.kept_share
    return _("not known") if share is None else percent(share)


def total_help(page: WeekPage) -> str:
    """How the total and its change are computed."""
    review = page.review
    said = _(
        "The real time of all sessions in these seven days, each from {time} on. What goes over "
        "the edge of the week is cut there."
    ).format(time=clock_time(review.week.start, review.week.calendar.zone))
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


def kept_help(page: WeekPage) -> str:
    """How the kept share is computed, and what it rests on."""
    review = page.review
    said = _(
        "The share of the time without a look at a screen; longer sessions count for more. A look "
        "with a good reason takes nothing away."
    )
    unknown = review.by_basis.get(Basis.NOT_KNOWN, 0)
    if unknown:
        left_out = ngettext(
            "{count} session of which nothing is known is left out.",
            "{count} sessions of which nothing is known are left out.",
            unknown,
        )
        said += " " + left_out.format(count=unknown)
    return said


def people_help(page: WeekPage) -> str:
    """How the hours with each person are computed."""
    together = sum((time for _name, time in page.review.by_person), timedelta())
    said = _("An hour with three people counts as an hour for each of them.")
    if together <= page.review.total:
        return said
    return said + " " + _("That is why these add up to more than the week's total.")


def basis_name(basis: Basis) -> str:
    """What is known of looks at a screen in one session."""
    match basis:
        case Basis.COMPUTER_AND_PHONE:
            return _("This computer and the phone were watched.")
        case Basis.COMPUTER:
            return _("Only this computer was watched.")
        case Basis.SAID:
            return _("You said so.")
        case Basis.NOT_KNOWN:
            return _("Nothing is known of looks at a screen.")
