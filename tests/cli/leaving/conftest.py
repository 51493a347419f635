"""Somebody who uses Presence in their own folders, on a computer of their own."""

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from presence.cli.main import main
from presence.paths import Paths, find_paths
from tests.cli.conftest import Done


@dataclass(frozen=True)
class Own:
    """Their home, in which there is nothing at first."""

    home: Path

    @property
    def paths(self) -> Paths:
        return find_paths()

    def type(self, *words: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(words))
        return Done(code, out.getvalue(), err.getvalue())

    def json(self, *words: str) -> Any:
        done = self.type(*words, "--json")
        assert done.code == 0, done
        return json.loads(done.out)

    @property
    def files(self) -> Mapping[str, bytes]:
        """All that lies in the home, by its name there."""
        found = (path for path in self.home.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): path.read_bytes() for path in found}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    home = tmp_path / "ana"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PRESENCE_HOME", raising=False)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "usr" / "share"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/presence-tests")
    monkeypatch.setenv("TZ", "UTC")
    return Own(home)
