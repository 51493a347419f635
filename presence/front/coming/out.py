"""The session in progress as a busy event: compares what is shown with what is so, at every event.

Made by the app when there is a place to show it, or an earlier run has left something there; until
then nothing of it is loaded. What cannot be written is tried again with the next event.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from presence.calendars.busy.closed import BusyClosed
from presence.calendars.busy.event import BusyEvent, busy_event, text_of
from presence.calendars.busy.file import LONGEST, Exit, busy_file_command
from presence.calendars.busy.held import BusyHeld, HeldBusy
from presence.calendars.sources.program import Ended, Program
from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.front.coming.out_calendar import BusyCalendar
from presence.front.preferences import Preferences
from presence.paths import Paths
from presence.texts import _
from presence.words.session import session_title

logger = logging.getLogger(__name__)

FILE = "file"
SECONDS = 30.0  # until a disk that hangs is given up

Say = Callable[[str, str], None]


class Out(QObject):
    """Returns at once from everything; a failure is one line for a session and a place."""

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        preferences: Preferences,
        paths: Paths,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._log = log
        self._clock = clock
        self._preferences = preferences
        self._say = say
        self._said: set[tuple[str, str]] = set()
        self._held = BusyHeld(paths.busy)
        self._closed_path = paths.busy_closed
        self._writing: Program | None = None
        self._calendar: BusyCalendar | None = None
        self._keyring_service = paths.keyring_service

    def look(self) -> None:
        """Show what is new."""
        self._look_at_file()
        has_calendar = bool(self._preferences.now.busy_calendar)
        if self._calendar is None and (has_calendar or self._held.get("calendar") is not None):
            self._calendar = BusyCalendar(
                self._clock,
                self._preferences,
                self._held,
                BusyClosed(self._closed_path),
                self._keyring_service,
                self,
            )
        if self._calendar is not None:
            self._calendar.look()

    def close(self) -> None:
        """The app goes; the session goes on, and so does what is shown of it."""
        if self._writing is not None:
            self._writing.stop()
        if self._calendar is not None:
            self._calendar.close()

    def running(self) -> Session | None:
        """The session in progress."""
        return self._engine.session

    def session(self, session_id: str) -> Session | None:
        """What has become of a session; None for one that was called off."""
        return self._log.get(session_id)

    def event_of(self, session: Session, held: HeldBusy | None) -> BusyEvent:
        """What others see of it; no names and no place unless that is switched on."""
        settings = self._preferences.now
        title = session_title(session, self._log.kinds(), settings.show_people)
        place = session.place if settings.show_titles else ""
        shown = held.event.ends_at if held is not None and held.session_id == session.id else None
        return busy_event(session, title, place, self._clock.now(), shown)

    def failed(self, session_id: str, line: str, hint: str = "") -> None:
        """Say it once."""
        if (session_id, line) not in self._said:
            self._said.add((session_id, line))
            self._say(line, hint)

    # The file

    def _look_at_file(self) -> None:
        if self._writing is not None:
            return
        held, session = self._held.get(FILE), self._engine.session
        path = self._preferences.now.busy_file
        if held is not None and (held.place != path or session is None):
            self._write(held.place, None, held)
        elif path and session is not None:
            event = self.event_of(session, held)
            if held is None or held.event != event or not held.is_there:
                self._write(path, event, HeldBusy(session.id, path, event))

    def _write(self, path: str, event: BusyEvent | None, about: HeldBusy) -> None:
        self._held.put(FILE, replace(about, is_there=False))
        text = text_of(event, self._clock.now())
        command = busy_file_command(path)

        def on_ended(ended: Ended) -> None:
            self._writing = None
            if ended.status == Exit.DONE:
                self._held.put(FILE, None if event is None else replace(about, is_there=True))
                self._look_at_file()
                return
            if ended.status == Exit.NOT_OURS:
                self._held.put(FILE, None)
            logger.warning("the busy event is not in its file: %s", ended.status)
            self.failed(about.session_id, *_words_of_file(ended.status))

        self._writing = Program(command, text, SECONDS, LONGEST, on_ended)


def _words_of_file(status: int | None) -> tuple[str, str]:
    if status == Exit.NOT_OURS:
        return (
            _("The file for the busy event is not one of Presence's, so it stays as it is."),
            _("Name another one in the settings file: busy_file"),
        )
    return (
        _("The file for the busy event could not be written."),
        _("Does its folder exist, and may you write there? (busy_file in the settings file)"),
    )
