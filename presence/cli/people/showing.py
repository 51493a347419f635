"""``people show``: the page of a person."""

from argparse import Namespace
from datetime import date

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of, shown
from presence.cli.log.rows import session_table
from presence.cli.people.coming import coming_offers
from presence.cli.people.found import follow_ups_of, today_of, who_is_meant
from presence.cli.people.touching import wish_of
from presence.cli.table import bar, plain, table, wrapped
from presence.core.clock import to_ms
from presence.core.editing.filter import LogFilter
from presence.core.people.details import Details
from presence.core.people.page import Page, first_with, hours_by_month, total_of
from presence.core.person import folded
from presence.texts import _, ngettext
from presence.words.coming.offer import offer_name
from presence.words.dates import grouped, hours, moment, month_name
from presence.words.people.known import known_lines
from presence.words.people.said import (
    SEPARATOR,
    cadence_line,
    due_day,
    follow_up_line,
    last_time,
    span_of_days,
)

SESSIONS = 5
BAR_WIDTH = 24


def show(context: Context, arguments: Namespace) -> int:
    """Everything about one."""
    who = who_is_meant(context, arguments.words, "people show NAME")
    page = page_of(context, who)
    sessions = context.log.find(LogFilter(people=frozenset({who.name})), 0, SESSIONS)
    rows = shown(context, sessions, context.log.kinds())
    if context.as_json:
        from presence.words.people.records import page_record

        context.say_record(page_record(page, rows, context.now, context.zone))
        return 0
    pieces = [_head(context, page), _months(page)]
    if rows:
        pieces.append(session_table(context, rows, context.log.kinds()))
    pieces.append(_follow_ups(page, today_of(context)))
    context.say("\n\n".join(filter(None, pieces)))
    return 0


def page_of(context: Context, who: Details) -> Page:
    """What stands on the page of somebody."""
    now, calendar = to_ms(context.now), calendar_of(context)
    spans = context.log.spans_with(who.id)
    groups = [group for group in context.log.groups() if _is_in(who, group.people)]
    theirs = [each for each in follow_ups_of(context).all() if _is_in(who, [each.person])]
    return Page(
        who=who,
        groups=tuple(group.name for group in groups),
        wish=wish_of(context, who),
        last=context.log.last_met([who.id]).get(who.id),
        next=first_with(coming_offers(context), who.name),
        count=len(spans),
        total=total_of(spans, now),
        by_month=hours_by_month(spans, calendar, today_of(context), now),
        follow_ups=theirs,
    )


def _head(context: Context, page: Page) -> str:
    who, today = page.who, today_of(context)
    lines = [plain(who.name), *map(plain, known_lines(who, today))]
    if page.groups:
        lines.append(_("in {groups}").format(groups=", ".join(map(plain, page.groups))))
    if page.wish is not None and who.cadence is None:
        lines.append(_("to be seen {every}").format(every=cadence_line(page.wish)))
    if page.last is None:
        lines.append(_("not met yet"))
    else:
        days = (today - calendar_of(context).day_of(page.last.at)).days
        ago = _("{span} ago").format(span=span_of_days(days)) if days > 1 else ""
        when = moment(page.last.at, context.zone, context.now)
        kinds = context.log.kinds()
        lines.append(SEPARATOR.join(filter(None, [plain(last_time(page.last, kinds)), when, ago])))
        said = ngettext("{count} session, {hours}", "{count} sessions, {hours}", page.count)
        lines.append(said.format(count=grouped(page.count), hours=hours(page.total)))
    if page.next is not None:
        when = moment(page.next.starts_at, context.zone, context.now)
        what = plain(offer_name(page.next, context.log.kinds(), show_people=False))
        lines.append(_("next {time}").format(time=f"{when}{SEPARATOR}{what}"))
    return "\n".join([lines[0], wrapped([("", line) for line in lines[1:]])])


def _months(page: Page) -> str:
    most = max((part.total for part in page.by_month), default=None)
    if not most:
        return ""
    rows = [
        [
            f"  {month_name(part.first)} {part.first.year}",
            bar(part.total / most, BAR_WIDTH),
            hours(part.total) if part.total else "",
        ]
        for part in page.by_month
    ]
    return table(rows)


def _follow_ups(page: Page, today: date) -> str:
    rows = [
        [
            "  " + (_("done") if each.done_at else due_day(each.due_on, today)),
            plain(follow_up_line(each)),
        ]
        for each in page.follow_ups
    ]
    return _("What is to follow:") + "\n" + table(rows) if rows else ""


def _is_in(who: Details, names: "list[str] | tuple[str, ...]") -> bool:
    return folded(who.name) in map(folded, names)
