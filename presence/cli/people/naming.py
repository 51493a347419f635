"""``people rename``, ``people merge``, ``people group``."""

from argparse import Namespace

from presence.cli.context import Context
from presence.cli.long_work import at_long_work
from presence.cli.names.changing import change, only, refuse_none, say_result, to_merge, uses
from presence.core.errors import ErrorCode
from presence.core.names.nearest import known_name
from presence.core.names.spelling import tidy
from presence.core.names.use import Names
from presence.core.ports import ChangeKind
from presence.texts import _


def rename(context: Context, arguments: Namespace) -> int:
    """Give somebody another name, everywhere."""
    old, new = only(arguments.words, 2, _("people rename NAME NEW"))
    old = _known(context, old)
    with at_long_work(context):
        context.log.rename_person(old, new, change(context, ChangeKind.RENAMED, old))
    return say_result(context, Names.PEOPLE, tidy(new))


def merge(context: Context, arguments: Namespace) -> int:
    """Have one name stand for several, with all that is known of them."""
    usage = "people merge NAME… --into NAME"
    into = _known(context, to_merge(arguments.words, arguments.into, usage))
    names = [_known(context, name) for name in arguments.words]
    refuse_none(names, into)
    with at_long_work(context):
        context.log.merge_people(names, into, change(context, ChangeKind.NAMES_MERGED, into))
    return say_result(context, Names.PEOPLE, into)


def group(context: Context, arguments: Namespace) -> int:
    """Put people into a group."""
    from presence.cli.names.groups import put_into

    usage = _("people group NAME… --into GROUP")
    name = to_merge(arguments.words, arguments.into, usage)
    return put_into(context, name, [_known(context, each) for each in arguments.words])


def _known(context: Context, name: str) -> str:
    """The name as the log spells it, also of who is in a group alone."""
    names = [use.name for use in uses(context, Names.PEOPLE)]
    return known_name(name, names, ErrorCode.NO_SUCH_PERSON)
