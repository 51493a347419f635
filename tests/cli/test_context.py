"""What a command holds of the log while it runs."""

import os
from pathlib import Path

from presence.cli.context import Context
from presence.core.person import folded
from tests.cli.conftest import Terminal


def locks_on(path: Path) -> int:
    """How many locks this process has on a file; of a log that is open it is one."""
    mine = f" {os.getpid()} "
    its = f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text().splitlines()
    return sum(mine in f"{line} " and its in line for line in lines)


def test_who_reads_reviews_first_and_then_the_log_keeps_its_lock(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 18-21 dinner @Ana")
    context = Context(str(terminal.home), as_json=False)
    reviews = context.reviews
    assert "dinner" in reviews.kinds()
    assert locks_on(context.paths.database) == 1
    assert [folded(name) for name in context.log.people()] == ["ana"]
    assert locks_on(context.paths.database) == 1
    assert context.reviews is context.log
    context.close()
    assert locks_on(context.paths.database) == 0
