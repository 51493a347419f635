"""The busy events of sessions that are over: one that is deleted later takes its own along.

Their times alone: what they are called may name somebody whom the log is made to forget.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from presence.calendars.busy.held import HeldBusy, read_held, write_held

MOST = 20  # the last sessions: older ones nobody looks up in a calendar


class BusyClosed:
    """By their sessions, the oldest first; read when first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closed: dict[str, HeldBusy] | None = None

    def get(self, session_id: str) -> HeldBusy | None:
        """What the calendar has of that session, as far as we know."""
        return self._all().get(session_id)

    def all(self) -> Sequence[HeldBusy]:
        return [*self._all().values()]

    def keep(self, held: HeldBusy) -> None:
        """It stands there as it is; or ``is_there`` False, it was taken away."""
        held = replace(held, event=replace(held.event, title="", place=""))
        closed = {key: each for key, each in self._all().items() if key != held.session_id}
        kept = [*closed.items(), (held.session_id, held)][-MOST:]
        self._closed = dict(kept)
        write_held(self._path, self._closed)

    def drop(self, session_id: str) -> None:
        """It is no business of ours any more."""
        if self._all().pop(session_id, None) is not None:
            write_held(self._path, self._all())

    def _all(self) -> dict[str, HeldBusy]:
        if self._closed is None:
            self._closed = read_held(self._path)
        return self._closed
