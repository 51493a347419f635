"""``edit``: change sessions, their looks at a screen, and what was said of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.write import find_sessions, settle
from presence.cli.write.amended import NOTHING, amended, persons, tags_in
from presence.cli.write.overlaps import say_beside
from presence.cli.write.put import put, say
from presence.core.editing.check import check, check_together, on_top_of
from presence.core.entry.look import only_within
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.core.session import Said, Session
from presence.texts import _

# What can be said of one session only.
OF_ONE = ("start", "end", "length", "look", "reason", "take_back")
_FLAGS = {
    "start": "--from",
    "end": "--to",
    "length": "--for",
    "people": "--with",
    "alone": "--alone",
    "look": "--look",
    "reason": "--reason",
    "take_back": "--take-back",
}


def _edit_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument

    def several(flag: str, metavar: str, help_line: str) -> None:
        add(flag, action="append", default=[], metavar=metavar, help=help_line)

    add("ids", nargs="+", metavar=_("ID"), help=_("as “presence log” shows it; several at once"))
    add("--kind", metavar=_("KIND"), help=_("what it was"))
    add("--with", dest="people", action="append", metavar=_("NAME"), help=_("who was there"))
    several("--add", _("NAME"), _("somebody else was there too"))
    several("--remove", _("NAME"), _("somebody was not there"))
    several("--tag", _("TAG"), _("give it a tag"))
    several("--untag", _("TAG"), _("take a tag off"))
    add("--alone", action="store_true", help=_("nobody was there"))
    add("--from", dest="start", metavar=_("TIME"), help=_("when it began"))
    add("--to", dest="end", metavar=_("TIME"), help=_("when it ended"))
    add("--for", dest="length", metavar=_("LENGTH"), help=_("how long it was"))
    add("--place", metavar=_("TEXT"), help=_("where"))
    add("--note", metavar=_("TEXT"), help=_("what is worth remembering"))
    add(
        "--phones",
        choices=[*(said.value for said in Said), NOTHING],
        help=_("whether phones stayed down; “none” takes the answer out"),
    )
    add("--enjoyed", metavar="1-5", help=_("how much you enjoyed it, or “none”"))
    add("--distracted", metavar="1-5", help=_("how distracted you were, or “none”"))
    add("--word", metavar=_("TEXT"), help=_("your word for it"))
    several("--look", _("LOOK"), _("add a look at a screen: “21:10 3m call”"))
    several(
        "--reason",
        _("N=REASON"),
        _("why you looked, by its number in “presence log ID”: 2=call, 2=none"),
    )
    several("--take-back", "N", _("the look of that number was none"))
    add("--confirm", action="store_true", help=_("it ended as the log says"))


def _edit(context: Context, arguments: Namespace) -> int:
    settle(context)
    sessions = find_sessions(context, arguments.ids)
    _refuse_conflicts(arguments, len(sessions))
    _refuse_names_that_none_has(context, arguments, sessions)
    kinds = context.log.kinds()
    edited = [amended(context, arguments, session) for session in sessions]
    for before, after in zip(sessions, edited, strict=True):
        check(after, context.now, kinds, before)
    pairs = [pair for pair in zip(sessions, edited, strict=True) if pair[0] != pair[1]]
    if not pairs:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("nothing to change was named"))
    check_together(sessions, edited)
    what = _change_of(*pairs[0])
    # What the app has noticed meanwhile stays.
    changed = [on_top_of(base, after, context.log.get(base.id)) for base, after in pairs]
    written = put(context, changed, what)
    code = say(context, written, what, as_list=len(sessions) > 1)
    say_beside(context, sessions, written)
    return code


def _refuse_conflicts(arguments: Namespace, count: int) -> None:
    for first, second in (("end", "length"), ("people", "alone")):
        if getattr(arguments, first) and getattr(arguments, second):
            raise NotUnderstood(
                ErrorCode.CONFLICTING_WORDS, first=_FLAGS[first], second=_FLAGS[second]
            )
    said = next((name for name in OF_ONE if getattr(arguments, name)), None)
    if said is not None and count > 1:
        raise NotUnderstood(
            ErrorCode.CONFLICTING_WORDS, first=_FLAGS[said], second=_("several sessions")
        )


def _refuse_names_that_none_has(
    context: Context, arguments: Namespace, sessions: Sequence[Session]
) -> None:
    """Who is to be taken out has to be in one of them, and so has a tag."""
    people = {folded(name) for session in sessions for name in session.people}
    for name in persons(context, arguments.remove):
        if folded(name) not in people:
            raise Refused(ErrorCode.NOT_IN_SESSION, text=name)
    tags = {folded(tag) for session in sessions for tag in session.tags}
    for tag in tags_in(arguments.untag):
        if folded(tag) not in tags:
            raise Refused(ErrorCode.NOT_IN_SESSION, text=tag, what="tag")


def _change_of(before: Session, after: Session) -> ChangeKind:
    """Answering when it ended is a change of its own, for undo to say."""
    answered = only_within(replace(before, ended_at=after.ended_at, confirmed=True))
    if not before.confirmed and answered == after:
        return ChangeKind.CONFIRMED
    return ChangeKind.EDITED


COMMANDS = {"edit": Command(lambda: _("change a session"), _edit_arguments, _edit)}
