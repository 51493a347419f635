"""Charts for screen readers: each is a chart whose children are its parts, named and in place."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from presence.drawing.picture import Spot
from presence.ui.review.chart import ChartView


class _Part(QAccessibleInterface):
    """One part of a chart, by its place in the order."""

    def __init__(self, chart: "_Chart", index: int) -> None:
        super().__init__()
        self._chart = chart
        self._index = index

    def _spot(self) -> Spot | None:
        spots = self._chart.spots()
        return spots[self._index] if self._index < len(spots) else None

    def isValid(self) -> bool:
        return self._spot() is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt takes no object for a part
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # likewise
        return None

    def parent(self) -> QAccessibleInterface:
        return self._chart

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs know no None, Qt does
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs know no None, Qt does
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        spot, view = self._spot(), self._chart.view()
        if spot is None or view is None:
            return QRect()
        place = spot.place.toAlignedRect()
        return QRect(view.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def setText(self, text_type: QAccessible.Text, text: str) -> None:
        """Nothing can be written into a chart."""

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def text(self, text_type: QAccessible.Text) -> str:
        spot = self._spot()
        return spot.says if spot is not None and text_type == QAccessible.Text.Name else ""


class _Chart(QAccessibleWidget):
    """A chart view as screen readers see it."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view, QAccessible.Role.Chart)
        # Qt keeps no reference: parts that were handed out live as long as this.
        self._parts: list[_Part] = []

    def view(self) -> ChartView | None:
        """The widget, None once it is gone."""
        widget = self.object()
        return widget if isinstance(widget, ChartView) else None

    def spots(self) -> Sequence[Spot]:
        """The parts of the chart as it is now."""
        view = self.view()
        return () if view is None else view.spots()

    def childCount(self) -> int:
        return len(self.spots())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs know no None, Qt does
        if not 0 <= index < self.childCount():
            return None
        while len(self._parts) <= index:
            part = _Part(self, len(self._parts))
            QAccessible.registerAccessibleInterface(part)
            self._parts.append(part)
        return self._parts[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs know no None, Qt does
        view = self.view()
        spot = (
            None if view is None else view.spot_under(view.mapFromGlobal(QPoint(x, y)).toPointF())
        )
        return None if spot is None else self.child(self.spots().index(spot))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._parts.index(child) if child in self._parts else -1


@cache
def describe_charts() -> None:
    """Tell Qt once in this process how to describe chart views."""
    # Qt neither owns nor refers to what a Python factory made; without this list it would vanish.
    made: list[_Chart] = []

    def describe(class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, ChartView):
            return None
        made.append(_Chart(thing))
        return made[-1]

    QAccessible.installFactory(describe)
