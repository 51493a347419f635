"""Whatever phones tell and people do, in whatever order: the log holds what can be, and no more."""

import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from presence.core.errors import PresenceError
from presence.core.slip import SlipReason, SlipSource
from presence.core.table.kept_table import can_be
from presence.core.table.phone import Phone, Told, Word
from presence.core.tracker import StartRequest
from presence.paths import find_paths
from presence.store.known.tables import kept_table_of
from presence.store.verify import verify
from tests.core.conftest import Desk
from tests.core.table.test_keeper import GUEST, OWN, Dinner
from tests.fakes import FakeClock, FakeMuter

PHONES = st.sampled_from([OWN, GUEST])
WORDS = st.sampled_from(list(Word))
MINUTES = st.sampled_from([0.05, 0.3, 1, 5, 45, 200])


class Lives(RuleBasedStateMachine):
    """One's own phone and a guest's, and a person who starts, ends and takes back."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk(self.folder, FakeClock(), FakeMuter())
        self.dinner = Dinner(self.desk, keeps_guests=True)
        self.dinner.start("dinner", OWN, GUEST)

    @rule(phone=PHONES, word=WORDS, reason=st.sampled_from([None, *SlipReason]))
    def tell(self, phone: Phone, word: Word, reason: SlipReason | None) -> None:
        self.dinner.tell(word, phone, reason)

    @rule(phone=PHONES, minutes=MINUTES, words=st.lists(WORDS, max_size=4))
    def tell_late(self, phone: Phone, minutes: float, words: list[Word]) -> None:
        at = self.desk.clock.now() - timedelta(minutes=minutes)
        known = self.dinner.numbers.get(phone.id, 0)
        told = [Told(phone.id, known + place, at, word) for place, word in enumerate(words, 1)]
        self.dinner.numbers[phone.id] = known + len(words)
        self.dinner.keeper.tell(told)
        self.dinner.keeper.tell(told[::-1])

    @rule()
    def tell_all_again(self) -> None:
        with suppress(PresenceError):
            self.dinner.keeper.join(OWN)
        self.dinner.keeper.tell(self.dinner.told.get(OWN.id, []))

    @rule(phone=PHONES)
    def lose(self, phone: Phone) -> None:
        self.dinner.keeper.disconnected(phone.id)

    @rule(phone=PHONES, joins=st.booleans())
    def find(self, phone: Phone, joins: bool) -> None:
        with suppress(PresenceError):
            if joins:
                self.dinner.keeper.join(phone)
        self.dinner.keeper.connected(phone.id)

    @rule(minutes=MINUTES)
    def wait(self, minutes: float) -> None:
        self.desk.clock.advance(minutes=minutes)

    @rule(minutes=st.sampled_from([-90, -1, 1, 600]))
    def set_the_clock(self, minutes: int) -> None:
        self.desk.clock.step(timedelta(minutes=minutes))

    @rule(kind=st.sampled_from(["dinner", "meeting"]))
    def start(self, kind: str) -> None:
        with suppress(PresenceError):
            self.desk.engine.start(StartRequest(kind), switch=True)

    @rule(
        deed=st.sampled_from("stop cancel undo redo take_slip_back still_going confirm_all".split())
    )
    def do(self, deed: str) -> None:
        with suppress(PresenceError):
            getattr(self.desk.engine, deed)()

    @rule()
    def go(self) -> None:
        self.dinner.keeper.let_go()

    @rule()
    def crash(self) -> None:
        self.desk.restart()
        self.dinner.join_anew()

    @invariant()
    def holds_what_can_be(self) -> None:
        for session in self.desk.log.newest(20):
            end = session.ended_at or max(self.desk.clock.now(), session.started_at)
            for slip in session.slips:
                assert slip.source is SlipSource.PHONE
                assert session.started_at <= slip.at
                assert session.ended_at is None or slip.at + slip.length <= end
            assert len({slip.id for slip in session.slips}) == len(session.slips)
            kept = kept_table_of(self.desk.log, session.id)
            assert kept is None or can_be(kept)
        self.dinner.keeper.view(str.title, True)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.log.close()
            assert verify(find_paths(str(self.folder)).database).is_ok
            shutil.rmtree(self.folder)


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
