"""What is recorded: some hundred operations on the real store, each asked for and answered.

``python -m tests.torture_power.program``; ``record.py`` starts it under strace. Nothing in it is a
stand-in: ``presence.store`` as the app uses it, and the installed ``presence`` in between.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, Visit
from presence.core.kind import Around
from presence.core.lease import Held, Holder, Lease
from presence.core.ports import Change, ChangeKind
from presence.core.session import Origin, Session
from presence.core.settings import Theme
from presence.core.slip import Slip, SlipReason
from presence.paths import find_paths
from presence.store import backup, new_id, open_log
from presence.store.backups.restore import restore
from presence.store.importing.importer import Wish
from presence.store.importing.knocking import knock
from presence.store.lease_file import LeaseFile
from presence.store.settings_file import SettingsFile
from tests.desktops.lab import VENV
from tests.torture_power.state import State, state_of

SOME = ("Ana", "Tom", "Zoë", "Ibrahim", "José María", "李雷")
MANY = 12  # sessions in one transaction
OF_A_FILE = 150  # sessions of an import: some ten pieces
NOTHING_MORE = (ErrorCode.NOTHING_TO_UNDO, ErrorCode.NOTHING_TO_REDO, ErrorCode.CHANGED_SINCE)


class Months:
    """Somebody's months with Presence, an operation at a time."""

    def __init__(self, home: Path, marks: Path, seed: int, synchronous: str) -> None:
        self._random = Random(seed)
        self._home = home
        self._paths = find_paths(str(home))
        self._marks = os.open(marks, os.O_WRONLY | os.O_CREAT, 0o600)
        self._synchronous = synchronous
        self._now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=120)
        self._settings = SettingsFile(self._paths.settings)
        self._lease = LeaseFile(self._paths.lease)
        self.states: list[State] = []

    def live(self, operations: int) -> None:
        """The first opening, and then so many operations."""
        self._do(self._open)
        for last in self._log.newest(1):  # months that others were lived before
            self._now = max(self._now, last.started_at)
        doing: dict[Callable[[], None], int] = {
            self._start_or_end: 12,
            self._slip: 6,
            self._add: 8,
            self._edit: 7,
            self._undo: 4,
            self._redo: 2,
            self._delete: 2,
            self._add_many: 1,
            self._import: 1,
            self._import_in_vain: 1,
            self._change_kind: 1,
            self._change_settings: 3,
            self._take_or_leave_lease: 4,
            self._back_up: 2,
            self._restore: 1,
            self._open_again: 1,
        }
        if self._synchronous == "FULL":
            doing[self._command] = 1  # it opens the log in its own way
        for _number in range(operations):
            self._now += timedelta(minutes=self._random.randrange(1, 400))
            self._do(self._random.choices(list(doing), list(doing.values()))[0])
        self._do(self._log.close, is_last=True)

    def _do(self, operation: Callable[[], None], is_last: bool = False) -> None:
        number = len(self.states) + 1
        os.write(self._marks, b"ask %d\n" % number)
        operation()
        os.write(self._marks, b"ack %d\n" % number)
        self.states.append(self.states[-1] if is_last else state_of(self._paths, self._log))

    def _open(self) -> None:
        self._log = open_log(self._paths, check=True)
        self._say_synchronous()

    def _say_synchronous(self) -> None:
        """Anything but FULL is what the store does not do: it shows that the cuts lose a row."""
        self._log._connection.execute(f"PRAGMA synchronous = {self._synchronous}")

    def _open_again(self) -> None:
        self._log.close()
        self._open()

    def _start_or_end(self) -> None:
        session = self._log.open_session()
        if session is None:
            planned = self._now + timedelta(minutes=90) if self._random.random() < 0.7 else None
            self._put(ChangeKind.STARTED, replace(self._session(), planned_end_at=planned))
        else:
            ended_at = min(self._now, session.started_at + timedelta(days=2))
            is_known = self._random.random() < 0.5
            self._put(ChangeKind.ENDED, replace(session, ended_at=ended_at, confirmed=is_known))

    def _slip(self) -> None:
        session = self._log.open_session() or self._any()
        if session is not None:
            reason = self._random.choice([None, *SlipReason])
            slip = Slip(new_id(), session.started_at, timedelta(seconds=40), reason=reason)
            self._put(ChangeKind.SLIPPED, replace(session, slips=(*session.slips, slip)))

    def _add(self) -> None:
        self._put(ChangeKind.ADDED, self._finished())

    def _add_many(self) -> None:
        self._put(ChangeKind.ADDED, *(self._finished() for _number in range(MANY)))

    def _import(self) -> None:
        self._log.importer().run(self._arrivals(), Wish(self._imported(), should_stop=self._knock))

    def _knock(self) -> bool:
        """Between two pieces: what there is so far goes into the log, and waits for no disk."""
        if self._random.random() < 0.2:
            knock(self._log._connection)
        return False

    def _import_in_vain(self) -> None:
        """Stopped by the app, or by Ctrl-C, which leaves the most of it to the next opening."""
        asked, last = 0, self._random.randrange(2, 12)
        is_killed = self._random.random() < 0.5

        def should_stop() -> bool:
            nonlocal asked
            asked += 1
            if asked >= last and is_killed:
                raise KeyboardInterrupt
            return self._knock() or asked >= last

        wish = Wish(self._imported(), should_stop=should_stop, patience=0.0)
        try:
            self._log.importer().run(self._arrivals(), wish)
        except (Refused, KeyboardInterrupt):
            self._open_again()

    def _imported(self) -> Change:
        return Change(ChangeKind.IMPORTED, new_id(), "a file", self._now)

    def _arrivals(self) -> Iterator[Arrival]:
        for line in range(1, OF_A_FILE + 1):
            yield Arrival(line, Visit(self._finished(), by_id=False))

    def _edit(self) -> None:
        if (session := self._any()) is not None:
            note = "a word or two " * self._random.randrange(1, 60)
            self._put(ChangeKind.EDITED, replace(session, note=note, people=self._people()))

    def _delete(self) -> None:
        if (session := self._any()) is not None:
            change = Change(ChangeKind.DELETED, session.id, session.kind, self._now)
            self._log.put(because=change, removing=[session.id])

    def _undo(self) -> None:
        self._walk(self._log.undo)

    def _redo(self) -> None:
        self._walk(self._log.redo)

    def _walk(self, step: Callable[[], Change]) -> None:
        try:
            step()
        except Refused as refused:
            if refused.code not in NOTHING_MORE:
                raise

    def _change_kind(self) -> None:
        kind = self._random.choice(list(self._log.kinds()))
        around = frozenset(self._random.sample(list(Around), 2))
        change = Change(ChangeKind.KIND_CHANGED, "", kind.key, self._now)
        self._log.put_kind(replace(kind, around=around), change)

    def _change_settings(self) -> None:
        if self._random.random() < 0.5:
            self._settings.change("theme", self._random.choice(list(Theme)))
        else:
            self._settings.change("default_kind", self._random.choice(["dinner", "meeting"]))

    def _take_or_leave_lease(self) -> None:
        if self._lease.read() is not None:
            self._lease.delete()
            return
        by_hand = f"Type this in a terminal: dunstctl set-paused false # {self._now}"
        self._lease.write(
            Lease(
                session_id=new_id(),
                holder=Holder(os.getpid(), started=1, boot_id="b", uid=os.getuid(), machine="m"),
                taken_at=self._now,
                until=self._now + timedelta(hours=4),
                held=(Held("dunst", "off", recipe=None, by_hand=by_hand),),
            )
        )

    def _back_up(self) -> None:
        backup.write(self._paths.database, self._paths.backups, self._now)

    def _restore(self) -> None:
        """An app that runs has no part in it."""
        newest = backup.newest(self._paths.backups)
        if newest is not None:
            self._log.close()
            restore(self._paths, Path(newest), self._now, new_id)
            self._open()

    def _command(self) -> None:
        """Nothing that it would settle is left for it: no session in progress, no lease."""
        if self._log.open_session() is not None or self._lease.read() is not None:
            return self._add()
        is_alone = self._random.random() < 0.5
        if is_alone:
            self._log.close()
        entry = f"yesterday 12-13 coffee @{self._random.choice(SOME)}"
        words = [str(VENV / "presence"), "--home", str(self._home), "--json", "add", entry]
        subprocess.run(words, check=True, stdout=subprocess.PIPE)
        if is_alone:
            self._open()
        return None

    def _session(self) -> Session:
        return Session(
            id=new_id(),
            kind=self._random.choice(["dinner", "coffee", "meeting"]),
            started_at=self._now,
            zone="Europe/Berlin",
            people=self._people(),
            place=self._random.choice(["", "at the lake"]),
        )

    def _finished(self) -> Session:
        length = timedelta(minutes=self._random.randrange(10, 200))
        started_at = self._now - timedelta(minutes=self._random.randrange(200, 10_000))
        return replace(
            self._session(),
            started_at=started_at,
            ended_at=started_at + length,
            origin=Origin.ADDED,
        )

    def _people(self) -> tuple[str, ...]:
        return tuple(self._random.sample(SOME, self._random.randrange(4)))

    def _any(self) -> Session | None:
        sessions = self._log.newest(40)
        return self._random.choice(sessions) if sessions else None

    def _put(self, what: ChangeKind, *sessions: Session) -> None:
        first = sessions[0]
        self._log.put(*sessions, because=Change(what, first.id, first.kind, self._now))


def main() -> None:
    """Live, and say which states there were."""
    home, marks, states, seed, operations, synchronous = sys.argv[1:]
    months = Months(Path(home), Path(marks), int(seed), synchronous)
    months.live(int(operations))
    Path(states).write_text(json.dumps([asdict(state) for state in months.states]))


if __name__ == "__main__":
    main()
