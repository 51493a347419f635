"""A file to be written: typed, or chosen in the desktop's own dialog."""

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from presence.texts import _
from presence.ui.controls import push_button
from presence.ui.look import SMALL
from presence.ui.settings.fields import Field, Tell


class FileField(Field):
    """Tells of a path; Presence itself sees to it that no other program's file is written over."""

    is_wide = True
    LONGEST = 4000

    def __init__(self, name: str, placeholder: str, tell: Tell) -> None:
        self._name = name
        self._edit = QLineEdit()
        self._edit.setAccessibleName(name)
        self._edit.setMaxLength(self.LONGEST)
        self._edit.setPlaceholderText(placeholder)
        self._edit.editingFinished.connect(lambda: self._take(self._edit.text()))
        button = push_button(_("Choose…"))
        button.setAccessibleName(_("Choose a file: {setting}").format(setting=name))
        button.clicked.connect(self._ask)
        self._shown, self._told, self._tell = "", "", tell
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._edit, 1)
        row.addWidget(button)
        whole.setFocusProxy(self._edit)
        super().__init__(whole)
        self.lettered = (button,)

    def show(self, value: object) -> None:
        assert isinstance(value, str)
        if self._edit.text() in (self._shown, self._told):
            self._edit.setText(value)
        self._shown, self._told = value, value

    def _take(self, path: str) -> None:
        if path != self._shown:
            self._told = path
            self._tell(path)

    def _ask(self) -> None:
        dialog = QFileDialog(self.widget, self._name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Calendars (*.ics)"), _("All files (*)")])
        dialog.setDefaultSuffix("ics")
        # One of ours may be there already; another one is refused where it is written.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
