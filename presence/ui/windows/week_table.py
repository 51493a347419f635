"""The tables of the week window: its sessions, and the numbers behind the charts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from presence.core.clock import to_ms
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.ui.controls import plain_tip
from presence.ui.look import HAIR, HUGE, MEDIUM, SMALL, Look, mixed
from presence.ui.windows.week_page import PlainTable, WeekPage
from presence.ui.windows.week_words import basis_name
from presence.words.dates import clock_time, day_label, length, percent
from presence.words.kinds import kind_name
from presence.words.session import people_line

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1

OWN_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}


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
    zone = _zone_of(session, here)
    began = session.started_at.astimezone(zone)
    end = _("now") if session.ended_at is None else clock_time(session.ended_at, zone)
    said = _("{day}, {start} – {end}").format(
        day=_day_of(began.date(), page.today), start=clock_time(session.started_at, zone), end=end
    )
    if began.utcoffset() == session.started_at.astimezone(here).utcoffset():
        return said
    place = session.zone.rpartition("/")[2].replace("_", " ")
    return _("{when} ({place} time)").format(when=said, place=place)


def _day_of(day: date, today: date) -> str:
    label = day_label(day, today)
    return label[:1].upper() + label[1:]


def _zone_of(session: Session, here: tzinfo) -> tzinfo:
    """The zone it happened in; here where this machine does not know that one."""
    try:
        return ZoneInfo(session.zone)
    except (LookupError, ValueError, OSError):
        return here


def _tip(session: Session) -> str:
    lines = [session.note] if session.note else []
    if not session.confirmed:
        lines.append(_("Nobody has said yet when it really ended."))
    if session.slips:
        count = len(session.slips)
        lines.append(
            ngettext(
                "Looked at a screen {count} time.", "Looked at a screen {count} times.", count
            ).format(count=count)
        )
    return "\n".join((*lines, basis_name(session.basis)))


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


class NumbersModel(QAbstractTableModel):
    """The numbers behind a chart."""

    def __init__(self) -> None:
        super().__init__()
        self._table = PlainTable("", (), ())

    def show_table(self, table: PlainTable) -> None:
        """Show these numbers."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._table.head)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._table.head[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None


class WeekTable(QTableView):
    """A calm table of whole rows; it keeps the keys that scroll from the window's shortcuts."""

    def __init__(self, name: str, model: QAbstractItemModel, widest: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if 0 <= widest < model.columnCount():
            head.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + MEDIUM)

    def set_look(self, look: Look) -> None:
        """Take the colours and the size of type from this look."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + MEDIUM)
        side = round(self.fontMetrics().height())
        self.setIconSize(QSize(side, side))
        if not look.is_native:
            self.setStyleSheet(_style_sheet(look))

    def height_of(self, rows: int) -> int:
        """The height at which so many rows are seen without scrolling."""
        head = self.horizontalHeader().sizeHint().height()
        return head + rows * self.verticalHeader().defaultSectionSize() + HAIR

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in OWN_KEYS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)


def _style_sheet(look: Look) -> str:
    return f"""
    QTableView {{ background: transparent; border: none; }}
    QTableView::item {{ padding: 0 {HAIR}px; border: none; color: {look.text}; }}
    QTableView::item:selected {{ background: {look.accent}; color: {look.on_accent}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {look.dim}; border: none;
        border-bottom: 1px solid {look.line}; padding: {HAIR}px; }}
    QTableView:focus {{ border: 1px solid {look.link}; border-radius: {HAIR}px; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {SMALL}px; }}
    QScrollBar:horizontal {{ height: {SMALL}px; }}
    QScrollBar::handle {{ background: {mixed(look.line, look.text, 0.2)};
        border-radius: {HAIR}px; min-height: {HUGE}px; min-width: {HUGE}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    """


def newest_first(model: SessionsModel) -> QSortFilterProxyModel:
    """The list with the newest on top, sortable by every column."""
    order = QSortFilterProxyModel()
    order.setSourceModel(model)
    order.setSortRole(SORT_ROLE)
    order.setDynamicSortFilter(True)
    order.sort(0, Qt.SortOrder.DescendingOrder)
    return order
