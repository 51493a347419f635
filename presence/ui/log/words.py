"""A session of the log in words: the cells of its row, its tooltip, and what is read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.ui.log.view import LogRow, LogView
from presence.words.dates import (
    DAY,
    clock_time,
    day_label,
    full_date,
    grouped,
    hours,
    length,
    long_day_name,
    percent,
    short_date,
)
from presence.words.kept import basis_line, kept_words
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, people_line
from presence.words.zones import with_place, zone_of


@dataclass(frozen=True, slots=True)
class RowWords:
    """What one row shows; ``cells`` in the order of the columns."""

    cells: tuple[str, ...]
    day: date
    icon: str
    slot: str
    is_marked: bool  # something of it wants a look: its end, or another at the same time


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says rows as of one instant, in the zone that the person is in.

    ``twelve_hours`` is how the clock is written; None asks for each time.
    """

    now: datetime
    zone: tzinfo
    kinds: Kinds
    twelve_hours: bool | None = None

    def say(self, row: LogRow) -> RowWords:
        """The words of one row."""
        session = row.session
        kind = self.kinds[session.kind]
        there = zone_of(session, self.zone)
        day, today = (at.astimezone(there).date() for at in (session.started_at, self.now))
        share = session.kept_share(self.now)
        marks = self._marks(row)
        cells = (
            _capital(day_label(day, today)),
            with_place(self.span(session, there), session, self.zone),
            length(session.duration(self.now)),
            kind_name(kind),
            people_line(session.people),
            session.place,
            "–" if share is None else percent(share),
            SEPARATOR.join(_some(*marks, _tags(session), session.note, session.word)),
        )
        return RowWords(cells, day, kind.icon, kind.colour, bool(marks))

    def tip(self, row: LogRow) -> str:
        """Everything of a row, a line for each part: what is cut off in the list is whole here."""
        said, session = self.say(row), row.session
        parts = _some(said.cells[1], *self._rest(row), basis_line(session))
        return "\n".join(parts)

    def aloud(self, row: LogRow) -> str:
        """The whole row in one sentence, for who hears it."""
        said, session = self.say(row), row.session
        today = self.now.astimezone(zone_of(session, self.zone)).date()
        day = said.cells[0]
        if abs(said.day - today) > DAY:  # the weekday whole; today and yesterday have none
            date_words = short_date if said.day.year == today.year else full_date
            day = _("{weekday} {date}").format(
                weekday=long_day_name(said.day), date=date_words(said.day)
            )
        parts = _some(day, *said.cells[1:4], *self._rest(row), kept_words(session, self.now))
        return ", ".join(parts)

    def _rest(self, row: LogRow) -> tuple[str, ...]:
        session, people = row.session, ""
        if session.people:
            people = _("with {names}").format(names=people_line(session.people))
        marks, tags = self._marks(row), _tags(session)
        return _some(people, session.place, *marks, tags, session.note, session.word)

    def span(self, session: Session, zone: tzinfo) -> str:
        """``19:00 – 21:30``."""
        start, end = clock_time(session.started_at, zone, self.twelve_hours), _("now")
        if session.ended_at is not None:
            end = clock_time(session.ended_at, zone, self.twelve_hours)
        return _("{start} – {end}").format(start=start, end=end)

    def brief(self, session: Session) -> str:
        """``Coffee 12:00 – 13:00``."""
        zone = zone_of(session, self.zone)
        name = kind_name(self.kinds[session.kind])
        return _("{kind} {span}").format(kind=name, span=self.span(session, zone))

    def whole(self, session: Session) -> str:
        """``Coffee · Ana · Fri 20 Nov, 12:00 – 13:00 · 1 h``."""
        zone = zone_of(session, self.zone)
        day, today = (at.astimezone(zone).date() for at in (session.started_at, self.now))
        when = _("{day}, {span}").format(
            day=_capital(day_label(day, today)), span=self.span(session, zone)
        )
        parts = _some(
            kind_name(self.kinds[session.kind]),
            people_line(session.people),
            with_place(when, session, self.zone),
            length(session.duration(self.now)),
        )
        return SEPARATOR.join(parts)

    def _marks(self, row: LogRow) -> tuple[str, ...]:
        also = ""
        if row.beside:
            first, more = self.brief(row.beside[0]), len(row.beside) - 1
            also = _("at the same time as {session}").format(session=first)
            if more:
                text = ngettext("{session} and {count} more", "{session} and {count} more", more)
                also = text.format(session=also, count=more)
        return _some(
            _("running") if row.is_running else "",
            "" if row.session.confirmed else _("to confirm"),
            also,
        )


def _tags(session: Session) -> str:
    return " ".join(f"#{tag}" for tag in session.tags)


def _some(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def count_line(view: LogView, chosen_count: int, chosen: Sequence[Session]) -> str:
    """``128 sessions, 214 h · 3 chosen, 4.5 h``; of very many chosen only their number."""
    count = view.count
    text = ngettext("{count} session", "{count} sessions", count)
    said = text.format(count=grouped(count))
    if view.is_counting:
        said = _("{sessions} and counting").format(sessions=said)
    if view.total is not None:
        said = _("{sessions}, {total}").format(sessions=said, total=hours(view.total))
    if chosen_count < 2:
        return said
    text = ngettext("{count} chosen", "{count} chosen", chosen_count)
    more = text.format(count=grouped(chosen_count))
    if chosen:
        total = sum((session.duration(view.now) for session in chosen), timedelta())
        more = _("{chosen}, {total}").format(chosen=more, total=hours(total))
    return said + SEPARATOR + more


def too_many_line(count: int, most: int) -> str:
    """Why nothing is done with so many chosen sessions, and what to do."""
    return _(
        "{count} are chosen. Presence changes at most {most} at once, so that nothing else has to"
        " wait: choose fewer and do it again with the rest, or narrow the list."
    ).format(count=grouped(count), most=grouped(most))
