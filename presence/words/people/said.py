"""How long ago one saw somebody, how often one wants to, and what is to follow, in words."""

from datetime import date, timedelta

from presence.core.kind import Kinds
from presence.core.people.cadence import Cadence, Due
from presence.core.people.last_met import LastMet
from presence.texts import _, ngettext
from presence.words.kinds import kind_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.people.details import Birthday
    from presence.core.people.events import MetThere
    from presence.core.people.follow_up import FollowUp

SEPARATOR = " · "
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 120, 730  # days


def span_of_days(days: int) -> str:
    """``10 days``, ``5 weeks``, ``4 months``; as one says it, rounded down."""
    if days < _WEEKS_FROM:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if days < _MONTHS_FROM:
        return ngettext("{count} week", "{count} weeks", days // 7).format(count=days // 7)
    if days < _YEARS_FROM:
        months = int(days / 30.44)
        return ngettext("{count} month", "{count} months", months).format(count=months)
    years = int(days / 365.25)
    return ngettext("{count} year", "{count} years", years).format(count=years)


def due_reason(due: Due) -> str:
    """``not seen for 5 weeks``, ``never met``."""
    if due.days is None:
        return _("not met yet")
    return _("not seen for {span}").format(span=span_of_days(due.days))


def last_time(last: LastMet | None, kinds: Kinds) -> str:
    """``last time Dinner at Da Enzo``, "" for whom one never met."""
    if last is None:
        return ""
    kind = kind_name(kinds[last.kind])
    if last.place:
        return _("last time {kind} at {place}").format(kind=kind, place=last.place)
    return _("last time {kind}").format(kind=kind)


def reason_line(due: Due, kinds: Kinds) -> str:
    """``not seen for 5 weeks; last time Dinner at Da Enzo``."""
    return "; ".join(filter(None, [due_reason(due), last_time(due.last, kinds)]))


def cadence_line(cadence: Cadence) -> str:
    """``every 3 weeks, at most 6 weeks``."""
    every = _every(cadence.days)
    if cadence.at_most is None:
        return every
    return _("{every}, at most {span}").format(every=every, span=_whole(cadence.at_most))


def _every(days: int) -> str:
    count, unit = _unit(days)
    match unit:
        case "w":
            said = ngettext("every week", "every {count} weeks", count)
        case "m":
            said = ngettext("every month", "every {count} months", count)
        case "y":
            said = ngettext("every year", "every {count} years", count)
        case _:
            said = ngettext("every day", "every {count} days", count)
    return said.format(count=count)


def _whole(days: int) -> str:
    count, unit = _unit(days)
    match unit:
        case "w":
            said = ngettext("{count} week", "{count} weeks", count)
        case "m":
            said = ngettext("{count} month", "{count} months", count)
        case "y":
            said = ngettext("{count} year", "{count} years", count)
        case _:
            said = ngettext("{count} day", "{count} days", count)
    return said.format(count=count)


def _unit(days: int) -> tuple[int, str]:
    """The largest unit of which it is so many whole ones."""
    for unit, length in (("y", 365), ("m", 30), ("w", 7)):
        if days % length == 0:
            return days // length, unit
    return days, "d"


def due_day(day: date, today: date) -> str:
    """``today``, ``tomorrow``, ``Fri 4 Dec``, and for a day that is over ``since Fri 4 Dec``."""
    from presence.words.dates import day_label

    label = day_label(day, today)
    return _("since {day}").format(day=label) if day < today - timedelta(days=1) else label


def follow_up_line(follow_up: "FollowUp") -> str:
    """``write to Ana · the map``."""
    from presence.core.people.follow_up import Deed

    match follow_up.deed:
        case Deed.CONNECT:
            said = _("connect with {name}")
        case Deed.WRITE:
            said = _("write to {name}")
        case Deed.BOOK:
            said = _("book a meeting with {name}")
    return SEPARATOR.join(filter(None, [said.format(name=follow_up.person), follow_up.about]))


def became_line(met: "MetThere") -> str:
    """``met 2 times again · connected · done: write to Ana``: of somebody since an event."""
    said = []
    if met.met_again:
        again = ngettext("met once again", "met {count} times again", met.met_again)
        said.append(again.format(count=met.met_again))
    if met.is_connected:
        said.append(_("connected"))
    said += [_("done: {what}").format(what=follow_up_line(each)) for each in met.done]
    said += [_("to follow: {what}").format(what=follow_up_line(each)) for each in met.still_open]
    return SEPARATOR.join(said)


def birthday_text(birthday: "Birthday") -> str:
    """``12 Apr 1984``, or without the year where it is not known."""
    from presence.words.dates import full_date, short_date

    day = date(birthday.year or 2000, birthday.month, birthday.day)
    return short_date(day) if birthday.year is None else full_date(day)
