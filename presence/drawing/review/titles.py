"""What a period is called, and its story."""

from collections.abc import Sequence
from datetime import date

from presence.core.kind import Kinds
from presence.core.review import Period, PeriodReview, Unit
from presence.texts import _
from presence.words.dates import month_name
from presence.words.week import kept_line, total_line, week_span, week_title


def period_title(period: Period, today: date) -> str:
    """``This week``, ``Last month``, ``2025``."""
    match period.unit:
        case Unit.WEEK:
            return week_title(period, today)
        case Unit.MONTH:
            return _("{month} {year}").format(
                month=month_name(period.first), year=period.first.year
            )
        case Unit.YEAR:
            return str(period.first.year)
        case _:
            return week_span(period, today)


def period_span(period: Period, today: date) -> str:
    """``3 Nov – 9 Nov``, with the year where it is another one."""
    return week_span(period, today)


def story_of(review: PeriodReview, kinds: Kinds, with_names: bool = True) -> Sequence[str]:
    """The period in at most five sentences."""
    most = _("most with {name}").format(name=review.by_person[0][0]) if review.by_person else ""
    lines = (total_line(review), most if with_names else "", kept_line(review))
    return tuple(line[:1].upper() + line[1:] + "." for line in lines if line)
