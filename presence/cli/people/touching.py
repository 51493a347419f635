"""``people wrote`` and ``people not-now``: a lighter touch, and a pause."""

from argparse import Namespace

from presence.cli.context import Context
from presence.cli.people.found import because, people_of, today_of, who_is_meant, wishes_of
from presence.cli.table import plain
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.frozen import replace
from presence.core.people import digest
from presence.core.people.cadence import Cadence, wish_for
from presence.core.people.details import Details
from presence.core.people.reading import groups_of
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.texts import _
from presence.words.dates import day_label
from presence.words.people.reading import read_coming_day, read_past_day


def wrote(context: Context, arguments: Namespace) -> int:
    """Note that a line was written, or somebody called."""
    who = who_is_meant(context, arguments.words, "people wrote NAME")
    today = today_of(context)
    day = today
    if arguments.on is not None:
        day = read_past_day(arguments.on, context.now, context.zone, today)
    written = digest.wrote(who, day)
    _put(context, written)
    said = _("Wrote to {name}: {day}.")
    return _say(context, written, said.format(name=plain(who.name), day=day_label(day, today)))


def not_now(context: Context, arguments: Namespace) -> int:
    """Say nothing of somebody for a while."""
    who = who_is_meant(context, arguments.words, "people not-now NAME")
    today = today_of(context)
    if arguments.until is None:
        written = digest.not_now(who, wish_of(context, who), today)
    else:
        until = read_coming_day(arguments.until, context.now, context.zone, today)
        if until < today:
            raise NotUnderstood(ErrorCode.DAY_IS_OVER, text=arguments.until)
        written = replace(who, quiet_until=until)
    _put(context, written)
    assert written.quiet_until is not None
    until_day = day_label(written.quiet_until, today)
    said = _("Nothing is said of {name} until {day}.")
    return _say(context, written, said.format(name=plain(who.name), day=until_day))


def wish_of(context: Context, who: Details) -> Cadence | None:
    """How often one wants to see them, from wherever it comes."""
    groups = groups_of(context.log.groups()).get(folded(who.name), ())
    return wish_for(who, groups, wishes_of(context).wishes())


def _put(context: Context, who: Details) -> None:
    people_of(context).put(who, because(context, ChangeKind.PERSON_CHANGED, who.name))
    context.tell_app()


def _say(context: Context, who: Details, line: str) -> int:
    if context.as_json:
        from presence.words.people.records import details_record

        context.say_record(details_record(who))
    else:
        context.say(line)
    return 0
