"""The shapes of the tray's icons, read from their SVG files without QtSvg.

QtSvg would cost 25 ms and 3 MB at start, for files that hold nothing but filled paths (GTK
recolours no others; ``packaging/icons.py`` draws them). The path data is that of SVG 2, section
9.3, as far as those files use it: M, L, H, V, Z and circular A, absolute, and a relative.
"""

import math
from collections.abc import Iterator

from PySide6.QtCore import QFile, QIODevice, QPointF, QRectF, Qt, QXmlStreamReader
from PySide6.QtGui import QPainterPath

from presence.core.frozen import dataclass

GRID = 16  # the files' viewBox is 0 0 16 16

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "a": 7, "Z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path on a grid of 16, and how opaque it is."""

    path: QPainterPath
    opacity: float


def read_shapes(file_name: str) -> tuple[Shape, ...]:
    """The shapes in one of our SVG files; none where it cannot be read."""
    file = QFile(file_name)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return ()
    shapes = []
    reader = QXmlStreamReader(file)
    while not reader.atEnd():
        if reader.readNext() == QXmlStreamReader.TokenType.StartElement and reader.name() == "path":
            attributes = reader.attributes()
            opacity = str(attributes.value("opacity")) or "1"
            shapes.append(Shape(read_path(str(attributes.value("d"))), float(opacity)))
    file.close()
    return tuple(shapes)


def read_path(data: str) -> QPainterPath:
    """The path that path data describes; raises ValueError for what our files do not use."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for command, values in _commands(data):
        here = path.currentPosition()
        match command:
            case "M":
                path.moveTo(values[0], values[1])
            case "L":
                path.lineTo(values[0], values[1])
            case "H":
                path.lineTo(values[0], here.y())
            case "V":
                path.lineTo(here.x(), values[0])
            case "A":
                _arc(path, here, values, QPointF(values[5], values[6]))
            case "a":
                _arc(path, here, values, here + QPointF(values[5], values[6]))
            case "Z":
                path.closeSubpath()
    return path


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    spaced = "".join(f" {each} " if each.isalpha() else each for each in data)
    tokens = spaced.replace("-", " -").split()
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _COUNTS.get(command)
        if count is None:
            raise ValueError(f"path data with {command!r}")
        yield command, [float(token) for token in tokens[at : at + count]]
        at += count
        if command == "M":
            command = "L"  # what follows without a letter of its own is a line


def _arc(path: QPainterPath, start: QPointF, values: list[float], end: QPointF) -> None:
    """An arc of a circle, from the ends to the middle (SVG 2, appendix B.2.4)."""
    radius, long_way, clockwise = values[0], bool(values[3]), bool(values[4])
    half = (end - start) / 2
    reach = math.hypot(half.x(), half.y())
    radius = max(radius, reach)
    if not reach:
        return
    height = math.sqrt(radius * radius - reach * reach)
    side = height / reach if long_way == clockwise else -height / reach
    middle = (start + end) / 2 + QPointF(half.y() * side, -half.x() * side)
    begin = math.degrees(math.atan2(middle.y() - start.y(), start.x() - middle.x()))
    finish = math.degrees(math.atan2(middle.y() - end.y(), end.x() - middle.x()))
    sweep = (begin - finish) % 360 if clockwise else (finish - begin) % 360
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    path.arcTo(box, begin, -sweep if clockwise else sweep)
