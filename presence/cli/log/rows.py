"""Sessions as a terminal shows them: a line each, or with each look and what is known of it."""

from datetime import date, datetime, timedelta, tzinfo

from presence.cli.context import Context
from presence.cli.table import cut, plain, table, wrapped
from presence.core.clock import to_ms
from presence.core.kind import Kinds
from presence.core.library import Iterable, Sequence
from presence.core.review.listing import Listing, listing_of
from presence.core.session import Basis, Session
from presence.texts import _, ngettext
from presence.words.dates import day_label, time_gone, uses_12_hours, wall_time
from presence.words.kept import basis_line, kept_words_of, look_cells
from presence.words.kinds import kind_name
from presence.words.zones import at_place, zone_named, zone_of

_MINUTE = 60_000  # milliseconds


def session_table(context: Context, sessions: Iterable[Session], kinds: Kinds) -> str:
    """Sessions, a line each, as a terminal shows them."""
    return listing_table(context, listing_of(sessions, context.now), kinds)


def listing_table(context: Context, listing: Listing, kinds: Kinds) -> str:
    """The same of a listing."""
    words = _Words(context, kinds)
    started, ended = listing.started, listing.ended
    when = map(words.when, started, ended, listing.zones)
    details = map(
        words.details,
        listing.people,
        listing.places,
        listing.tags,
        listing.confirmed,
        ended,
        listing.kept,
        listing.looks,
        listing.notes,
    )
    lines = zip(
        [plain(each[:8]) for each in listing.ids],
        when,
        map(words.time_gone, started, ended),
        map(words.kind_name, listing.kinds),
        details,
        strict=True,
    )
    return table([[session_id, *day_and_span, *rest] for session_id, day_and_span, *rest in lines])


class _Words:
    """The words of such lines; those that many of them have in common are made once."""

    def __init__(self, context: Context, kinds: Kinds) -> None:
        self._here, self._now = context.zone, context.now
        self._kinds = kinds
        self._kind_names: dict[str, str] = {}
        self._zones: dict[str, tzinfo] = {}
        self._labels: dict[tuple[date, tzinfo], str] = {}
        self._kept: dict[tuple[float | None, Basis], str] = {}
        self._gone: dict[int, str] = {}
        self._twelve_hours = uses_12_hours()

    def kind_name(self, key: str) -> str:
        if key not in self._kind_names:
            self._kind_names[key] = plain(kind_name(self._kinds[key]))
        return self._kind_names[key]

    def when(self, started: int, ended: int | None, zone_name: str) -> tuple[str, str]:
        """The day, and from when to when."""
        zone = self._zones.get(zone_name)
        if zone is None:
            zone = self._zones[zone_name] = zone_named(zone_name, self._here)
        start = last = datetime.fromtimestamp(started // 1000, zone)
        span = wall_time(start, self._twelve_hours) + "–"
        if ended is not None:
            last = datetime.fromtimestamp(ended // 1000, zone)
            span += wall_time(last, self._twelve_hours)
        if zone is not self._here:
            span = plain(at_place(span, zone_name, self._here, start, last))
        return self._day(start.date(), zone), span

    def _day(self, day: date, zone: tzinfo) -> str:
        if (day, zone) not in self._labels:
            today = self._now.astimezone(zone).date()
            self._labels[day, zone] = day_label(day, today)
        return self._labels[day, zone]

    def time_gone(self, started: int, ended: int | None) -> str:
        end = to_ms(self._now) if ended is None else ended
        minutes = max(end - started, 0) // _MINUTE
        if minutes not in self._gone:
            self._gone[minutes] = time_gone(timedelta(minutes=minutes))
        return self._gone[minutes]

    def details(
        self,
        people: Sequence[str],
        place: str,
        tags: Sequence[str],
        confirmed: bool | int,
        ended: int | None,
        kept: tuple[float | None, Basis],
        looks: int,
        note: str,
    ) -> str:
        """With whom, where, and what is known of it."""
        if kept not in self._kept:
            self._kept[kept] = kept_words_of(*kept)
        said = [
            plain(", ".join(people)),
            plain(place) if place else "",
            plain(" ".join([f"#{tag}" for tag in tags])) if tags else "",
            "" if confirmed else _("to confirm"),
            _("running") if ended is None else "",
            self._kept[kept],
            ngettext("{count} look", "{count} looks", looks).format(count=looks) if looks else "",
            plain(note) if note else "",
        ]
        return " · ".join(filter(None, said))


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
