"""What holds for every test: no file of the person who runs them is read or written.

Garbage is collected between tests, on the thread that runs them: the servers that stand in for real
ones are threads, and a Qt object that dies on one of them brings the whole run down.
"""

import gc
import os
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from presence import texts

# Before Qt, gettext or platformdirs look.
_HOME = Path(tempfile.mkdtemp(prefix="presence-tests-"))
_RUNTIME = _HOME / "run"
_RUNTIME.mkdir(mode=0o700)
os.environ.update(
    HOME=str(_HOME),
    XDG_RUNTIME_DIR=str(_RUNTIME),
    XDG_DATA_HOME=str(_HOME / "data"),
    XDG_CONFIG_HOME=str(_HOME / "config"),
    XDG_STATE_HOME=str(_HOME / "state"),
    XDG_CACHE_HOME=str(_HOME / "cache"),
    LANGUAGE="en",
    LC_ALL="C.UTF-8",
)
for name in ("PRESENCE_HOME", "PRESENCE_LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
    os.environ.pop(name, None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes depends on what else runs; the limits of time are in tests/bench.
settings.register_profile("presence", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("presence")

# Where a test does not say how long it waits: as long as a slow machine may need.
assert QtBot.waitUntil.__kwdefaults__
QtBot.waitUntil.__kwdefaults__["timeout"] = 20_000

# A shell has what it runs in the background ignore Ctrl-C, and whatever a test starts would, too.
signal.signal(signal.SIGINT, signal.default_int_handler)

gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Put the language back, and collect now and then: after each test it would take a minute."""
    texts.use_language("en")
    if gc.get_count()[0] > 50_000:
        gc.collect()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(_HOME, ignore_errors=True)
