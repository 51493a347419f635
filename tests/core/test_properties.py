"""Whatever somebody does, in whatever order: time stays true, and the desktop is let go.

In CI the same lives are lived each time. ``PRESENCE_LIVES=5000`` lives as many others.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from presence.core.engine import Engine
from presence.core.entry import Entry
from presence.core.kind import BUILT_IN
from presence.core.review import Calendar
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.core.watch import Watch
from tests.core.conftest import Desk
from tests.core.held import check_disk, check_mute, check_review, check_rows, check_session
from tests.core.life import Life
from tests.fakes import EVENING, FakeClock, FakeMuter, Ids

LIVES = int(os.environ.get("PRESENCE_LIVES", "0"))

MINUTE = timedelta(minutes=1)
ZONES = st.sampled_from(
    """Europe/Berlin America/New_York Australia/Lord_Howe America/Santiago Pacific/Auckland
    Asia/Kathmandu UTC""".split()
)
CALENDARS = st.builds(
    Calendar,
    ZONES.map(ZoneInfo),
    st.sampled_from([time(0), time(4), time(2, 30), time(23, 45)]),
    st.integers(0, 6),
)
BEGINNINGS = st.sampled_from(
    [
        EVENING,
        datetime(2026, 3, 28, 21, 0, tzinfo=UTC),  # the clock in Berlin is set forward at night
        datetime(2026, 10, 24, 21, 0, tzinfo=UTC),  # and back
        datetime(2026, 12, 31, 22, 30, tzinfo=UTC),
        datetime(2028, 2, 28, 23, 59, 59, tzinfo=UTC),
    ]
)
NAMES = st.lists(st.sampled_from(["Ana", "ana", "Tom", "José", "Jose"]), max_size=3).map(tuple)
KINDS = st.sampled_from([*(kind.key for kind in BUILT_IN), "a kind that is gone"])
LENGTHS = st.sampled_from([1, 5, 45, 60, 90, 300, 1440]).map(lambda minutes: minutes * MINUTE)
SPANS = st.one_of(
    st.sampled_from([0, 1, 90, 600]).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 100).map(lambda minutes: minutes * MINUTE),
)
NIGHTS = st.sampled_from([1, 3, 5, 9, 14, 26, 62, 200]).map(lambda hours: timedelta(hours=hours))
STEPS = st.sampled_from([0, 1, -1, 30, -30, 3600, -7200, 86_400, -86_400, 700_000, -700_000]).map(
    lambda seconds: timedelta(seconds=seconds)
)
SECONDS = st.sampled_from([0, 0.0005, 3.3333333, 60]).map(
    lambda seconds: timedelta(seconds=seconds)
)
AGO = st.one_of(st.just(timedelta()), st.sampled_from([5, 10, 200, 1440]).map(lambda m: m * MINUTE))
REQUESTS = st.builds(
    StartRequest,
    kind=KINDS,
    people=NAMES,
    length=st.none() | LENGTHS,
    is_open=st.booleans(),
    ago=AGO,
)


class Lives(RuleBasedStateMachine):
    """One life, and all that must hold in it at any time."""

    @initialize(at=BEGINNINGS)
    def begin(self, at: datetime) -> None:
        self.folder = tempfile.mkdtemp()
        self.life = Life(Desk(Path(self.folder), FakeClock(at), FakeMuter(), ids=Ids()))

    @property
    def engine(self) -> Engine:
        return self.life.desk.engine

    @property
    def watch(self) -> Watch:
        return self.life.watch

    @rule(request=REQUESTS, switch=st.booleans())
    def starts(self, request: StartRequest, switch: bool) -> None:
        self.life.start(request, switch)

    @rule(kind=KINDS, until=SPANS | NIGHTS, ago=AGO, switch=st.booleans())
    def starts_until(self, kind: str, until: timedelta, ago: timedelta, switch: bool) -> None:
        self.life.start(StartRequest(kind, until=self.life.now + until, ago=ago), switch)

    @rule(ago=st.none() | SPANS | NIGHTS)
    def stops(self, ago: timedelta | None) -> None:
        self.life.ask(lambda: self.engine.stop(None if ago is None else self.life.now - ago))

    @rule()
    def clicks(self) -> None:
        if self.engine.session is None:
            self.life.start(self.engine.likely(self.life.now))
        else:
            self.life.ask(self.engine.toggle)

    @rule(by=LENGTHS | st.just(-5 * MINUTE))
    def extends(self, by: timedelta) -> None:
        self.life.ask(lambda: self.engine.extend(by))

    @rule(end=st.none() | SPANS | NIGHTS)
    def plans(self, end: timedelta | None) -> None:
        self.life.ask(lambda: self.engine.plan(None if end is None else self.life.now + end))

    @rule(reason=st.none() | st.sampled_from(list(SlipReason)))
    def looks_at_a_screen(self, reason: SlipReason | None) -> None:
        self.life.ask(lambda: self.engine.slip(reason))

    @rule()
    def takes_it_back(self) -> None:
        self.life.ask(self.engine.take_slip_back)

    @rule()
    def cancels(self) -> None:
        self.life.ask(self.engine.cancel)

    @rule()
    def lets_notifications_through(self) -> None:
        if self.engine.session is not None:
            self.engine.let_go_of_mute()

    @rule(data=st.data(), ago=st.none() | SPANS)
    def confirms(self, data: st.DataObject, ago: timedelta | None) -> None:
        waiting = self.engine.unconfirmed(self.life.now)
        if waiting:
            one = data.draw(st.sampled_from(list(waiting)))
            self.life.ask(
                lambda: self.engine.confirm(one.id, None if ago is None else self.life.now - ago)
            )

    @rule()
    def confirms_all(self) -> None:
        self.engine.confirm_all()
        assert self.engine.unconfirmed(self.life.now) == []

    @rule()
    def is_still_there(self) -> None:
        self.life.ask(self.engine.still_going)

    @rule(data=st.data(), note=st.sampled_from(["", "x"]), people=NAMES)
    def describes(self, data: st.DataObject, note: str, people: tuple[str, ...]) -> None:
        rows = self.life.rows()
        if rows:
            one = data.draw(st.sampled_from(list(rows)))
            self.engine.describe(one.id, people=people, note=note)

    @rule(data=st.data(), start=SPANS | NIGHTS, end=SPANS, kind=KINDS)
    def edits(self, data: st.DataObject, start: timedelta, end: timedelta, kind: str) -> None:
        rows = self.life.rows()
        if not rows:
            return
        one, now = data.draw(st.sampled_from(list(rows))), self.life.now
        started_at = data.draw(st.sampled_from([one.started_at, now - start]))
        ended_at = data.draw(st.sampled_from([one.ended_at, now - end]))
        self.life.edit(one, kind=kind, started_at=started_at, ended_at=ended_at)

    @rule(kind=KINDS, start=NIGHTS, length=LENGTHS, slips=st.none() | st.integers(0, 2))
    def enters(self, kind: str, start: timedelta, length: timedelta, slips: int | None) -> None:
        began = self.life.now - start
        looks = None if slips is None else (None,) * slips
        self.life.add(Entry(kind, ("Ana",), began, began + length, slips=looks))

    @rule(data=st.data())
    def deletes(self, data: st.DataObject) -> None:
        rows = self.life.rows()
        if rows:
            self.life.delete(data.draw(st.sampled_from(list(rows))))

    @rule()
    def undoes(self) -> None:
        self.life.ask(self.engine.undo)

    @rule()
    def redoes(self) -> None:
        self.life.ask(self.engine.redo)

    @rule()
    def undoes_and_redoes(self) -> None:
        before = self.life.picture()
        if self.life.ask(self.engine.undo) is None:
            self.engine.redo()
        assert self.life.picture() == before

    @rule(span=SPANS | NIGHTS)
    def lives_on(self, span: timedelta) -> None:
        self.life.live(span)

    @rule(span=SPANS | NIGHTS)
    def closes_the_lid(self, span: timedelta) -> None:
        self.life.sleep(span)

    @rule(span=SPANS | NIGHTS, set_by=STEPS)
    def is_killed(self, span: timedelta, set_by: timedelta) -> None:
        self.life.die(span, set_by)

    @rule(by=STEPS)
    def sets_the_clock(self, by: timedelta) -> None:
        self.life.set_clock(by)

    @rule(span=SPANS, ago=SECONDS)
    def is_away(self, span: timedelta, ago: timedelta) -> None:
        self.watch.left(self.life.now - ago)
        self.life.live(span)

    @rule(span=SPANS, ago=SECONDS)
    def is_back(self, span: timedelta, ago: timedelta) -> None:
        self.watch.stirred(self.life.now - ago)
        self.life.live(span)

    @rule(is_active=st.booleans())
    def looks_at_presence(self, is_active: bool) -> None:
        self.watch.own_window(is_active)

    @rule(answer=st.sampled_from(["moment", "not_me", "went_on"]))
    def answers(self, answer: str) -> None:
        getattr(self.watch, answer)()

    @rule(reason=st.sampled_from(list(SlipReason)))
    def says_why(self, reason: SlipReason) -> None:
        self.watch.because(reason)

    @rule()
    def is_done_since_the_return(self) -> None:
        question = self.watch.question
        if question is not None:
            self.life.ask(lambda: self.engine.stop(question.at))

    @rule(zone=ZONES)
    def travels(self, zone: str) -> None:
        self.life.travel(zone)

    @rule(calendar=CALENDARS)
    def reads_the_log(self, calendar: Calendar) -> None:
        check_review(self.life, calendar)
        check_disk(self.life)

    @invariant()
    def holds(self) -> None:
        self.life.ring()
        check_session(self.life)
        check_rows(self.life)
        check_mute(self.life)

    def teardown(self) -> None:
        if not hasattr(self, "life"):
            return
        try:
            check_review(self.life, Calendar(ZoneInfo("Australia/Lord_Howe"), time(2, 15), 2))
            check_disk(self.life)
            self.life.live(timedelta(days=9))
            assert self.engine.session is None
            assert not self.life.desk.is_quiet()
            check_rows(self.life)
        finally:
            self.life.desk.log.close()
            shutil.rmtree(self.folder)


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=LIVES or 60,
    stateful_step_count=30,
    derandomize=not LIVES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
