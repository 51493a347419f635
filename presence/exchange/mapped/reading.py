"""Reads any table by a mapping: a session for each row, or why there is none."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Cells
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import BinaryIO
from zoneinfo import ZoneInfo

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.person import folded
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.lines import lines_of
from presence.exchange.mapped.amounts import length_of
from presence.exchange.mapped.columns import Field
from presence.exchange.mapped.guess import Mapping, guess, meant
from presence.exchange.mapped.order import DateOrder, moment_of
from presence.exchange.sheet.cells import as_it_was, split
from presence.exchange.sheet.columns import DELIMITERS, SAID_SO, with_first
from presence.exchange.sheet.records import Row, Rows
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.trackers.wall_times import span_of
from presence.exchange.untold import Untold

LOOKED_AT = 500  # rows that tell what the columns are
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody said: the heading of the column that is each of these, and the order."""

    columns: Cells[Field, str] = field(default_factory=dict)
    order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, of which the first were looked at."""

    headings: tuple[str, ...]
    first: Sequence[Row]
    rows: Iterator[Row]

    @property
    def sample(self) -> list[Sequence[str]]:
        """The cells of the first rows."""
        return [list(map(as_it_was, row.cells)) for row in self.first if row.fault is None]


def table_in(stream: BinaryIO, path: str) -> Table:
    """A file as a table; Refused where it is none."""
    lines = lines_of(stream, path)
    first = next((line for line in lines if not line.is_blank), None)
    if first is None or first.fault is not None:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    if said_so := SAID_SO.fullmatch(first.text):
        rows = iter(Rows(lines, said_so[1]))
    else:
        rows = iter(Rows(with_first(first, lines), max(DELIMITERS, key=first.text.count)))
    head = next(rows, None)
    headings = tuple(cell.strip() for cell in (() if head is None else head.cells))
    some = list(islice(rows, LOOKED_AT))
    return Table(headings, some, chain(some, rows))


def mapping_of(table: Table, path: str, wishes: Wishes) -> Mapping:
    """What the columns are, said or guessed; raises Refused for a heading that is not there."""
    mapping = guess(table.headings, table.sample)
    columns = dict(mapping.columns)
    for which, heading in wishes.columns.items():
        number = _column(table.headings, heading)
        if number is None:
            raise Refused(
                ErrorCode.NO_SUCH_COLUMN, path=path, text=heading, columns=", ".join(table.headings)
            )
        columns = {each: at for each, at in columns.items() if at != number}
        columns[which] = number
    return meant(replace(mapping, columns=columns), table.sample, wishes.order)


def read(
    stream: BinaryIO, path: str, untold: Untold, wishes: Wishes | None = None
) -> Iterator[Arrival | LeftOut]:
    """Sessions; raises Refused where it cannot be told when they were."""
    table = table_in(stream, path)
    mapping = checked(mapping_of(table, path, wishes or Wishes()), path)
    return read_by(table, mapping, untold)


def checked(mapping: Mapping, path: str) -> Mapping:
    """The same; Refused where it cannot be told when sessions were."""
    if not mapping.says_when:
        raise Refused(ErrorCode.NO_TIMES_IN_FILE, path=path)
    if not mapping.is_sure:
        raise Refused(ErrorCode.DATES_EITHER_WAY, path=path)
    return mapping


def read_by(table: Table, mapping: Mapping, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """The sessions of a table by a mapping that says when."""
    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    for row in table.rows:
        try:
            session = _session(_cells(mapping, row), mapping, zone, untold)
            yield Arrival(row.number, Visit(session, by_id=False))
        except BadRowError as fault:
            yield LeftOut(row.number, fault.why, fault.field, fault.value)
        except OverflowError:  # an end after the year 9999
            yield LeftOut(row.number, Why.TOO_LONG)


def _column(headings: Sequence[str], heading: str) -> int | None:
    wanted = folded(heading)
    return next((n for n, each in enumerate(headings) if folded(each) == wanted), None)


def _cells(mapping: Mapping, row: Row) -> Cells[Field, str]:
    if row.fault is not None:
        raise BadRowError(row.fault)
    if row.may_be_cut and len(row.cells) < len(mapping.headings):
        raise BadRowError(Why.CUT_SHORT)
    if any(cell.strip() for cell in row.cells[len(mapping.headings) :]):
        raise BadRowError(Why.TOO_MANY_CELLS)
    return {
        which: as_it_was(row.cells[column]).strip() if column < len(row.cells) else ""
        for which, column in mapping.columns.items()
    }


def _session(cells: Cells[Field, str], mapping: Mapping, zone: ZoneInfo, untold: Untold) -> Session:
    length = _length(cells, mapping)
    start = _moment(cells, mapping, Field.START, Field.DATE, None)
    if start is None:
        raise BadRowError(Why.MISSING, mapping.heading(Field.START))
    end = _moment(cells, mapping, Field.END, Field.END_DATE, start)
    if end is None:
        if length is None:
            which = Field.END if Field.END in mapping.columns else Field.LENGTH
            raise BadRowError(Why.MISSING, mapping.heading(which))
        end = start + length
    started_at, ended_at = _instants(start, end, length, zone, untold)
    words = (cells.get(Field.KIND, ""), *split_list(cells.get(Field.TAGS, "")))
    tracked = Tracked(
        started_at,
        ended_at,
        words=tuple(filter(None, words)),
        note=cells.get(Field.NOTE, ""),
        place=cells.get(Field.PLACE, ""),
        people=tuple(checks.name("people", each) for each in split_list(cells.get(Field.WHO, ""))),
    )
    return session_of("table", tracked, untold)


def _instants(
    start: datetime, end: datetime, length: timedelta | None, zone: ZoneInfo, untold: Untold
) -> tuple[datetime, datetime]:
    if start.tzinfo is None and end.tzinfo is None:
        return span_of(start, end, zone, untold.now, length)
    start, end = (each if each.tzinfo else each.replace(tzinfo=zone) for each in (start, end))
    return (
        checks.in_time("start", start, untold.now),
        checks.in_time("end", end, untold.now),
    )


def _length(cells: Cells[Field, str], mapping: Mapping) -> timedelta | None:
    told = cells.get(Field.LENGTH, "")
    if not told:
        return None
    length = length_of(told, mapping.unit)
    if length is None:
        raise BadRowError(Why.BAD_VALUE, mapping.heading(Field.LENGTH), told)
    return length


def _moment(
    cells: Cells[Field, str],
    mapping: Mapping,
    which: Field,
    day_of_it: Field,
    start: datetime | None,
) -> datetime | None:
    """A day with a time; the day may stand in a column of its own, or be that of the start."""
    told = cells.get(which, "")
    if not told:
        return None
    at = moment_of(told, mapping.order)
    if isinstance(at, datetime):
        return at
    day = _day(cells, mapping, day_of_it) if isinstance(at, time) else None
    if isinstance(at, time) and day is not None:
        return datetime.combine(day, at)
    if isinstance(at, time) and start is not None:
        end = datetime.combine(start.date(), at, start.tzinfo)
        return end if end >= start else end + _DAY
    raise BadRowError(Why.BAD_VALUE, mapping.heading(which), told)


def _day(cells: Cells[Field, str], mapping: Mapping, which: Field) -> date | None:
    told = cells.get(which, "")
    if not told:
        return None
    day = moment_of(told, mapping.order)
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    raise BadRowError(Why.BAD_VALUE, mapping.heading(which), told)


def split_list(cell: str) -> list[str]:
    """Names and tags in one cell: with a semicolon between them, or a comma where none is."""
    parts = split(cell) if ";" in cell else [each.strip() for each in cell.split(",")]
    return [each for each in parts if each]
