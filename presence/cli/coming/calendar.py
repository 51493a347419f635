"""``calendar``: what is read, what of it is proposed, and why."""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import _

ACTIONS = ("list", "add", "remove", "upcoming", "why", "refresh")
MOST_DAYS = 60


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add(
        "words",
        nargs="*",
        metavar=_("WORDS"),
        help=_(
            "add FILE, add https://…, add ana@example.org; add alone shows what this desktop has; "
            "add ID handling=start changes one; remove ID; why EVENT"
        ),
    )
    add("--name", metavar=_("NAME"), help=_("what it is called here"))
    add("--user", metavar=_("USER"), help=_("the name that the server asks for"))
    add("--password-stdin", action="store_true", help=_("read the password from standard input"))
    add("--not-secret", action="store_true", help=_("keep the address in the settings file"))
    add("--all", action="store_true", help=_("all calendars of the account; all events"))
    add("--days", type=int, default=7, metavar=_("DAYS"), help=_("how far to look ahead"))


def _calendar(context: Context, arguments: Namespace) -> int:
    context.use_language()
    words: list[str] = arguments.words
    match arguments.action:
        case "add":
            from presence.cli.coming.adding import add

            return add(context, words, arguments)
        case "remove":
            from presence.cli.coming.removing import remove

            return remove(context, _one(words, _("calendar remove ID")))
        case "upcoming":
            from presence.cli.coming.upcoming import upcoming

            if not 1 <= arguments.days <= MOST_DAYS:
                detail = _("{name} cannot be {value}, only {choices}").format(
                    name="--days", value=arguments.days, choices=f"1 … {MOST_DAYS}"
                )
                raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
            return upcoming(context, arguments.days, arguments.all)
        case "why":
            from presence.cli.coming.upcoming import why

            return why(context, _one([" ".join(words)], _("calendar why EVENT")))
        case "refresh":
            from presence.cli.coming.listing import refresh

            return refresh(context)
    from presence.cli.coming.listing import show

    return show(context)


def _one(words: list[str], usage: str) -> str:
    if len(words) != 1 or not words[0].strip():
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    return words[0].strip()


COMMANDS = {
    "calendar": Command(lambda: _("calendars, and what they propose"), _arguments, _calendar)
}
