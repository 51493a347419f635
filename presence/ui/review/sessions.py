"""The sessions of a week or month as a list: newest first, sortable by every column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from presence.core.clock import to_ms
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import plain_tip
from presence.words.dates import clock_time, day_label, length, percent
from presence.words.kept import basis_line
from presence.words.kinds import kind_name
from presence.words.session import people_line
from presence.words.zones import with_place, zone_of

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
NOT_KNOWN = -1.0  # before every share


@dataclass(frozen=True, slots=True)
class _Row:
    """One session as the list shows it, made when it is first seen."""

    icon: str
    slot: str
    cells: Sequence[str]


def _row(session: Session, kinds: Kinds, now: datetime, zone: tzinfo) -> _Row:
    kind = kinds[session.kind]
    share = session.kept_share(now)
    shown = length(session.duration(now))
    if not session.confirmed:
        shown = _("{length}, to confirm").format(length=shown)
    cells = (
        _when(session, now, zone),
        kind_name(kind),
        people_line(session.people),
        session.place,
        shown,
        "–" if share is None else percent(share),
    )
    return _Row(kind.icon, kind.colour, cells)


def _when(session: Session, now: datetime, here: tzinfo) -> str:
    zone = zone_of(session, here)
    # Days on the wall there, as the times are: nothing in the log is of tomorrow.
    day, today = (at.astimezone(zone).date() for at in (session.started_at, now))
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
    """The list of sessions; ``icon_for`` draws a kind's icon in its colour.

    A row's words are made when it is seen: a month of a full log has more than fit on the screen.
    """

    def __init__(self, icon_for: Callable[[str, str], QIcon]) -> None:
        super().__init__()
        self._icon_for = icon_for
        self._page: ReviewPage | None = None
        self._sessions: list[Session] = []
        self._rows: dict[str, _Row] = {}
        self._order = (0, Qt.SortOrder.DescendingOrder)
        self._head = (
            _("When"),
            _("What"),
            _("With whom"),
            _("Where"),
            _("How long"),
            _("Kept"),
        )

    def show_page(self, page: ReviewPage) -> None:
        """Show the sessions of this page, in the order that was chosen."""
        self.beginResetModel()
        self._page = page
        self._rows.clear()
        self._sessions = list(page.review.sessions)
        self._put_in_order()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._sessions)

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
        session = self._sessions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(session).cells[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return "<br>".join(plain_tip(line) for line in _tip(session).split("\n"))
            case Qt.ItemDataRole.DecorationRole if index.column() == 1:
                row = self._shown(session)
                return self._icon_for(row.icon, row.slot)
            case Qt.ItemDataRole.UserRole:
                return session.id
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in this order; what is chosen stays chosen."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._sessions[index.row()].id for index in held]
        self._order = (column, order)
        self._put_in_order()
        places = {session.id: row for row, session in enumerate(self._sessions)}
        moved = [
            self.index(places[key], index.column()) for key, index in zip(ids, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _put_in_order(self) -> None:
        column, order = self._order
        is_descending = order is Qt.SortOrder.DescendingOrder
        self._sessions.sort(key=lambda session: self._key(session, column), reverse=is_descending)

    def _key(self, session: Session, column: int) -> Any:
        assert self._page is not None
        now = self._page.now
        match column:
            case 0:
                return to_ms(session.started_at)
            case 1:
                return kind_name(self._page.kinds[session.kind]).casefold()
            case 2:
                return people_line(session.people).casefold()
            case 3:
                return session.place.casefold()
            case 4:
                return session.duration(now)
        share = session.kept_share(now)
        return NOT_KNOWN if share is None else share

    def _shown(self, session: Session) -> _Row:
        row = self._rows.get(session.id)
        if row is None:
            page = self._page
            assert page is not None
            zone = page.period.calendar.zone
            row = self._rows[session.id] = _row(session, page.kinds, page.now, zone)
        return row
