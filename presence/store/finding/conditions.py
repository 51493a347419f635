"""A filter of the log as conditions of SQL."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from presence.core.clock import to_ms
from presence.core.editing.filter import AgainstPlan, Answered, Kept, LogFilter, words_of
from presence.core.editing.looks import AskedLooks
from presence.core.person import folded
from presence.core.session import AS_PLANNED, MAX_LENGTH, Said
from presence.core.slip import GOOD_REASONS
from presence.store.session_rows import TAG_SEPARATOR

_ENDLESS = 1 << 62
_MOST_TEXTS = 5000  # of a column, in one query; SQLite takes 32,766
_LONGEST_PATTERN = 1000  # SQLite takes 50,000 bytes
_END = f"coalesce(ended_at, {_ENDLESS})"  # of a session in progress, as in between()
_IS_KNOWN = "(watched <> '' OR said IS NOT NULL OR sessions.slips <> '')"
# As core/kept.py has it: the part of a look that lies within, unless it has a good reason.
_GOOD = ", ".join(sorted(f"'{reason.value}'" for reason in GOOD_REASONS))
_IS_SPOILT = (
    f"((said IS NOT NULL AND said <> '{Said.YES.value}') OR sessions.id IN"
    " (SELECT session_id FROM slips JOIN sessions AS its ON its.id = session_id"
    f" WHERE (reason IS NULL OR reason NOT IN ({_GOOD}))"
    " AND max(at, its.started_at) < min(at + length, coalesce(its.ended_at, 1 << 62))))"
)
_KEPT = {
    Kept.KEPT: f"{_IS_KNOWN} AND NOT {_IS_SPOILT}",
    Kept.LOOKED: _IS_SPOILT,
    Kept.NOT_KNOWN: f"NOT {_IS_KNOWN}",
}
# As core/review/planned.py has it: nobody gets up to the minute.
_HAS_BOTH = "ended_at IS NOT NULL AND planned_end_at IS NOT NULL"
_BEYOND = "(ended_at - started_at - max(planned_end_at - started_at, 0))"
_BESIDE = AS_PLANNED // timedelta(milliseconds=1)
_PLAN = {
    AgainstPlan.PLANNED: "1",
    AgainstPlan.LONGER: f"{_BEYOND} > {_BESIDE}",
    AgainstPlan.AS_PLANNED: f"abs({_BEYOND}) <= {_BESIDE}",
    AgainstPlan.SHORTER: f"{_BEYOND} < -{_BESIDE}",
}
_ANSWERED = {Answered.ENJOYED: "enjoyed IS NOT NULL", Answered.DISTRACTED: "distracted IS NOT NULL"}
# Where a look began, which is within its session.
_BEGAN = "max(min(at, coalesce(its.ended_at, 1 << 62) - 1), its.started_at)"
# In the order of their starts a session shares time with one before it where the latest end so far
# lies after its start, and with one behind it where the next one starts before its own end.
_OVERLAPPING = (
    "sessions.rowid IN (SELECT number FROM"
    " (SELECT number, started_at, until, lead(started_at) OVER by_start AS next_at,"
    " max(until) OVER (by_start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until"
    f" FROM (SELECT rowid AS number, started_at, {_END} AS until FROM sessions)"
    " WINDOW by_start AS (ORDER BY started_at, until))"
    " WHERE started_at < busy_until OR next_at < until)"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands after FROM and after WHERE, and the values for its question marks."""

    sql: str = "1"
    values: tuple[object, ...] = ()
    tables: str = "sessions"

    def and_(self, sql: str, *values: object) -> "Condition":
        """Both."""
        return replace(self, sql=f"{self.sql} AND {sql}", values=(*self.values, *values))


def needs_only_text(wanted: LogFilter) -> bool:
    """Whether the narrow table of texts can answer it."""
    of_texts = LogFilter(text=wanted.text, kinds=wanted.kinds, kinds_by_text=wanted.kinds_by_text)
    return wanted == of_texts


def needs_only_people(wanted: LogFilter) -> bool:
    """Whether the index on who was there can answer it."""
    return bool(set(map(folded, wanted.people))) and wanted == LogFilter(people=wanted.people)


def ids_by_people(connection: sqlite3.Connection, wanted: LogFilter) -> frozenset[str]:
    """The sessions of any of these people; to look up their rows would take as long again."""
    people = sorted(set(map(folded, wanted.people)))
    query = (
        "SELECT session_id FROM session_people WHERE person_id IN"
        f" (SELECT id FROM people WHERE folded IN ({_marks(people)}))"
    )
    return frozenset([each for (each,) in connection.execute(query, people)])


def by_text(wanted: LogFilter) -> Condition:
    """The condition on ``session_texts``."""
    condition = Condition(tables="session_texts")
    for word in words_of(wanted.text):
        holds, value = _holds(word)
        kinds = sorted(key for part, key in wanted.kinds_by_text if part == word)
        if kinds:
            holds = f"(session_texts.kind IN ({_marks(kinds)}) OR {holds})"
        condition = condition.and_(holds, *kinds, value)
    if wanted.kinds:
        kinds = sorted(wanted.kinds)
        condition = condition.and_(f"session_texts.kind IN ({_marks(kinds)})", *kinds)
    return condition


def _holds(text: str) -> tuple[str, str]:
    """That a text is somewhere in the words of a session, and the value for it.

    LIKE is a third quicker than instr(); case is nothing to either, for both sides are folded.
    """
    if "\0" in text or len(text) > _LONGEST_PATTERN:
        return "instr(text, ?)", text
    escaped = "".join(f"\\{c}" if c in "\\%_" else c for c in text)
    return "text LIKE ? ESCAPE '\\'", f"%{escaped}%"


def by_row(connection: sqlite3.Connection, wanted: LogFilter) -> Condition:
    """The condition on ``sessions``, all of the filter."""
    condition = _with_names(connection, wanted, Condition())
    if wanted.kinds:
        condition = condition.and_(f"kind IN ({_marks(wanted.kinds)})", *sorted(wanted.kinds))
    if wanted.start is not None:
        since = to_ms(wanted.start)
        earliest = since - MAX_LENGTH.days * 86_400_000
        condition = condition.and_(f"started_at >= ? AND {_END} > ?", earliest, since)
    if wanted.end is not None:
        condition = condition.and_("started_at < ?", to_ms(wanted.end))
    if wanted.kept is not None:
        condition = condition.and_(_KEPT[wanted.kept])
    if wanted.plan is not None:
        condition = condition.and_(f"confirmed = 1 AND {_HAS_BOTH} AND {_PLAN[wanted.plan]}")
        if wanted.start is not None:
            condition = condition.and_("started_at >= ?", to_ms(wanted.start))
    if wanted.answered is not None:
        condition = condition.and_(_ANSWERED[wanted.answered])
    if wanted.looks is not None:
        condition = _with_looks(connection, wanted, wanted.looks, condition)
    if wanted.unconfirmed:
        condition = condition.and_("confirmed = 0 AND ended_at IS NOT NULL")
    if wanted.overlapping:
        condition = condition.and_(_OVERLAPPING)
    if words_of(wanted.text):
        texts = by_text(LogFilter(text=wanted.text, kinds_by_text=wanted.kinds_by_text))
        condition = condition.and_(
            "EXISTS (SELECT 1 FROM session_texts WHERE session_texts.started_at ="
            f" sessions.started_at AND session_id = sessions.id AND {texts.sql})",
            *texts.values,
        )
    return condition


def _with_names(
    connection: sqlite3.Connection, wanted: LogFilter, condition: Condition
) -> Condition:
    """People, tags and place, however they are spelt."""
    each_alone = [{name} for name in sorted(set(map(folded, wanted.everybody)))]
    for people in (*each_alone, set(map(folded, wanted.people))):
        if not people:
            continue
        condition = condition.and_(
            "sessions.id IN (SELECT session_id FROM session_people WHERE person_id IN"
            f" (SELECT id FROM people WHERE folded IN ({_marks(people)})))",
            *sorted(people),
        )
    if wanted.tags:
        tags = set(map(folded, wanted.tags))
        condition = condition.and_(
            *_as_asked(
                connection,
                "tags",
                lambda text: not tags.isdisjoint(map(folded, text.split(TAG_SEPARATOR))),
            )
        )
    if wanted.place:
        place = folded(wanted.place)
        condition = condition.and_(
            *_as_asked(connection, "place", lambda text: folded(text) == place)
        )
    return condition


def _with_looks(
    connection: sqlite3.Connection, wanted: LogFilter, looks: AskedLooks, condition: Condition
) -> Condition:
    """One look that is all that is asked for, as core/review/looks.py places it."""
    asked = Condition()
    if wanted.start is not None:
        earliest = to_ms(wanted.start) - MAX_LENGTH.days * 86_400_000
        asked = asked.and_("its.started_at >= ?", earliest)
        asked = asked.and_(f"{_BEGAN} >= ?", to_ms(wanted.start))
    if wanted.end is not None:
        asked = asked.and_("its.started_at < ?", to_ms(wanted.end))
        asked = asked.and_(f"{_BEGAN} < ?", to_ms(wanted.end))
    if looks.sources:
        values = sorted(source.value for source in looks.sources)
        asked = asked.and_(f"source IN ({_marks(values)})", *values)
    if looks.reasons:
        values = sorted("" if reason is None else reason.value for reason in looks.reasons)
        asked = asked.and_(f"coalesce(reason, '') IN ({_marks(values)})", *values)
    if looks.hours:
        zone, hours = ZoneInfo(looks.zone), looks.hours
        connection.create_function(
            "is_asked_hour", 1, lambda ms: datetime.fromtimestamp(ms // 1000, zone).hour in hours
        )
        asked = asked.and_(f"is_asked_hour({_BEGAN})")
    return condition.and_(
        "sessions.id IN (SELECT session_id FROM slips JOIN sessions AS its ON its.id = session_id"
        f" WHERE {asked.sql})",
        *asked.values,
    )


def _as_asked(
    connection: sqlite3.Connection, column: str, test: Callable[[str], bool]
) -> tuple[str, ...]:
    """That a column holds a text that passes: each is tested once, then its index has the rows."""
    query = f"SELECT DISTINCT {column} FROM sessions WHERE {column} <> ''"
    asked = sorted(text for (text,) in connection.execute(query) if test(text))
    if len(asked) <= _MOST_TEXTS:
        return f"{column} <> '' AND {column} IN ({_marks(asked)})", *asked
    connection.create_function(f"are_asked_{column}", 1, frozenset(asked).__contains__)
    return (f"{column} <> '' AND are_asked_{column}({column})",)


def _marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))
