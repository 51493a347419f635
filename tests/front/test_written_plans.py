"""Plans in the settings file, for dotfiles: taken over into the log when they are new there."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.clock import SystemClock
from presence.core.coming.plan import Plan
from presence.core.ports import Change, ChangeKind
from presence.core.settings import read_settings
from presence.front.written import take_over
from presence.front.written.taken import Taken
from presence.paths import find_paths
from presence.store import open_log
from presence.store.coming.plans import PlanBook
from tests.front.conftest import RunningApp
from tests.front.test_written_kinds import started, write


def plans(running: RunningApp) -> Sequence[Plan]:
    return PlanBook(running.log).plans()


def test_a_plan_is_taken_over_at_a_start_and_can_be_undone(
    running: RunningApp, tmp_path: Path
) -> None:
    started(running, tmp_path, '[plans]\nfamily = "weekdays 19:00 dinner 90m @Ana"\n')
    (plan,) = plans(running)
    assert (plan.kind, plan.at_minute, plan.length) == ("dinner", 19 * 60, timedelta(minutes=90))
    assert plan.people == ("Ana",)
    last = running.log.last_change()
    assert last is not None
    assert last.what is ChangeKind.PLAN_CHANGED
    assert "family" not in (tmp_path / "kinds-taken").read_text(), "no names outside the log"


def test_a_line_that_is_changed_while_the_app_runs_changes_its_plan(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    started(running, tmp_path, '[plans]\nfamily = "weekdays 19:00 dinner"\n')
    before = plans(running)[0]
    write(tmp_path, '[plans]\nfamily = "weekdays 18:30 dinner"\nlunch = "mon 12:00 coffee"\n')
    qtbot.waitUntil(lambda: len(plans(running)) == 2, timeout=10_000)
    assert [plan.at_minute for plan in plans(running)] == [18 * 60 + 30, 12 * 60]
    assert plans(running)[0].id == before.id


def test_a_plan_that_was_taken_out_of_the_log_stays_out(
    running: RunningApp, tmp_path: Path
) -> None:
    started(running, tmp_path, '[plans]\nfamily = "weekdays 19:00 dinner"\n')
    because = Change(ChangeKind.PLAN_CHANGED, "", "family", SystemClock().now())
    PlanBook(running.log).remove(plans(running)[0].id, because)
    running.preferences.change("show_people", True)
    assert plans(running) == []


def test_a_line_that_is_no_plan_is_told_once_and_the_rest_is_taken(
    running: RunningApp, tmp_path: Path
) -> None:
    text = '[plans]\nodd = "whenever the moon allows"\nlunch = "mon 12:00 coffee"\n'
    started(running, tmp_path, text)
    assert "moon" in running.window("Toast").accessibleName()
    assert [plan.at_minute for plan in plans(running)] == [12 * 60]


@pytest.mark.parametrize(
    ("table", "named"),
    [("weekdays", "plans"), ({"family": 3, "lunch": "mon 12:00"}, "plans.family")],
)
def test_what_is_no_line_is_named(table: object, named: str) -> None:
    _settings, bad = read_settings({"plans": table})
    assert [each.name for each in bad] == [named]
    assert bad[0].allowed


def test_what_the_log_could_not_take_is_taken_the_next_time(tmp_path: Path) -> None:
    settings, _bad = read_settings({"plans": {"lunch": "mon 12:00 coffee"}})
    taken, clock, said = Taken(tmp_path / "taken"), SystemClock(), list[str]()

    def look() -> None:
        with closing(open_log(find_paths(str(tmp_path)))) as log:
            if not said:
                log._connection.execute("PRAGMA query_only = ON")  # as a disk that is read-only is
            take_over(settings, log, taken, clock, UTC, lambda what, _hint: said.append(what))
            assert len(PlanBook(log).plans()) == len(taken.marks())

    look()
    assert len(said) == 1
    look()
    assert len(taken.marks()) == 1
