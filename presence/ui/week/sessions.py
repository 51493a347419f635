"""The week's sessions as a list: newest first, sortable by every column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon

from presence.core.clock import to_ms
from presence.core.session import Session
from presence.texts import _
from presence.ui.controls import plain_tip
from presence.ui.week.page import WeekPage
from presence.words.dates import clock_time, day_label, length, percent
from presence.words.kept import basis_line
from presence.words.kinds import kind_name
from presence.words.session import people_line
from presence.words.zones import with_place, zone_of

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    order: float | str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the list shows it."""

    session: Session
    icon: str
    slot: str
    cells: Sequence[_Cell]
    tip: str


def session_rows(page: WeekPage) -> Sequence[SessionRow]:
    """The week's sessions, newest first."""
    return tuple(_row(page, session) for session in page.review.sessions)


def _row(page: WeekPage, session: Session) -> SessionRow:
    kind = page.kinds[session.kind]
    spent = session.duration(page.now)
    share = session.kept_share(page.now)
    shown = length(spent)
    if not session.confirmed:
        shown = _("{length}, to confirm").format(length=shown)
    people = people_line(session.people)
    cells = (
        _Cell(_when(page, session), to_ms(session.started_at)),
        _Cell(kind_name(kind), kind_name(kind).casefold()),
        _Cell(people, people.casefold()),
        _Cell(session.place, session.place.casefold()),
        _Cell(shown, spent.total_seconds()),
        _Cell("–" if share is None else percent(share), -1.0 if share is None else share),
    )
    return SessionRow(session, kind.icon, kind.colour, cells, _tip(session))


def _when(page: WeekPage, session: Session) -> str:
    here = page.review.week.calendar.zone
    zone = zone_of(session, here)
    # Days on the wall there, as the times are: nothing in the log is of tomorrow.
    day, today = (at.astimezone(zone).date() for at in (session.started_at, page.now))
    end = _("now") if session.ended_at is None else clock_time(session.ended_at, zone)
    said = _("{day}, {start} – {end}").format(
        day=_day_of(day, today), start=clock_time(session.started_at, zone), end=end
    )
    return with_place(said, session, here)


def _day_of(day: date, today: date) -> str:
    label = day_label(day, today)
    return label[:1].upper() + label[1:]


def _tip(session: Session) -> str:
    lines = [session.note] if session.note else []
    if not session.confirmed:
        lines.append(_("Nobody has said yet when it really ended."))
    return "\n".join((*lines, basis_line(session)))


class SessionsModel(QAbstractTableModel):
    """The list of sessions; ``icon_for`` draws a kind's icon in its colour."""

    def __init__(self, icon_for: Callable[[str, str], QIcon]) -> None:
        super().__init__()
        self._icon_for = icon_for
        self._rows: Sequence[SessionRow] = ()
        self._head = (
            _("When"),
            _("What"),
            _("With whom"),
            _("Where"),
            _("How long"),
            _("Kept"),
        )

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show these sessions."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._head)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return "<br>".join(plain_tip(line) for line in row.tip.split("\n"))
            case Qt.ItemDataRole.DecorationRole if index.column() == 1:
                return self._icon_for(row.icon, row.slot)
            case Qt.ItemDataRole.UserRole:
                return row.session.id
            case _ if role == SORT_ROLE:
                return cell.order
        return None


def newest_first(model: SessionsModel) -> QSortFilterProxyModel:
    """The list with the newest on top, sortable by every column."""
    order = QSortFilterProxyModel()
    order.setSourceModel(model)
    order.setSortRole(SORT_ROLE)
    order.setDynamicSortFilter(True)
    order.sort(0, Qt.SortOrder.DescendingOrder)
    return order
