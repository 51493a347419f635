"""Counts what is held back while a session runs, where the desktop can say it."""

from collections.abc import Collection

from presence.core.lease import Waiting
from presence.desktop.mute.mute_by import MuteBy
from presence.desktop.mute.together import all_waiting, came_since


class Counting:
    """From ``begin`` to ``end``; what waited before does not count.

    dunst holds back, too, what it was showing when the mute began.
    """

    def __init__(self) -> None:
        self._session_id = ""
        self._before: Waiting | None = None

    def is_of(self, session_id: str) -> bool:
        """Whether that session is counted already."""
        return self._session_id == session_id

    def begin(self, session_id: str, mutes: Collection[MuteBy]) -> bool:
        """Count for that session from now on; whether the desktop can say it."""
        self._session_id = session_id
        self._before = all_waiting(mutes)
        return self._before is not None

    def end(self, mutes: Collection[MuteBy]) -> Waiting | None:
        """What came since; None where nothing was counted, or it cannot be asked."""
        before, is_counted = self._before, bool(self._session_id)
        self._session_id, self._before = "", None
        after = all_waiting(mutes) if is_counted else None
        return None if before is None or after is None else came_since(before, after)
