"""``groups``: people who are thought of together; ``@Family`` stands for all of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.names.changing import change, only
from presence.cli.table import plain, wrapped
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.group import Group
from presence.core.names.grouping import made_group
from presence.core.names.nearest import known_name
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.store import new_id
from presence.texts import _

ACTIONS = ("list", "add", "edit", "remove")


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add("names", nargs="*", metavar=_("GROUP"), help=_("the group"))
    add(
        "--with",
        dest="people",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("who is in it"),
    )
    add(
        "--without",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("edit: who is in it no more"),
    )
    add("--name", metavar=_("TEXT"), help=_("edit: its new name"))


def _groups(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    match arguments.action:
        case "add":
            return _add(context, arguments)
        case "edit":
            return _edit(context, arguments)
        case "remove":
            return _remove(context, arguments)
    if arguments.names or arguments.people or arguments.without or arguments.name:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="groups list")
    return _say(context, context.log.groups(), _("No groups yet. “presence groups add” makes one."))


def _add(context: Context, arguments: Namespace) -> int:
    usage = _("groups add GROUP --with NAME")
    (name,) = only(arguments.names, 1, usage)
    if arguments.without or arguments.name:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    return _put(context, new_id(), name, arguments.people)


def _edit(context: Context, arguments: Namespace) -> int:
    (name,) = only(arguments.names, 1, _("groups edit GROUP"))
    group = _known(context, name)
    gone = {
        folded(known_name(each, group.people, ErrorCode.NO_SUCH_PERSON))
        for each in arguments.without
    }
    people = [each for each in (*group.people, *arguments.people) if folded(each) not in gone]
    wanted = group.name if arguments.name is None else arguments.name
    return _put(context, group.id, wanted, people)


def _remove(context: Context, arguments: Namespace) -> int:
    (name,) = only(arguments.names, 1, _("groups remove GROUP"))
    group = _known(context, name)
    because = change(context, ChangeKind.GROUP_CHANGED, group.name)
    context.log.remove_group(group.id, because)
    context.tell_app()
    if context.as_json:
        context.say_record({"removed": group.name})
    else:
        said = _("There is no group {name} now. Its people stay in the log.")
        context.say(said.format(name=plain(group.name)))
    return 0


def put_into(context: Context, name: str, people: Sequence[str]) -> int:
    """Put people into a group, which is made where there is none of that name."""
    for group in context.log.groups():
        if folded(group.name) == folded(name):
            return _put(context, group.id, group.name, [*group.people, *people])
    return _put(context, new_id(), name, people)


def _put(context: Context, group_id: str, name: str, people: Sequence[str]) -> int:
    log = context.log
    group = made_group(group_id, name, people, log.groups(), log.people())
    log.put_group(group, change(context, ChangeKind.GROUP_CHANGED, group.name))
    context.tell_app()
    return _say(context, [each for each in log.groups() if each.id == group_id])


def _known(context: Context, name: str) -> Group:
    groups = {group.name: group for group in context.log.groups()}
    return groups[known_name(name, groups, ErrorCode.NO_SUCH_GROUP)]


def _say(context: Context, groups: Sequence[Group], nothing: str = "") -> int:
    if context.as_json:
        record = [
            {"id": each.id, "name": each.name, "people": list(each.people)} for each in groups
        ]
        context.say_record(record)
    elif not groups:
        context.say(nothing)
    else:
        context.say(wrapped([(plain(each.name), _people_of(each)) for each in groups]))
    return 0


def _people_of(group: Group) -> str:
    return ", ".join(map(plain, group.people)) or _("nobody yet")


COMMANDS = {"groups": Command(lambda: _("people who are thought of together"), _arguments, _groups)}
