"""Opens each window when it is first wanted, and shows it anew while somebody can see it.

A large one that has been closed for half a minute goes, and its memory with it: the app lives all
day.
"""

import gc
from functools import partial

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QTimer

from presence.desktop.memory import give_back
from presence.front.context import Context
from presence.front.makers import MAKERS, Opened
from presence.ui.look import Look, forget_drawn

REST_MS = 30_000  # after the last closing of a window
# What is looked at now and then, and the session's, which phones make large. The others are small
# and wanted at once, hold what is typed or answered by half, or work on while they are closed.
LARGE = {
    *("session", "week", "with_whom", "log", "people", "person", "names", "goals", "settings"),
    *("help", "agenda", "calendars", "phone", "guests"),
}


class Windows(QObject):
    """The windows there have been so far; none is made, and nothing imported, before."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._opened: dict[str, Opened] = {}
        self._in_former_language: set[str] = set()
        self._left: dict[str, QByteArray] = {}  # the place of those that went, and keep it
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._at_rest)
        context.wardrobe.changed.connect(self._on_look_changed)

    def show(self, name: str, wanted: str = "") -> None:
        """Open a window by its name, dressed as the desktop wishes."""
        if name in MAKERS:
            self._context.wardrobe.when_ready(lambda: self._open(name, wanted))

    def redraw(self) -> None:
        """Show anew what is so, in the windows that can be seen."""
        for opened in self._opened.values():
            if opened.window.isVisible():
                opened.redraw()

    def redraw_table(self) -> None:
        """Show how the phones lie, at once, where it can be seen."""
        opened = self._opened.get("session")
        if opened is not None and opened.window.isVisible():
            opened.redraw_table()  # type: ignore[attr-defined]  # the session window has one

    def hide(self, name: str) -> None:
        """Close a window where it is open."""
        if name in self._opened:
            self._opened[name].window.close()

    def close(self) -> None:
        """The app ends: what was answered so far is kept, and nothing goes any more by itself."""
        self.hide("closing")
        self._rest.blockSignals(True)

    def speak_anew(self) -> None:
        """Make the windows anew in another language when they are opened next.

        The settings stay under the hand that changes them, until they are closed.
        """
        self._context.wardrobe.speak_anew()
        self._left.clear()  # other words want other sizes
        for name in tuple(self._opened):
            window = self._opened[name].window
            if name != "settings":
                window.close()
            if window.isVisible():
                self._in_former_language.add(name)
            else:
                self._let_go(name)

    def _open(self, name: str, wanted: str) -> None:
        if name in self._in_former_language and not self._opened[name].window.isVisible():
            self._let_go(name)
        if name not in self._opened:
            opened = self._opened[name] = MAKERS[name](self._context)
            window = opened.window
            window.hidden.connect(self._rest.start)
            window.destroyed.connect(partial(self._on_destroyed, name, opened))
            if name in self._left:
                window.take_the_place_of(self._left.pop(name))
        self._opened[name].open(wanted)

    def _let_go(self, name: str) -> None:
        self._in_former_language.discard(name)
        self._opened.pop(name).window.deleteLater()

    def _on_destroyed(self, name: str, opened: Opened) -> None:
        """By somebody else: it is made anew when it is wanted next."""
        if self._opened.get(name) is opened:
            del self._opened[name]

    def _at_rest(self) -> None:
        if self._context.actions.is_working:
            self._rest.start()  # who began it hears how it ends
            return
        for name in LARGE & self._opened.keys():
            self._let_go_where_closed(name)
        forget_drawn()
        gc.collect()
        give_back()

    def _let_go_where_closed(self, name: str) -> None:
        opened = self._opened[name]
        window = opened.window
        if window.isVisible():
            return  # the time begins anew when it is closed
        if window.holds_words():
            return  # and so once they are entered
        if getattr(opened, "is_waiting", False):
            self._rest.start()  # it is told the answer
            return
        if window.keeps_its_size:
            self._left[name] = window.saveGeometry()
        self._let_go(name)
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)

    def _on_look_changed(self, look: Look) -> None:
        for opened in self._opened.values():
            set_look = getattr(opened.window, "set_look", None)
            if set_look is not None:
                set_look(look)
        self.redraw()
