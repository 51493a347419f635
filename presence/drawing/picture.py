"""What every chart gives: a picture laid out for one size, that can be painted and asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from presence.drawing.style import ChartStyle


class Walk(Enum):
    """Which way the parts of a chart lie, for the arrow keys."""

    COLUMNS = "columns"  # bars beside each other, their pieces from the ground up
    ROWS = "rows"  # one below the other
    GRID = "grid"  # a bar is a column of squares, their parts counted from the top


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a chart that can be pointed at: part 0 is a bar as a whole, 1 and up its pieces.

    In a grid a part is a square. ``opens`` is what a click asks for, handed back as it came in.
    """

    place: QRectF
    bar: int
    part: int
    says: str
    opens: object = None


class Picture(Protocol):
    """A chart laid out for one size. Spots are ordered by bar, then by part."""

    @property
    def spots(self) -> Sequence[Spot]: ...

    @property
    def walk(self) -> Walk: ...

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""


class Chart(Protocol):
    """The values of a chart, which can be laid out at any size."""

    def lay_out(self, size: QSizeF, style: ChartStyle) -> Picture: ...

    def least_width(self, style: ChartStyle) -> float:
        """Narrower than this it cannot be read."""

    def height_for(self, width: float, style: ChartStyle) -> float:
        """The least height that it needs at that width."""


def spot_at(spots: Sequence[Spot], point: QPointF) -> Spot | None:
    """What lies under a point: a piece before the bar that holds it."""
    under = [spot for spot in spots if spot.place.contains(point)]
    return max(under, key=lambda spot: spot.part, default=None)


def spot_beside(spots: Sequence[Spot], spot: Spot | None, bars: int, parts: int) -> Spot | None:
    """The spot so many bars and parts further on; stays where there is none."""
    if not spots:
        return None
    if spot is None:
        return spots[0]
    bar = max(spots[0].bar, min(spot.bar + bars, spots[-1].bar))
    in_bar = [other for other in spots if other.bar == bar]
    return min(in_bar, key=lambda other: abs(other.part - spot.part - parts), default=spot)
