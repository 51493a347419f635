"""Undo of any sequence of changes gives the log before, step by step, and redo gives it again."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from random import Random
from tempfile import TemporaryDirectory

import pytest

from presence.core.clock import SystemClock
from presence.core.editing.cut import split
from presence.core.editing.filter import EVERYTHING, LogFilter
from presence.core.editing.join import join
from presence.core.editing.overlap import Way, overlaps, resolved, ways
from presence.core.errors import ErrorCode, Refused
from presence.core.kind import BUILT_IN
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore
from presence.store.verify import verify
from tests.core.editing.made import EVENING, NOON, PEOPLE, PLACES, TAGS, a_session

STEPS = 14
TEXTS = ("ana", "pizza", "family", "enzo", "thomas", "lovely")


@dataclass
class Person:
    """Somebody who edits a log at random; each method is one change, or none."""

    log: SessionStore
    chance: Random
    count: int = 0

    def change(self, what: ChangeKind, session: Session | None = None, name: str = "") -> Change:
        self.count += 1
        at = NOON + timedelta(seconds=self.count)
        if session is None:
            return Change(what, "", name, at)
        return Change(what, session.id, session.kind, at)

    def some(self) -> list[Session]:
        rows = list(self.log.find(EVERYTHING))
        return self.chance.sample(rows, k=self.chance.randint(0, min(3, len(rows))))

    def add(self) -> None:
        rows = [a_session(self.chance) for _row in range(self.chance.randint(1, 3))]
        self.log.put(*rows, because=self.change(ChangeKind.ADDED, rows[0]))

    def edit(self) -> None:
        edited = [
            replace(row, kind=self.kind(), people=self.names(), tags=self.chance.choice(((), TAGS)))
            for row in self.some()
        ]
        if edited:
            self.log.put(*edited, because=self.change(ChangeKind.EDITED, edited[0]))

    def delete(self) -> None:
        rows = self.some()
        if rows:
            because = self.change(ChangeKind.DELETED, rows[0])
            self.log.put(because=because, removing=[row.id for row in rows])

    def split(self) -> None:
        for row in self.some()[:1]:
            at = row.started_at + row.duration(EVENING) * self.chance.uniform(0.1, 0.9)
            at = at.replace(microsecond=0)
            if row.started_at < at < (row.ended_at or at):
                self.log.put(*split(row, at, new_id), because=self.change(ChangeKind.SPLIT, row))

    def join(self) -> None:
        rows = self.some()
        try:
            joined = join(rows)
        except Refused:
            return
        gone = [row.id for row in rows if row.id != joined.id]
        self.log.put(joined, because=self.change(ChangeKind.JOINED, joined), removing=gone)

    def resolve(self) -> None:
        for overlap in overlaps(self.log.find(EVERYTHING))[:1]:
            way = self.chance.choice(ways(overlap))
            made = resolved(overlap, way)
            if way is not Way.KEEP_BOTH:
                because = self.change(ChangeKind.EDITED, overlap.later)
                self.log.put(*made.put, because=because, removing=made.removing)

    def rename_person(self) -> None:
        change = self.change(ChangeKind.RENAMED, name="Thomas")
        self.log.rename_person(self.chance.choice(PEOPLE), f"Thomas {self.count}", change)

    def merge_people(self) -> None:
        names = self.chance.sample(list(self.log.people()), k=2)
        self.log.merge_people(names[:1], names[1], self.change(ChangeKind.NAMES_MERGED, name="x"))

    def rename_tag(self) -> None:
        change = self.change(ChangeKind.RENAMED, name="y")
        self.log.rename_tag(self.chance.choice(TAGS), f"tag {self.count}", change)

    def merge_tags(self) -> None:
        change = self.change(ChangeKind.NAMES_MERGED, name="y")
        self.log.merge_tags([TAGS[2]], TAGS[1], change)

    def rename_place(self) -> None:
        change = self.change(ChangeKind.RENAMED, name="z")
        self.log.rename_place(self.chance.choice(PLACES[1:]), f"place {self.count}", change)

    def merge_places(self) -> None:
        change = self.change(ChangeKind.NAMES_MERGED, name="z")
        self.log.merge_places([PLACES[1]], PLACES[3], change)

    def put_kind(self) -> None:
        kind = replace(self.chance.choice(BUILT_IN), key="chess", name=f"Chess {self.count}")
        self.log.put_kind(kind, self.change(ChangeKind.KIND_CHANGED, name="chess"))

    def remove_kind(self) -> None:
        self.log.remove_kind("chess", self.change(ChangeKind.KIND_CHANGED, name="chess"))

    def merge_kinds(self) -> None:
        change = self.change(ChangeKind.NAMES_MERGED, name="walk")
        self.log.merge_kinds([self.kind()], "walk", change)

    def put_group(self) -> None:
        group = Group(self.chance.choice("ab"), f"Group {self.count}", self.names())
        self.log.put_group(group, self.change(ChangeKind.GROUP_CHANGED, name=group.name))

    def remove_group(self) -> None:
        self.log.remove_group("a", self.change(ChangeKind.GROUP_CHANGED, name="a"))

    def put_thing(self) -> None:
        document = self.chance.choice((None, f'{{"hours":{self.count}}}'))
        change = self.change(ChangeKind.GOAL_CHANGED, name="goal")
        self.log.put_thing("goal", "g", document, change)

    def names(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(PEOPLE[::2], k=self.chance.randint(0, 3)))

    def kind(self) -> str:
        return self.chance.choice(BUILT_IN).key

    def step(self) -> None:
        """Something that there is a way to do; a refusal changes nothing."""
        ways_to_change: list[Callable[[], None]] = [
            *(self.add, self.add, self.edit, self.delete, self.split, self.split),
            *(self.join, self.join, self.resolve, self.rename_person, self.merge_people),
            *(self.rename_tag, self.merge_tags, self.rename_place, self.merge_places),
            *(self.put_kind, self.remove_kind, self.merge_kinds),
            *(self.put_group, self.remove_group, self.put_thing),
        ]
        before = picture(self.log), self.log.last_change()
        try:
            self.chance.choice(ways_to_change)()
        except (Refused, ValueError):  # nobody is there to be merged
            assert (picture(self.log), self.log.last_change()) == before


def picture(log: SessionStore) -> tuple[object, ...]:
    """All that somebody can see of a log."""
    return (
        list(log.find(EVERYTHING)),
        list(log.kinds()),
        sorted(log.people()),
        log.groups(),
        dict(log.things("goal")),
        [log.count(LogFilter(text=text)) for text in TEXTS],
    )


@contextmanager
def a_log() -> Iterator[tuple[SessionStore, Paths]]:
    with TemporaryDirectory(prefix="undo.") as home:
        paths = find_paths(home)
        with closing(open_log(paths)) as log:
            yield log, paths


@pytest.mark.parametrize("seed", range(40))
def test_undo_of_any_sequence_gives_the_log_before_and_redo_gives_it_again(seed: int) -> None:
    with a_log() as (log, paths):
        person = Person(log, Random(seed))
        person.add()
        pictures = [picture(log)]
        changes = [log.last_change()]
        while len(pictures) < STEPS:
            person.step()
            if log.last_change() != changes[-1]:
                pictures.append(picture(log))
                changes.append(log.last_change())
        for before, change in zip(pictures[-2::-1], changes[:0:-1], strict=True):
            assert log.undo() == change
            assert picture(log) == before
        for after, change in zip(pictures[1:], changes[1:], strict=True):
            assert log.redo() == change
            assert picture(log) == after
        with pytest.raises(Refused) as refused:
            log.redo()
        assert refused.value.code is ErrorCode.NOTHING_TO_REDO
        assert verify(paths.database).problems == ()


@pytest.mark.parametrize("seed", range(10))
def test_undo_and_redo_go_on_after_a_restart(seed: int) -> None:
    with TemporaryDirectory(prefix="undo.") as home:
        paths = find_paths(home)
        with closing(open_log(paths)) as log:
            person = Person(log, Random(seed))
            person.add()
            before = picture(log)
            while log.last_change() == (last := log.last_change()) and picture(log) == before:
                person.step()
            after, last = picture(log), log.last_change()
        with closing(open_log(paths)) as log:
            assert log.undo() == last
        with closing(open_log(paths)) as log:
            assert picture(log) == before
            assert log.redo() == last
            assert picture(log) == after


@pytest.mark.parametrize("seed", range(20))
def test_a_split_in_the_log_joins_to_the_same_session(seed: int) -> None:
    chance = Random(seed)
    with a_log() as (log, _paths):
        person = Person(log, chance)
        person.add()
        whole = log.find(EVERYTHING)[0]
        at = whole.started_at + whole.duration(EVENING) / 2
        halves = split(whole, at.replace(microsecond=0), new_id)
        log.put(*halves, because=person.change(ChangeKind.SPLIT, whole))
        kept = [log.get(half.id) for half in halves]
        joined = join([half for half in kept if half is not None])
        because = person.change(ChangeKind.JOINED, joined)
        log.put(joined, because=because, removing=[halves[1].id])
        assert log.get(whole.id) == whole
        assert log.get(halves[1].id) is None


@pytest.mark.parametrize("seed", range(20))
def test_the_history_of_an_entry_goes_from_state_to_state(seed: int) -> None:
    with a_log() as (log, _paths):
        person = Person(log, Random(seed))
        person.add()
        followed = log.find(EVERYTHING)[0].id
        states = [log.get(followed)]
        for _step in range(STEPS):
            person.chance.choice((person.step, person.step, lambda: undone(log)))()
            if log.get(followed) != states[-1]:
                states.append(log.get(followed))
        steps = log.history_of(followed)
        assert steps[0].before is None
        for earlier, later in pairwise(steps):
            assert earlier.after == later.before
        assert steps[-1].after == states[-1]


def test_the_history_says_when_something_was_taken_back_and_done_again() -> None:
    with a_log() as (log, _paths):
        person = Person(log, Random(1))
        person.add()
        session = log.find(EVERYTHING)[0]
        other = replace(session, place="elsewhere")
        log.put(other, because=person.change(ChangeKind.EDITED, session))
        before = SystemClock().now().replace(microsecond=0)
        log.undo()
        log.redo()
        log.undo()
        added, edited, *steps = log.history_of(session.id)
        assert (added.change.what, edited.change.what) == (ChangeKind.ADDED, ChangeKind.EDITED)
        assert [(step.is_undo, step.is_redo) for step in steps] == [
            (True, False), (False, True), (True, False),
        ]  # fmt: skip
        assert all(step.change.what is ChangeKind.EDITED for step in steps)
        assert all(before <= step.change.at <= SystemClock().now() for step in steps)


def undone(log: SessionStore) -> None:
    """The last change taken back, where there is one."""
    if log.last_change() is not None:
        log.undo()
