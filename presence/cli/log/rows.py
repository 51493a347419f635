"""Sessions as a terminal shows them: a line each, or with each look and what is known of it."""

from collections.abc import Iterable
from datetime import date, tzinfo

from presence.cli.context import Context
from presence.cli.table import cut, plain, table, wrapped
from presence.core.kept import share_on
from presence.core.kind import Kinds
from presence.core.session import Basis, Session
from presence.texts import _, ngettext
from presence.words.dates import MINUTE, clock_time, day_label, time_gone, uses_12_hours
from presence.words.kept import basis_line, kept_words_of, look_cells
from presence.words.kinds import kind_name
from presence.words.zones import with_place, zone_of


def session_table(context: Context, sessions: Iterable[Session], kinds: Kinds) -> str:
    """Sessions, a line each, as a terminal shows them."""
    shared = _Shared(context, kinds)
    return table([_row(context, session, shared) for session in sessions])


class _Shared:
    """The words that many lines have in common, each made once."""

    def __init__(self, context: Context, kinds: Kinds) -> None:
        self._kinds = kinds
        self._kind_names: dict[str, str] = {}
        self._labels: dict[tuple[date, date], str] = {}
        self._now = context.now
        self._today_in: dict[tzinfo, date] = {}
        self._kept: dict[tuple[float | None, Basis], str] = {}
        self._gone: dict[int, str] = {}
        self.twelve_hours = uses_12_hours()

    def kind_name(self, key: str) -> str:
        if key not in self._kind_names:
            self._kind_names[key] = plain(kind_name(self._kinds[key]))
        return self._kind_names[key]

    def day_label(self, day: date, zone: tzinfo) -> str:
        if zone not in self._today_in:
            self._today_in[zone] = self._now.astimezone(zone).date()
        days = day, self._today_in[zone]
        if days not in self._labels:
            self._labels[days] = day_label(*days)
        return self._labels[days]

    def kept_words(self, session: Session) -> str:
        basis = session.basis
        known = share_on(session, basis, self._now), basis
        if known not in self._kept:
            self._kept[known] = kept_words_of(*known)
        return self._kept[known]

    def time_gone(self, session: Session) -> str:
        span = session.duration(self._now)
        minutes = span // MINUTE
        if minutes not in self._gone:
            self._gone[minutes] = time_gone(span)
        return self._gone[minutes]


def long_table(context: Context, sessions: Iterable[Session], kinds: Kinds) -> str:
    """Sessions with what is known of each: on what it rests, its looks, and how it was."""
    from presence.cli.log.phones import phone_lines  # a week tells of none

    sessions = list(sessions)
    heads = session_table(context, sessions, kinds).split("\n")
    looks = table(_look_rows(context, sessions)).split("\n")
    lines: list[str] = []
    for session, head in zip(sessions, heads, strict=True):
        lines += [head, *wrapped([("  ", basis_line(session))]).split("\n")]
        lines += [looks.pop(0) for _slip in session.slips]
        lines += [cut(f"    {line}") for line in phone_lines(context, session)]
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


def _row(context: Context, session: Session, shared: _Shared) -> list[str]:
    here = context.zone
    zone = zone_of(session, here)
    start = session.started_at.astimezone(zone)
    span = clock_time(start, zone, shared.twelve_hours) + "–"
    if session.ended_at is not None:
        span += clock_time(session.ended_at, zone, shared.twelve_hours)
    return [
        plain(session.id[:8]),
        shared.day_label(start.date(), zone),
        span if zone is here else plain(with_place(span, session, here)),
        shared.time_gone(session),
        shared.kind_name(session.kind),
        " · ".join(filter(None, _details(session, shared))),
    ]


def _details(session: Session, shared: _Shared) -> list[str]:
    seen = len(session.slips)
    return [
        plain(", ".join(session.people)),
        plain(session.place),
        plain(" ".join([f"#{tag}" for tag in session.tags])) if session.tags else "",
        "" if session.confirmed else _("to confirm"),
        _("running") if session.ended_at is None else "",
        shared.kept_words(session),
        ngettext("{count} look", "{count} looks", seen).format(count=seen) if seen else "",
        plain(session.note) if session.note else "",
    ]
