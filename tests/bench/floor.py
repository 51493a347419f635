"""The floor: the least that an icon in the tray costs with PySide6."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

app = QApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
pixmap = QPixmap(22, 22)
pixmap.fill(Qt.GlobalColor.transparent)
painter = QPainter(pixmap)
painter.drawEllipse(3, 3, 16, 16)
painter.end()
tray = QSystemTrayIcon(QIcon(pixmap))
menu = QMenu()
menu.addAction("Start")
menu.addSeparator()
menu.addAction("Quit", app.quit)
tray.setContextMenu(menu)
tray.setToolTip("Floor")
tray.show()
sys.exit(app.exec())
