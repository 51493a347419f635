"""The help window, joined."""

from presence.front.context import Context
from presence.ui.windows.help import HelpWindow


class HelpOpened:
    """Opens at the heading that was asked for."""

    def __init__(self, context: Context) -> None:
        self.window = HelpWindow(context.wardrobe.look)

    def open(self, wanted: str) -> None:
        self.window.open_at(wanted)
        self.window.present()

    def redraw(self) -> None:
        """The help does not change."""
