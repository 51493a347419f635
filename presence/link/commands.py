"""What the running app answers to the command line: a request in, the finished text out.

The same commands run inside the command line's own process when no app runs (``offline``).
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from presence import __version__
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused
from presence.core.event import Event, EventKind
from presence.core.frozen import dataclass, replace
from presence.core.ports import Change
from presence.core.session import Session
from presence.core.snapshot import Snapshot

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces

Request = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the command line prints, and the code it exits with."""

    code: int
    out: str = ""
    err: str = ""


Answer = Callable[[Reply], None]
Told = Callable[[int, int], None]  # how many entries are done, of how many
Work = Callable[["InPieces[None]", Callable[[PresenceError], None], Told | None], None]


class Surface(Protocol):
    """What only an app can do; the command line alone has none."""

    def show(self, window: str) -> None: ...

    def ask(self, text: str) -> None: ...

    def quit(self) -> None: ...


class Commands:
    """Runs requests against the engine, on the engine's thread."""

    def __init__(self, engine: Engine, pid: int | None, surface: Surface | None = None) -> None:
        self._engine = engine
        self._pid = pid
        self.surface = surface
        self.work: Work | None = None  # in an app: piece by piece, while it goes on
        self.phone: Callable[[Request, Answer], None] | None = None  # only an app has any
        self.week: Callable[[Request], str | None] | None = None  # only an app has one
        self.start_anew: Callable[[], None] | None = None  # as it is installed now
        self.met_another: Callable[[], None] | None = None  # a command of another version
        self.importer_gone: Callable[[], None] | None = None  # a process that wrote the log
        self._waiting: list[Callable[[], None]] = []
        self._watching: list[Callable[[str], bool]] = []
        self._told = ""
        engine.listen(self._on_event)

    def run(self, request: Request, answer: Answer, told: Told | None = None) -> None:
        """Carry a request out and answer once, now or when the mute is settled.

        ``told`` hears how far an undo of very many entries is.
        """
        as_json = request.get("json") is True
        if self.met_another is not None and request.get("of") not in (None, __version__):
            self.met_another()
        try:
            if request.get("do") in ("undo", "redo"):
                self._undo(request, answer, told)
                return
            command = _COMMANDS.get(str(request.get("do", "")))
            if command is None:
                raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=str(request.get("do", "")))
            command(self, request, answer)
        except PresenceError as error:
            answer(_failure(error, as_json))

    def watch(self, tell: Callable[[str], bool]) -> None:
        """Send a line of status now and at every change, until ``tell`` gives False."""
        self._told = self._status_line()
        if tell(self._told):
            self._watching.append(tell)

    # Commands

    def _start(self, request: Request, answer: Answer) -> None:
        from presence.link.asked import start_request  # ``status`` asks for nothing

        asked = start_request(request, self._engine.snapshot())
        session = self._engine.start(asked, switch=request.get("switch") is True)
        self._when_quiet(lambda: answer(self._after(session, request, "started")))

    def _stop(self, request: Request, answer: Answer) -> None:
        if request.get("still_going") is True:
            session = self._going_on() or self._engine.still_going()
            self._when_quiet(lambda: answer(self._after(session, request, "resumed")))
            return
        from presence.link.asked import instant_in  # as for a start

        session = self._engine.stop(instant_in(request, "at"))
        self._when_quiet(lambda: answer(self._after(session, request, "ended")))

    def _toggle(self, request: Request, answer: Answer) -> None:
        what = "started" if self._engine.session is None else "ended"
        session = self._engine.toggle()
        self._when_quiet(lambda: answer(self._after(session, request, what)))

    def _extend(self, request: Request, answer: Answer) -> None:
        from presence.link.asked import length_in  # as for a start

        length = length_in(request, "by_s")
        if length is None:
            raise NotUnderstood(ErrorCode.BAD_LENGTH, text="")
        answer(self._after(self._engine.extend(length), request, "extended"))

    def _cancel(self, request: Request, answer: Answer) -> None:
        session = self._engine.cancel()
        self._when_quiet(lambda: answer(self._after(session, request, "cancelled")))

    def _slip(self, request: Request, answer: Answer) -> None:
        if request.get("undo") is True:
            answer(self._after(self._engine.take_slip_back(), request, "slip_taken_back"))
            return
        from presence.link.asked import length_in  # as for a start
        from presence.words.session import find_reason

        reason = request.get("reason")
        slip_reason = None if reason is None else find_reason(str(reason))
        session = self._engine.slip(slip_reason, length_in(request, "length_s"))
        answer(self._after(session, request, "slipped"))

    def _undo(self, request: Request, answer: Answer, told: Told | None) -> None:
        engine, is_undo = self._engine, request["do"] == "undo"
        if self.work is None:
            self._undone(engine.undo() if is_undo else engine.redo(), request, answer)
            return

        def steps() -> "InPieces[None]":
            change = yield from (engine.undoing() if is_undo else engine.redoing())
            self._undone(change, request, answer)

        as_json = request.get("json") is True
        self.work(steps(), lambda error: answer(_failure(error, as_json)), told)

    def _undone(self, change: Change, request: Request, answer: Answer) -> None:
        self._when_quiet(lambda: answer(self._after_change(change, request)))

    def _status(self, request: Request, answer: Answer) -> None:
        snapshot = self._engine.snapshot()
        code = 1 if request.get("quiet") is True and snapshot.session is None else 0
        if request.get("quiet") is True:
            answer(Reply(code))
        elif request.get("json") is True:
            answer(Reply(0, self._status_line(snapshot)))
        else:
            from presence.words.replies import status_text

            answer(Reply(0, status_text(snapshot) + "\n"))

    def _mute(self, request: Request, answer: Answer) -> None:
        if request.get("action") == "release":
            self._engine.let_go_of_mute()
        elif self._engine.session is not None:
            self._engine.look_at_mute()
        self._when_quiet(lambda: self._mute_status(request, answer))

    def _mute_status(self, request: Request, answer: Answer) -> None:
        from presence.words.records import mute_record
        from presence.words.replies import mute_text

        report = self._engine.snapshot().mute
        if request.get("json") is True:
            answer(Reply(0, _as_line(mute_record(report))))
        else:
            answer(Reply(0, mute_text(report) + "\n"))

    def _week(self, request: Request, answer: Answer) -> None:
        """The words of ``presence week``; refused where the command is to find them itself."""
        text = None if self.week is None else self.week(request)
        if text is None:
            raise Refused(ErrorCode.NO_APP)
        answer(Reply(0, text))

    def _phone(self, request: Request, answer: Answer) -> None:
        """Where a phone finds the page; answered when it is there, or cannot be."""
        if self.phone is None:
            raise Refused(ErrorCode.NO_APP)
        self.phone(request, answer)

    def _show(self, request: Request, answer: Answer) -> None:
        self._only_surface().show(str(request.get("window", "session")))
        answer(Reply(0, "", _note_of_version(request)))

    def _ask(self, request: Request, answer: Answer) -> None:
        self._only_surface().ask(str(request.get("text", "")))
        answer(Reply(0))

    def _quit(self, request: Request, answer: Answer) -> None:
        surface = self._only_surface()
        answer(Reply(0))
        surface.quit()

    def _restart(self, request: Request, answer: Answer) -> None:
        if self.start_anew is None:
            raise Refused(ErrorCode.NO_APP)
        answer(Reply(0))
        self.start_anew()

    def _changed(self, request: Request, answer: Answer) -> None:
        self._engine.on_log_changed()
        self._when_quiet(lambda: answer(Reply(0)))

    def _ping(self, request: Request, answer: Answer) -> None:
        answer(Reply(0, f"{self._pid or ''}\n"))

    # Inside

    def _going_on(self) -> Session | None:
        """The session in progress where nothing is over that could be gone on with."""
        snapshot = self._engine.snapshot()
        return None if snapshot.unconfirmed else snapshot.session

    def _only_surface(self) -> Surface:
        if self.surface is None:
            raise Refused(ErrorCode.NO_APP)
        return self.surface

    def _when_quiet(self, then: Callable[[], None]) -> None:
        """Go on when the mute has settled; the muter itself gives up after two seconds."""
        if self._engine.is_settling:
            self._waiting.append(then)
        else:
            then()

    def _on_event(self, event: Event) -> None:
        if event.what is EventKind.MUTE and not self._engine.is_settling:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()
        if self._watching:
            line = self._status_line()
            if line != self._told:
                self._watching = [tell for tell in self._watching if tell(line)]
                self._told = line

    def _status_line(self, snapshot: Snapshot | None = None) -> str:
        from presence.words.records import status_record

        record = status_record(snapshot or self._engine.snapshot(), self._pid)
        return _as_line(record)

    def _after(self, session: Session, request: Request, what: str) -> Reply:
        snapshot = self._engine.snapshot()
        if what == "ended":  # what waited is told once
            snapshot = replace(snapshot, mute=self._engine.mute_report)
        if request.get("json") is True:
            return Reply(0, self._status_line(snapshot))
        from presence.words.replies import done_text

        return Reply(0, done_text(what, session, snapshot) + "\n")

    def _after_change(self, change: Change, request: Request) -> Reply:
        snapshot = self._engine.snapshot()
        if request.get("json") is True:
            return Reply(0, self._status_line(snapshot))
        from presence.words.replies import undone_text

        return Reply(0, undone_text(change, str(request["do"]), snapshot) + "\n")


_COMMANDS: Mapping[str, Callable[[Commands, Request, Answer], None]] = {
    "start": Commands._start,
    "stop": Commands._stop,
    "toggle": Commands._toggle,
    "extend": Commands._extend,
    "cancel": Commands._cancel,
    "slip": Commands._slip,
    "status": Commands._status,
    "mute": Commands._mute,
    "week": Commands._week,
    "phone": Commands._phone,
    "show": Commands._show,
    "ask": Commands._ask,
    "quit": Commands._quit,
    "restart": Commands._restart,
    "changed": Commands._changed,
    "ping": Commands._ping,
}


def _note_of_version(request: Request) -> str:
    """Two may be installed, by a package and by pipx: who asks is to know which one runs."""
    asks = request.get("of")
    if asks in (None, __version__):
        return ""
    from presence.texts import _

    said = _("Presence {runs} is running, and not {asks}: “presence quit” ends it.")
    return f"presence: {said.format(runs=__version__, asks=asks)}\n"


def _as_line(record: Mapping[str, object]) -> str:
    import json  # a quarter of a megabyte that only a command needs

    return json.dumps(record, ensure_ascii=False) + "\n"


def _failure(error: PresenceError, as_json: bool) -> Reply:
    from presence.words.errors import explain
    from presence.words.records import error_record

    if as_json:
        return Reply(error.exit_code, _as_line(error_record(error)))
    message, hint = explain(error)
    return Reply(error.exit_code, "", f"presence: {message} {hint}".rstrip() + "\n")
