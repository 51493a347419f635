"""Where the command line comes in: its requests go to the engine, what takes long to the app."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from presence.core.errors import ErrorCode, Refused
from presence.link.commands import Answer, Commands, Request
from presence.link.server import Server
from presence.store.database import as_store_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence.core.editing.in_pieces import InPieces
    from presence.core.errors import PresenceError
    from presence.front.app import App
    from presence.front.working.work import Work


class Door:
    """Made before anything else listens to the engine: who asked waits for it."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._server: Server | None = None
        self._work: Work | None = None
        self._commands = Commands(app.engine, os.getpid())
        self._commands.week = self._week_for_a_terminal
        self._commands.phone = self._phone_for_a_terminal
        self._commands.work = self._work_on_log
        self._commands.start_anew = app.start_anew_soon
        self._commands.importer_gone = self._look_for_rest
        self._commands.met_another = self._look_for_update

    def open(self, is_handed_over: bool) -> None:
        """Let commands in; raises StoreError: an app that none reaches would write beside them."""
        self._commands.surface = self._app.screen or NoScreen(self._app)
        self._server = self._listen(is_handed_over)
        self._look_for_rest()

    def close(self) -> None:
        """Let no command in any more, where no newer app takes the door over."""
        self._commands.importer_gone = None
        if self._server is not None and not self._app.is_to_start_anew:
            self._server.close()
        if self._work is not None:
            self._work.close()

    def hand_over(self) -> None:
        """Keep the door for the app that this one becomes."""
        if self._server is not None:
            from presence.desktop.lease import handed_over  # once in a blue moon

            handed_over.keep_door(self._server.hand_over())

    def _listen(self, is_handed_over: bool) -> Server:
        """Where a command looks first; where that folder is somebody else's (su), in the home."""
        paths = self._app.paths
        link = str(paths.link)
        door: Sequence[int] = ()
        if is_handed_over:
            from presence.desktop.lease import handed_over  # after an update

            door = handed_over.take_door()
        with suppress(OSError):
            return Server(paths.own_socket, self._commands, self._app, link, door)
        try:
            return Server(link, self._commands, self._app)
        except OSError as fault:
            raise as_store_error(fault, link) from fault

    def _week_for_a_terminal(self, request: Request) -> str | None:
        from presence.front.commands.terminal_week import week_text  # what the command line loads

        app = self._app
        return week_text(app.paths, app.log, app.preferences.now.language, app.clock, request)

    def _phone_for_a_terminal(self, request: Request, answer: Answer) -> None:
        from presence.front.phone.answering import answer_phone  # as for who shows one a code

        answer_phone(self._app.phones(), self._app.engine, request, answer)

    def _work_on_log(
        self,
        steps: "InPieces[None]",
        failed: "Callable[[PresenceError], None]",
        told: "Callable[[int, int], None] | None" = None,
    ) -> None:
        """What a command asks for that may take long; one at a time, with what windows ask for."""
        if self._app.screen is not None:
            self._app.screen.go_through(steps, failed, told)
            return
        if self._work is None:
            from presence.front.working.work import Work  # with the first undo

            self._work = Work(self._app)
        self._work.run(steps, failed, told)

    def _look_for_rest(self) -> None:
        """What an import has left whose process ended is taken out of the log again."""
        if self._app.log.has_rest:
            from presence.front.commands.cut_short import CutShort  # hardly ever

            CutShort(self._app, self._work_on_log).look()

    def _look_for_update(self) -> None:
        if self._app.updating is not None:
            self._app.updating.look()


class NoScreen:
    """An app without windows: steered by the command line alone."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def show(self, window: str) -> None:
        raise Refused(ErrorCode.NO_SCREEN)

    def ask(self, text: str) -> None:
        raise Refused(ErrorCode.NO_SCREEN)

    def quit(self) -> None:
        QTimer.singleShot(0, self._app, self._app.quit)
