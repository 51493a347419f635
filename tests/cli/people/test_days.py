"""Which day a meeting was on depends on when the person's day starts."""

from datetime import timedelta

from presence.core.clock import SystemClock
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import new_id, open_log
from tests.cli.conftest import Terminal
from tests.store.logs import put

MINUTE = timedelta(minutes=1)


def test_what_was_before_the_day_began_was_yesterday(terminal: Terminal) -> None:
    now = SystemClock().now()
    log = open_log(find_paths(str(terminal.home)))
    at, end = now - 9 * MINUTE, now - 7 * MINUTE
    put(
        log,
        Session(new_id(), "coffee", at, "UTC", planned_end_at=end, ended_at=end, people=("Ana",)),
    )
    log.close()
    (terminal.home / "settings.toml").write_text(f'day_starts_at = "{now - 5 * MINUTE:%H:%M}"\n')
    assert "last yesterday" in terminal.type("people").out
