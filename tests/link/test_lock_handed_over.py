"""The lock of the only app goes over to the program that takes its place by exec."""

import subprocess
import sys
from pathlib import Path

from presence.link.instance import try_lock

BEFORE = """\
import os, sys
from presence.desktop.lease import handed_over
from presence.link.instance import try_lock
lock = try_lock(sys.argv[1])
assert lock.isLocked()
handed_over.hand_over(None, ())
handed_over.keep_lock(sys.argv[1])
os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], sys.argv[1]])
"""
AFTER = """\
import os, sys
from presence.desktop.lease import handed_over
from presence.link.instance import try_lock
print("here", flush=True)
sys.stdin.readline()
handed_over.let_go_of_lock()
lock = try_lock(sys.argv[1])
print(lock.isLocked(), handed_over.VARIABLE in os.environ, flush=True)
sys.stdin.readline()
"""


def test_nobody_gets_it_in_between_and_it_goes_with_its_holder(tmp_path: Path) -> None:
    path = str(tmp_path / "presence.lock")
    with subprocess.Popen(
        [sys.executable, "-c", BEFORE, path, AFTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stdin is not None
        assert app.stdout is not None
        assert app.stdout.readline() == "here\n"
        assert not try_lock(path).isLocked(), "the app before is only about to be another one"
        app.stdin.write("\n")
        app.stdin.flush()
        assert app.stdout.readline() == "True True\n"
        assert not try_lock(path).isLocked()
        app.kill()
    assert try_lock(path).isLocked()
