"""``people add`` and ``people edit``: what is known of somebody."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from presence.cli.context import Context
from presence.cli.people.found import because, people_of, today_of, who_is_meant
from presence.cli.table import plain
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.frozen import replace
from presence.core.names.spelling import tidy
from presence.core.people.details import LONGEST, MOST_LINKS, Details, can_be
from presence.core.people.spans import made_cadence
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.texts import _
from presence.words.people.known import known_lines
from presence.words.people.reading import read_birthday, read_coming_day, read_past_day
from presence.words.people.relations import find_encounter, find_relation
from presence.words.people.spans import is_none, read_days

USUAL = "usual"
_FIELDS = {
    "nick": "nick",
    "met_at": "met_at",
    "note": "notes",
    "relation": "relation",
    "met": "met",
    "birthday": "birthday",
    "met_on": "met_on",
    "quiet_until": "quiet_until",
}


def add(context: Context, arguments: Namespace) -> int:
    """Somebody new; of who was met already but is not known, what is known from now on."""
    name = tidy(" ".join(arguments.words))
    if not name:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="people add NAME")
    known = {folded(who.name): who for who in people_of(context).everybody()}
    who = known.get(folded(name), Details(name))
    if who.id and (not who.is_nothing or not _says_anything(arguments)):
        raise Refused(ErrorCode.PERSON_EXISTS, text=who.name)
    return _put(context, _changed(context, who, arguments))


def edit(context: Context, arguments: Namespace) -> int:
    """What is named is changed, all else stays."""
    who = who_is_meant(context, arguments.words, "people edit NAME")
    if not _says_anything(arguments):
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("nothing to change was named"))
    return _put(context, _changed(context, who, arguments))


def _put(context: Context, who: Details) -> int:
    _check(who)
    change = because(context, ChangeKind.PERSON_CHANGED, who.name)
    written = people_of(context).put(who, change)
    context.tell_app()
    if context.as_json:
        from presence.words.people.records import details_record

        context.say_record(details_record(written))
    else:
        context.say(_("Noted: {name}").format(name=plain(written.name)))
        for line in known_lines(written, today_of(context)):
            context.say(f"  {plain(line)}")
    return 0


def _says_anything(arguments: Namespace) -> bool:
    values = vars(arguments)
    others = ("link", "unlink", "every", "at_most", "archive", "unarchive")
    return any(values[name] not in (None, False, []) for name in (*_FIELDS, *others))


def _changed(context: Context, who: Details, arguments: Namespace) -> Details:
    today = today_of(context)

    def past(text: str) -> date:
        return read_past_day(text, context.now, context.zone, today)

    def coming(text: str) -> date:
        return read_coming_day(text, context.now, context.zone, today)

    readers: dict[str, Callable[[str], Any]] = {
        "nick": tidy,
        "met_at": tidy,
        "note": str.strip,
        "relation": find_relation,
        "met": find_encounter,
        "birthday": read_birthday,
        "met_on": past,
        "quiet_until": coming,
    }
    changes: dict[str, Any] = {}
    for option, field in _FIELDS.items():
        text = getattr(arguments, option)
        if text is None:
            continue
        is_text = isinstance(getattr(who, field), str)
        changes[field] = None if not is_text and is_none(text) else readers[option](text)
    if arguments.archive and arguments.unarchive:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--archive", second="--unarchive")
    if arguments.archive or arguments.unarchive:
        changes["is_archived"] = bool(arguments.archive)
    changed = replace(who, **changes, links=_links(who, arguments))
    return _with_wish(changed, arguments)


def _links(who: Details, arguments: Namespace) -> tuple[str, ...]:
    for link in arguments.unlink:
        if link not in who.links:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"--unlink {link}")
    links = [each for each in who.links if each not in arguments.unlink]
    return tuple(dict.fromkeys([*links, *filter(None, map(tidy, arguments.link))]))


def _with_wish(who: Details, arguments: Namespace) -> Details:
    if arguments.every is None and arguments.at_most is None:
        return who
    is_let_be = arguments.every is not None and is_none(arguments.every)
    if is_let_be or (arguments.every is not None and _is_usual(arguments.every)):
        if arguments.at_most is not None:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--at-most needs how often"))
        return replace(who, cadence=None, is_let_be=is_let_be)
    before = who.cadence
    if arguments.every is None and before is None:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--at-most needs --every"))
    days = before.days if arguments.every is None and before else read_days(arguments.every)
    at_most = None if before is None else before.at_most
    if arguments.at_most is not None:
        at_most = None if is_none(arguments.at_most) else read_days(arguments.at_most)
    elif at_most is not None and at_most < days:
        at_most = None  # the wish has outgrown it
    return replace(who, cadence=made_cadence(days, at_most), is_let_be=False)


def _is_usual(text: str) -> bool:
    """Whether they are to be seen as often as others of their groups and relation."""
    return folded(text) in (USUAL, folded(_("usual")))


def _check(who: Details) -> None:
    if can_be(who):
        return
    options = {"name": _("NAME"), "nick": "--nick", "met_at": "--met-at", "notes": "--note"}
    for field, option in options.items():
        if len(getattr(who, field)) > LONGEST[field]:
            raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field=option, limit=LONGEST[field])
    limit = MOST_LINKS if len(who.links) > MOST_LINKS else LONGEST["links"]
    raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field="--link", limit=limit)
