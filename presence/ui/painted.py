"""The controls that Qt does not have, or draws less calmly; coloured by the palette."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
)

from presence.ui.controls import plain_tip
from presence.ui.look import CAPTION, HAIR, MEDIUM, RADIUS, SMALL, Look, icon, mixed

FOCUS_WIDTH = 2.0


class Choice(QComboBox):
    """A combo box drawn as quietly as our buttons; the wheel does not change it in passing."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._is_native = look.is_native
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def say_what_it_is_of(self) -> None:
        """For one without a label: Linux's screen readers hear what is chosen as its name."""
        self.setAccessibleDescription(self.accessibleName())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._is_native:
            return hint
        metrics = self.fontMetrics()
        texts = [self.itemText(i) for i in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return QSize(widest + 3 * MEDIUM + metrics.height(), metrics.height() + 2 * SMALL)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(6 * metrics.averageCharWidth() + 3 * MEDIUM, metrics.height() + 2 * SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_native:
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_ground(painter, QRectF(self.rect()), self.palette(), hovered, self.hasFocus())
        arrow = self.fontMetrics().height()
        inner = self.rect().adjusted(MEDIUM, 0, -MEDIUM - arrow, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        shown = QStyle.visualRect(self.layoutDirection(), self.rect(), inner)
        is_chosen = self.currentIndex() >= 0
        role = QPalette.ColorRole.ButtonText if is_chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        metrics = self.fontMetrics()
        says = self.currentText() if is_chosen else self.placeholderText()
        text = metrics.elidedText(says, Qt.TextElideMode.ElideRight, shown.width())
        flags = QStyle.visualAlignment(self.layoutDirection(), align)
        painter.drawText(shown, int(flags.value), text)
        right = QRectF(self.width() - MEDIUM - arrow * 0.55, 0, arrow * 0.55, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            right.moveLeft(MEDIUM)
        draw_chevron(painter, right, self.palette().color(QPalette.ColorRole.PlaceholderText))


class Switch(QCheckBox):
    """A check box drawn as a switch where we draw ourselves; on is also told by its place."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._is_native = look.is_native
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        if self._is_native:
            return super().sizeHint()
        height = self.fontMetrics().height() + HAIR
        return QSize(round(height * 1.9), height + 2 * HAIR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_native:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        height = self.fontMetrics().height() + HAIR
        width = round(height * 1.9)
        track = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        on = self.isChecked()
        role = QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Button
        painter.setBrush(palette.color(role))
        edge = palette.color(QPalette.ColorRole.Dark if not on else QPalette.ColorRole.Highlight)
        painter.setPen(QPen(edge, 1))
        inset = track.adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawRoundedRect(inset, inset.height() / 2, inset.height() / 2)
        size = inset.height() - 6
        at_right = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        left = inset.right() - 3 - size if at_right else inset.left() + 3
        knob = QPalette.ColorRole.HighlightedText if on else QPalette.ColorRole.PlaceholderText
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(knob))
        painter.drawEllipse(QRectF(left, inset.top() + 3, size, size))
        if self.hasFocus():
            draw_focus(painter, track, palette, track.height() / 2)


class Tile(QPushButton):
    """A large button: an icon in a kind's colour, a word, and a smaller word under it."""

    def __init__(self, icon_name: str, slot: str, look: Look) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._slot = slot
        self._caption = ""
        self._icon = QIcon()
        self._colour = QColor()
        self._dim = QColor()
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_words(self, word: str, caption: str, name: str) -> None:
        """The words on it and its accessible name; the first may hold a mnemonic."""
        self.setText(word)
        self._caption = caption
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.updateGeometry()

    def set_look(self, look: Look) -> None:
        """Take its kind's colour from this look."""
        colour = look.series_colour(self._slot)
        self._icon = icon(self._icon_name, colour)
        self._colour = QColor(mixed(look.surface, colour, 0.16 if look.is_dark else 0.10))
        self._dim = QColor(look.dim)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text().replace("&", ""))
        width = max(width, self._small().horizontalAdvance(self._caption)) + 2 * SMALL
        height = self._icon_size() + metrics.height() + 2 * MEDIUM + HAIR
        if self._caption:
            height += self._small().height()
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._icon_size() + 2 * MEDIUM, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = self._colour
        if self.isDown():
            ground = ground.darker(115)
        elif self.underMouse():
            ground = ground.darker(106) if ground.lightnessF() > 0.5 else ground.lighter(118)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, RADIUS + 3, RADIUS + 3)
        if self.hasFocus():
            draw_focus(painter, rect, palette, RADIUS + 3)
        size = self._icon_size()
        top = MEDIUM
        self._icon.paint(painter, (self.width() - size) // 2, top, size, size)
        top += size + HAIR
        wide = self.rect().adjusted(HAIR, 0, -HAIR, 0)
        wide.setTop(top)
        wide.setHeight(self.fontMetrics().height())
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as its letters go
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        painter.drawText(wide, flags, self._fitted(self.fontMetrics(), self.text(), wide.width()))
        if self._caption:
            small = self.font()
            small.setPointSizeF(small.pointSizeF() * CAPTION)
            painter.setFont(small)
            painter.setPen(self._dim)
            wide.moveTop(wide.bottom() + 1)
            wide.setHeight(self._small().height())
            text = self._fitted(self._small(), self._caption, wide.width())
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter.value, text)

    def _fitted(self, metrics: QFontMetrics, text: str, width: int) -> str:
        flag = Qt.TextFlag.TextShowMnemonic.value
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width, flag)

    def _icon_size(self) -> int:
        return max(24, round(self.fontMetrics().height() * 1.6))

    def _small(self) -> QFontMetrics:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * CAPTION)
        return QFontMetrics(font)


def draw_ground(
    painter: QPainter, rect: QRectF, palette: QPalette, hovered: bool, focused: bool
) -> None:
    """The rounded ground of a button."""
    ground = palette.color(QPalette.ColorRole.Button)
    if hovered:
        text = palette.color(QPalette.ColorRole.ButtonText)
        ground = QColor(mixed(ground.name(), text.name(), 0.07))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    if focused:
        draw_focus(painter, rect, palette, RADIUS)


def draw_focus(painter: QPainter, rect: QRectF, palette: QPalette, radius: float) -> None:
    """The ring that says where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), FOCUS_WIDTH))
    half = FOCUS_WIDTH / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def draw_chevron(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """The small arrow that says there is a list."""
    width, middle = rect.width() * 0.8, rect.center()
    path = QPainterPath(QPointF(middle.x() - width / 2, middle.y() - width / 4))
    path.lineTo(middle.x(), middle.y() + width / 4)
    path.lineTo(middle.x() + width / 2, middle.y() - width / 4)
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
