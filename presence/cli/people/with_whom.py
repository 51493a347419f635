"""``week --by relation``: with whom the hours went, beside the week before."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import timedelta

from presence.cli.context import Context
from presence.cli.people.found import people_of
from presence.cli.review.text import BAR_WIDTH
from presence.cli.table import bar, cut, plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.published.averages import AGES, AVERAGES, REFERENCE
from presence.core.people.relation import ALONE_CODE, UNKNOWN_CODE, WITH_WHOM_CODES, Relation
from presence.core.people.with_whom import ALONE, TimeWith, With
from presence.core.people.with_whom_reading import WithWhom, read_with_whom
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
        context.say_record(_record(found, arguments.averages))
    else:
        context.say(_text(context, found))
        if arguments.averages:
            context.say(_averages(found))
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


def _averages(found: WithWhom) -> str:
    """Those published of the relations that are in it, and where they come from."""
    from presence.words.people.with_whom import average_text, source_line

    there = [each.who for each in found.by_relation if each.who in AVERAGES]
    rows = [[f"  {with_name(who)}", average_text(who)] for who in there]
    lines = [_("Averages a day:"), table(rows)] if rows else []
    none = _("No average that can be quoted was found for the others.")
    return "\n".join([*lines, none, source_line()])


def _change(span: timedelta) -> str:
    return ("+" if span > timedelta() else "−") + hours(abs(span))


def _record(found: WithWhom, has_averages: bool) -> Record:
    return {
        **(_averages_record(found) if has_averages else {}),
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


def _averages_record(found: WithWhom) -> Record:
    """For each relation its averages by age, and of which relations together they are."""
    return {
        "averages": {
            _word(each.who): {
                "with": [relation.value for relation in published.of],
                "by_age": [
                    {"age": age, "a_day_s": seconds(a_day)}
                    for age, a_day in zip(AGES, published.a_day, strict=True)
                ],
            }
            for each in found.by_relation
            if (published := AVERAGES.get(each.who))
        },
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
