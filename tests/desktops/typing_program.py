"""A window that somebody types in; prints what stands in it at every letter."""

import sys

from PySide6.QtWidgets import QApplication, QLineEdit

application = QApplication(sys.argv)
field = QLineEdit()
field.setWindowTitle("A letter to Ana")
field.resize(800, 500)
field.textChanged.connect(lambda text: print(text, flush=True))
field.show()
sys.exit(application.exec())
