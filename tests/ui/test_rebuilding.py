"""Windows whose parts are made anew all day do not end the process."""

import subprocess
import sys

SECONDS = 8  # with wrappers left behind it ended within two


def test_parts_that_are_made_anew_never_end_the_process() -> None:
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.ui.rebuilding", str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
