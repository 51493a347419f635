"""A QR code, sharp at any size: black on white in every look, for that is what cameras read."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from presence.texts import _
from presence.ui.look import BLACK, RADIUS, WHITE
from presence.ui.phone.view import Code, Rows

QUIET_ZONE = 4  # modules of white around it (ISO/IEC 18004, 5.3.8)
LINES = 13  # its side, in lines of text: it grows with the type
ROUNDING = 0.001
LEAST_MODULE = 3  # device-independent pixels


class QrCode(QWidget):
    """Shows a code; to a screen reader it is its address."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def redraw(self, code: Code | None) -> None:
        """Show this one, or nothing."""
        self._rows = () if code is None else code.rows
        said = "" if code is None else _("Code for a camera: {address}")
        self.setAccessibleName("" if code is None else said.format(address=code.address))
        self.updateGeometry()
        self.update()

    @property
    def _modules(self) -> int:
        """Along a side, the white ones around it included; 0 while it is not drawn yet."""
        return len(self._rows) + 2 * QUIET_ZONE if self._rows else 0

    def sizeHint(self) -> QSize:
        modules = max(self._modules, 1)
        module = max(round(self.fontMetrics().height() * LINES / modules), LEAST_MODULE)
        return QSize(1, 1) * (module * modules)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        to_dots = painter.deviceTransform()  # of the screen, of which some have 1.25 to a pixel
        whole = min(self.width(), self.height())
        module = max(int(whole * to_dots.m11() + ROUNDING) // self._modules, 1)
        side = module * self._modules / to_dots.m11()
        corner = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        dot = QPointF(to_dots.map(corner).toPoint())
        corner = to_dots.inverted()[0].map(dot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(WHITE))
        ground = QRectF(0, 0, whole, whole)
        ground.moveCenter(QRectF(self.rect()).center())
        painter.drawRoundedRect(ground, RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.translate(corner)
        painter.scale(side / self._modules, side / self._modules)
        painter.setBrush(QColor(BLACK))
        for y, row in enumerate(self._rows, QUIET_ZONE):
            for x, is_black in enumerate(row, QUIET_ZONE):
                if is_black:
                    painter.drawRect(x, y, 1, 1)
