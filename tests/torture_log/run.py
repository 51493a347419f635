"""A row of kills in one home, each looked at and checked."""

import os
import signal
import subprocess
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from tests.desktops.programs import LabError, wait_until
from tests.torture_log.installed import TO_ANSWER, Answer, receive
from tests.torture_log.kill import Kill, Loss, Phase
from tests.torture_log.operation import BY_APP, BY_COMMAND, MANY, Operation, Wish, wish_for
from tests.torture_log.stage import Fault, Stage, faults_of_refusal
from tests.torture_log.strike import Span, Strike, count_calls, draw
from tests.torture_log.trouble import SmallDisk, Trouble
from tests.torture_log.view import DATABASE, View

Victim = tuple[Operation, bool]
VICTIMS: tuple[Victim, ...] = (
    *((operation, False) for operation in BY_COMMAND),
    *((operation, True) for operation in BY_APP),
)
TO_BACK_UP = 2.0  # seconds for an app that listens; a process of its own does it
COMES_UP = 0.3  # how often the app is brought up afterwards
LIVES_ON = 2  # an app is struck after it has answered as well: so much longer than that took
LATER = 0.02  # seconds after the answer in which an app is struck that was not yet


class Run:
    """Kills in one home, one after the other."""

    def __init__(self, folder: Path, seed: int, is_small: bool) -> None:
        self._disk = SmallDisk(folder / "disk") if is_small else None
        self._stage = Stage(folder, folder / "disk" / "home")
        self._app = self._stage.app
        self._random = Random(f"{seed} {is_small}")
        self._spans: dict[Victim, Span] = {}
        self._hits: Counter[Victim] = Counter()

    @property
    def how_full(self) -> str:
        """How a disk becomes full here."""
        return self._disk.how if self._disk is not None else ""

    @property
    def acknowledged(self) -> int:
        """The changes before the kills that somebody was told of."""
        return self._stage.acknowledged

    def kill(self, number: int, is_deadly: bool = True) -> Kill:
        """One kill, or one trouble without."""
        least = min(self._hits[victim] for victim in VICTIMS)
        victim = self._random.choice([v for v in VICTIMS if self._hits[v] <= least + 1])
        kill = Kill(number, *victim, Strike())
        try:
            if victim not in self._spans:
                self._spans[victim] = self._measure(victim)
            trouble = self._draw_trouble(is_deadly)
            strike = draw(self._random, self._spans[victim], trouble, is_deadly)
            kill = replace(kill, strike=strike)
            kill = self._kill(kill)
        except (LabError, OSError, subprocess.TimeoutExpired) as exc:
            fault = f"{type(exc).__name__} {exc}"
            kill = replace(kill, faults=(fault,), losses=(Loss.OTHER,))
        self._hits[victim] += kill.was_killed or not is_deadly
        if kill.faults:
            self._app.ends()
        return kill

    def end(self) -> list[str]:
        """What is wrong when all was left in peace once more."""
        self._app.ends()
        self._stage.have_backup_due()
        for part in self._cut_short():
            os.utime(part, (0, 0))
        self._stage.remember_backups()
        app = self._app.comes_up()
        wait_until(lambda: self._stage.has_new_backup, TO_ANSWER, "the backup that was due")
        self._app.ask({"do": "quit"})
        app.wait(TO_ANSWER)
        left = [file.name for file in self._cut_short()]
        log = self._app.data / "presence.log"
        text = log.read_text(errors="replace") if log.exists() else ""
        faults = [f"what was cut short is left: {left}"] if left else []
        if "Traceback" in text:
            faults.append(text[text.index("Traceback") :][:3000])
        return faults

    def close(self) -> None:
        """End all that runs, and take the small disk away."""
        self._app.ends()
        if self._disk is not None:
            self._disk.end()

    # Inside

    def _cut_short(self) -> list[Path]:
        """Unfinished files, which the next backup takes away when they are an hour old."""
        data = self._app.data
        return [*(data / "backups").glob("*.part*"), *data.glob("*.restoring*")]

    def _draw_trouble(self, is_deadly: bool) -> Trouble:
        troubles = [Trouble.NO_SYNC]
        if self._disk is not None:
            troubles += [Trouble.FULL] * 2
        if is_deadly:
            troubles = [*troubles, *[Trouble.NONE] * len(troubles) * 2]
        return self._random.choice(troubles)

    def _measure(self, victim: Victim) -> Span:
        """Leave it to go to its end, with strace counting."""
        operation, is_by_app = victim
        times = MANY if operation is Operation.ADD_MANY else 1
        app, before, wish = self._ready(operation, is_by_app)
        answer: Answer | None = None
        began = time.perf_counter()
        if operation is Operation.COME_UP:
            app = self._app.begin_app([])
            self._wait_for_backup(app)
        elif app is not None:
            strace = self._app.watch(app.pid, [])
            began = time.perf_counter()
            answer = self._app.ask(wish.request)
        else:
            process = self._app.begin(*wish.words, "--json", injections=[], times=times)
            process.wait(TO_ANSWER * times)
            answer = self._app.answer_of(process)
        seconds = time.perf_counter() - began
        if app is not None:
            if operation is not Operation.COME_UP:
                _leave(strace)
            self._app.ask({"do": "quit"})
            app.wait(TO_ANSWER)
        after = self._stage.look()
        if not operation.leaves_log and not wish.is_done(before, after, times):
            raise LabError(f"{wish} was not done: {answer}\n{before}\n{after}")
        self._stage.acknowledged += times
        self._stage.sessions = set(after.sessions)
        if is_by_app:
            seconds *= LIVES_ON
        # In a row of them, strace would count the calls of each anew.
        calls = Counter[str]() if times > 1 else count_calls(self._app.trace)
        return Span(seconds, calls)

    def _ready(
        self, operation: Operation, is_by_app: bool
    ) -> tuple["subprocess.Popen[bytes] | None", View, Wish]:
        """What is needed is there; the app where it is the one that is asked."""
        self._stage.prepare(operation.needs)
        app = None
        if operation is Operation.COME_UP:
            self._stage.have_backup_due()
        elif is_by_app:
            app = self._app.comes_up()
        self._stage.remember_backups()
        before = self._stage.look()
        newest = self._stage.newest_backup
        return app, before, wish_for(operation, is_by_app, before, newest, self._random)

    def _kill(self, kill: Kill) -> Kill:
        faults = self._stage.lost_in_peace()
        app, before, wish = self._ready(kill.operation, kill.is_by_app)
        is_json = self._random.random() < 0.8 or kill.strike.is_deadly or kill.is_by_app
        # To a person a restore shows the difference first, and six answers are counted by record.
        is_json = is_json or kill.operation in (Operation.RESTORE, Operation.ADD_MANY)
        with self._trouble(kill.strike):
            if kill.operation is Operation.COME_UP:
                was_killed, answer = self._strike_start(kill.strike)
            elif app is not None:
                was_killed, answer = self._strike_app(kill.strike, app, wish)
            else:
                was_killed, answer = self._strike_command(kill.strike, wish, is_json)
        if not was_killed and kill.is_by_app:
            faults += self._faults_of_survivor(kill, answer)
        self._app.ends()
        is_gone = wish.goal is not None and not (self._app.data / DATABASE).exists()
        if is_gone and not answer.is_done:
            faults += self._stage.faults_without_log(before)
            after = self._stage.look()
        else:
            after = self._stage.look()
            faults += self._faults_of_change(kill, wish, before, after, answer, is_json)
        phase = self._phase(wish, before, after, answer, is_gone) if was_killed else None
        faults += self._stage.faults_at_rest(after)
        if not faults:
            self._stage.throw_away_logs_aside()
        if not faults and self._random.random() < COMES_UP:
            faults += self._stage.faults_of_app(after)
        is_refused = answer.code == 1 and is_json and kill.operation is not Operation.COME_UP
        return replace(
            kill,
            was_killed=was_killed,
            phase=phase,
            code=answer.code,
            said=answer.json["error"]["code"] if is_refused and not faults else "",
            acknowledged=answer.out.count("\n") if answer.is_done else 0,
            faults=tuple(f"{loss.value}: {detail}" for loss, detail in faults),
            losses=tuple(loss for loss, _detail in faults),
        )

    def _trouble(self, strike: Strike) -> AbstractContextManager[None]:
        is_full = strike.trouble is Trouble.FULL
        if is_full and self._disk is not None and self._disk.is_real:
            return self._disk.filled(strike.free)
        return nullcontext()

    def _injections(self, strike: Strike) -> list[str] | None:
        is_full_by_strace = self._disk is not None and not self._disk.is_real
        return strike.injections(is_full_by_strace) or None

    def _strike_command(self, strike: Strike, wish: Wish, is_json: bool) -> tuple[bool, Answer]:
        words = [*wish.words, "--json"] if is_json else list(wish.words)
        times = MANY if wish.operation is Operation.ADD_MANY else 1
        process = self._app.begin(*words, injections=self._injections(strike), times=times)
        if strike.delay:
            time.sleep(strike.delay)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait(TO_ANSWER * times)
        return code < 0, self._app.answer_of(process)

    def _strike_app(
        self, strike: Strike, app: "subprocess.Popen[bytes]", wish: Wish
    ) -> tuple[bool, Answer]:
        injections = self._injections(strike)
        strace = None if injections is None else self._app.watch(app.pid, injections)
        connection = self._app.send(wish.request)
        if strike.delay:
            time.sleep(strike.delay)
            _kill(app)
        answer = receive(connection)
        if strike.call:  # it may have come to fewer calls than it was measured to do
            time.sleep(self._random.uniform(0, LATER))
            _kill(app)
        if strace is not None:
            _leave(strace)
        return strike.is_deadly, answer or Answer(None)

    def _strike_start(self, strike: Strike) -> tuple[bool, Answer]:
        app = self._app.begin_app(self._injections(strike))
        if strike.delay:
            time.sleep(strike.delay)
        else:
            self._wait_for_backup(app)
        is_up = self._app.listens
        if not strike.is_deadly:
            return False, Answer(0) if is_up else self._app.answer_of(app, "app")
        if strike.call:
            time.sleep(self._random.uniform(0, LATER))
        with suppress(ProcessLookupError):
            os.killpg(app.pid, signal.SIGKILL)
        was_killed = app.wait(TO_ANSWER) < 0
        if was_killed:
            return True, Answer(0 if is_up else None)
        return False, self._app.answer_of(app, "app")

    def _wait_for_backup(self, app: "subprocess.Popen[bytes]") -> None:
        """Until the app has come up and the backup is there, or has had the time for it."""
        wait_until(lambda: self._app.listens or app.poll() is not None, TO_ANSWER, "the app")
        until = time.monotonic() + TO_BACK_UP
        while app.poll() is None and not self._stage.has_new_backup and time.monotonic() < until:
            time.sleep(0.01)

    def _faults_of_survivor(self, kill: Kill, answer: Answer) -> list[Fault]:
        """The app goes on after the trouble, and says what its log says."""
        if kill.operation is Operation.COME_UP and (answer.code or self._injections(kill.strike)):
            return []  # it has said why it cannot, or strace, which has begun it, is still at it
        status = self._app.ask({"do": "status"})
        self._app.ask({"do": "quit"})
        wait_until(lambda: not self._app.processes(), TO_ANSWER, "the app's end", every=0.01)
        return self._stage.faults_of_status(status, self._stage.look())

    def _faults_of_change(
        self, kill: Kill, wish: Wish, before: View, after: View, answer: Answer, is_json: bool
    ) -> list[Fault]:
        faults: list[Fault] = []
        is_same = not before.changed_in(after) and before.changes == after.changes
        if kill.operation is Operation.BACKUP and answer.is_done and not self._stage.has_new_backup:
            faults.append((Loss.BACKUP, f"{answer.out} is not there"))
        if kill.operation.leaves_log:
            if answer.code not in (None, 0) and kill.strike.trouble is Trouble.NONE:
                faults.append((Loss.OTHER, f"refused without trouble: {answer}"))
            return faults if is_same else [*faults, (Loss.PIECES, "the log has changed")]
        if answer.code not in (None, 0):
            if kill.strike.trouble is Trouble.NONE:
                faults.append((Loss.OTHER, f"refused without trouble: {answer}"))
            elif kill.operation is not Operation.ADD_MANY:
                faults += faults_of_refusal(answer, is_json)
        if kill.operation is Operation.ADD_MANY:
            times = after.changes - before.changes
            told = answer.out.count('"id": ')
            if not told <= times <= told + 1:
                faults.append((Loss.ACKNOWLEDGED, f"{told} were told, {times} are there"))
            if times and not wish.is_done(before, after, times):
                faults.append((Loss.PIECES, "not as they were added"))
            return faults
        is_done = wish.is_done(before, after)
        if answer.is_done and not is_done:
            faults.append((Loss.ACKNOWLEDGED, f"{answer.out} of {before} is {after}"))
        elif not is_same and not is_done:
            faults.append((Loss.PIECES, f"{before.changed_in(after)} of {before} in {after}"))
        elif answer.is_done and is_json:
            faults += _faults_of_record(answer, after)
        return faults

    def _phase(self, wish: Wish, before: View, after: View, answer: Answer, is_gone: bool) -> Phase:
        is_backup = wish.operation.leaves_log
        if answer.is_done and (not is_backup or self._stage.has_new_backup):
            return Phase.ANSWERED
        if is_gone:
            return Phase.DURING
        if is_backup:
            if self._stage.has_new_backup:
                return Phase.COMMITTED
            return Phase.DURING if self._stage.has_part else Phase.BEFORE
        if before.changed_in(after) or before.changes != after.changes:
            return Phase.COMMITTED
        is_begun = before.bytes != after.bytes or self._stage.has_part
        return Phase.DURING if is_begun else Phase.BEFORE


def _faults_of_record(answer: Answer, view: View) -> list[Fault]:
    """What was answered and is not so in the log."""
    record = answer.json
    record = record.get("session", record) or {}
    if "id" not in record:
        return []  # nothing is in progress any more, or entries were deleted
    row = view.sessions.get(record["id"])
    if row is None:
        return [(Loss.ACKNOWLEDGED, f"{record} is not there")]
    pairs = [(record[name], row[name]) for name in ("kind", "people", "place", "note")]
    pairs += [
        (_seconds(record[name]), row[name] and row[name] // 1000)
        for name in ("started_at", "ended_at", "planned_end_at")
    ]
    pairs.append((len(record["slips"]), len(row["slips"])))
    if any(said != found for said, found in pairs):
        return [(Loss.ACKNOWLEDGED, f"{record} is there as {row}")]
    return []


def _seconds(instant: str | None) -> int | None:
    return None if instant is None else int(datetime.fromisoformat(instant).timestamp())


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        process.kill()
    process.wait(TO_ANSWER)


def _leave(strace: "subprocess.Popen[bytes]") -> None:
    """Have strace let go of what it is at, which goes on."""
    strace.terminate()
    strace.communicate(timeout=TO_ANSWER)
