"""Where the kills happen: a desktop as a person left it, and an app that has something to do."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from tests.desktops.desktop import Desktop
from tests.desktops.programs import LabError, Program, command_line
from tests.desktops.switch import switch_of
from tests.torture.aim import Shot
from tests.torture.installed import Installed, Question
from tests.torture.kill import Before
from tests.torture.marks import Marks
from tests.torture.phase import Look, Scene

TO_LEAVE = 15.0  # seconds for an app that was asked to go, and for the programs it has started


@dataclass(frozen=True)
class Victim:
    """The app that is to be killed; ``session`` is "" where it is still to be started."""

    pid: int
    program: Program  # what was started: the app, or the command that has started it
    session: str = ""
    question: Question | None = None  # who asked waits for the answer


class Stage:
    """One desktop with the installed app, and what has to be so on it."""

    def __init__(self, desktop: Desktop) -> None:
        self.app = Installed(desktop.lab)
        self.switch = switch_of(desktop)
        self.before = Before.UNSET
        self.value = ""  # the switch's, as the person left it
        self.sessions: dict[str, bool] = {}  # what must be in the log, and whether it has ended
        self._desktop = desktop
        self._setting = ""  # the desktop's, in full, as the person left it
        self._server_name = ""

    # Before a kill

    def tidy_up(self, scene: Scene) -> None:
        """Have a session in progress for an app that comes up with one, and none for the rest."""
        is_open = not all(self.sessions.values())
        if scene is Scene.LOGIN and not is_open:
            self.app.command("start", "coffee", "--no-spawn")
        elif scene is not Scene.LOGIN and is_open:
            self.app.command("stop")
        self.sessions = self.app.sessions()

    def leave_desktop(self, before: Before) -> None:
        """As the person does; that is what has to be there again."""
        self._have_server()
        if before is not self.before or not self._setting:
            match before:
                case Before.UNSET:
                    self._desktop.as_new()
                case Before.OFF:
                    self._desktop.unmute_by_hand()
                case Before.ON:
                    self._desktop.mute_by_hand()
        self.before = before
        self._setting = self._desktop.setting()
        self.value = self.switch.value()

    def set_going(self, shot: Shot, random: Random) -> Victim:
        """Begin what is to be interrupted, and come back when it is time."""
        app, scene = self.app, shot.scene
        if scene.comes_up:
            marks = Marks(app, self.switch)
            if scene is Scene.BRING_UP:
                command, pid = app.is_brought_up()
                victim = Victim(pid, command)
            else:
                program = app.begins()
                (session,) = (name for name in self.sessions if not self.sessions[name])
                victim = Victim(program.process.pid, program, session)
        else:
            victim = self._running(scene, kind := random.choice(("coffee", "meeting")))
            marks = Marks(app, self.switch)
            question = app.ask(**request(scene, kind, is_toggle=random.random() < 0.5))
            victim = replace(victim, question=question)
        marks.wait_for(scene, shot.wanted)
        time.sleep(shot.delay)
        return victim

    def _running(self, scene: Scene, kind: str) -> Victim:
        """An app that runs, in a session where it is to do something with one."""
        program = self.app.comes_up()
        if litter := self.app.litter():
            raise LabError(f"left in the home by the kill before: {litter}")
        victim = Victim(program.process.pid, program)
        if scene is Scene.START:
            return victim
        session = self.app.ask(do="start", kind=kind).answer()["session"]["id"]
        self.sessions[session] = False
        return victim if scene is Scene.HAND_OVER else replace(victim, session=session)

    def look(self, victim: Victim) -> Look:
        """Only at an app that stands still."""
        sessions, lease = self.app.sessions(), self.app.lease
        session = victim.session or next(iter(sessions.keys() - self.sessions.keys()), "")
        self.sessions |= sessions
        return Look(
            listens=self.app.listens,
            has_row=session in sessions,
            has_ended=sessions.get(session, False),
            has_lease=lease is not None and lease.holder == victim.pid,
            is_muted=self.switch.value() != self.value,
            has_guard=bool(self.app.guards()),
        )

    # After a kill

    def lost_sessions(self) -> list[str]:
        """What was in the log, or had ended there, and is no more so."""
        after = self.app.sessions()
        lost = [
            f"lost from the log: {session}"
            for session, has_ended in self.sessions.items()
            if session not in after or (has_ended and not after[session])
        ]
        self.sessions = after
        return lost

    def faults_at_rest(self) -> list[str]:
        """What is not as it has to be when the app is gone."""
        faults = []
        setting = self._desktop.setting()
        if setting != self._setting:
            faults.append(f"the desktop was {self._setting!r} and is {setting!r}")
        if left := [command_line(pid) for pid in self.app.processes()]:
            faults.append(f"left running: {left}")
        return faults

    @property
    def has_same_server(self) -> bool:
        """Whether it is still the server that the desktop was left with."""
        return self._desktop.server_name == self._server_name

    def recover(self) -> None:
        """Nothing that went wrong once is to be counted twice."""
        self.app.ends()
        self.app.command("stop")
        self.app.throw_away_leases()
        self._have_server()
        self._setting = ""
        self.sessions = self.app.sessions()

    def _have_server(self) -> None:
        """MATE's leaves after half a minute without work, and mako 1.7 crashes now and then."""
        if not (name := self._desktop.server_name):
            self._desktop.start_server()
            name = self._desktop.server_name
        self._server_name = name


def request(scene: Scene, kind: str, is_toggle: bool = False) -> Mapping[str, object]:
    """What the app is asked for in a scene."""
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
