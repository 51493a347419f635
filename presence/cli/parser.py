"""Which file holds which command, and reading the words of one."""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from presence import __version__
from presence.cli.command import Command
from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import _

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

FILES: Mapping[str, str] = {
    "start": "start",
    "stop": "steer",
    "extend": "steer",
    "toggle": "start",
    "cancel": "steer",
    "slip": "steer",
    "status": "steer",
    "add": "write",
    "log": "log",
    "edit": "write.edit",
    "split": "write.split",
    "merge": "write.split",
    "overlaps": "write.overlaps",
    "delete": "write",
    "undo": "steer",
    "redo": "steer",
    "week": "review",
    "month": "review",
    "year": "review",
    "kinds": "names.kinds",
    "people": "people.command",
    "groups": "names.groups",
    "tags": "names.labels",
    "places": "names.labels",
    "goals": "goals",
    "calendar": "coming.calendar",
    "plans": "coming.plans",
    "mute": "mute",
    "courtesy": "courtesy",
    "phone": "phone",
    "export": "exchange.export_log",
    "import": "exchange.import_log",
    "unlocks": "unlocks",
    "backup": "safety.backup",
    "restore": "safety.restore",
    "verify": "safety.verify",
    "forget": "safety.forget",
    "integrate": "leaving.integrate",
    "uninstall": "leaving.uninstall",
    "doctor": "doctor",
    "quit": "app",
    "restart": "app",
    "complete": "complete",
    "open-link": "coming.link",
    "open-window": "app",
}
HIDDEN = frozenset({"complete", "open-link", "open-window"})
LINK = "presence:"  # as the entry in the menu hands one on


class Parser(argparse.ArgumentParser):
    """An argument parser that raises what it does not understand."""

    def error(self, message: str) -> NoReturn:
        from presence.cli.reading.complaints import complaint  # only for who mistypes

        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=complaint(message))

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Raises OSError where it cannot be written: argparse itself would keep that."""
        (file or sys.stdout).write(self.format_help())


class Formatter(argparse.HelpFormatter):
    """Help whose headings are in the person's language, as its lines are."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _("usage: "))

    def start_section(self, heading: str | None) -> None:
        words = {"positional arguments": _("arguments"), "options": _("options")}
        super().start_section(words.get(heading or "", heading))


def find_command(name: str) -> Command:
    """The command of that name."""
    module = import_module(f"presence.cli.{FILES[name]}")
    command = module.COMMANDS[name]
    assert isinstance(command, Command)
    return command


def command_names() -> list[str]:
    """The commands that are shown."""
    return [name for name in FILES if name not in HIDDEN]


def parse(words: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """The command that the words name, and its arguments; raises NotUnderstood."""
    name, rest = _name_of(words)
    if not name:
        from presence.cli.app import OPEN

        return OPEN, _parser_of("presence", OPEN).parse_args(rest)
    command = find_command(name)
    return command, _read(_parser_of(f"presence {name}", command), _protected(rest))


def _read(parser: Parser, words: Sequence[str]) -> argparse.Namespace:
    """Also with an option between the words, as in ``edit --nick Zo Zoe``."""
    try:
        return parser.parse_args(words)
    except NotUnderstood:
        with suppress(NotUnderstood):
            return parser.parse_intermixed_args(words)
        raise


def _name_of(words: Sequence[str]) -> tuple[str, list[str]]:
    if not words:
        return "", []
    first, rest = words[0], list(words[1:])
    if first.startswith(LINK):
        return "open-link", list(words)
    if first == "--version":
        sys.stdout.write(f"presence {__version__}\n")
        raise SystemExit(0)
    if first in ("-h", "--help") or words == ["help"]:
        sys.stdout.write(overview())
        raise SystemExit(0)
    if first == "help":
        return _name_of([*rest, "--help"])
    if first.startswith("-"):
        return "", list(words)
    if first not in FILES:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=first, suggestion=_nearest(first))
    return first, rest


def _nearest(word: str) -> str:
    from difflib import get_close_matches  # only for a word that nobody knows

    near = get_close_matches(word, command_names(), n=1, cutoff=0.6)
    return f"presence {near[0]}" if near else ""


def overview() -> str:
    """The page that ``presence --help`` prints."""
    lines = [
        _("usage: presence [COMMAND] [--home DIR] [--json]"),
        "",
        _("One gesture before you meet people, and every screen around you goes quiet."),
        _("Without a command it starts the tray app, or raises it where it runs."),
        "",
        _("commands:"),
    ]
    lines += [f"  {name:9} {find_command(name).help()}" for name in command_names()]
    lines += ["", *_common_options(), "", _("“presence COMMAND --help” tells more about one.")]
    return "\n".join(lines) + "\n"


def _common_options() -> list[str]:
    return [
        _("everywhere:"),
        "  --home DIR  " + _("keep all files in this folder (or PRESENCE_HOME)"),
        "  --json      " + _("print for scripts"),
        "  --version   " + _("print the version"),
    ]


def _parser_of(program: str, command: Command) -> Parser:
    parser = Parser(
        prog=program,
        description=command.help(),
        add_help=False,
        allow_abbrev=False,
        formatter_class=Formatter,
        epilog=_("--home DIR and --json may be added to every command."),
    )
    command.add_arguments(parser)
    parser.add_argument("-h", "--help", action="help", help=_("show this help"))
    return parser


def _protected(words: Sequence[str]) -> list[str]:
    """The words with ``-15m`` as a value: argparse takes it for an option."""
    kept: list[str] = []
    values: list[str] = []
    for word in words:
        if values and not word.startswith("--"):
            values.append(word)
        elif not re.match(r"-\d", word):
            kept.append(word)
        elif kept and re.fullmatch(r"--[a-z-]+", kept[-1]):
            kept[-1] += f"={word}"
        else:
            values.append(word)
    return [*kept, "--", *values] if values and "--" not in kept else [*kept, *values]
