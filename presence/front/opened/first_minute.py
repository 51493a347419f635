"""The first minute, joined: the quiet is tried and put back, a first session is one click."""

from datetime import timedelta

from presence.core.frozen import replace
from presence.core.tracker import StartRequest
from presence.desktop.mute.trial import MechanismReport
from presence.front.context import Context
from presence.ui.windows.first_minute import FirstMinute, FirstMinuteView, Trial

TRIAL_SECONDS = 3
FIRST = (("meeting", 60), ("dinner", 90), ("coffee", 45))


class FirstMinuteOpened:
    """Shown on the first start, never again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.window = FirstMinute(context.wardrobe.look)
        self.window.try_requested.connect(self._try)
        self.window.start_requested.connect(self._start)
        self.window.closed.connect(self._leave_a_way_in)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))
        self._view = FirstMinuteView(
            desktop=context.desktop,
            mechanism="",
            has_tray=context.has_tray(),
            # Its AppIndicator extension takes a plain click for the menu.
            click_opens_menu=context.desktop == "GNOME",
            kinds=context.log.kinds(),
            starts=tuple(
                StartRequest(kind, length=timedelta(minutes=minutes)) for kind, minutes in FIRST
            ),
        )

    def open(self, wanted: str) -> None:
        self._context.muter.examine(self._on_examined)

    def redraw(self) -> None:
        self._view = replace(self._view, has_tray=self._context.has_tray())
        self.window.redraw(self._view)

    def _on_examined(self, reports: tuple[MechanismReport, ...]) -> None:
        found = next((report.mechanism for report in reports if report.can_mute), "")
        self._view = replace(self._view, mechanism=found)
        self.redraw()
        self.window.present()
        preferences = self._context.preferences
        self._context.actions.attempt(lambda: preferences.change("first_minute_done", True))

    def _leave_a_way_in(self) -> None:
        if not self._context.has_tray():
            self._context.actions.show("session")

    def _try(self) -> None:
        self._context.muter.try_for(TRIAL_SECONDS, self._on_muted, self._on_over)

    def _on_muted(self) -> None:
        report = self._context.muter.report
        self._view = replace(self._view, trial=Trial.QUIET_NOW, trial_report=report)
        self.redraw()

    def _on_over(self) -> None:
        self._view = replace(self._view, trial=Trial.PUT_BACK)
        self.redraw()

    def _start(self, request: StartRequest) -> None:
        self.window.close()
        self._context.actions.start(request)
