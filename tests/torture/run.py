"""A row of kills on one desktop, each looked at and checked."""

import time
from dataclasses import replace
from random import Random

from tests.desktops.desktop import Desktop
from tests.desktops.programs import LabError
from tests.torture.aim import Aim, Shot
from tests.torture.installed import stand_still
from tests.torture.kill import Before, Blow, Kill, deliver
from tests.torture.phase import Look, Phase, Scene, phase_of
from tests.torture.stage import TO_LEAVE, Stage, Victim, request

WITHIN = 1.0  # seconds from the kill until the desktop is as before
AT_REST = 0.3  # seconds until everything is drawn
COMMANDS = ("status", "status --json", "log", "mute status", "week", "stop")
GOES_ON = 0.35  # how often the next thing after a kill is the app, and no command
BLOWS = {Blow.KILL: 6, Blow.KILL_GROUP: 5, Blow.TERM: 3, Blow.TERM_GROUP: 2, Blow.CUT: 4}
BEFORE = {Before.UNSET: 5, Before.OFF: 4, Before.ON: 1}


class Run:
    """Kills on one desktop, one after the other."""

    def __init__(self, server: str, desktop: Desktop, seed: int) -> None:
        self._server = server
        self._stage = Stage(desktop)
        self._app = self._stage.app
        self._random = Random(f"{seed} {server}")
        self._aim = Aim(self._random)
        self._app_is_next = False
        self._lease_is_left = False  # for the app that comes next

    def begin(self) -> None:
        """Leave all go to its end, and measure how long it takes."""
        app = self._app
        was_quiet = False
        for _turn in range(2):
            self._stage.leave_desktop(Before.UNSET)
            began = time.perf_counter()
            app.command("start", "coffee")
            self._measured(Scene.BRING_UP, began)
            app.ask(do="quit").answer()
            app.wait_for_the_end(TO_LEAVE)
            began = time.perf_counter()
            program = app.comes_up()
            self._measured(Scene.LOGIN, began)
            for scene in (Scene.STOP, Scene.START, Scene.HAND_OVER, Scene.QUIT):
                time.sleep(AT_REST)
                began = time.perf_counter()
                answer = app.ask(**request(scene, "coffee")).answer()
                was_quiet |= scene is Scene.START and answer["mute"]["detail"] == "checked"
                if scene is Scene.QUIT:
                    program.process.wait(TO_LEAVE)
                self._measured(scene, began)
            app.command("stop")
        if not was_quiet:
            raise LabError(f"{self._server} cannot be muted")
        self._stage.sessions = app.sessions()

    def kill(self, number: int) -> Kill | None:
        """One kill; None where app or server had gone by themselves."""
        shot = self._aim.draw((Scene.LOGIN,) if self._app_is_next else tuple(Scene))
        blow = self._random.choices(list(BLOWS), list(BLOWS.values()))[0]
        kill = Kill(self._server, number, self._draw_before(shot), blow, shot.scene, shot.delay)
        struck: Kill | None
        try:
            struck = self._kill(kill, shot)
        except LabError as exc:
            struck = replace(kill, faults=(str(exc),))
        if not self._stage.has_same_server:
            print(f"{struck or kill}: not counted, for the server ended by itself", flush=True)
            struck = None
        if struck is None or struck.faults:
            self._app_is_next = self._lease_is_left = False
            self._stage.recover()
        return struck

    def end(self) -> list[str]:
        """A last start and end without a kill; what is wrong then."""
        app = self._app
        app.comes_up()
        if not all(app.sessions().values()):
            app.ask(do="stop").answer()
        app.ask(do="quit").answer()
        app.wait_for_the_end(TO_LEAVE)
        faults = self._stage.lost_sessions() + self._stage.faults_at_rest()
        app.command("verify", check=True)
        if litter := app.litter():
            faults.append(f"left in the home: {litter}")
        log = app.log_file.read_text(errors="replace")
        if "Traceback" in log:
            faults.append(log[log.index("Traceback") :][:3000])
        return faults

    def _draw_before(self, shot: Shot) -> Before:
        if self._lease_is_left:  # what the person mutes now would count as muted by Presence
            return self._stage.before
        if shot.wanted is Phase.THEIRS:
            return Before.ON
        if shot.wanted is not None:
            return self._random.choice((Before.UNSET, Before.OFF))
        return self._random.choices(list(BEFORE), list(BEFORE.values()))[0]

    def _kill(self, kill: Kill, shot: Shot) -> Kill | None:
        stage = self._stage
        if not self._lease_is_left:
            stage.tidy_up(shot.scene)
            stage.leave_desktop(kill.before)
        victim = stage.set_going(shot, self._random)
        group = stand_still(victim.pid)
        if victim.pid not in self._app.processes():
            return None
        look = stage.look(victim)
        phase = phase_of(look, shot.scene, kill.before is Before.ON)
        self._aim.hit(shot, phase)
        if shot.scene is Scene.BRING_UP:
            victim.program.kill()  # it would bring up another one
        deliver(kill.blow, victim.pid, group, self._app.processes)
        at = time.perf_counter()
        restored_ms, faults = self._afterwards(kill, look, victim, at)
        return replace(kill, phase=phase, restored_ms=restored_ms, faults=tuple(faults))

    def _afterwards(
        self, kill: Kill, look: Look, victim: Victim, at: float
    ) -> tuple[float | None, list[str]]:
        """How long the desktop took to be as before, and what is wrong."""
        stage = self._stage
        faults = []
        restored_ms = None
        # A cut takes the guard along, and the app that comes after one may not have its own yet.
        is_for_the_next = kill.blow is Blow.CUT or (self._lease_is_left and not look.has_guard)
        if not is_for_the_next:
            restored_at = stage.switch.wait_for(stage.value, WITHIN)
            if restored_at is None:
                faults.append(f"after {WITHIN:g} s not as before: {stage.switch.value()}")
            elif look.is_muted:
                restored_ms = (restored_at - at) * 1000
        self._app.wait_for_the_end(TO_LEAVE)
        victim.program.process.wait(TO_LEAVE)
        faults += stage.lost_sessions()
        is_open = not all(stage.sessions.values())
        self._app_is_next = is_open and not faults and self._random.random() < GOES_ON
        if not self._app_is_next:
            self._app.command(*self._random.choice(COMMANDS).split())
            faults += stage.lost_sessions()
            if self._app.lease is not None:
                faults.append("a lease is left")
        self._lease_is_left = self._app_is_next and self._app.lease is not None
        if not (self._lease_is_left and is_for_the_next):
            faults += stage.faults_at_rest()
        return restored_ms, faults

    def _measured(self, scene: Scene, began: float) -> None:
        self._aim.measured(scene, time.perf_counter() - began)
