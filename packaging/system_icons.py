"""Draws the app's icon as Windows and macOS want it, from the SVG that Linux uses.

    python packaging/system_icons.py build/icons

presence.ico holds the sizes of a tray and a task bar, presence.icns those of a Dock.
"""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).parent.parent / "resources/icons/hicolor/scalable/apps/presence.svg"
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)


def drawn(size: int) -> Image.Image:
    """The icon, each size drawn on its own: a small one is no large one made small."""
    image = QImage(QSize(size, size), QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def write_all(folder: Path) -> list[Path]:
    """Both files in a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, sizes in (("presence.ico", WINDOWS), ("presence.icns", MACOS)):
        images = [drawn(size) for size in sizes]
        target = folder / name
        images[-1].save(target, sizes=[image.size for image in images], append_images=images)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1])):
        print(path)
