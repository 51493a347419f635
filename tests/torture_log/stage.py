"""A home in which something is to be written, and what has to be so in it afterwards."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from presence.core.errors import ErrorCode
from presence.store.backups.names import FileKind, kept_in, name_of
from tests.torture_log.installed import TO_ANSWER, Answer, Installed
from tests.torture_log.kill import Loss
from tests.torture_log.operation import FORGOTTEN, Needs
from tests.torture_log.view import View, backups_in, look, parts_in

Fault = tuple[Loss, str]
AGED = timedelta(days=2)


class Stage:
    """One home with the installed programs, and what it held when it was left in peace last."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.app = Installed(folder, home)
        self.acknowledged = 0  # changes that somebody was told of
        self.sessions: set[str] = set()  # what has come through all so far
        self.best_backup = 0
        self.backups: set[str] = set()
        self.parts: set[tuple[str, int]] = set()

    # Before a kill

    def prepare(self, needs: Needs) -> None:
        """Have in the log what is needed; no app runs."""
        view = self.look()
        session = view.sessions.get(view.open_session)
        # One that nobody has ended, which is open-ended, is closed by an app that comes up.
        is_fit = needs is Needs.SESSION and session is not None and session["planned_end_at"]
        if session is not None and not is_fit:
            self._done("stop")
        if needs is Needs.FORGOTTEN:
            self._done("start", "coffee", "--ago", FORGOTTEN, "--no-spawn")
        if needs is Needs.SESSION and not is_fit:
            self._done("start", "coffee", "--with", "Ana", "--for", "90m", "--no-spawn")
        if needs is Needs.BACKUP:
            self._done("add", "yesterday 12-13 coffee @Tom")
            self._done("backup")
        if needs in (Needs.CHANGE, Needs.BACKUP) or (needs is Needs.ENTRY and not view.finished):
            self._done("add", "yesterday 12-13 coffee @Ana")

    def _done(self, *words: str) -> None:
        self.app.done(*words)
        self.acknowledged += 1

    def have_backup_due(self) -> None:
        """As if the last one had been written two days ago."""
        now = datetime.now(UTC)
        for kept in kept_in(self.app.data / "backups", FileKind.BACKUP):
            if now - kept.at < AGED:
                kept.path.rename(kept.path.with_name(name_of(FileKind.BACKUP, kept.at - AGED)))

    @property
    def newest_backup(self) -> Path | None:
        """Where a log would be put back from."""
        kept = kept_in(self.app.data / "backups", FileKind.BACKUP)
        return kept[-1].path if kept else None

    def look(self) -> View:
        """The log as it lies there."""
        return look(self.app.data)

    def remember_backups(self) -> None:
        """Those there are before a kill."""
        found = backups_in(self.app.data)
        self.backups, self.parts = set(found), parts_in(self.app.data)
        self.best_backup = max(found.values(), default=0)

    def lost_in_peace(self) -> list[Fault]:
        """What was there after the last kill, and is no more."""
        lost = self.sessions - self.look().sessions.keys()
        return [(Loss.ACKNOWLEDGED, f"{lost} are gone")] if lost else []

    # After a kill

    @property
    def has_part(self) -> bool:
        """Whether a backup, or a log that is put back, was being written."""
        return bool(parts_in(self.app.data) - self.parts)

    @property
    def has_new_backup(self) -> bool:
        """Whether one was written."""
        files = (self.app.data / "backups").glob("presence-*.db")
        return any(file.name not in self.backups for file in files)

    @property
    def logs_aside(self) -> list[Path]:
        """The logs that were there before another one was put back, newest first."""
        return sorted(self.app.data.glob(f"{FileKind.SET_ASIDE.value}*.db"), reverse=True)

    def throw_away_logs_aside(self) -> None:
        """What is kept aside is the person's; there would be fifty of them."""
        for file in self.app.data.glob(f"{FileKind.SET_ASIDE.value}*"):
            file.unlink()

    def faults_without_log(self, before: View) -> list[Fault]:
        """Putting one back was cut short when the old one was aside: it is said, and found."""
        told = self.app.command("log", "--json")
        if told.code != 1 or told.json["error"]["code"] != ErrorCode.LOG_IS_GONE.value:
            return [(Loss.ACKNOWLEDGED, f"without a log it says {told}")]
        if not self.logs_aside:
            return [(Loss.ACKNOWLEDGED, "no log is left aside")]
        self._done("restore", self.logs_aside[0].name, "--yes")
        if before.changed_in(self.look()):
            return [(Loss.ACKNOWLEDGED, "the log aside is another one")]
        return []

    def faults_at_rest(self, view: View) -> list[Fault]:
        """What is wrong in a home whose log was seen like this; none of it runs."""
        self.sessions = set(view.sessions)
        return [*self._of_log(view), *self._of_backups(), *self._of_litter()]

    def faults_of_app(self, view: View) -> list[Fault]:
        """What is wrong with an app that comes up after a kill, and is asked to quit again."""
        app = self.app.comes_up()
        answer = self.app.ask({"do": "status"})
        self.app.ask({"do": "quit"})
        app.wait(TO_ANSWER)
        return self.faults_of_status(answer, view)

    def faults_of_status(self, answer: Answer | None, view: View) -> list[Fault]:
        """What an app says that the log does not: one that nobody has ended waits for its end."""
        if answer is None or answer.code:
            return [(Loss.OTHER, f"the app that came through says {answer}")]
        session = answer.json["session"]
        found = {session["id"]} if session else {each["id"] for each in answer.json["unconfirmed"]}
        if view.open_session in found or (not session and not view.open_session):
            return []
        return [(Loss.ACKNOWLEDGED, f"the app has {found}, the log {view.open_session!r}")]

    def _of_log(self, view: View) -> list[Fault]:
        verdict = self.app.command("verify", "--json")
        if verdict.code or not verdict.json["ok"]:
            return [(Loss.DAMAGED, str(verdict))]
        faults: list[Fault] = []
        if verdict.json["sessions"] != len(view.sessions):
            faults.append((Loss.DAMAGED, f"{len(view.sessions)} sessions, not {verdict.out}"))
        if view.changed_in(self.look()):
            faults.append((Loss.DAMAGED, "opening the log changes it"))
        return faults

    def _of_backups(self) -> list[Fault]:
        try:
            best = max(backups_in(self.app.data).values(), default=0)
        except sqlite3.Error as fault:
            return [(Loss.BACKUP, str(fault))]
        if best < self.best_backup:
            return [(Loss.BACKUP, f"the best goes to {best}, and went to {self.best_backup}")]
        return []

    def _of_litter(self) -> list[Fault]:
        litter = self.app.litter()
        return [(Loss.LITTER, f"left in the home: {litter}")] if litter else []


def faults_of_refusal(answer: Answer, is_json: bool) -> list[Fault]:
    """What is not clear in a refusal: one line for a person, one record for a script."""
    if answer.code != 1:
        return [(Loss.UNCLEAR, f"exit {answer.code}: {answer.out}{answer.err}")]
    if is_json:
        told = answer.out
        is_clear = told.count("\n") == 1 and not answer.err
        is_clear = is_clear and set(answer.json["error"]) == {"code", "message", "hint"}
    else:
        told = answer.err
        is_clear = told.count("\n") == 1 and told.startswith("presence: ") and not answer.out
    return [] if is_clear else [(Loss.UNCLEAR, f"{answer.out}{answer.err}")]
