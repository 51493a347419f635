"""``people follow-ups``, ``follow-up`` and ``done``: what is to follow a meeting."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import timedelta

from presence.cli.context import Context
from presence.cli.people.found import (
    because,
    follow_ups_of,
    no_words,
    people_of,
    today_of,
    who_is_meant,
)
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.names.spelling import tidy
from presence.core.people.follow_up import LONGEST_ABOUT, FollowUp, can_be
from presence.core.people.suggestion import Hint, Suggestion, suggestions
from presence.core.ports import ChangeKind
from presence.store import new_id
from presence.texts import _
from presence.words.people.reading import read_coming_day
from presence.words.people.relations import find_deed
from presence.words.people.said import due_day, follow_up_line

SOON = timedelta(days=3)
SHORTEST_ID = 4


def show_follow_ups(context: Context, arguments: Namespace) -> int:
    """What is still to be done, and what might be."""
    no_words(arguments.words, "people follow-ups")
    book = follow_ups_of(context)
    found, ideas = book.all() if arguments.all else book.open(), _ideas(context)
    if context.as_json:
        from presence.words.people.records import follow_ups_record

        context.say_record(follow_ups_record(found, ideas, context.zone))
        return 0
    pieces = [_listed(context, found)] if found else []
    if ideas:
        lines = [f"  {_idea_line(each)}" for each in ideas]
        pieces.append("\n".join([_("What might follow:"), *lines]))
    context.say("\n\n".join(pieces or [_("Nothing is to follow.")]))
    return 0


def add_follow_up(context: Context, arguments: Namespace) -> int:
    """The last word says what; before it stands who."""
    usage = "people follow-up NAME write --in 3d"
    if len(arguments.words) < 2:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    deed = find_deed(arguments.words[-1])
    who = who_is_meant(context, arguments.words[:-1], usage)
    today, about = today_of(context), tidy(arguments.about or "")
    due_on = today + SOON
    if arguments.in_ is not None:
        due_on = read_coming_day(arguments.in_, context.now, context.zone, today)
    follow_up = FollowUp(new_id(), who.name, deed, due_on, context.now, about)
    if not can_be(follow_up):
        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field="--about", limit=LONGEST_ABOUT)
    change = because(context, ChangeKind.FOLLOW_UP_CHANGED, who.name)
    follow_ups_of(context).put(follow_up, change)
    context.tell_app()
    return say_follow_ups(context, [follow_up])


def done(context: Context, arguments: Namespace) -> int:
    """By their number in the list, or the beginning of an id."""
    if not arguments.words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="people done 2")
    book = follow_ups_of(context)
    still_open = book.open()
    found = {each.id: each for each in (_find(still_open, word) for word in arguments.words)}
    for each in found.values():
        book.do(each, because(context, ChangeKind.FOLLOW_UP_CHANGED, each.person))
    context.tell_app()
    if context.as_json:
        context.say_record({"done": list(found)})
    else:
        for each in found.values():
            context.say(_("Done: {what}").format(what=plain(follow_up_line(each))))
    return 0


def say_follow_ups(context: Context, follow_ups: Sequence[FollowUp]) -> int:
    """Those that were just written."""
    if context.as_json:
        from presence.words.people.records import follow_up_record

        context.say_record([follow_up_record(each, context.zone) for each in follow_ups])
        return 0
    today = today_of(context)
    for each in follow_ups:
        line = plain(follow_up_line(each))
        said = _("To follow, {day}: {what}")
        context.say(said.format(day=due_day(each.due_on, today), what=line))
    return 0


def _find(follow_ups: Sequence[FollowUp], which: str) -> FollowUp:
    wanted = which.strip().lower()
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(follow_ups):
        return follow_ups[int(wanted) - 1]
    begun = [each for each in follow_ups if each.id.startswith(wanted)]
    if len(wanted) < SHORTEST_ID or len(begun) != 1:
        raise Refused(ErrorCode.NO_SUCH_FOLLOW_UP, text=which)
    return begun[0]


def _listed(context: Context, follow_ups: Sequence[FollowUp]) -> str:
    today = today_of(context)
    return table(
        [
            [
                str(number),
                _("done") if each.done_at else due_day(each.due_on, today),
                plain(follow_up_line(each)),
            ]
            for number, each in enumerate(follow_ups, 1)
        ]
    )


def _ideas(context: Context) -> Sequence[Suggestion]:
    known = people_of(context).known()
    asked = [who.id for who in known if who.met is not None]
    return suggestions(known, context.log.last_met(asked), follow_ups_of(context).all())


def _idea_line(idea: Suggestion) -> str:
    name = plain(idea.who.name)
    match idea.hint:
        case Hint.MEET:
            return _("meet {name}, whom you know only online").format(name=name)
        case Hint.CONNECT:
            return _("connect with {name}, whom you met in person").format(name=name)
