"""``log``: the sessions, newest first, filtered."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import cut, plain, table, wrapped
from presence.core.entry.when import DAY
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.kind import Kinds
from presence.core.person import folded
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import clock_time, day_label, first_weekday, time_gone
from presence.words.entry import when
from presence.words.kept import basis_line, kept_words, look_cells
from presence.words.kinds import find_kind, kind_name
from presence.words.session import people_line
from presence.words.zones import with_place, zone_of

SHOWN_IN_A_TERMINAL = 25
BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)
AHEAD = timedelta(days=400)

Test = Callable[[Session], bool]


def _log_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("ids", nargs="*", metavar=_("ID"), help=_("only these, with each look at a screen"))
    add("--from", dest="start", metavar=_("TIME"), help=_("from this day or time on"))
    add("--to", dest="end", metavar=_("TIME"), help=_("up to this day, or this time"))
    add("--kind", metavar=_("KIND"), help=_("only this kind"))
    add("--with", dest="person", metavar=_("NAME"), help=_("only with this person"))
    add("--text", metavar=_("TEXT"), help=_("only where note, place or a name holds this"))
    add("--unconfirmed", action="store_true", help=_("only those whose end is to be confirmed"))
    add("--limit", metavar=_("COUNT"), help=_("at most so many"))
    add("--long", action="store_true", help=_("each look, what is known of it, and how it was"))


def _log(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    limit = _limit(arguments.limit)
    kinds = context.log.kinds()
    sessions, is_more = _found(context, arguments, kinds, limit)
    if context.as_json:
        from presence.words.records import log_record

        context.say_record(log_record(sessions, context.now, context.zone))
    elif not sessions:
        context.say(_("Nothing in the log."))
    else:
        is_long = bool(arguments.long or arguments.ids)
        context.say((long_table if is_long else session_table)(context, sessions, kinds))
        if is_more and limit is None:
            context.say(_("… and earlier ones: --limit shows more."))
    return 0


def session_table(context: Context, sessions: Iterable[Session], kinds: Kinds) -> str:
    """Sessions, a line each, as a terminal shows them."""
    return table([_row(context, session, kinds) for session in sessions])


def long_table(context: Context, sessions: Iterable[Session], kinds: Kinds) -> str:
    """Sessions with what is known of each: on what it rests, its looks, and how it was."""
    sessions = list(sessions)
    heads = session_table(context, sessions, kinds).split("\n")
    looks = table(_look_rows(context, sessions)).split("\n")
    lines: list[str] = []
    for session, head in zip(sessions, heads, strict=True):
        lines += [head, *wrapped([("  ", basis_line(session))]).split("\n")]
        lines += [looks.pop(0) for _slip in session.slips]
        lines += [cut(f"    {how}") for how in [_how_it_was(session)] if how]
    return "\n".join(lines)


def _look_rows(context: Context, sessions: Iterable[Session]) -> list[list[str]]:
    return [
        [f"    {number}", *look_cells(slip, zone_of(session, context.zone))]
        for session in sessions
        for number, slip in enumerate(session.slips, 1)
    ]


def _how_it_was(session: Session) -> str:
    """What the person said of it: ``enjoyed 5 of 5 · distracted 2 of 5 · “lovely”``."""
    scores = (
        (_("enjoyed {score} of 5"), session.enjoyed),
        (_("distracted {score} of 5"), session.distracted),
    )
    said = [text.format(score=score) for text, score in scores if score is not None]
    if session.word:
        said.append(_("“{word}”").format(word=plain(session.word)))
    return " · ".join(said)


def shown(context: Context, rows: Iterable[Session], kinds: Kinds) -> list[Session]:
    """Rows as they are to be read: one past its end with its likely end."""
    return [as_the_log_shows_it(row, kinds[row.kind], context.now) for row in rows]


def calendar_of(context: Context) -> Calendar:
    """How the person's settings cut days and weeks."""
    settings = context.settings
    return Calendar(context.zone, settings.day_starts_at, first_weekday(settings.week_starts))


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 10**9:
        raise NotUnderstood(ErrorCode.BAD_FILTER, text=f"--limit {text}")
    return int(text)


def _found(
    context: Context, arguments: Namespace, kinds: Kinds, limit: int | None
) -> tuple[list[Session], bool]:
    """The sessions that pass, newest first, and whether there are more of them."""
    most = limit if limit is not None or context.as_json else SHOWN_IN_A_TERMINAL
    tests = _tests(arguments, kinds)
    rows: Iterable[Session]
    if arguments.ids:
        rows = _named(context, arguments)
    elif arguments.start or arguments.end:
        start, end = _span(context, arguments)
        rows = [row for row in context.log.between(start, end) if row.started_at < end]
    elif most is not None and not tests:
        rows = context.log.newest(most + 1)
    else:
        rows = context.log.between(BEGINNING, context.now + AHEAD)
    passed = [row for row in shown(context, rows, kinds) if all(test(row) for test in tests)]
    if most is None:
        return passed, False
    return passed[:most], len(passed) > most


def _named(context: Context, arguments: Namespace) -> list[Session]:
    from presence.cli.write import find_session

    for name, said in (("--from", arguments.start), ("--to", arguments.end)):
        if said:
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=arguments.ids[0], second=name)
    found = {session.id: session for session in (find_session(context, i) for i in arguments.ids)}
    return sorted(found.values(), key=lambda session: session.started_at, reverse=True)


def _span(context: Context, arguments: Namespace) -> tuple[datetime, datetime]:
    start, end = BEGINNING, context.now + AHEAD
    if arguments.start:
        start = _edge(context, arguments.start, is_end=False)
    if arguments.end:
        end = _edge(context, arguments.end, is_end=True)
    if end <= start:
        raise NotUnderstood(
            ErrorCode.BAD_FILTER, text=f"--from {arguments.start} --to {arguments.end}"
        )
    return start, end


def _edge(context: Context, text: str, is_end: bool) -> datetime:
    """A day counts whole: ``--to fri`` ends with Friday."""
    calendar = calendar_of(context)
    try:
        day = when(context.now, context.zone, calendar.day_of(context.now)).day(text)
    except NotUnderstood:
        return when(context.now, context.zone).past(text)
    return calendar.start_of(day + DAY if is_end else day)


def _tests(arguments: Namespace, kinds: Kinds) -> list[Test]:
    tests: list[Test] = []
    if arguments.kind:
        key = find_kind(arguments.kind, kinds).key
        tests.append(lambda session: session.kind == key)
    if arguments.person:
        person = folded(arguments.person.removeprefix("@"))
        tests.append(lambda session: any(_is_named(name, person) for name in session.people))
    if arguments.text:
        text = folded(arguments.text)
        tests.append(lambda session: text in _words_of(session, kinds))
    if arguments.unconfirmed:
        tests.append(lambda session: not session.confirmed)
    return tests


def _is_named(name: str, wanted: str) -> bool:
    """The whole name, or the beginning of one of its words."""
    known = folded(name)
    return known == wanted or any(word.startswith(wanted) for word in (known, *known.split()))


def _words_of(session: Session, kinds: Kinds) -> str:
    kind = kind_name(kinds[session.kind])
    return folded(" ".join((kind, session.place, session.note, *session.people)))


def _row(context: Context, session: Session, kinds: Kinds) -> list[str]:
    zone = zone_of(session, context.zone)
    day, today = (at.astimezone(zone).date() for at in (session.started_at, context.now))
    span = clock_time(session.started_at, zone) + "–"
    if session.ended_at is not None:
        span += clock_time(session.ended_at, zone)
    return [
        plain(session.id[:8]),
        day_label(day, today),
        plain(with_place(span, session, context.zone)),
        time_gone(session.duration(context.now)),
        plain(kind_name(kinds[session.kind])),
        " · ".join(filter(None, _details(context, session))),
    ]


def _details(context: Context, session: Session) -> list[str]:
    seen = len(session.slips)
    return [
        plain(people_line(session.people)),
        plain(session.place),
        "" if session.confirmed else _("to confirm"),
        _("running") if session.ended_at is None else "",
        kept_words(session, context.now),
        ngettext("{count} look", "{count} looks", seen).format(count=seen) if seen else "",
        plain(session.note),
    ]


COMMANDS = {"log": Command(lambda: _("list sessions, newest first"), _log_arguments, _log)}
