"""Goals, breaks, replies and what was to follow are forgotten too, and so is their history."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from presence.core.coming.offer import Reply
from presence.core.goals.goal import Goal, Measure
from presence.core.goals.pause import Pause
from presence.core.people.face import Face
from presence.core.people.follow_up import Deed, FollowUp
from presence.core.ports import Change, ChangeKind
from presence.paths import Paths
from presence.store import backup, new_id, open_log
from presence.store.coming.replies import REPLY, Replied, reply_document
from presence.store.forgetting.files import foresee, forget
from presence.store.forgetting.wish import Before, Person
from presence.store.goals import GoalBook
from presence.store.known.faces import note_faces
from presence.store.known.follow_ups import FollowUpBook
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import DAY, a_session, put
from tests.store.test_forgetting import NOW, TOM, bytes_of

LATER = EVENING + 50 * DAY


def test_a_goal_for_a_label_that_is_their_name_goes(paths: Paths) -> None:
    log = open_log(paths)
    put(log, a_session(0, people=("Ana", TOM), tags=(TOM,)))
    book = GoalBook(log)
    for number, tag in enumerate((TOM, "family")):
        goal = Goal(f"g{number}", Measure.TIME, 180, tag=tag, made_at=EVENING)
        book.put_goal(goal, Change(ChangeKind.GOAL_CHANGED, "", tag, EVENING))
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    forget(paths, Person(TOM), NOW, new_id)
    assert "Müller".encode() not in bytes_of(paths)
    log = open_log(paths)
    assert [goal.tag for goal in GoalBook(log).goals()] == ["family"]
    log.close()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_what_was_over_by_then_is_in_no_history(paths: Paths, is_deleted: bool) -> None:
    log = open_log(paths)
    put(log, a_session(0), a_session(60, people=("Ana", "Eva")))
    goals, follow_ups = GoalBook(log), FollowUpBook(log)
    for at, word in ((EVENING, "earlier"), (LATER, "hereafter")):
        day = at.date()
        because = Change(ChangeKind.PAUSE_CHANGED, "", "", at)
        goals.put_pause(Pause(f"p-{word}", f"{word} at sea", day, day + timedelta(days=2)), because)
        reply = reply_document(Replied(f"{word}@calendar", Reply.NOT_THIS, at))
        log.put_thing(REPLY, f"r-{word}", reply, because)
        about = FollowUp(f"f-{word}", "Ana", Deed.WRITE, day, at, about=f"{word} on the phone")
        follow_ups.put(about, because)
        follow_ups.do(about, because)
    still_open = FollowUp("f-open", "Ana", Deed.WRITE, EVENING.date(), EVENING, about="remains")
    follow_ups.put(still_open, Change(ChangeKind.FOLLOW_UP_CHANGED, "", "", EVENING))
    if is_deleted:
        because = Change(ChangeKind.PAUSE_CHANGED, "", "", LATER)
        goals.remove_pause("p-earlier", because)
        follow_ups.remove("f-earlier", because)
        log.put_thing(REPLY, "r-earlier", None, because)
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    forget(paths, Before(EVENING + 10 * DAY), NOW, new_id)
    held = bytes_of(paths)
    assert b"earlier" not in held
    assert all(each in held for each in (b"hereafter at sea", b"hereafter@cal", b"remains"))
    assert all(verify(path).is_ok for path in paths.data.rglob("*.db"))
    assert foresee(paths, Before(EVENING + 10 * DAY)).is_nothing
    with closing(sqlite3.connect(paths.database)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM things").fetchone()
    assert count == 4


@pytest.mark.parametrize("is_redone", [False, True])
def test_what_was_taken_back_does_not_say_the_name_either(paths: Paths, is_redone: bool) -> None:
    log = open_log(paths)
    put(log, a_session(0, people=("Eva",)), a_session(1, people=(TOM,)))
    faces = [Face("Ana", "trains"), Face(TOM, "boats")]
    because = Change(ChangeKind.MET, "", f"Ana, {TOM}", EVENING)
    note_faces(log, None, faces, EVENING.date(), "the fair", because)
    log.undo()
    if is_redone:
        log.redo()
    log.close()
    forget(paths, Person(TOM), NOW, new_id)
    assert "Müller".encode() not in bytes_of(paths)
