"""``log``: the sessions, newest first, filtered."""

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log.calendar import BEGINNING, calendar_of, shown
from presence.cli.log.rows import long_table, session_table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["BEGINNING", "calendar_of", "long_table", "session_table", "shown"]

SHOWN_IN_A_TERMINAL = 25


def _log_arguments(parser: "ArgumentParser") -> None:
    add = parser.add_argument

    def several(flag: str, metavar: str, help_line: str, name: str | None = None) -> None:
        name = name or flag.removeprefix("--").replace("-", "_")
        add(flag, dest=name, action="append", default=[], metavar=metavar, help=help_line)

    add("ids", nargs="*", metavar=_("ID"), help=_("only these, with each look at a screen"))
    add("--from", dest="start", metavar=_("TIME"), help=_("from this day or time on"))
    add("--to", dest="end", metavar=_("TIME"), help=_("up to this day, or this time"))
    several("--kind", _("KIND"), _("only this kind; more than one may be named"))
    several("--with", _("NAME"), _("only with this person, or somebody of this group"), "people")
    several("--with-all", _("NAME"), _("only with this person and all others named so"))
    several("--tag", _("TAG"), _("only with this tag"))
    add("--place", metavar=_("PLACE"), help=_("only at this place"))
    add(
        "--text",
        metavar=_("TEXT"),
        help=_("only where each word is in a name, note, place, tag or kind"),
    )
    add("--kept", action="store_true", help=_("only those without a look at a screen"))
    add("--looked", action="store_true", help=_("only those with a look at a screen"))
    add("--not-known", action="store_true", help=_("only those of which that is not known"))
    several("--look-hour", _("HOUR"), _("only with a look in this hour of the day, 0 to 23"))
    several("--look-reason", _("REASON"), _('only with a look for this reason; or "untold"'))
    several("--look-source", _("SOURCE"), _("only with a look noticed by self, input or phone"))
    add("--unconfirmed", action="store_true", help=_("only those whose end is to be confirmed"))
    add("--overlapping", action="store_true", help=_("only those at the same time as another"))
    add("--limit", metavar=_("COUNT"), help=_("at most so many"))
    add("--long", action="store_true", help=_("each look, what is known of it, and how it was"))
    add("--history", action="store_true", help=_("with an ID: what became of it, and when"))


def _log(context: Context, arguments: "Namespace") -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    limit = _limit(arguments.limit)
    if arguments.history:
        return _history(context, arguments)
    sessions, missing = _found(context, arguments, limit)
    is_long = bool(arguments.long or arguments.ids)
    if context.as_json:
        from presence.words.records import log_record

        records = log_record(sessions, context.now, context.zone)
        if is_long:
            from presence.cli.log.phones import with_phones

            records = with_phones(context, records, sessions)
        context.say_record(records)
        return 0
    if not sessions:
        context.say(_("Nothing in the log."))
        return 0
    to_table = long_table if is_long else session_table
    context.say(to_table(context, sessions, context.log.kinds()))
    if missing and limit is None:
        more = ngettext(
            "… and {count} earlier one: --limit shows more.",
            "… and {count} earlier ones: --limit shows more.",
            missing,
        )
        context.say(more.format(count=grouped(missing)))
    return 0


def _history(context: Context, arguments: "Namespace") -> int:
    from presence.cli.log.history import say_history

    if not arguments.ids:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--history needs an ID"))
    return say_history(context, arguments.ids)


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 10**9:
        raise NotUnderstood(ErrorCode.BAD_FILTER, text=f"--limit {text}")
    return int(text)


def _found(
    context: Context, arguments: "Namespace", limit: int | None
) -> tuple[list[Session], int]:
    """The sessions that pass, newest first, and how many more there are."""
    from presence.cli.log.filters import ALL, filter_of, going_on_unanswered, passes

    kinds = context.log.kinds()
    wanted = filter_of(context, arguments)
    if arguments.ids:
        rows = [row for row in _named(context, arguments) if passes(context, row, wanted)]
        return shown(context, rows, kinds), 0
    most = limit if limit is not None else ALL if context.as_json else SHOWN_IN_A_TERMINAL
    first = going_on_unanswered(context, wanted)[:most]
    rows = [*first, *context.log.find(wanted, 0, most - len(first))]
    missing = len(first) + context.log.count(wanted) - len(rows)
    return shown(context, rows, kinds), missing


def _named(context: Context, arguments: "Namespace") -> list[Session]:
    from presence.cli.write import find_sessions

    for name, said in (("--from", arguments.start), ("--to", arguments.end)):
        if said:
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=arguments.ids[0], second=name)
    found = find_sessions(context, arguments.ids)
    return sorted(found, key=lambda session: session.started_at, reverse=True)


COMMANDS = {"log": Command(lambda: _("list sessions, newest first"), _log_arguments, _log)}
