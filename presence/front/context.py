"""What every window may ask for: values to show, and actions to carry out."""

from collections.abc import Callable, Sequence
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol, TypeVar

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.frozen import dataclass
from presence.core.ports import Muter, SessionLog
from presence.core.session import Session
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.front.login import Login
from presence.front.preferences import Preferences
from presence.front.weeks import Weeks
from presence.ui.wardrobe import Wardrobe

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces
    from presence.core.table.view import TableView
    from presence.core.watch import Watch
    from presence.desktop.mute.trial import MechanismReport
    from presence.front.coming.making import ComingParts
    from presence.front.keys.keys import Keys
    from presence.front.phone.phones import Phones

Result = TypeVar("Result")


class Actions(Protocol):
    """What a person does in a window; what cannot be done is said in one line."""

    def start(self, request: StartRequest, switch: bool = False) -> None: ...
    def click(self) -> None: ...
    def stop(self) -> None: ...
    def extend(self, minutes: int) -> None: ...
    def plan_length(self, length: timedelta | None) -> None: ...
    def slip(self, reason: SlipReason | None) -> None: ...
    def undo(self) -> None: ...
    def quit(self) -> None: ...
    def ask_afterwards(self, session: Session) -> None: ...
    def show(self, window: str) -> None: ...
    def attempt(self, action: Callable[[], object]) -> None: ...
    def problem_with(self, action: Callable[[], object]) -> str: ...
    def work(
        self,
        begin: "Callable[[], InPieces[Result]]",
        done: Callable[[Result], None],
        failed: Callable[[str], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None: ...
    def stop_work(self) -> None: ...
    @property
    def is_working(self) -> bool: ...


class TrialMuter(Muter, Protocol):
    """A muter that can say what it found here, and show for some seconds that it works."""

    def examine(self, told: Callable[[tuple["MechanismReport", ...]], None]) -> None: ...

    def try_for(
        self, seconds: float, muted: Callable[[], None], over: Callable[[], None]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """Built with the first window; ``actions`` is the screen."""

    engine: Engine
    watch: "Watch"
    log: SessionLog
    clock: Clock
    zone: Callable[[], tzinfo]
    preferences: Preferences
    login: Login
    weeks: Weeks
    wardrobe: Wardrobe
    muter: TrialMuter
    has_tray: Callable[[], bool]
    desktop: str
    data_folder: str
    is_own_home: bool  # and no home was named
    actions: Actions
    coming: "Callable[[], ComingParts]"  # made with the first calendar, plan or agenda
    phones: "Callable[[], Phones]"  # made with the first window or session of theirs
    table: "Callable[[], TableView | None]"  # and nothing is made to say that there is none
    guests: Callable[[str], Sequence[str]]  # of a session that runs or has just ended, by its id
    keys: "Callable[[], Keys]"  # made with the first key, or where one can be chosen
