"""A week in a few sentences, the same in the window, the tray and the terminal."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from presence.texts import _, ngettext
from presence.words.dates import full_date, hours, percent, short_date

if TYPE_CHECKING:  # ``status`` says what is to be confirmed, and needs no review for it
    from presence.core.review import Week, WeekReview


def week_title(week: "Week", today: date) -> str:
    """``This week``, ``Last week``, ``3 Nov – 9 Nov``."""
    current = week.calendar.week_of(today).first
    if week.first == current:
        return _("This week")
    if week.first == current - timedelta(days=7):
        return _("Last week")
    return week_span(week, today)


def week_span(week: "Week", today: date) -> str:
    """``3 Nov – 9 Nov``, with the year where it is another one."""
    first, last = week.days[0], week.days[-1]
    said = short_date if first.year == last.year == today.year else full_date
    return _("{first} – {last}").format(first=said(first), last=said(last))


def total_line(review: "WeekReview") -> str:
    """``9 h with people, 1 h more than last week at this point``."""
    total = _total(review)
    change = change_line(review)
    return _("{total}, {change}").format(total=total, change=change) if change else total


def _total(review: "WeekReview") -> str:
    alone = review.total - review.with_people
    if alone and review.with_people:
        return _("{hours} with people, {alone} alone").format(
            hours=hours(review.with_people), alone=hours(alone)
        )
    if alone:
        return _("{hours} alone").format(hours=hours(alone))
    return _("{hours} with people").format(hours=hours(review.total))


def change_line(review: "WeekReview") -> str:
    """``1 h more than last week at this point``; empty where there was nothing to compare with."""
    if not review.before_total:
        return ""
    apart = review.total - review.before_total
    if abs(apart) < timedelta(minutes=3):
        if review.is_running:
            return _("as much as last week at this point")
        return _("as much as the week before")
    span = hours(abs(apart))
    if review.is_running:
        if apart > timedelta():
            return _("{hours} more than last week at this point").format(hours=span)
        return _("{hours} less than last week at this point").format(hours=span)
    if apart > timedelta():
        return _("{hours} more than the week before").format(hours=span)
    return _("{hours} less than the week before").format(hours=span)


def kept_line(review: "WeekReview") -> str:
    """``94 % kept (known for 5 of 7)``, or that nothing is known."""
    count = len(review.sessions)
    if review.kept_share is None:
        return _("nothing known about screens yet") if count else ""
    share = percent(review.kept_share)
    if review.kept_known == count:
        return _("{share} kept").format(share=share)
    return _("{share} kept (known for {known} of {count})").format(
        share=share, known=review.kept_known, count=count
    )


def confirm_line(count: int) -> str:
    """``2 to confirm``; empty for none."""
    return (
        ngettext("{count} to confirm", "{count} to confirm", count).format(count=count)
        if count
        else ""
    )
