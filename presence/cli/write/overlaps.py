"""``overlaps``: sessions at the same time as others, and putting it right in one of the ways."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.write import find_sessions, settle
from presence.cli.write.put import naming_kinds, put, say
from presence.core.editing.filter import LogFilter
from presence.core.editing.overlap import Overlap, Way, overlaps, resolved, ways
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.ports import ChangeKind
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import clock_time, grouped, length
from presence.words.zones import zone_of

SHOWN_IN_A_TERMINAL = 10
ALL = 1 << 40
FLAGS: Mapping[Way, str] = {
    Way.CUT_EARLIER: "--end-first",
    Way.CUT_LATER: "--begin-second",
    Way.JOIN: "--merge",
}


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("ids", nargs="*", metavar=_("ID"), help=_("only of this session, or of these two"))
    flags = {
        Way.CUT_EARLIER: _("the first ends where the second begins"),
        Way.CUT_LATER: _("the second begins where the first ends"),
        Way.JOIN: _("they are one session"),
    }
    for way, words in flags.items():
        add(FLAGS[way], dest="ways", action="append_const", const=way, default=[], help=words)


def _overlaps(context: Context, arguments: Namespace) -> int:
    settle(context)
    _refuse_conflicts(arguments)
    found = _found(context, arguments.ids)
    if not arguments.ways:
        return _show(context, found)
    if len(found) != 1:
        code = ErrorCode.WHICH_OVERLAP if found else ErrorCode.NO_OVERLAP
        raise Refused(code, count=len(found))
    (overlap,), (way,) = found, arguments.ways
    with naming_kinds(context):
        for session in (overlap.earlier, overlap.later):
            if session.ended_at is None:
                raise Refused(ErrorCode.STILL_GOES_ON, session=session)
        done = resolved(overlap, way)
    what = ChangeKind.JOINED if way is Way.JOIN else ChangeKind.EDITED
    return say(context, put(context, done.put, what, done.removing), what, as_list=True)


def _refuse_conflicts(arguments: Namespace) -> None:
    wanted = list(dict.fromkeys(arguments.ways))
    if len(wanted) > 1:
        first, second = (FLAGS[way] for way in wanted[:2])
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=first, second=second)
    if len(arguments.ids) > 2:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("one session or two can be named"))
    arguments.ways = wanted


def _found(context: Context, ids: Sequence[str]) -> list[Overlap]:
    """Every pair, the latest first; of the sessions named only, where any is."""
    if not ids:
        return list(overlaps(context.log.find(LogFilter(overlapping=True), 0, ALL)))[::-1]
    named = find_sessions(context, ids)
    if len(named) == 2:
        return list(overlaps(named))
    others = context.log.beside(named).get(named[0].id, ())
    pairs = overlaps([*named, *others])
    return [each for each in pairs if named[0] in (each.earlier, each.later)][::-1]


def _show(context: Context, found: Sequence[Overlap]) -> int:
    if context.as_json:
        context.say_record([_record(context, each) for each in found])
        return 0
    if not found:
        context.say(_("No two sessions were at the same time."))
        return 0
    for each in found[:SHOWN_IN_A_TERMINAL]:
        _show_one(context, each)
    more = len(found) - SHOWN_IN_A_TERMINAL
    if more > 0:
        text = ngettext("… and {count} more pair.", "… and {count} more pairs.", more)
        context.say(text.format(count=grouped(more)))
    context.say(
        _("To put two right, name them and a way: “presence overlaps ID ID --merge”.")
        + " "
        + _("To keep both, do nothing.")
    )
    return 0


def _show_one(context: Context, overlap: Overlap) -> None:
    from presence.cli.log import session_table

    kinds = context.log.kinds()
    start, end = overlap.shared()
    zone = zone_of(overlap.later, context.zone)
    end = min(end, max(context.now, start))
    context.say(session_table(context, (overlap.earlier, overlap.later), kinds))
    shared = _("{start} – {end} is in both, {length}").format(
        start=clock_time(start, zone), end=clock_time(end, zone), length=length(end - start)
    )
    context.say(f"  {shared}")
    for way in _possible(overlap):
        after = session_table(context, resolved(overlap, way).put, kinds)
        context.say(f"  {FLAGS[way]:14}  {after}")
    context.say("")


def _possible(overlap: Overlap) -> list[Way]:
    return [way for way in ways(overlap) if way in FLAGS]


def _record(context: Context, overlap: Overlap) -> dict[str, object]:
    from presence.words.records import iso, log_record

    earlier, later = log_record((overlap.earlier, overlap.later), context.now, context.zone)
    start, end = overlap.shared()
    zone = zone_of(overlap.later, context.zone)
    is_open = overlap.earlier.ended_at is overlap.later.ended_at is None
    return {
        "earlier": earlier,
        "later": later,
        "from": iso(start, zone),
        "to": None if is_open else iso(end, zone),
        "ways": [FLAGS[way].removeprefix("--") for way in _possible(overlap)],
    }


def say_beside(context: Context, before: Sequence[Session], after: Sequence[Session]) -> None:
    """Say, of what was just written, which other sessions are at the same time only since then."""
    if context.as_json:
        return
    from presence.cli.log import session_table

    had = {key: {each.id for each in row} for key, row in context.log.beside(before).items()}
    for session_id, others in context.log.beside(after).items():
        new = [each for each in others if each.id not in had.get(session_id, ())]
        if new:
            rows = session_table(context, new[:SHOWN_IN_A_TERMINAL], context.log.kinds())
            context.say(_("At the same time as:") + f"\n{rows}")
            text = _("Both stay. “presence overlaps {id}” shows how to put it right.")
            context.say(text.format(id=session_id[:8]))


COMMANDS = {
    "overlaps": Command(
        lambda: _("sessions at the same time, and putting it right"), _arguments, _overlaps
    )
}
