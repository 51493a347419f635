"""Somebody's life with Presence: a desk, the time that really passes, and all that can happen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from presence.core.entry import Entry, as_session
from presence.core.entry.look import only_within
from presence.core.entry.written import check_span, check_start
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.lease import MuteDetail
from presence.core.ports import Change, ChangeKind
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Session
from presence.core.tracker import StartRequest, moved
from presence.core.watch import Watch
from tests.core.conftest import Desk
from tests.fakes import FakeAlarm

BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)
UNNOTICED = timedelta(seconds=5)  # core/clock.py, ClockWatch
END = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass
class Life:
    """``passed`` is the time that went by whatever the clock said; ``began`` is in terms of it.

    ``unnoticed`` is by how much the clock was set in steps that are too small to be noticed. What
    began is forgotten where only the person can know it: they changed the row, or the clock was
    set while no app ran.
    """

    desk: Desk
    passed: timedelta = timedelta()
    began: dict[str, timedelta] = field(default_factory=dict)
    unnoticed: timedelta = timedelta()

    def __post_init__(self) -> None:
        self._join()

    def _join(self) -> None:
        desk = self.desk
        alarm = FakeAlarm(desk.clock)
        self.watch = Watch(desk.engine, desk.clock, alarm, desk.ids)
        alarm.on_ring = self.watch.on_alarm

    @property
    def now(self) -> datetime:
        return self.desk.clock.now()

    def rows(self) -> Sequence[Session]:
        """All of the log, newest first."""
        return self.desk.log.between(BEGINNING, END)

    def shown(self) -> Sequence[Session]:
        """All of the log as it is to be read."""
        kinds = self.desk.log.kinds()
        return [as_the_log_shows_it(row, kinds[row.kind], self.now) for row in self.rows()]

    def picture(self) -> tuple[object, ...]:
        """What must be the same where nothing was to change."""
        return self.rows(), self.desk.engine.session, self.desk.is_quiet()

    @property
    def has_let_go(self) -> bool:
        """Whether the person let notifications through in this session."""
        return self.desk.engine.mute_report.detail is MuteDetail.RELEASED

    # What a person does

    def ask(self, what: Callable[[], object]) -> Refused | None:
        """A person may be refused, and then nothing has changed."""
        before = self.picture()
        try:
            what()
        except StoreError:
            raise
        except Refused as refused:
            assert self.picture() == before  # which refusal it was does not matter
            return refused
        return None

    def start(self, request: StartRequest, switch: bool = False) -> None:
        """Start; only a session in progress that is not past its end may be in the way."""
        engine = self.desk.engine
        waiting = {session.id for session in engine.unconfirmed(self.now)}
        is_free = engine.session is None or engine.session.id in waiting or switch

        def start() -> None:
            session = engine.start(request, switch)
            self.began[session.id] = self.passed - request.ago

        refused = self.ask(start)
        assert refused is None or refused.code is not ErrorCode.ALREADY_RUNNING or not is_free

    def edit(self, row: Session, **changes: object) -> None:
        """Change a row from the command line, which writes the log itself and tells the app."""

        def edit() -> None:
            edited = replace(row, **changes)  # type: ignore[arg-type]  # fields of a session
            if edited.started_at != row.started_at:
                edited = replace(moved(row, edited.started_at), ended_at=edited.ended_at)
            edited = only_within(edited)
            if edited.ended_at is not None:
                check_span(edited.started_at, edited.ended_at, self.now)
            else:
                check_start(edited, self.now)
            self._write(edited, ChangeKind.EDITED)
            self.began.pop(row.id, None)  # from now on it is as long as they say

        self.ask(edit)

    def add(self, entry: Entry) -> None:
        """Enter a session that is over."""

        def add() -> None:
            check_span(entry.started_at, entry.ended_at, self.now)
            self._write(as_session(entry, self.desk.zone, self.desk.ids), ChangeKind.ADDED)

        self.ask(add)

    def delete(self, row: Session) -> None:
        """Take a row out of the log."""
        because = Change(ChangeKind.DELETED, row.id, row.kind, self.now)
        self.desk.log.put(because=because, removing=[row.id])
        self.desk.engine.on_log_changed()

    def _write(self, row: Session, what: ChangeKind) -> None:
        self.desk.log.put(row, because=Change(what, row.id, row.kind, self.now))
        self.desk.engine.on_log_changed()

    # What happens to the computer

    def live(self, span: timedelta) -> None:
        """Time goes by, the computer awake."""
        self.passed += span
        self.desk.clock.advance(seconds=span.total_seconds())

    def sleep(self, span: timedelta) -> None:
        """Time goes by, the lid closed."""
        since = self.now
        self.watch.left()
        self.passed += span
        self.desk.clock.sleep_through(seconds=span.total_seconds())
        self.watch.slept(since, self.now)
        self.desk.engine.on_alarm()  # the app looks at the clock again
        self.watch.returned()

    def set_clock(self, by: timedelta) -> None:
        """Somebody sets the clock: only the session in progress moves with it."""
        running = self.desk.engine.session
        if abs(by) < UNNOTICED:
            self.unnoticed += abs(by)
        self.began = {key: at for key, at in self.began.items() if running and key == running.id}
        self.desk.clock.step(by)

    def die(self, off_for: timedelta, set_by: timedelta = timedelta()) -> None:
        """The app is killed and started again after so long, the clock perhaps set meanwhile."""
        self.passed += off_for
        if set_by:
            self.began.clear()
        self.desk.clock.alarms.clear()
        self.desk.clock.advance(seconds=off_for.total_seconds())
        self.desk.clock.step(set_by)
        self.desk.restart()
        self._join()
        self.desk.engine.open()  # as the app does, with the watch there already

    def travel(self, zone: str) -> None:
        """The computer's time zone is another one."""
        self.desk.engine.on_alarm()
        before = self.picture()
        self.desk.zone = zone
        self.desk.engine.on_alarm()
        assert self.picture() == before

    def ring(self) -> None:
        """An alarm that was armed for what has passed rings at once, as the real one does."""
        self.desk.clock.advance(seconds=0)
