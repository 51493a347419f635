"""What a command works with: the home, the log, the settings, the running app, the terminal."""

import os
import sys
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from presence import __version__, texts
from presence.core.clock import Clock, SystemClock
from presence.core.errors import ErrorCode, PresenceError, Refused, StoreError
from presence.core.library import Mapping, cached_property
from presence.core.settings import DEFAULTS, Settings
from presence.desktop.zone import zone_name
from presence.paths import Paths, find_paths
from presence.store import open_log, open_reviews

TYPE_CHECKING = False
if TYPE_CHECKING:
    import _socket

    from presence.cli.exchange.progress import ProgressLine
    from presence.link.client import Answer
    from presence.store.reviewing import ReviewStore
    from presence.store.sessions import SessionStore

Request = Mapping[str, object]
_LARGE = 30_000_000  # bytes of an older log, from which on it takes seconds


class Context:
    """Everything is found when it is first needed, so that each command loads only its own."""

    def __init__(self, home: str, as_json: bool, clock: Clock | None = None) -> None:
        self.as_json = as_json
        self.home_is_named = bool(home)
        self.paths: Paths = find_paths(home or None)
        self.clock = clock or SystemClock()
        self.now: datetime = self.clock.now()
        self._far: ProgressLine | None = None

    @cached_property
    def log(self) -> "SessionStore":
        """The log; made where there is none."""
        from presence.store.sessions import SessionStore  # which is loaded to open one

        reviews = self.__dict__.pop("reviews", None)
        if isinstance(reviews, SessionStore):
            return reviews
        if reviews is not None:
            reviews.close()  # to look at its file would drop its locks (store/database.py)
        return open_log(
            self.paths,
            may_migrate=self._refuse_beside_an_older_app,
            hurries=True,
            told=self._say_how_far,
        )

    @cached_property
    def reviews(self) -> "ReviewStore":
        """The same log to commands that only review it, and load less than half of it."""
        return self.__dict__.get("log") or open_reviews(
            self.paths, self._refuse_beside_an_older_app
        )

    @cached_property
    def zone_name(self) -> str:
        """The IANA name of the zone the person is in."""
        return zone_name()

    @cached_property
    def zone(self) -> tzinfo:
        """The zone the person is in."""
        return ZoneInfo(self.zone_name)

    @cached_property
    def settings(self) -> Settings:
        """The settings; what is wrong with the file is said once."""
        if not os.path.exists(self.paths.settings_name):
            return DEFAULTS
        from presence.store.settings_file import SettingsFile  # tomllib, for those who have a file

        read = SettingsFile(self.paths.settings).read(self.now)
        if read.settings.language:
            texts.use_language(read.settings.language)
        if read.problem is not None:
            self.warn_of(read.problem)
        return read.settings

    def use_language(self) -> None:
        """Read and speak the language of the settings, before there is a word to read."""
        _ = self.settings

    # The running app

    def ask_app(self, request: Request) -> "Answer | None":
        """The app's answer, None where none runs; Refused where it stays silent."""
        request = {**request, "of": __version__}
        if self.as_json:
            request = {**request, "json": True}
        from presence.link import client  # not for those who only read the log

        try:
            if request.get("do") in ("undo", "redo"):
                from presence.cli.exchange.progress import ProgressLine  # they may take long

                with ProgressLine() as line:
                    return client.send(self.paths.socket, request, line.say_percent)
            return client.send(self.paths.socket, request)
        except client.NoAnswer as fault:
            raise Refused(ErrorCode.APP_DID_NOT_ANSWER) from fault

    def see_to_an_older_log(self) -> None:
        """For a command that opens the log by itself: have it backed up, then migrated.

        Raises StoreError where an older app has it open.
        """
        from presence.store.database import is_of_an_older_version

        if is_of_an_older_version(self.paths.database_name):
            _ = self.log
            self.close()

    def _refuse_beside_an_older_app(self) -> None:
        """Raises StoreError: the log is an older one, so an app that has it open is as well."""
        if self.ask_app({"do": "ping"}) is not None:
            raise StoreError(ErrorCode.APP_IS_OLDER, path=self.paths.database_name)
        if os.path.getsize(self.paths.database_name) > _LARGE and sys.stderr.isatty():
            self.warn(texts._("bringing your log to this version; that is done once."))

    def _say_how_far(self, done: int, of: int) -> None:
        """Of long work that was cut short, and has to be taken out of the log first."""
        from presence.cli.exchange.progress import ProgressLine  # hardly ever

        if self._far is None:
            self._far = ProgressLine()
        self._far.say_percent(100 * done // max(of, 1))
        if done == of:
            self._far.close()

    def tell_app(self) -> None:
        """Let a running app know that the log was changed."""
        if os.path.exists(self.paths.socket):
            self.ask_app({"do": "changed"})

    def held_by_app(self, request: bytes) -> "_socket.socket | None":
        """A connection to the app, which notices when this process ends; None where none runs."""
        if not os.path.exists(self.paths.socket):
            return None
        from presence.link import client  # as above

        return client.held(self.paths.socket, request)

    def print_answer(self, answer: "Answer") -> int:
        """Print what the app, or what stands in for it, has said; the exit code."""
        code, out, err = answer
        sys.stdout.write(out.decode())
        sys.stderr.write(err.decode())
        return code

    # The terminal

    def say(self, text: str) -> None:
        """A line, or several, for the person."""
        self.write(text + "\n")

    def say_record(self, record: object) -> None:
        """A record for a script."""
        import json  # the log as people read it needs none

        self.write(json.dumps(record, ensure_ascii=False) + "\n")

    def write(self, text: str) -> None:
        """What the command has to say, as it stands."""
        sys.stdout.write(text)

    def warn(self, text: str) -> None:
        """A line beside what the command has to say."""
        sys.stderr.write(f"presence: {text}\n")

    def warn_of(self, problem: PresenceError) -> None:
        """Something is wrong, and the command goes on."""
        from presence.words.errors import explain

        message, hint = explain(problem, self.zone, self.now)
        self.warn(f"{message} {hint}".rstrip())

    def close(self) -> None:
        """Let the log go; who asks for it again has it opened anew."""
        for name in ("log", "reviews"):
            log = self.__dict__.pop(name, None)
            if log is not None:
                log.close()
