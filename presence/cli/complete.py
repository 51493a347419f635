"""``complete``: what the shells' tab completion asks for, a word a line."""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import plain
from presence.texts import _

LISTS = (
    *("commands", "kinds", "people", "tags", "places", "groups", "courtesies", "backups"),
    *("imports", "exports", "phones"),
)


def _complete_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=LISTS)


def _complete(context: Context, arguments: Namespace) -> int:
    if arguments.what == "commands":
        from presence.cli.parser import command_names

        words = command_names()
    elif arguments.what == "courtesies":
        from presence.core.courtesy.chosen import NAMES

        words = [name.replace("_", "-") for name in NAMES]
    elif arguments.what in ("imports", "exports"):
        from presence.exchange.formats import Way, formats

        way = Way.IN if arguments.what == "imports" else Way.OUT
        words = [each.value for each in formats(way)]
    elif arguments.what == "backups":
        from presence.store.backups.shelf import everything

        words = [kept.path.name for kept in everything(context.paths)]
    elif arguments.what == "phones":
        from presence.store.phones.remembered import PhonesFile

        words = [phone.name for phone in PhonesFile(context.paths.phone).read().phones]
    elif arguments.what == "kinds":
        words = [kind.key for kind in context.log.kinds()] if _has_log(context) else _built_in()
    else:
        words = _names(context, arguments.what) if _has_log(context) else []
    for word in words:
        context.say(word)
    return 0


def _names(context: Context, what: str) -> list[str]:
    log = context.log
    match what:
        case "tags":
            names = [tag for tag, _count in log.tags()]
        case "places":
            names = [place for place, _count in log.places()]
        case "groups":
            names = [group.name for group in log.groups()]
        case _:
            names = list(log.people())
    return [plain(name) for name in names]


def _has_log(context: Context) -> bool:
    """A key pressed in a shell makes no log."""
    return context.paths.database.exists()


def _built_in() -> list[str]:
    from presence.core.kind import BUILT_IN

    return [kind.key for kind in BUILT_IN]


COMMANDS = {
    "complete": Command(lambda: _("words for tab completion"), _complete_arguments, _complete)
}
