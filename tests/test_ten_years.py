"""The made log of ten years is one that Presence could have written."""

from datetime import UTC, datetime
from pathlib import Path

from presence.paths import find_paths
from presence.store import open_log
from presence.store.verify import verify
from tests.ten_years import make_ten_years

UNTIL = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_made_log_is_sound_and_holds_what_was_asked_for(tmp_path: Path) -> None:
    make_ten_years(tmp_path, sessions=3000, people=500, until=UNTIL)
    verdict = verify(find_paths(str(tmp_path)).database)
    assert verdict.problems == ()
    assert (verdict.sessions, verdict.people) == (3000, 500)
    assert (verdict.last_at or UNTIL) <= UNTIL


def test_the_same_seed_makes_the_same_log(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_ten_years(tmp_path / name, sessions=50, people=5, seed=3, until=UNTIL)
    logs = [open_log(find_paths(str(tmp_path / name))) for name in ("one", "other")]
    assert logs[0].newest(-1) == logs[1].newest(-1)
    for log in logs:
        log.close()


def test_no_people_and_no_sessions_can_be_made_too(tmp_path: Path) -> None:
    make_ten_years(tmp_path, sessions=0, people=0)
    assert verify(find_paths(str(tmp_path)).database).is_ok
