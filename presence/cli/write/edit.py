"""``edit``: change a session, its looks at a screen, and what was said of it."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.write import find_session, settle, written
from presence.core.entry.look import numbered, only_within, read_look, with_reasons
from presence.core.entry.written import check_span, check_start
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Said, Session
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason
from presence.core.tracker import moved, with_slip
from presence.store import new_id
from presence.texts import _
from presence.words.entry import when
from presence.words.kinds import find_kind
from presence.words.session import find_reason
from presence.words.zones import zone_of

SCORES = ("1", "2", "3", "4", "5")
NOTHING = "none"


def _edit_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("id", metavar=_("ID"), help=_("as “presence log” shows it"))
    add("--kind", metavar=_("KIND"), help=_("what it was"))
    add("--with", dest="people", action="append", metavar=_("NAME"), help=_("who was there"))
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
    add(
        "--look",
        action="append",
        default=[],
        metavar=_("LOOK"),
        help=_("add a look at a screen: “21:10 3m call”"),
    )
    add(
        "--reason",
        action="append",
        default=[],
        metavar=_("N=REASON"),
        help=_("why you looked, by its number in “presence log ID”: 2=call, 2=none"),
    )
    add(
        "--take-back",
        action="append",
        default=[],
        metavar="N",
        help=_("the look of that number was none"),
    )
    add("--confirm", action="store_true", help=_("it ended as the log says"))


def _edit(context: Context, arguments: Namespace) -> int:
    settle(context)
    session = find_session(context, arguments.id)
    for first, second in (("end", "length"), ("people", "alone")):
        if getattr(arguments, first) and getattr(arguments, second):
            names = {"end": "--to", "length": "--for", "people": "--with", "alone": "--alone"}
            raise NotUnderstood(
                ErrorCode.CONFLICTING_WORDS, first=names[first], second=names[second]
            )
    edited = _with_answers(arguments, _with_words(context, arguments, session))
    edited = _with_times(context, arguments, edited)
    edited = _with_looks(context, arguments, edited)
    if edited == session:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("nothing to change was named"))
    return written(context, edited, _change_of(session, edited))


def _change_of(before: Session, after: Session) -> ChangeKind:
    """Answering when it ended is a change of its own, for undo to say."""
    answered = only_within(replace(before, ended_at=after.ended_at, confirmed=True))
    if not before.confirmed and answered == after:
        return ChangeKind.CONFIRMED
    return ChangeKind.EDITED


def _with_words(context: Context, arguments: Namespace, session: Session) -> Session:
    from presence.cli.start import names_in

    if arguments.kind is not None:
        session = replace(session, kind=find_kind(arguments.kind, context.log.kinds()).key)
    if arguments.alone:
        session = replace(session, people=())
    if arguments.people is not None:
        names = [name for text in arguments.people for name in names_in(text)]
        session = replace(session, people=tuple(dict.fromkeys(names)))
    if arguments.place is not None:
        session = replace(session, place=arguments.place)
    if arguments.note is not None:
        session = replace(session, note=arguments.note)
    return session


def _with_answers(arguments: Namespace, session: Session) -> Session:
    """The session with what the person says of it afterwards."""
    if arguments.phones is not None:
        said = None if arguments.phones == NOTHING else Said(arguments.phones)
        session = replace(session, said=said)
    if arguments.enjoyed is not None:
        session = replace(session, enjoyed=_score(arguments.enjoyed))
    if arguments.distracted is not None:
        session = replace(session, distracted=_score(arguments.distracted))
    if arguments.word is not None:
        session = replace(session, word=" ".join(arguments.word.split()))
    return session


def _score(text: str) -> int | None:
    if text in SCORES:
        return int(text)
    if _is_nothing(text):
        return None
    raise NotUnderstood(ErrorCode.BAD_SCORE, text=text)


def _with_looks(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session with its looks at a screen changed, by the numbers that they have now."""
    gone = {numbered(text, session.slips) for text in arguments.take_back}
    slips = with_reasons(session.slips, arguments.reason, _reason)
    slips = tuple(slip for i, slip in enumerate(slips) if i not in gone)
    session = only_within(replace(session, slips=slips))
    times = when(context.now, zone_of(session, context.zone))
    for text in arguments.look:
        look = read_look(text, session, times)
        reason = find_reason(look.reason) if look.reason else None
        slip = Slip(new_id(), look.at, look.length or UNTOLD_LENGTH, reason=reason)
        session = only_within(with_slip(session, slip))
    return session


def _reason(text: str) -> SlipReason | None:
    return None if _is_nothing(text) else find_reason(text)


def _is_nothing(text: str) -> bool:
    return folded(text) in (NOTHING, folded(_("none")))


def _with_times(context: Context, arguments: Namespace, session: Session) -> Session:
    """The session with its times changed; a time without a day is meant on the session's own."""
    times = when(context.now, zone_of(session, context.zone))
    if arguments.start is not None:
        session = moved(session, times.near(arguments.start, session.started_at))
    if arguments.end is not None:
        end = times.until(arguments.end, session.started_at)
        session = replace(session, ended_at=end, confirmed=True)
    if arguments.length is not None:
        length = times.length(arguments.length)
        session = replace(session, ended_at=session.started_at + length, confirmed=True)
    if arguments.confirm:
        kind = context.log.kinds()[session.kind]
        session = replace(as_the_log_shows_it(session, kind, context.now), confirmed=True)
    if session.ended_at is not None:
        check_span(session.started_at, session.ended_at, context.now)
    else:
        check_start(session, context.now)
    return session


COMMANDS = {"edit": Command(lambda: _("change a session"), _edit_arguments, _edit)}
