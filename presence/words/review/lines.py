"""The figures of a review, each in a line."""

from datetime import timedelta

from presence.texts import _, ngettext
from presence.words.dates import grouped, hours, percent

TYPE_CHECKING = False
if TYPE_CHECKING:  # ``status`` says what is to be confirmed, and needs no review for it
    from presence.core.review import PeriodReview

ALIKE = timedelta(minutes=3)  # too little to speak of


def total_line(review: "PeriodReview") -> str:
    """``9 h with people, 1 h more than last week at this point``."""
    total = total_words(review)
    change = change_line(review)
    return _("{total}, {change}").format(total=total, change=change) if change else total


def total_words(review: "PeriodReview") -> str:
    """``9 h with people, 1.5 h alone``."""
    alone = review.alone
    if alone and review.with_people:
        return _("{hours} with people, {alone} alone").format(
            hours=hours(review.with_people), alone=hours(alone)
        )
    if alone:
        return _("{hours} alone").format(hours=hours(alone))
    return _("{hours} with people").format(hours=hours(review.total))


def change_line(review: "PeriodReview") -> str:
    """``1 h more than last week at this point``; empty where there was nothing to compare with."""
    if not review.before_total:
        return ""
    apart = review.total - review.before_total
    if abs(apart) < ALIKE:
        return _as_much(review)
    texts = _more(review) if apart > timedelta() else _less(review)
    return texts.format(hours=hours(abs(apart)))


def _as_much(review: "PeriodReview") -> str:
    running = review.is_running
    match review.period.unit.value:
        case "week":
            return (
                _("as much as last week at this point")
                if running
                else _("as much as the week before")
            )
        case "month":
            return (
                _("as much as last month at this point")
                if running
                else _("as much as the month before")
            )
        case "year":
            return (
                _("as much as last year at this point")
                if running
                else _("as much as the year before")
            )
        case "day":
            return (
                _("as much as yesterday at this time")
                if running
                else _("as much as the day before")
            )
        case _:
            return _("as much as in the days before")


def _more(review: "PeriodReview") -> str:
    running = review.is_running
    match review.period.unit.value:
        case "week":
            if running:
                return _("{hours} more than last week at this point")
            return _("{hours} more than the week before")
        case "month":
            if running:
                return _("{hours} more than last month at this point")
            return _("{hours} more than the month before")
        case "year":
            if running:
                return _("{hours} more than last year at this point")
            return _("{hours} more than the year before")
        case "day":
            if running:
                return _("{hours} more than yesterday at this time")
            return _("{hours} more than the day before")
        case _:
            return _("{hours} more than in the days before")


def _less(review: "PeriodReview") -> str:
    running = review.is_running
    match review.period.unit.value:
        case "week":
            if running:
                return _("{hours} less than last week at this point")
            return _("{hours} less than the week before")
        case "month":
            if running:
                return _("{hours} less than last month at this point")
            return _("{hours} less than the month before")
        case "year":
            if running:
                return _("{hours} less than last year at this point")
            return _("{hours} less than the year before")
        case "day":
            if running:
                return _("{hours} less than yesterday at this time")
            return _("{hours} less than the day before")
        case _:
            return _("{hours} less than in the days before")


def kept_line(review: "PeriodReview") -> str:
    """``94 % kept (known for 5 of 7)``, or that nothing is known."""
    if review.kept_share is None:
        return _("nothing known about screens yet") if review.count else ""
    share = percent(review.kept_share)
    if review.kept_known == review.count:
        return _("{share} kept").format(share=share)
    return _("{share} kept (known for {known} of {count})").format(
        share=share, known=grouped(review.kept_known), count=grouped(review.count)
    )


def confirm_line(count: int) -> str:
    """``2 to confirm``; empty for none."""
    return (
        ngettext("{count} to confirm", "{count} to confirm", count).format(count=grouped(count))
        if count
        else ""
    )
