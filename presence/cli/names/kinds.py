"""``kinds``: list them, add one's own, change one, take one out, make several one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.long_work import at_long_work
from presence.cli.names.changing import change, only, refuse_none, say_result, to_merge
from presence.cli.table import plain, table, wrapped
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.kind import BUILT_IN, Around, Kind, Nature, OverTime, Sphere
from presence.core.names.kind_rules import KEY, is_built_in, plain_kind, sound_length, with_nature
from presence.core.names.spelling import tidy
from presence.core.names.use import Names
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.texts import _
from presence.words.dates import length, planned_length
from presence.words.entry import when
from presence.words.errors import shortened
from presence.words.kinds import find_kind, kind_details, kind_name, spellings
from presence.words.names.kind_renaming import renamed

ACTIONS = ("list", "add", "edit", "rename", "remove", "merge")
AROUND = {wish.value.replace("_", "-"): wish for wish in Around}
OVER_TIME = {
    "stay": OverTime.STAY_QUIET,
    "count": OverTime.COUNT,
    "end": OverTime.END_SOFTLY,
}
SWITCH = {"on": True, "off": False}
SLEEP = {"ask": True, "count": False}
NOTHING = "none"


def _kinds_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add("key", nargs="?", metavar=_("KEY"), help=_("the word you type for it"))
    add("more", nargs="*", metavar=_("WORD"), help=_("rename: its new name; merge: more kinds"))
    add("--into", metavar=_("KEY"), help=_("merge: the kind that stays"))
    add("--name", metavar=_("TEXT"), help=_("the name that windows show"))
    add("--length", metavar=_("LENGTH"), help=_("the usual length, or “open”"))
    add(
        "--nature",
        choices=[nature.value for nature in Nature],
        help=_("away: you leave the computer; desk: it is in the room"),
    )
    add("--sphere", choices=[sphere.value for sphere in Sphere], help=_("work or private"))
    add(
        "--over-time",
        choices=list(OVER_TIME),
        help=_("at the planned end: stay quiet; count on until you are back; end with a notice"),
    )
    add("--bound", metavar=_("LENGTH"), help=_("a forgotten one is closed after this"))
    add(
        "--bound-after-plan",
        metavar=_("LENGTH"),
        help=_("or so long after its planned end; “none” to take that out"),
    )
    add(
        "--watch",
        choices=list(SWITCH),
        help=_("whether a look at this computer counts, once you have left it"),
    )
    add("--nudge", choices=list(SWITCH), help=_("a friendly word when you look"))
    add(
        "--sleep",
        choices=list(SLEEP),
        help=_("a computer that sleeps: ask when it ended, or count on"),
    )
    add(
        "--around",
        metavar=_("LIST"),
        help=_("what else goes quiet, and back afterwards: {list}, or “none”").format(
            list=",".join(AROUND)
        ),
    )


def _kinds(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    if arguments.action == "list":
        return _list(context)
    if not arguments.key:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_usage(arguments.action))
    if arguments.action == "merge":
        return _merge(context, arguments)
    if arguments.action == "rename":
        (arguments.name,) = only(arguments.more, 1, _usage("rename"))
    elif arguments.more:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=" ".join(arguments.more))
    if arguments.action == "remove":
        return _remove(context, arguments.key)
    kind = _new(context, arguments.key) if arguments.action == "add" else None
    kind = _changed(context, arguments, kind or find_kind(arguments.key, context.log.kinds()))
    context.log.put_kind(kind, _change(context, kind.key))
    context.tell_app()
    return _say(context, kind)


def _usage(action: str) -> str:
    if action == "rename":
        return _("kinds rename KEY NAME")
    if action == "merge":
        return _("kinds merge KEY… --into KEY")
    return _("kinds {action} KEY").format(action=action)


def _list(context: Context) -> int:
    kinds = context.log.kinds()
    if context.as_json:
        from presence.words.records import kinds_record

        context.say_record(kinds_record(kinds))
    else:
        context.say(_listed(list(kinds)))
    return 0


def _listed(kinds: Sequence[Kind]) -> str:
    heads = table([_head(kind) for kind in kinds]).split("\n")
    return wrapped([(head, kind_details(kind)) for head, kind in zip(heads, kinds, strict=True)])


def _head(kind: Kind) -> list[str]:
    usual = _("open") if kind.default_length is None else planned_length(kind.default_length)
    nature = _("away") if kind.nature is Nature.AWAY else _("desk")
    sphere = _("work") if kind.sphere is Sphere.WORK else _("private")
    return [kind.key, plain(kind_name(kind)), usual, nature, sphere]


def _new(context: Context, key: str) -> Kind:
    """A plain private away kind of that key; Refused where the word means another kind already."""
    if not KEY.fullmatch(key):
        detail = _("“{text}” is not one word of letters and digits").format(text=shortened(key))
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
    for kind in context.log.kinds():
        if folded(key) in spellings(kind):
            raise Refused(ErrorCode.KIND_EXISTS, text=kind.key)
    return plain_kind(key)


def _changed(context: Context, arguments: Namespace, kind: Kind) -> Kind:
    times = when(context.now, context.zone)
    if arguments.name is not None:
        kind = replace(kind, name="")  # as it is called without one of its own
        if tidy(arguments.name):
            kind = renamed(context.log.kinds(), kind, arguments.name)
    if not kind.name and not is_built_in(kind.key):
        kind = replace(kind, name=kind.key.replace("-", " ").capitalize())
    if arguments.length is not None:
        kind = replace(kind, default_length=_usual_length(arguments.length, context))
    if arguments.nature is not None:
        kind = with_nature(kind, Nature(arguments.nature))
    if arguments.sphere is not None:
        kind = replace(kind, sphere=Sphere(arguments.sphere))
    if arguments.over_time is not None:
        kind = replace(kind, over_time=OVER_TIME[arguments.over_time])
    if arguments.bound is not None:
        kind = replace(kind, bound_after_start=_sound(times.length(arguments.bound)))
    if arguments.bound_after_plan is not None:
        kind = replace(kind, bound_after_plan=_after_plan(arguments.bound_after_plan, context))
    if arguments.around is not None:
        kind = replace(kind, around=_around(arguments.around))
    if arguments.sleep is not None:
        kind = replace(kind, asks_about_sleep=SLEEP[arguments.sleep])
    return _with_attention(kind, arguments)


def _with_attention(kind: Kind, arguments: Namespace) -> Kind:
    """Where no look counts there is none to nudge at."""
    if arguments.watch == "off" and arguments.nudge == "on":
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--watch off", second="--nudge on")
    if arguments.watch is not None:
        watches = SWITCH[arguments.watch]
        kind = replace(kind, watches_input=watches, nudges=kind.nudges and watches)
    if arguments.nudge is not None:
        nudges = SWITCH[arguments.nudge]
        if nudges and not kind.watches_input:
            raise Refused(ErrorCode.NOTHING_TO_NUDGE, text=kind.key)
        kind = replace(kind, nudges=nudges)
    return kind


def _around(text: str) -> frozenset[Around]:
    """What these words, or beginnings of them, wish; nothing for no word, or “none” alone."""
    words = [folded(word).replace("_", "-") for word in text.replace(",", " ").split()]
    if words == [NOTHING] or words == [folded(_("none"))]:
        return frozenset()
    return frozenset(map(_wish, words))


def _wish(word: str) -> Around:
    begun = [wish for name, wish in AROUND.items() if name.startswith(word)]
    if len(begun) != 1:
        detail = _("{name} cannot be {value}, only {choices}").format(
            name="--around", value=word, choices=", ".join((*AROUND, NOTHING))
        )
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
    return begun[0]


def _usual_length(text: str, context: Context) -> timedelta | None:
    if folded(text) in (folded("open"), folded(_("open"))):
        return None
    return _sound(when(context.now, context.zone).length(text))


def _after_plan(text: str, context: Context) -> timedelta | None:
    if folded(text) in (NOTHING, folded(_("none"))):
        return None
    return _sound(when(context.now, context.zone).length(text))


def _sound(span: timedelta) -> timedelta:
    return sound_length(span, length(span))


def _remove(context: Context, text: str) -> int:
    """An own kind goes; a built-in one that was changed is as it came again."""
    kind = find_kind(text, context.log.kinds())
    if kind in BUILT_IN:
        raise Refused(ErrorCode.KIND_IN_USE, text=kind.key)
    context.log.remove_kind(kind.key, _change(context, kind.key))
    context.tell_app()
    if context.as_json:
        context.say_record({"removed": kind.key})
    else:
        context.say(_("Removed {kind}.").format(kind=plain(kind_name(kind))))
    return 0


def _merge(context: Context, arguments: Namespace) -> int:
    """Their sessions get the other kind; one of the person's own goes, a built-in one stays."""
    words = [arguments.key, *arguments.more]
    kinds = context.log.kinds()
    into = find_kind(to_merge(words, arguments.into, _usage("merge")), kinds)
    keys = [find_kind(word, kinds).key for word in words]
    refuse_none(keys, into.key)
    because = change(context, ChangeKind.NAMES_MERGED, kind_name(into))
    with at_long_work(context):
        context.log.merge_kinds(keys, into.key, because)
    return say_result(context, Names.KINDS, into.key, kind_name(into))


def _say(context: Context, kind: Kind) -> int:
    if context.as_json:
        from presence.words.records import kind_record

        context.say_record(kind_record(kind))
    else:
        context.say(_listed([kind]))
    return 0


def _change(context: Context, key: str) -> Change:
    return Change(ChangeKind.KIND_CHANGED, "", key, context.now)


COMMANDS = {"kinds": Command(lambda: _("list kinds, add your own"), _kinds_arguments, _kinds)}
