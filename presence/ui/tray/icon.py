"""The tray's icon, drawn at any size, and how it is given to the panel."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from presence.paths import resources_dir
from presence.ui.tray.shapes import GRID, Shape, read_shapes

SIZES = (16, 22, 24, 32, 44, 48, 64)


def tray_icon(name: str, ink: str, is_named: bool) -> QIcon:
    """The icon, drawn in one colour; ``is_named`` gives the panel its name in the theme too.

    A panel that finds the name in its icon theme draws it itself, in its own colours.
    """
    return QIcon(_Engine(name, ink, is_named))


class _Engine(QIconEngine):
    """Draws an icon at any size, and knows its name (QIcon.fromTheme would load QtSvg to draw)."""

    def __init__(self, name: str, ink: str, is_named: bool) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._is_named = is_named

    def iconName(self) -> str:
        return f"{self._name}-symbolic" if self._is_named else ""

    def key(self) -> str:
        return "presence-tray"

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink, self._is_named)

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [QSize(size, size) for size in SIZES]

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(rect).center())
        painter.scale(side / GRID, side / GRID)
        painter.translate(-GRID / 2, -GRID / 2)
        for shape in _shapes(self._name):
            painter.setOpacity(shape.opacity)
            painter.fillPath(shape.path, QColor(self._ink))
        painter.restore()


@lru_cache(maxsize=4)
def _shapes(name: str) -> tuple[Shape, ...]:
    folder = resources_dir() / "icons" / "hicolor" / "symbolic" / "apps"
    return read_shapes(str(folder / f"{name}-symbolic.svg"))
