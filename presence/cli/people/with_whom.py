"""``week --by relation``: with whom the hours went, beside the week before."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta

from presence.cli.context import Context
from presence.cli.people.found import people_of
from presence.cli.review.text import BAR_WIDTH
from presence.cli.table import bar, cut, plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.published.averages import AGES, REFERENCE
from presence.core.people.relation import ALONE_CODE, UNKNOWN_CODE, WITH_WHOM_CODES, Relation
from presence.core.people.with_whom import ALONE, TimeWith, With
from presence.core.people.with_whom_reading import WithWhom, days_of, read_with_whom
from presence.core.person import folded
from presence.core.review.period import Period
from presence.texts import _
from presence.words.dates import hours
from presence.words.people.relations import with_name
from presence.words.records import Record, seconds
from presence.words.review.titles import period_span, period_title

_OTHERS = ("compare", "hours", "html", "png", "pdf")


def show_with_whom(context: Context, arguments: Namespace, period: Period) -> int:
    """A line for what people are to one, the most time first."""
    for name in _OTHERS:
        if getattr(arguments, name):
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--by", second=f"--{name}")
    known = people_of(context).known()
    relations = {folded(who.name): who.relation for who in known if who.relation is not None}
    found = read_with_whom(context.log, relations, period, context.now)
    if context.as_json:
        context.say_record(_record(found, arguments.averages, context.now))
    else:
        context.say(_text(context, found))
        if arguments.averages:
            context.say(_averages(found, context.now))
    return 0


def _text(context: Context, found: WithWhom) -> str:
    period, today = found.period, found.period.calendar.day_of(context.now)
    title, span = period_title(period, today), period_span(period, today)
    head = title if title == span else f"{title}, {span}"
    if not found.by_relation:
        return f"{head}\n" + _("No session in these days.")
    most = max(each.time for each in found.by_relation)
    lines = [head, table([_row(each, most) for each in found.by_relation])]
    if found.overlaps:
        lines.append(cut(_("  (an hour with a friend and a colleague counts for both)")))
    for said, changes in ((_("More: {names}"), found.more), (_("Less: {names}"), found.less)):
        if changes:
            names = ", ".join(f"{plain(name)} {_change(change)}" for name, change in changes)
            lines.append(cut(said.format(names=names)))
    return "\n".join(lines)


def _row(each: TimeWith, most: timedelta) -> list[str]:
    return [
        f"  {with_name(each.who)}",
        bar(each.time / most if most else 0.0, BAR_WIDTH),
        hours(each.time) if each.time else "–",
        _change(each.change) if each.change else "",
    ]


def _averages(found: WithWhom, now: datetime) -> str:
    """Those published of the groups that are in it, and where they come from."""
    from presence.words.people.with_whom import averages_head, averages_row, source_line

    if not found.by_group:
        return _("No average that can be quoted was found for them.")
    days = days_of(found.period, now)
    rows = [averages_row(group, time, days) for group, time in found.by_group]
    return "\n".join([table([["", *averages_head()[1:]], *rows]), source_line()])


def _change(span: timedelta) -> str:
    return ("+" if span > timedelta() else "−") + hours(abs(span))


def _record(found: WithWhom, has_averages: bool, now: datetime) -> Record:
    return {
        **(_averages_record(found, now) if has_averages else {}),
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "with": [
            {
                "relation": _word(each.who),
                "code": code_of(each.who),
                "total_s": seconds(each.time),
                "before_s": seconds(each.before),
            }
            for each in found.by_relation
        ],
        "more": _changes(found.more),
        "less": _changes(found.less),
    }


def _averages_record(found: WithWhom, now: datetime) -> Record:
    """For each group of the survey: the relations in it, the time a day, and the averages."""
    days = days_of(found.period, now)
    return {
        "averages": [
            {
                "with": [relation.value for relation in group.of],
                "a_day_s": seconds(time / days),
                "by_age": [
                    {"age": age, "a_day_s": seconds(a_day)}
                    for age, a_day in zip(AGES, group.a_day, strict=True)
                ],
            }
            for group, time in found.by_group
        ],
        "reference": REFERENCE,
    }


def _word(who: With) -> str:
    return who.value if isinstance(who, Relation) else who


def _changes(changes: Sequence[tuple[str, timedelta]]) -> list[Record]:
    return [{"name": name, "change_s": seconds(change)} for name, change in changes]


def code_of(who: With) -> int:
    """The code of the American Time Use Survey."""
    if isinstance(who, Relation):
        return WITH_WHOM_CODES[who]
    return ALONE_CODE if who == ALONE else UNKNOWN_CODE
