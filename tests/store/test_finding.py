"""Finding sessions: SQL says what core says, and a page is a piece of the whole."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from presence.core.editing.filter import (
    EVERYTHING,
    AgainstPlan,
    Answered,
    Kept,
    LogFilter,
    kept_of,
    words_of,
)
from presence.core.editing.looks import AskedLooks
from presence.core.editing.overlap import overlaps
from presence.core.kind import BUILT_IN
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.session import AS_PLANNED, Session
from presence.core.slip import SlipReason, SlipSource
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore
from tests.core.editing.made import (
    EVENING,
    MINUTE,
    NOON,
    PEOPLE,
    PLACES,
    TAGS,
    a_session,
    minutes,
    some,
)
from tests.ten_years import make_ten_years

HOUR = 60 * MINUTE
KINDS = [kind.key for kind in BUILT_IN]
MUCH_LATER = EVENING + timedelta(days=3650)


def a_filter(chance: Random) -> LogFilter:
    """A filter that asks for one thing or several."""

    def now_and_then() -> bool:
        return chance.random() < 0.25

    texts = ("a", "PIZZA", "tom m", '"tom m"', "%", "_", "\\", "enzo · ", "\x00", " ", '"', "y a")
    text = chance.choice(texts) if now_and_then() else ""
    words = words_of(text)
    return LogFilter(
        text=text,
        kinds=frozenset(some(chance, KINDS)) if now_and_then() else frozenset(),
        people=frozenset(some(chance, PEOPLE)) if now_and_then() else frozenset(),
        everybody=frozenset(some(chance, PEOPLE)) if now_and_then() else frozenset(),
        tags=frozenset(some(chance, TAGS)) if now_and_then() else frozenset(),
        place=chance.choice(PLACES) if now_and_then() else "",
        start=NOON + minutes(chance, -10, 70) if now_and_then() else None,
        end=NOON + minutes(chance, -10, 70) if now_and_then() else None,
        kept=chance.choice(tuple(Kept)) if now_and_then() else None,
        unconfirmed=now_and_then(),
        overlapping=now_and_then(),
        looks=some_looks(chance) if now_and_then() else None,
        plan=chance.choice(tuple(AgainstPlan)) if now_and_then() else None,
        answered=chance.choice(tuple(Answered)) if now_and_then() else None,
        kinds_by_text=frozenset((word, kind) for word in words[:1] for kind in some(chance, KINDS)),
    )


def some_looks(chance: Random) -> AskedLooks:
    """One look that has to be all of this."""
    reasons, sources = ((None, *SlipReason), tuple(SlipSource))
    return AskedLooks(
        hours=frozenset(chance.sample((12, 13, 17, 18), k=chance.randint(0, 2))),
        zone=chance.choice(("UTC", "Asia/Kolkata")),
        reasons=frozenset(chance.sample(reasons, k=chance.choice((0, 1, 4)))),
        sources=frozenset(chance.sample(sources, k=chance.randint(0, 2))),
    )


def has_look(session: Session, looks: AskedLooks, wanted: LogFilter) -> bool:
    """Whether one of its looks is all of that."""
    last = (session.ended_at or MUCH_LATER) - timedelta(milliseconds=1)
    for slip in session.slips:
        began = max(min(slip.at, last), session.started_at)
        is_in = (wanted.start or began) <= began < (wanted.end or MUCH_LATER)
        hour = began.astimezone(ZoneInfo(looks.zone)).hour
        if (
            is_in
            and hour in (looks.hours or {hour})
            and slip.reason in (looks.reasons or {slip.reason})
            and slip.source in (looks.sources or {slip.source})
        ):
            return True
    return False


def against_plan(session: Session) -> set[AgainstPlan]:
    """What it was beside its plan, as the review counts it."""
    if session.planned_end_at is None or session.ended_at is None or not session.confirmed:
        return set()
    meant = max(session.planned_end_at - session.started_at, timedelta())
    beyond = session.ended_at - session.started_at - meant
    if abs(beyond) <= AS_PLANNED:
        return {AgainstPlan.PLANNED, AgainstPlan.AS_PLANNED}
    is_longer = beyond > timedelta()
    return {AgainstPlan.PLANNED, AgainstPlan.LONGER if is_longer else AgainstPlan.SHORTER}


def passes(session: Session, wanted: LogFilter, rows: list[Session]) -> bool:
    """What a filter asks for, said in Python."""
    end = session.ended_at or MUCH_LATER
    asked_for = words_of(wanted.text)
    parts = (" · ".join(session.people), session.place, session.note)
    words = folded(" · ".join((*parts, "\n".join(session.tags), session.word)))
    shares = {row.id for pair in overlaps(rows) for row in (pair.earlier, pair.later)}
    asked = (
        (
            bool(asked_for),
            all(
                each in words or (each, session.kind) in wanted.kinds_by_text for each in asked_for
            ),
        ),
        (bool(wanted.kinds), session.kind in wanted.kinds),
        (bool(wanted.people), _meet(session.people, wanted.people)),
        (bool(wanted.everybody), all(_meet(session.people, {n}) for n in wanted.everybody)),
        (bool(wanted.tags), _meet(session.tags, wanted.tags)),
        (bool(wanted.place), folded(session.place) == folded(wanted.place)),
        (wanted.start is not None, end > (wanted.start or end)),
        (wanted.end is not None, session.started_at < (wanted.end or end)),
        (wanted.kept is not None, kept_of(session, MUCH_LATER) is wanted.kept),
        (wanted.unconfirmed, not session.confirmed and session.ended_at is not None),
        (wanted.overlapping, session.id in shares),
        (wanted.plan is not None, wanted.plan in against_plan(session)),
        (wanted.plan is not None, session.started_at >= (wanted.start or session.started_at)),
        (wanted.answered is Answered.ENJOYED, session.enjoyed is not None),
        (wanted.answered is Answered.DISTRACTED, session.distracted is not None),
        (wanted.looks is not None, has_look(session, wanted.looks or AskedLooks(), wanted)),
    )
    return all(holds for is_asked, holds in asked if is_asked)


def _meet(names: tuple[str, ...], wanted: Iterable[str]) -> bool:
    return not set(map(folded, names)).isdisjoint(map(folded, wanted))


def newest_first(rows: list[Session]) -> list[Session]:
    return sorted(sorted(rows, key=lambda row: row.id), key=_began, reverse=False)


def _began(row: Session) -> timedelta:
    return NOON - row.started_at


def put(log: SessionStore, *rows: Session) -> None:
    log.put(*rows, because=Change(ChangeKind.ADDED, "", "", NOON))


@contextmanager
def a_log() -> Iterator[SessionStore]:
    with (
        TemporaryDirectory(prefix="finding.") as home,
        closing(open_log(find_paths(home))) as log,
    ):
        yield log


def rows_of(chance: Random) -> list[Session]:
    """Sessions that are over, and perhaps one that goes on."""
    rows = [a_session(chance, shortest=0) for _row in range(chance.randint(0, 7))]
    return [*rows, a_session(chance, goes_on=True)] if chance.random() < 0.5 else rows


@pytest.mark.parametrize("seed", range(60))
def test_sql_finds_what_core_says(seed: int) -> None:
    chance = Random(seed)
    with a_log() as log:
        rows = rows_of(chance)
        put(log, *rows)
        rows = [log.get(row.id) or row for row in rows]  # as the log spells them
        for wanted in (a_filter(chance) for _filter in range(40)):
            expected = newest_first([row for row in rows if passes(row, wanted, rows)])
            assert log.find(wanted, limit=100) == expected
            assert log.count(wanted) == len(expected)
            assert list(log.find(wanted, 2, 3)) == expected[2:5]
        found = {kept: set(log.find(LogFilter(kept=kept))) for kept in Kept}
        assert found == {
            kept: {row for row in rows if kept_of(row, MUCH_LATER) is kept} for kept in Kept
        }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SessionStore]:
    home = tmp_path_factory.mktemp("many")
    make_ten_years(home, sessions=9000, people=100, until=EVENING)
    with closing(open_log(find_paths(str(home)))) as log:
        yield log


@pytest.mark.parametrize(
    "wanted",
    [
        EVERYTHING,
        LogFilter(text="pizza"),
        LogFilter(text="zzz"),
        LogFilter(text="din", kinds_by_text=frozenset({("din", "dinner")})),
        LogFilter(text="sousa din", kinds_by_text=frozenset({("din", "dinner")})),
        LogFilter(kept=Kept.KEPT),
        LogFilter(text="e", kept=Kept.LOOKED),
        LogFilter(start=EVENING - timedelta(days=1000), end=EVENING - timedelta(days=500)),
    ],
)
def test_a_page_anywhere_is_a_piece_of_the_whole(many: SessionStore, wanted: LogFilter) -> None:
    whole = list(many.find(wanted, 0, 10_000))
    assert many.count(wanted) == len(whole)
    assert whole == sorted(whole, key=lambda row: row.started_at, reverse=True)
    for offset in (0, 1, 99, 2048, len(whole) // 2, len(whole) - 1, len(whole), 10**9):
        assert list(many.find(wanted, offset, 100)) == whole[max(offset, 0) :][:100]


def test_many_sessions_of_one_instant_are_in_pages_too() -> None:
    rows = [Session(new_id(), "walk", NOON, "UTC", ended_at=NOON + HOUR) for _row in range(250)]
    with a_log() as log:
        put(log, *rows)
        for wanted in (EVERYTHING, LogFilter(overlapping=True)):
            pages = [log.find(wanted, offset, 100) for offset in (0, 100, 200)]
            assert [row for page in pages for row in page] == newest_first(rows)


def test_what_was_changed_since_is_found_as_it_is_now() -> None:
    dinner = Session(new_id(), "dinner", NOON, "UTC", ended_at=NOON + HOUR, people=("Tom",))
    change = Change(ChangeKind.EDITED, dinner.id, "dinner", NOON)
    with TemporaryDirectory(prefix="finding.") as home:
        paths = find_paths(home)
        with closing(open_log(paths)) as log, closing(open_log(paths)) as other:
            put(log, dinner)
            assert log.count(LogFilter(text="tom")) == 1
            assert log.count(LogFilter(people=frozenset({"TOM"}))) == 1
            other.rename_person("Tom", "Thomas Mann", change)
            assert log.count(LogFilter(text="mann")) == 1
            assert log.count(LogFilter(people=frozenset({"Tom"}))) == 0
            log.put(replace(dinner, note="pizza"), because=change)
            assert [row.note for row in log.find(LogFilter(text="pizza"))] == ["pizza"]
            other.undo()
            assert log.count(LogFilter(text="pizza")) == 0


def test_a_kind_is_found_by_its_name_also_after_it_was_changed() -> None:
    dinner = Session(new_id(), "dinner", NOON, "UTC", ended_at=NOON + HOUR)
    wanted = LogFilter(text="spazier", kinds_by_text=frozenset({("spazier", "walk")}))
    with a_log() as log:
        put(log, dinner)
        assert log.count(wanted) == 0
        put(log, replace(dinner, kind="walk"))
        assert log.count(wanted) == 1


def test_who_was_there_with_several_who_are_asked_for_is_found_once() -> None:
    with a_log() as log:
        for hour, people in enumerate((("Ana", "Tom"), ("Tom",), ("Zoë",), ("Ána", "Zoë"))):
            at = NOON + hour * HOUR
            put(log, Session(new_id(), "walk", at, "UTC", ended_at=at + HOUR, people=people))
        wanted = LogFilter(people=frozenset({"ANA", "tom"}))
        assert log.count(wanted) == 3
        found = [session.people for session in log.find(wanted)]
        assert found == [("Ana", "Zoë"), ("Tom",), ("Ana", "Tom")]


@pytest.mark.parametrize("name", ["'; DROP TABLE sessions; --", '"', "\x00", "%", "\ud7ff" * 2000])
def test_hostile_filters_find_nothing_and_break_nothing(name: str) -> None:
    with a_log() as log:
        put(log, Session(new_id(), "walk", NOON, "UTC", ended_at=NOON + HOUR, tags=("a",)))
        for wanted in (
            LogFilter(text=f"x{name}"),
            LogFilter(people=frozenset({name})),
            LogFilter(tags=frozenset({name})),
            LogFilter(kinds=frozenset({name})),
            LogFilter(place=name),
        ):
            assert log.count(wanted) == 0
        assert log.count(EVERYTHING) == 1


def test_the_first_and_last_instants_there_are_can_be_asked_for() -> None:
    edges = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    with a_log() as log:
        put(log, Session(new_id(), "walk", NOON, "UTC", ended_at=NOON + HOUR))
        assert log.count(LogFilter(start=edges[0], end=edges[1])) == 1
        assert log.count(LogFilter(start=edges[1], end=edges[0])) == 0
