"""Qt's own words, such as those of a text field's menu, in the language of ours."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from presence.texts import current_language

NAME = "qt-words"


def speak_qt(app: QApplication) -> None:
    """Have Qt speak the language in use; for the one it was written in nothing is loaded."""
    before = app.findChild(QTranslator, NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setObjectName("")
        before.deleteLater()
    language = current_language()
    if language == "en":
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        translator.setObjectName(NAME)
        app.installTranslator(translator)
