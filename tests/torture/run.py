"""A row of kills on one desktop, each looked at and checked."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random

from tests.desktops.desktop import Desktop
from tests.desktops.programs import LabError, Program, command_line
from tests.desktops.switch import switch_of
from tests.torture.aim import Aim, Shot
from tests.torture.installed import Installed, Question, stand_still
from tests.torture.kill import Before, Blow, Kill, deliver
from tests.torture.marks import Marks
from tests.torture.phase import Look, Phase, Scene, phase_of

WITHIN = 1.0  # seconds from the kill until the desktop is as before
AT_REST = 0.3  # seconds until everything is drawn
TO_LEAVE = 15.0  # seconds for an app that was asked to go, and for the programs it has started
COMMANDS = ("status", "status --json", "log", "mute status", "week", "stop")
GOES_ON = 0.35  # how often the next thing after a kill is the app, and no command
BLOWS = {Blow.KILL: 6, Blow.KILL_GROUP: 5, Blow.TERM: 3, Blow.TERM_GROUP: 2, Blow.CUT: 4}
BEFORE = {Before.UNSET: 5, Before.OFF: 4, Before.ON: 1}


@dataclass(frozen=True)
class Victim:
    """The app that is to be killed; ``session`` is "" where it is still to be started."""

    pid: int
    program: Program  # what was started: the app, or the command that has started it
    session: str = ""
    question: Question | None = None  # who asked waits for the answer


class Run:
    """Kills on one desktop, one after the other."""

    def __init__(self, server: str, desktop: Desktop, seed: int) -> None:
        self._server = server
        self._desktop = desktop
        self._switch = switch_of(desktop)
        self._app = Installed(desktop.lab)
        self._random = Random(f"{seed} {server}")
        self._aim = Aim(self._random)
        self._before = Before.UNSET
        self._setting = ""  # the desktop's, as the person left it
        self._value = ""
        self._sessions: dict[str, bool] = {}  # what must be in the log, and whether it has ended
        self._app_is_next = False
        self._lease_is_left = False  # for the app that comes next
        self._server_name = ""

    def begin(self) -> None:
        """Leave all go to its end, and measure how long it takes."""
        was_quiet = False
        for _turn in range(2):
            self._leave_desktop(Before.UNSET)
            began = time.perf_counter()
            self._app.command("start", "coffee")
            self._measured(Scene.BRING_UP, began)
            self._app.ask(do="quit").answer()
            self._app.wait_for_the_end(TO_LEAVE)
            began = time.perf_counter()
            program = self._app.comes_up()
            self._measured(Scene.LOGIN, began)
            for scene in (Scene.STOP, Scene.START, Scene.HAND_OVER, Scene.QUIT):
                time.sleep(AT_REST)
                began = time.perf_counter()
                answer = self._app.ask(**_request(scene, "coffee")).answer()
                was_quiet |= scene is Scene.START and answer["mute"]["detail"] == "checked"
                if scene is Scene.QUIT:
                    program.process.wait(TO_LEAVE)
                self._measured(scene, began)
            self._app.command("stop")
        if not was_quiet:
            raise LabError(f"{self._server} cannot be muted")
        self._sessions = self._app.sessions()

    def kill(self, number: int) -> Kill | None:
        """One kill; None where app or server had gone by themselves."""
        shot = self._aim.draw((Scene.LOGIN,) if self._app_is_next else tuple(Scene))
        blow = self._random.choices(list(BLOWS), list(BLOWS.values()))[0]
        kill = Kill(self._server, number, self._draw_before(shot), blow, shot.scene, shot.delay)
        try:
            struck = self._kill(kill, shot)
        except LabError as exc:
            struck = replace(kill, faults=(str(exc),))
        if self._desktop.server_name != self._server_name:
            print(f"{kill}: not counted, for the server ended by itself", flush=True)
            struck = None
        if struck is None or struck.faults:
            self._recover()
        return struck

    def end(self) -> list[str]:
        """A last start and end without a kill; what is wrong then."""
        self._app.comes_up()
        if not all(self._app.sessions().values()):
            self._app.ask(do="stop").answer()
        self._app.ask(do="quit").answer()
        self._app.wait_for_the_end(TO_LEAVE)
        faults = self._faults_at_rest()
        self._app.command("verify", check=True)
        log = self._app.log_file.read_text(errors="replace")
        if "Traceback" in log:
            faults.append(log[log.index("Traceback") :][:3000])
        return faults

    def _kill(self, kill: Kill, shot: Shot) -> Kill | None:
        if not self._lease_is_left:
            self._tidy_up(shot.scene)
            self._leave_desktop(kill.before)
        victim = self._strike(shot)
        group = stand_still(victim.pid)
        if victim.pid not in self._app.processes():
            return None
        look = self._look(victim)
        phase = phase_of(look, shot.scene, kill.before is Before.ON)
        self._aim.hit(shot, phase)
        if shot.scene is Scene.BRING_UP:
            victim.program.kill()  # it would bring up another one
        deliver(kill.blow, victim.pid, group, self._app.processes)
        at = time.perf_counter()
        restored_ms, faults = self._afterwards(kill, look, victim, at)
        return replace(kill, phase=phase, restored_ms=restored_ms, faults=tuple(faults))

    # Before the kill

    def _draw_before(self, shot: Shot) -> Before:
        if self._lease_is_left:  # what the person mutes now would count as muted by Presence
            return self._before
        if shot.wanted is Phase.THEIRS:
            return Before.ON
        if shot.wanted is not None:
            return self._random.choice((Before.UNSET, Before.OFF))
        return self._random.choices(list(BEFORE), list(BEFORE.values()))[0]

    def _tidy_up(self, scene: Scene) -> None:
        """Have a session in progress for an app that comes up with one, and none for the rest."""
        is_open = not all(self._sessions.values())
        if scene is Scene.LOGIN and not is_open:
            self._app.command("start", "coffee", "--no-spawn")
        elif scene is not Scene.LOGIN and is_open:
            self._app.command("stop")
        self._sessions = self._app.sessions()

    def _leave_desktop(self, before: Before) -> None:
        self._have_server()
        if before is not self._before or not self._setting:
            match before:
                case Before.UNSET:
                    self._desktop.as_new()
                case Before.OFF:
                    self._desktop.unmute_by_hand()
                case Before.ON:
                    self._desktop.mute_by_hand()
        self._before = before
        self._setting = self._desktop.setting()
        self._value = self._switch.value()

    def _have_server(self) -> None:
        """MATE's leaves after half a minute without work, and mako 1.7 crashes now and then."""
        if not (name := self._desktop.server_name):
            self._desktop.start_server()
            name = self._desktop.server_name
        self._server_name = name

    def _strike(self, shot: Shot) -> Victim:
        """Set going what is to be interrupted, and come back when it is time."""
        app, scene = self._app, shot.scene
        if scene.comes_up:
            marks = Marks(app, self._switch)
            if scene is Scene.BRING_UP:
                command, pid = app.is_brought_up()
                victim = Victim(pid, command)
            else:
                program = app.begins()
                (session,) = (name for name in self._sessions if not self._sessions[name])
                victim = Victim(program.process.pid, program, session)
        else:
            program = app.comes_up()
            if litter := app.litter():
                raise LabError(f"left in the home by the kill before: {litter}")
            victim = Victim(program.process.pid, program)
            kind = self._random.choice(("coffee", "meeting"))
            if scene is not Scene.START:
                started = app.ask(do="start", kind=kind).answer()
                session = started["session"]["id"]
                self._sessions[session] = False
                if scene is not Scene.HAND_OVER:
                    victim = replace(victim, session=session)
            marks = Marks(app, self._switch)
            question = app.ask(**_request(scene, kind, self._random.random() < 0.5))
            victim = replace(victim, question=question)
        marks.wait_for(scene, shot.wanted)
        time.sleep(shot.delay)
        return victim

    def _look(self, victim: Victim) -> Look:
        """Only of an app that stands still."""
        sessions, lease = self._app.sessions(), self._app.lease
        session = victim.session or next(iter(sessions.keys() - self._sessions.keys()), "")
        self._sessions |= sessions
        return Look(
            listens=self._app.listens,
            has_row=session in sessions,
            has_ended=sessions.get(session, False),
            has_lease=lease is not None and lease.holder == victim.pid,
            is_muted=self._switch.value() != self._value,
            has_guard=bool(self._app.guards()),
        )

    # After the kill

    def _afterwards(
        self, kill: Kill, look: Look, victim: Victim, at: float
    ) -> tuple[float | None, list[str]]:
        """How long the desktop took to be as before, and what is wrong."""
        faults = []
        restored_ms = None
        # A cut takes the guard along, and the app that comes after one may not have its own yet.
        is_for_the_next = kill.blow is Blow.CUT or (self._lease_is_left and not look.has_guard)
        if not is_for_the_next:
            restored_at = self._switch.wait_for(self._value, WITHIN)
            if restored_at is None:
                faults.append(f"after {WITHIN:g} s not as before: {self._switch.value()}")
            elif look.is_muted:
                restored_ms = (restored_at - at) * 1000
        self._app.wait_for_the_end(TO_LEAVE)
        victim.program.process.wait(TO_LEAVE)
        after = self._app.sessions()
        for session, has_ended in self._sessions.items():
            if session not in after or (has_ended and not after[session]):
                faults.append(f"lost from the log: {session}")
        self._sessions = after
        is_open = not all(after.values())
        self._app_is_next = is_open and not faults and self._random.random() < GOES_ON
        if not self._app_is_next:
            self._app.command(*self._random.choice(COMMANDS).split())
            self._sessions = self._app.sessions()
        self._lease_is_left = self._app_is_next and self._app.lease is not None
        if not (self._lease_is_left and is_for_the_next):
            faults += self._faults_at_rest()
        return restored_ms, faults

    def _faults_at_rest(self) -> list[str]:
        """What is not as it has to be when the app is gone and all is settled."""
        faults = []
        setting = self._desktop.setting()
        if setting != self._setting:
            faults.append(f"the desktop was {self._setting!r} and is {setting!r}")
        with suppress(LabError):  # a guard that was told so leaves in its own time
            self._app.wait_for_the_end(TO_LEAVE)
        if left := [command_line(pid) for pid in self._app.processes()]:
            faults.append(f"left running: {left}")
        if not self._app_is_next and self._app.lease is not None:
            faults.append("a lease is left")
        return faults

    def _recover(self) -> None:
        """Nothing that went wrong once is to be counted twice."""
        self._app.ends()
        self._app_is_next = self._lease_is_left = False
        self._app.command("stop")
        self._app.throw_away_leases()
        self._have_server()
        self._setting = ""
        self._sessions = self._app.sessions()

    def _measured(self, scene: Scene, began: float) -> None:
        self._aim.measured(scene, time.perf_counter() - began)


def _request(scene: Scene, kind: str, is_toggle: bool = False) -> Mapping[str, object]:
    match scene:
        case Scene.START | Scene.STOP if is_toggle:
            return {"do": "toggle"}
        case Scene.START:
            return {"do": "start", "kind": kind}
        case Scene.HAND_OVER:
            return {"do": "start", "kind": kind, "switch": True}
        case Scene.STOP:
            return {"do": "stop"}
        case _:
            return {"do": "quit"}
