"""A QR code, sharp at any size: black on white in every look, for that is what cameras read."""

from PySide6.QtCore import QSize, Qt
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
        dots = to_dots.m11()
        whole = min(self.width(), self.height())
        module = max(int(whole * dots + ROUNDING) // self._modules, 1)
        side = module * self._modules / dots
        # Numbers, not points and rectangles: types that nothing else asks for would stay.
        left = _at_a_dot((self.width() - side) / 2, dots, to_dots.dx())
        top = _at_a_dot((self.height() - side) / 2, dots, to_dots.dy())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(WHITE))
        x, y = (self.width() - whole) // 2, (self.height() - whole) // 2
        painter.drawRoundedRect(x, y, whole, whole, RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.translate(left, top)
        painter.scale(side / self._modules, side / self._modules)
        painter.setBrush(QColor(BLACK))
        for y, row in enumerate(self._rows, QUIET_ZONE):
            for x, is_black in enumerate(row, QUIET_ZONE):
                if is_black:
                    painter.drawRect(x, y, 1, 1)


def _at_a_dot(place: float, dots: float, origin: float) -> float:
    """The place next to it where a dot of the screen begins, whose first is at ``origin``."""
    return (round(place * dots + origin) - origin) / dots
