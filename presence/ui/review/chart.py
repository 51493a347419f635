"""A chart in a window: painted, pointed at, walked through with the arrow keys, and read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from presence.drawing.picture import Chart, Picture, Spot, Walk, spot_at, spot_beside
from presence.drawing.style import ChartStyle
from presence.ui.controls import plain_tip
from presence.ui.look import CAPTION, Look, mixed

TODAY_SHARE = 0.10  # of the accent, behind the present day
PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def chart_style(look: Look, font: QFont, is_mirrored: bool) -> ChartStyle:
    """The look as a chart needs it."""
    small, bold = QFont(font), QFont(font)
    for other in (small, bold):
        other.setPointSizeF(font.pointSizeF() * CAPTION)
    bold.setWeight(QFont.Weight.DemiBold)
    return ChartStyle(
        ground=QColor(look.surface),
        text=QColor(look.text),
        dim=QColor(look.dim),
        grid=QColor(mixed(look.surface, look.line, 0.6)),
        today=QColor(mixed(look.surface, look.link, TODAY_SHARE)),
        accent=QColor(look.link),
        focus=QColor(look.link),
        series={slot: QColor(colour) for slot, colour in look.series.items()},
        font=font,
        small=small,
        bold=bold,
        locale=QLocale(),
        is_mirrored=is_mirrored,
        has_patterns=look.high_contrast,
    )


class ChartView(QWidget):
    """Shows one chart. Arrow keys go from bar to bar and from piece to piece.

    A click on a part, or Enter, asks for what stands behind it.
    """

    opened = Signal(object)  # the ``opens`` of a part

    def __init__(self, name: str, look: Look, takes_keys: bool = True) -> None:
        super().__init__()
        self._look = look
        self._chart: Chart | None = None
        self._picture: Picture | None = None
        self._made_style: ChartStyle | None = None
        self._at: tuple[int, int] | None = None  # bar and part
        self._heights: dict[int, int] = {}  # layouts ask many times for the same
        self._least = 0
        self.setAccessibleName(name)
        if takes_keys:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)  # the hand says what can be clicked
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def focused(self) -> Spot | None:
        """The part that the keyboard has chosen; it stays there when the numbers change."""
        at = self._at
        return next((spot for spot in self.spots() if (spot.bar, spot.part) == at), None)

    @property
    def picture(self) -> Picture | None:
        """The chart as it is laid out at the present size."""
        if self._picture is None and self._chart is not None:
            self._picture = self._chart.lay_out(QSizeF(self.size()), self._style())
        return self._picture

    def show_chart(self, chart: Chart, description: str) -> None:
        """Show these values; ``description`` is what a screen reader says of the whole."""
        self._chart = chart
        self.setAccessibleDescription(description)
        self._lay_out_again()

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._look = look
        self._lay_out_again()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._chart is None:
            return 0
        if width not in self._heights:
            height = self._chart.height_for(width, self._style())
            self._heights[width] = round(height + 0.5)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if self._chart is None:
            return QSize()
        if not self._least:
            self._least = round(self._chart.least_width(self._style()) + 0.5)
        return QSize(self._least, self.heightForWidth(max(self._least, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self.picture
        if picture is not None:
            painter = QPainter(self)
            picture.paint(painter, self.focused if self.hasFocus() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._lay_out_again()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(self.spot_under(QPointF(event.pos())), event.globalPos())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._move(0, 0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        onward = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        ways = {
            Qt.Key.Key_Right: (onward, 0),
            Qt.Key.Key_Left: (-onward, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        way = ways.get(Qt.Key(event.key()))
        chosen = self.focused
        if event.key() in PRESSING and chosen is not None:
            self._open(chosen)
        elif way is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self._walk(*way)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        spot = self.spot_under(event.position())
        can_open = spot is not None and spot.opens is not None
        shape = Qt.CursorShape
        self.setCursor(shape.PointingHandCursor if can_open else shape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes to the page below

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = self.spot_under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self._open(spot)

    def spot_under(self, point: QPointF) -> Spot | None:
        """What lies under a point of the widget."""
        return None if self.picture is None else spot_at(self.picture.spots, point)

    def spots(self) -> Sequence[Spot]:
        """All parts, for screen readers, who ask for them one by one."""
        return () if self.picture is None else self.picture.spots

    def _open(self, spot: Spot) -> None:
        if spot.opens is not None:
            QToolTip.hideText()
            self.opened.emit(spot.opens)

    def _walk(self, across: int, up: int) -> None:
        picture = self.picture
        if picture is None:
            return
        if picture.walk is Walk.GRID:
            self._move(across, -up)
        elif picture.walk is Walk.COLUMNS:
            self._move(across, up)
        elif up:
            self._move(-up, 0)
        elif any(spot.part for spot in picture.spots):
            self._move(0, across)
        else:
            self._move(across, 0)

    def _move(self, bars: int, parts: int) -> None:
        chosen = spot_beside(self.spots(), self.focused, bars, parts)
        self._at = None if chosen is None else (chosen.bar, chosen.part)
        self.update()
        if chosen is None:
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, chosen.says))
        place = chosen.place
        below = QPointF(place.center().x(), min(place.top() + place.height(), self.height()))
        self._tell(chosen, self.mapToGlobal(below.toPoint()))

    def _tell(self, spot: Spot | None, where: QPoint) -> None:
        if spot is None:
            QToolTip.hideText()
            return
        area = QRect(spot.place.toAlignedRect())
        QToolTip.showText(where, plain_tip(self._style().digits(spot.says)), self, area)

    def _lay_out_again(self) -> None:
        self._picture = self._made_style = None
        self._heights.clear()
        self._least = 0
        self.updateGeometry()
        self.update()

    def _style(self) -> ChartStyle:
        if self._made_style is None:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._made_style = chart_style(self._look, self.font(), mirrored)
        return self._made_style
