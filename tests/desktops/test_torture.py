"""A part of ``make torture-mute``: a hundred kills, drawn from the same seed every time."""

import subprocess
import sys

import pytest

from tests.desktops.lab import ROOT

KILLS = 100
SEED = 3
LIMIT = 900  # seconds; on two cores it takes a third of it


@pytest.fixture(autouse=True)
def time_limit() -> None:
    """The one below in the place of everybody's: this test visits every desktop."""


@pytest.mark.slow
def test_a_hundred_kills_leave_every_desktop_as_it_was() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", f"--kills={KILLS}", f"--seed={SEED}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr
