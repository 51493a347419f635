"""Which column of a table is what, by its headings and by what stands under them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from presence.exchange.mapped.amounts import Unit, decimal_sign, unit_of
from presence.exchange.mapped.columns import Field, by_heading
from presence.exchange.mapped.order import DateOrder, found_order, moment_of

_ENOUGH = 0.8  # of the cells that say something have to be a time for a column to be one
_TIMES = (Field.DATE, Field.START, Field.END_DATE, Field.END)

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column is, and how days and lengths in them are meant.

    ``is_sure`` False: the order of day and month could not be found out, and was not said.
    ``decimal`` is the sign that was found, "" where there is none.
    """

    headings: tuple[str, ...]
    columns: dict[Field, int] = field(default_factory=dict)
    order: DateOrder = DateOrder.YEAR_FIRST
    is_sure: bool = True
    unit: Unit = Unit.MINUTES
    decimal: str = ""

    @property
    def says_when(self) -> bool:
        """Whether a session can be made of it: it begins some time, and ends or lasts."""
        return Field.START in self.columns and not {Field.END, Field.LENGTH}.isdisjoint(
            self.columns
        )

    def heading(self, which: Field) -> str:
        """The heading of the column that is this; "" where none is."""
        return self.headings[self.columns[which]] if which in self.columns else ""


def guess(headings: Sequence[str], rows: Rows) -> Mapping:
    """What a table most likely means."""
    columns = by_heading(headings)
    if Field.START not in columns:
        columns |= _by_content(headings, rows, columns)
    return meant(Mapping(tuple(headings), columns), rows)


def meant(mapping: Mapping, rows: Rows, order: DateOrder | None = None) -> Mapping:
    """The same with the order of days, the unit and the sign that its columns show."""
    days = [cell for which in _TIMES for cell in _cells(mapping, rows, which)]
    found = found_order(days)
    lengths = _cells(mapping, rows, Field.LENGTH)
    return replace(
        mapping,
        order=order or found.order,
        is_sure=order is not None or found.is_sure,
        unit=unit_of(mapping.heading(Field.LENGTH), lengths),
        decimal=decimal_sign(lengths),
    )


def _cells(mapping: Mapping, rows: Rows, which: Field) -> list[str]:
    column = mapping.columns.get(which)
    if column is None:
        return []
    return [row[column] for row in rows if column < len(row) and row[column].strip()]


def _by_content(headings: Sequence[str], rows: Rows, known: dict[Field, int]) -> dict[Field, int]:
    """The first column of days and times is the start, the second the end."""
    found: dict[Field, int] = {}
    for number in range(len(headings)):
        if number in known.values():
            continue
        match _sort([row[number] for row in rows if number < len(row) and row[number].strip()]):
            case "moment":
                wanted = (Field.START, Field.END)
            case "time":
                wanted = (Field.START, Field.END)
            case "day":
                wanted = (Field.DATE, Field.END_DATE)
            case _:
                continue
        free = next((each for each in wanted if each not in known and each not in found), None)
        if free is not None:
            found[free] = number
    return found


def _sort(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    read = [
        moment_of(cell, DateOrder.DAY_FIRST) or moment_of(cell, DateOrder.MONTH_FIRST)
        for cell in cells
    ]
    for name, kind in (("moment", datetime), ("time", time), ("day", date)):
        if sum(type(each) is kind for each in read) >= _ENOUGH * len(cells):
            return name
    return ""
