"""A home of its own for each test, and its log."""

from pathlib import Path

import pytest

from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.sessions import SessionStore


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(str(tmp_path / "home"))


@pytest.fixture
def log(paths: Paths) -> SessionStore:
    return open_log(paths)
