"""Address books as CSV: LinkedIn's connections, Google's and Outlook's contacts.

Columns are found by their names; what else stands in a file is left alone. The names are those of
exports of 2024 and later, and of the older ones that are still about.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.exchange.contact import Contact, Lost
from presence.core.frozen import dataclass
from presence.core.people.details import Birthday, Details, Encounter
from presence.core.person import folded
from presence.exchange.checks import LONGEST_NAME, shown
from presence.exchange.contacts.birthdays import birthday_of
from presence.exchange.contacts.fitting import fitted
from presence.exchange.contacts.relations import relation_of
from presence.exchange.lines import lines_of
from presence.exchange.sheet.cells import as_it_was
from presence.exchange.sheet.records import Row, Rows

WITHIN = 20  # rows before the names of the columns: LinkedIn puts a notice there
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_NOTHING = frozenset({"", "undefined", "null"})
_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a program names its columns.

    All of one of ``needed`` are there, which are in no other program's; any of the rest may be.
    """

    needed: tuple[tuple[str, ...], ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    whole: str = ""
    nick: str = ""
    organisation: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    birthday: str = ""
    notes: str = ""
    circles: str = ""
    apart: str = ";"
    connected_on: str = ""
    met_at: str = ""


LINKEDIN = Sheet(
    needed=(("first name", "last name", "connected on"),),
    given=("first name",),
    family=("last name",),
    organisation=("company",),
    mail=("email address",),
    links=("url",),
    connected_on="connected on",
    met_at="LinkedIn",
)
GOOGLE = Sheet(
    needed=(("file as", "notes"), ("given name", "family name", "notes")),
    given=("first name", "given name"),
    family=("last name", "family name"),
    whole="name",
    nick="nickname",
    organisation=("organization name", "organization 1 - name"),
    mail=("e-mail 1 - value",),
    links=("website 1 - value", "website 2 - value", "website 3 - value"),
    birthday="birthday",
    notes="notes",
    circles="labels",
    apart=":::",
)
OUTLOOK = Sheet(
    needed=(("first name", "last name", "e-mail address"),),
    given=("first name",),
    family=("last name",),
    nick="nickname",
    organisation=("company",),
    mail=("e-mail address",),
    links=("web page",),
    birthday="birthday",
    notes="notes",
    circles="categories",
)


def read_sheet(stream: BinaryIO, path: str, sheet: Sheet) -> Iterator[Arrival | LeftOut]:
    """Everybody in a file; raises Refused where no line names the columns."""
    rows = iter(Rows(lines_of(stream, path)))
    headings = _headings(rows, path, sheet)
    columns = list(map(_column, headings))
    called = dict(zip(columns, headings, strict=True))
    for row in rows:
        if row.fault is not None:
            yield LeftOut(row.number, row.fault)
        elif row.may_be_cut and len(row.cells) < len(columns):
            yield LeftOut(row.number, Why.CUT_SHORT)
        elif any(cell.strip() for cell in row.cells[len(columns) :]):
            yield LeftOut(row.number, Why.TOO_MANY_CELLS)
        elif any(cell.strip() for cell in row.cells):
            cells = dict(zip(columns, map(_plain, row.cells), strict=False))
            contact = _contact(cells, sheet, called)
            nobody = LeftOut(row.number, Why.NO_NAME)
            yield nobody if contact is None else Arrival(row.number, contact)


def begins_like(head: bytes, sheet: Sheet) -> bool:
    """Whether one of the first rows names the columns of such a file."""
    rows = Rows(lines_of(BytesIO(head), ""))
    try:
        return any(_names_columns(row.cells, sheet) for row in islice(rows, WITHIN))
    except Refused:  # of UTF-16, which is said, with its path, where it is read
        return False


def _names_columns(cells: Sequence[str], sheet: Sheet) -> bool:
    columns = {_column(cell) for cell in cells}
    return any(columns.issuperset(needed) for needed in sheet.needed)


def _headings(rows: Iterator[Row], path: str, sheet: Sheet) -> Sequence[str]:
    for row in islice(rows, WITHIN):
        if _names_columns(row.cells, sheet):
            return row.cells
    raise Refused(ErrorCode.FILE_NOT_OURS, path=path)


def _column(cell: str) -> str:
    name = folded(cell)
    return "labels" if name == "group membership" else name


def _plain(cell: str) -> str:
    text = as_it_was(cell).strip()
    return "" if text.lower() in _NOTHING else text


def _contact(cells: _Cells, sheet: Sheet, called: _Cells) -> Contact | None:
    """``called`` is what the file calls each column."""

    def first(names: Sequence[str]) -> str:
        return next((cells[name] for name in names if cells.get(name)), "")

    def heading(*names: str) -> str:
        return next((called[name] for name in names if cells.get(name)), "")

    composed = " ".join(part for part in (first(sheet.given), first(sheet.family)) if part)
    mail, organisation = first(sheet.mail), first(sheet.organisation)
    nick = cells.get(sheet.nick, "")
    candidates = (composed, cells.get(sheet.whole, ""), nick, organisation, mail)
    name = next((text for each in candidates if (text := _line(each))), "")
    if not name:
        return None
    links = tuple(cells[each] for each in sheet.links if cells.get(each))
    circles = _circles(cells.get(sheet.circles, ""), sheet.apart)
    born, birthday = cells.get(sheet.birthday, ""), _birthday(cells.get(sheet.birthday, ""))
    notes = [cells.get(sheet.notes, "")]
    if born and birthday is None and born != "0/0/00":
        notes.append(f"* {born}")  # in whatever order day and month are: nothing is lost
    said = cells.get(sheet.connected_on, "")
    connected = _connected(said)
    lost = [Lost(heading(sheet.connected_on), shown(said))] if said and connected is None else []
    contact = Contact(
        key=next(filter(None, (*links[:1], mail)), name),
        details=Details(
            name=name,
            nick="" if _line(nick) == name else _line(nick),
            relation=next(filter(None, map(relation_of, circles)), None),
            links=links,
            birthday=birthday,
            notes="\n\n".join(filter(None, notes)),
            met=Encounter.ONLINE if sheet.met_at else None,
            met_on=connected,
            met_at=sheet.met_at,
        ),
        circles=circles,
        organisation=_line(organisation)[:LONGEST_NAME],
        lost=tuple(lost),
    )
    return fitted(
        contact,
        {
            "name": heading(*sheet.given, *sheet.family, sheet.whole, sheet.nick),
            "nick": heading(sheet.nick),
            "notes": heading(sheet.notes),
            "links": heading(*sheet.links),
        },
    )


def _circles(cell: str, apart: str) -> tuple[str, ...]:
    """Labels without those that a program gives to everybody ("* myContacts")."""
    labels = (" ".join(label.split()) for label in cell.split(apart))
    return tuple(dict.fromkeys(each for each in labels if each and not each.startswith("* ")))


def _birthday(text: str) -> Birthday | None:
    found = _SLASHED.fullmatch(text)
    if found is None:
        return birthday_of(text)
    one, other, year = (int(part) for part in found.groups())
    if one > 12 or one == other:
        return birthday_of(f"{year}-{other:02}-{one:02}")
    return birthday_of(f"{year}-{one:02}-{other:02}") if other > 12 else None


_WRITTEN: Sequence[Callable[[str], date]] = (
    date.fromisoformat,
    lambda text: _english(text, "%d %b %Y"),
    lambda text: _english(text, "%d-%b-%y"),
)


def _connected(text: str) -> date | None:
    for read_date in _WRITTEN:
        try:
            return read_date(text)
        except ValueError:
            continue
    return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _english(text: str, form: str) -> date:
    """A date with an English month, in whatever language this computer speaks."""
    for number, month in enumerate(_MONTHS, start=1):
        text = re.sub(rf"\b{month}\b", f"{number:02}", text, flags=re.IGNORECASE)
    return datetime.strptime(text, form.replace("%b", "%m")).date()  # noqa: DTZ007  # a day


def _line(text: str) -> str:
    return " ".join(text.split())
