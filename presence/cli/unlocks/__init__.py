"""``unlocks``: what the phone says of looks at it, to be accepted or not, or deleted."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.long_work import at_long_work
from presence.cli.table import plain, table
from presence.cli.write import find_sessions, settle
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.slip import SlipReason
from presence.core.unlocks.unlocks import Unlocks
from presence.store import new_id
from presence.store.known.unlocks import Counted, UnlockBook
from presence.store.stepping.finishing import finish
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.session import find_reason
from presence.words.unlocks.said import session_line, times_line, unlocked_line

LIST, ACCEPT, DISMISS, DELETE = "list", "accept", "dismiss", "delete"
_DEEDS = (LIST, ACCEPT, DISMISS, DELETE)
SHOWN = 20  # sessions
Waiting = Sequence[tuple[Session, Unlocks]]


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    about = _("list, accept (they count as looks), dismiss (they were none), delete (all of it)")
    add("deed", nargs="?", choices=_DEEDS, default=LIST, help=about)
    add("ids", nargs="*", metavar=_("ID"), help=_("only of these sessions"))
    add("--reason", metavar=_("WORD"), help=_("accept: why the phone was looked at"))


def _unlocks(context: Context, arguments: Namespace) -> int:
    if arguments.reason is not None and arguments.deed != ACCEPT:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=arguments.deed, second="--reason")
    if arguments.ids and arguments.deed == DELETE:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("delete takes all of it, and no ID"))
    settle(context)
    book = UnlockBook(context.log, context.paths.database_name)
    if arguments.deed == DELETE:
        return _delete(context, book)
    waiting = _asked(context, book, arguments.ids)
    if arguments.deed == LIST:
        return _show(context, waiting)
    reason = None if arguments.reason is None else find_reason(arguments.reason)
    return _answer(context, book, waiting, arguments.deed == ACCEPT, reason)


def _asked(context: Context, book: UnlockBook, ids: Sequence[str]) -> Waiting:
    waiting = book.waiting()
    if not ids:
        return waiting
    wanted = {session.id for session in find_sessions(context, ids)}
    return [each for each in waiting if each[0].id in wanted]


def _show(context: Context, waiting: Waiting) -> int:
    if context.as_json:
        context.say_record([_record(context, *each) for each in waiting])
        return 0
    if not waiting:
        context.say(_("No unlock of your phone waits for an answer."))
        return 0
    kinds = context.log.kinds()
    rows = [
        [
            plain(session.id[:8]),
            session_line(session, context.zone, context.now),
            plain(unlocked_line(session, len(unlocks.waiting), kinds)),
            times_line(unlocks.waiting, context.zone),
        ]
        for session, unlocks in waiting[:SHOWN]
    ]
    context.say(table(rows))
    if (more := len(waiting) - len(rows)) > 0:
        said = ngettext("and {count} more session", "and {count} more sessions", more)
        context.say(said.format(count=grouped(more)))
    context.say(_("“presence unlocks accept” counts them as looks, “dismiss” does not."))
    return 0


def _answer(
    context: Context, book: UnlockBook, waiting: Waiting, counts: bool, reason: SlipReason | None
) -> int:
    answers: dict[str, Counted] = {
        session.id: dict.fromkeys(unlocks.waiting, reason) if counts else {}
        for session, unlocks in waiting
    }
    if answers:
        with at_long_work(context):
            finish(book.answering(answers, _because(context, waiting)))
        context.tell_app()
    count = sum(len(unlocks.waiting) for _session, unlocks in waiting)
    if context.as_json:
        context.say_record({"sessions": len(answers), "unlocks": count, "counted": counts})
        return 0
    said = ngettext("{count} unlock answered.", "{count} unlocks answered.", count)
    context.say(said.format(count=grouped(count)))
    return 0


def _delete(context: Context, book: UnlockBook) -> int:
    known = book.all()
    change = Change(ChangeKind.SEVERAL_EDITED, new_id(), str(len(known)), context.now)
    with at_long_work(context):
        count = finish(book.deleting(change))
    if count:
        context.tell_app()
    if context.as_json:
        context.say_record({"sessions": count})
        return 0
    said = ngettext(
        "Nothing of your phone's own word is left in {count} session.",
        "Nothing of your phone's own word is left in {count} sessions.",
        count,
    )
    context.say(said.format(count=grouped(count)) if count else _("There is nothing of it."))
    return 0


def _because(context: Context, waiting: Waiting) -> Change:
    if len(waiting) == 1:
        session = waiting[0][0]
        return Change(ChangeKind.HANDED_IN, session.id, session.kind, context.now)
    return Change(ChangeKind.SEVERAL_EDITED, new_id(), str(len(waiting)), context.now)


def _record(context: Context, session: Session, unlocks: Unlocks) -> dict[str, object]:
    def iso(at: datetime) -> str:
        return at.astimezone(context.zone).isoformat()

    return {
        "session": session.id,
        "kind": session.kind,
        "started_at": iso(session.started_at),
        "unlocks": [iso(at) for at in unlocks.waiting],
    }


COMMANDS = {
    "unlocks": Command(
        lambda: _("accept what your phone says of looks at it, or not"), _arguments, _unlocks
    )
}
