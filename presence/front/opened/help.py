"""The help window, joined."""

from presence.desktop.mute.trial import MechanismReport
from presence.front.context import Context
from presence.ui.windows.help import HelpWindow
from presence.words.help.page import Here
from presence.words.mute.gets_through import gets_through


class HelpOpened:
    """Opens at the heading that was asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.is_waiting = False  # for what the desktop says
        self.window = HelpWindow(context.wardrobe.look)

    def open(self, wanted: str) -> None:
        self.window.open_at(wanted)
        self.window.present()
        self.is_waiting = True
        self._context.muter.examine(self._on_examined)

    def redraw(self) -> None:
        """The help does not change."""

    def _on_examined(self, reports: tuple[MechanismReport, ...]) -> None:
        self.is_waiting = False
        how = next((report.mechanism for report in reports if report.can_mute), "")
        through = gets_through(how) if how else ()
        self.window.tell(Here(self._context.desktop, how, through))
