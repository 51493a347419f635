"""With whom, week by week, in the codes of the American Time Use Survey (TUWHO_CODE), as CSV.

A week goes from Monday to Monday in the person's zone (ISO 8601), as those who compare weeks have
it. Within a code an hour counts once: two friends at one table are one hour with friends; a friend
and a colleague are an hour with each. Nobody is named. It goes out only.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

from presence.core.clock import from_ms
from presence.core.exchange.whole_log import WholeLog
from presence.core.people.relation import ALONE_CODE, UNKNOWN_CODE, WITH_WHOM_CODES, Relation
from presence.core.people.with_whom import ALONE, UNKNOWN, With, with_whom
from presence.core.person import folded
from presence.core.review.lean import Lean, lean_of

COLUMNS = "week,from,to,code,with,minutes\r\n"
_WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)
# As the survey calls them (ATUS Interview Data Dictionary), shorter.
_NAMES: Mapping[int, str] = MappingProxyType(
    {
        ALONE_CODE: "alone",
        20: "spouse",
        22: "own household child",
        28: "housemate",
        51: "parents",
        53: "other family",
        54: "friends",
        56: "neighbors and acquaintances",
        UNKNOWN_CODE: "other adults",
        59: "boss or manager",
        60: "people whom I supervise",
        61: "co-workers",
        62: "customers",
    }
)
# Of relations that share a code one stands for all of them, so that no hour counts twice.
_FIRST: Mapping[int, Relation] = MappingProxyType(
    {code: relation for relation, code in reversed([*WITH_WHOM_CODES.items()])}
)


def looks_like(_head: bytes) -> bool:
    """It is never read."""
    return False


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    _without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """A row for each code of each week in which there was anything."""
    relations = dict(_relations(log))
    zone = now.tzinfo or UTC
    waiting: list[Lean] = []
    week: date | None = None
    yield COLUMNS
    count = 0
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        monday = _monday(session.started_at, zone)
        while week is not None and week < monday:
            yield _rows(waiting, relations, week, zone, now)
            week, waiting = _after(week, waiting, monday, zone)
        week = monday
        waiting.append(lean_of(session))
        count += 1
        if told is not None:
            told(count)
    while waiting and week is not None:
        yield _rows(waiting, relations, week, zone, now)
        week, waiting = _after(week, waiting, week + _WEEK, zone)


def _relations(log: WholeLog) -> Iterator[tuple[str, Relation]]:
    for each in log.acquaintances():
        relation = each.details.relation
        if relation is not None and WITH_WHOM_CODES[relation] != UNKNOWN_CODE:
            yield folded(each.details.name), _FIRST[WITH_WHOM_CODES[relation]]


def _monday(at: datetime, zone: tzinfo) -> date:
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _after(week: date, sessions: list[Lean], coming: date, zone: tzinfo) -> tuple[date, list[Lean]]:
    """The week that is next, and what goes on into it; with nothing, the one that is coming."""
    end = _start(week + _WEEK, zone)
    left = [each for each in sessions if each.ended is not None and from_ms(each.ended) > end]
    return (week + _WEEK if left else coming), left


def _start(monday: date, zone: tzinfo) -> datetime:
    return datetime.combine(monday, time(), zone)


def _rows(
    sessions: list[Lean],
    relations: Mapping[str, Relation],
    monday: date,
    zone: tzinfo,
    now: datetime,
) -> str:
    start, end = _start(monday, zone), _start(monday + _WEEK, zone)
    year, number, _weekday = monday.isocalendar()
    head = f"{year}-W{number:02},{monday},{monday + timedelta(days=6)}"
    times = {
        _code_of(who): spent
        for who, spent in with_whom(sessions, relations, start, end, now).items()
    }
    return "".join(
        f"{head},{code},{_NAMES[code]},{round(times[code] / _MINUTE)}\r\n" for code in sorted(times)
    )


def _code_of(who: With) -> int:
    if isinstance(who, Relation):
        return WITH_WHOM_CODES[who]
    return {ALONE: ALONE_CODE, UNKNOWN: UNKNOWN_CODE}[who]
