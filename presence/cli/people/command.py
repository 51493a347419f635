"""``people``: its words, and which file does what each action says."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import _

# Which file has the function for an action, and the options that go with it.
_DETAILS = (
    *("nick", "relation", "met", "met_on", "met_at", "link", "unlink", "birthday", "note"),
    *("every", "at_most", "quiet_until", "archive", "unarchive"),
)
ACTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "list": ("listing.show_list", ("relation", "all")),
    "show": ("showing.show", ()),
    "add": ("editing.add", _DETAILS),
    "edit": ("editing.edit", _DETAILS),
    "due": ("due.show_due", ()),
    "wrote": ("touching.wrote", ("on",)),
    "not-now": ("touching.not_now", ("until",)),
    "book": ("booking.book", ("on", "at", "for_", "kind", "place", "out", "force")),
    "met": ("meeting.met", ("about", "then", "in_", "link", "session")),
    "events": ("events.show_events", ()),
    "follow-ups": ("following.show_follow_ups", ("all",)),
    "follow-up": ("following.add_follow_up", ("in_", "about")),
    "done": ("following.done", ()),
    "cadence": ("wishes.cadence", ("at_most",)),
    "rename": ("naming.rename", ()),
    "merge": ("naming.merge", ("into",)),
    "group": ("naming.group", ("into",)),
}


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "action",
        nargs="?",
        default="list",
        choices=list(ACTIONS),
        metavar=_("WHAT"),
        help=_("one of {actions}; list is what it does alone").format(actions=", ".join(ACTIONS)),
    )
    add(
        "words",
        nargs="*",
        metavar=_("NAME"),
        help=_(
            "a name, a nick or a few letters; rename OLD NEW; follow-up NAME write; done 2; "
            "cadence friend 3w; cadence @Team none"
        ),
    )
    _add_details(parser)
    _add_others(parser)


def _add_details(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--relation", metavar=_("RELATION"), help=_("friend, partner, colleague …, or none"))
    add("--nick", metavar=_("TEXT"), help=_("what you call them"))
    add("--met", metavar=_("HOW"), help=_("how you met first: person or online"))
    add("--met-on", metavar=_("DAY"), help=_("when you met first"))
    add("--met-at", metavar=_("TEXT"), help=_("where you met first: an event or a place"))
    add("--link", action="append", default=[], metavar=_("LINK"), help=_("where they are found"))
    add("--unlink", action="append", default=[], metavar=_("LINK"), help=_("a link that goes"))
    add("--birthday", metavar=_("DAY"), help=_("1984-04-12, or 04-12"))
    add("--note", metavar=_("TEXT"), help=_("what you want to remember"))
    add(
        "--every",
        metavar=_("TIME"),
        help=_(
            "how often you want to see them: 3w; none: no wish at all; usual: as others of their "
            "relation and groups"
        ),
    )
    add("--at-most", metavar=_("TIME"), help=_("not later than after this time: 6w"))
    add("--quiet-until", metavar=_("DAY"), help=_("nothing is said of them until then; or none"))
    add("--archive", action="store_true", help=_("nothing is said of them any more"))
    add("--unarchive", action="store_true", help=_("they are as others again"))


def _add_others(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--all", action="store_true", help=_("list: the archived too; follow-ups: those done too"))
    add("--until", metavar=_("DAY"), help=_("not-now: until this day"))
    add("--on", metavar=_("DAY"), help=_("wrote, book: on this day"))
    add("--at", metavar=_("TIME"), help=_("book: at this time of day"))
    add("--for", dest="for_", metavar=_("LENGTH"), help=_("book: for so long"))
    add("--kind", metavar=_("KIND"), help=_("book: what it is, a coffee if nothing is said"))
    add("--place", metavar=_("TEXT"), help=_("book: where"))
    add("--out", metavar=_("FILE"), help=_("book: the .ics file to write"))
    add("--force", action="store_true", help=_("book: overwrite a file that is there"))
    add("--in", dest="in_", metavar=_("TIME"), help=_("follow-up, met: by then, 3d or a day"))
    add("--about", metavar=_("TEXT"), help=_("follow-up, met: what it is about"))
    add(
        "--then",
        action="append",
        default=[],
        metavar=_("WHAT"),
        help=_("met: what is to follow: connect, write or book"),
    )
    add("--session", metavar=_("ID"), help=_("met: at this session, not the last event"))
    add("--into", metavar=_("NAME"), help=_("the name that stays, or the group they are put into"))


def _people(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    file_and_name, options = ACTIONS[arguments.action]
    _refuse_other_options(arguments, options)
    file, name = file_and_name.split(".")
    run = getattr(import_module(f"presence.cli.people.{file}"), name)
    code = run(context, arguments)
    assert isinstance(code, int)
    return code


def _refuse_other_options(arguments: Namespace, options: tuple[str, ...]) -> None:
    """What goes with another action is no option of this one."""
    for name, value in vars(arguments).items():
        is_given = value not in (None, False, [])
        if name not in ("action", "words", *options) and is_given:
            option = name.rstrip("_").replace("_", "-")
            raise NotUnderstood(
                ErrorCode.BAD_REQUEST, detail=f"people {arguments.action} --{option}"
            )


COMMANDS = {
    "people": Command(
        lambda: _("whom you know, have not seen for a while, and what is to follow"),
        _arguments,
        _people,
    )
}
