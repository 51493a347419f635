"""The menu behind "Share": print, or keep as a file, with names only where that is switched on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from presence.texts import _


class ShareMenu(QObject):
    """Made with the first press of its button."""

    print_requested = Signal(bool)  # with names
    share_requested = Signal(str, bool)  # "html", "png" or "pdf", and with names

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._button = button
        self._menu: QMenu | None = None
        self.with_names = False
        button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        if self._menu is None:
            self._menu = self._make()
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _make(self) -> QMenu:
        menu = QMenu(self._button)
        menu.setAccessibleName(_("Share"))
        menu.setToolTipsVisible(True)
        names = menu.addAction(_("With &names"))
        names.setCheckable(True)
        names.setToolTip(_("Off: nobody is named, and no place, tag or note is in it."))
        names.toggled.connect(self._on_names)
        menu.addSeparator()
        printing = menu.addAction(_("&Print…\tCtrl+P"))
        printing.triggered.connect(lambda: self.print_requested.emit(self.with_names))
        for kind, words in (
            ("pdf", _("Keep as P&DF…")),
            ("html", _("Keep as a &web page…")),
            ("png", _("Keep as a p&icture…")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(
                lambda _checked=False, kind=kind: self.share_requested.emit(kind, self.with_names)
            )
        return menu

    def _on_names(self, wanted: bool) -> None:
        self.with_names = wanted
