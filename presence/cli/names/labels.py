"""``tags`` and ``places``: list them, rename one, make several one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.long_work import at_long_work
from presence.cli.names.changing import change, only, refuse_none, say_result, to_merge, uses
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.nearest import known_name
from presence.core.names.spelling import tidy, tidy_tag
from presence.core.names.use import Names
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.texts import _
from presence.words.names import hours_lately, last_seen, sessions_count


@dataclass(frozen=True, slots=True)
class _Label:
    """What is different between tags and places."""

    names: Names
    actions: tuple[str, ...]
    missing: ErrorCode
    tidied: Callable[[str], str]


_TAGS = _Label(Names.TAGS, ("list", "rename", "merge", "remove"), ErrorCode.NO_SUCH_TAG, tidy_tag)
_PLACES = _Label(Names.PLACES, ("list", "rename", "merge"), ErrorCode.NO_SUCH_PLACE, tidy)


def _arguments(label: _Label) -> Callable[[ArgumentParser], None]:
    def add_arguments(parser: ArgumentParser) -> None:
        add = parser.add_argument
        help_line = _("list is what it does alone")
        add("action", nargs="?", default="list", choices=label.actions, help=help_line)
        add("names", nargs="*", metavar=_("NAME"), help=_("the old name, then the new one"))
        add("--into", metavar=_("NAME"), help=_("merge: the name that stays"))

    return add_arguments


def _run(label: _Label) -> Callable[[Context, Namespace], int]:
    def run(context: Context, arguments: Namespace) -> int:
        from presence.cli.leftover import settle_leftover

        settle_leftover(context)
        match arguments.action:
            case "rename":
                return _rename(context, label, arguments)
            case "merge":
                return _merge(context, label, arguments)
            case "remove":
                return _remove(context, label, arguments)
            case _:
                _refuse_words(label, arguments)
                return _list(context, label)

    return run


def _refuse_words(label: _Label, arguments: Namespace) -> None:
    if arguments.names or arguments.into:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"{label.names.value} list")


def _list(context: Context, label: _Label) -> int:
    found = uses(context, label.names)
    if context.as_json:
        from presence.words.names import uses_record

        context.say_record(uses_record(found, context.zone))
    elif not found:
        context.say(_("None in the log yet."))
    else:
        rows = [
            [
                plain(use.name),
                sessions_count(use),
                hours_lately(use),
                last_seen(use, context.now, context.zone),
            ]
            for use in found
        ]
        context.say(table(rows))
    return 0


def _known(context: Context, label: _Label, text: str) -> str:
    names = [use.name for use in uses(context, label.names)]
    return known_name(label.tidied(text), names, label.missing)


def _rename(context: Context, label: _Label, arguments: Namespace) -> int:
    usage = _("{command} rename NAME NEW").format(command=label.names.value)
    old, new = only(arguments.names, 2, usage)
    old = _known(context, label, old)
    log = context.log
    rename = log.rename_tag if label is _TAGS else log.rename_place
    with at_long_work(context):
        rename(old, new, change(context, ChangeKind.RENAMED, old))
    return say_result(context, label.names, label.tidied(new))


def _merge(context: Context, label: _Label, arguments: Namespace) -> int:
    usage = f"{label.names.value} merge NAME… --into NAME"
    into = label.tidied(to_merge(arguments.names, arguments.into, usage))
    names = [_known(context, label, name) for name in arguments.names]
    spelt = [use.name for use in uses(context, label.names)]
    into = next((name for name in spelt if folded(name) == folded(into)), into)
    refuse_none(names, into)
    log = context.log
    merge = log.merge_tags if label is _TAGS else log.merge_places
    with at_long_work(context):
        merge(names, into, change(context, ChangeKind.NAMES_MERGED, into))
    return say_result(context, label.names, into)


def _remove(context: Context, label: _Label, arguments: Namespace) -> int:
    (name,) = only(arguments.names, 1, "tags remove NAME")
    name = _known(context, label, name)
    with at_long_work(context):
        context.log.remove_tag(name, change(context, ChangeKind.TAG_REMOVED, name))
    context.tell_app()
    if context.as_json:
        context.say_record({"removed": name})
    else:
        context.say(_("No session has the tag {name} now.").format(name=plain(name)))
    return 0


COMMANDS = {
    "tags": Command(
        lambda: _("the tags; rename, merge, remove them"), _arguments(_TAGS), _run(_TAGS)
    ),
    "places": Command(
        lambda: _("the places; rename and merge them"), _arguments(_PLACES), _run(_PLACES)
    ),
}
