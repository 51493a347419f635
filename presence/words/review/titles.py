"""What a period is called."""

from datetime import date

from presence.texts import _
from presence.words.dates import full_date, long_day_name, month_name, short_date

TYPE_CHECKING = False
if TYPE_CHECKING:  # ``status`` says what is to be confirmed, and needs no review for it
    from presence.core.review import Period


def period_title(period: "Period", today: date) -> str:
    """``This week``, ``Last month``, ``November 2026``, ``2025``, ``3 Nov – 9 Nov``."""
    from presence.core.review.period import Unit

    here = period.calendar.period_of(period.unit, today)
    names = {
        Unit.DAY: (_("Today"), _("Yesterday")),
        Unit.WEEK: (_("This week"), _("Last week")),
        Unit.MONTH: (_("This month"), _("Last month")),
        Unit.YEAR: (_("This year"), _("Last year")),
    }
    if period.unit in names:
        this, last = names[period.unit]
        if period.first == here.first:
            return this
        if period.first == here.shifted(-1).first:
            return last
    return period_span(period, today)


def period_span(period: "Period", today: date) -> str:
    """``3 Nov – 9 Nov``, with the year where it is another one; ``November 2026``, ``2025``."""
    from presence.core.review.period import Unit

    first, last = period.first, period.last
    said = short_date if first.year == last.year == today.year else full_date
    match period.unit:
        case Unit.YEAR:
            return str(first.year)
        case Unit.MONTH:
            return _("{month} {year}").format(month=month_name(first), year=first.year)
        case Unit.DAY:
            return _("{weekday} {date}").format(weekday=long_day_name(first), date=said(first))
        case _:
            return _("{first} – {last}").format(first=said(first), last=said(last))
