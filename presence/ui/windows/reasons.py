"""Why somebody looked at a screen, to be chosen by who wants to say it."""

from PySide6.QtCore import QSignalBlocker

from presence.core.slip import SlipReason
from presence.texts import _
from presence.ui.look import Look
from presence.ui.painted import Choice
from presence.words.session import reason_name


class ReasonChoice(Choice):
    """The reasons; the first line says that none was given."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self.addItem(_("just so"), None)
        for reason in SlipReason:
            self.addItem(reason_name(reason), reason)

    @property
    def reason(self) -> SlipReason | None:
        """What is chosen."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, SlipReason) else None

    def show_reason(self, reason: SlipReason | None) -> None:
        """Show this one, without telling of it."""
        with QSignalBlocker(self):
            self.setCurrentIndex(0 if reason is None else 1 + list(SlipReason).index(reason))
        self.update()
