"""A keyring that behaves, in a file of the test's: for this process and for those it starts."""

import json
import os
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from tests.desktops.lab import ROOT

FILE = "PRESENCE_TEST_KEYRING"
LOCKED = "locked"


class FakeKeyring(KeyringBackend):
    """Takes and gives; one whose file says "locked" refuses, with the secret in its words."""

    priority = 9

    @property
    def _file(self) -> Path:
        return Path(os.environ[FILE])

    def _read(self) -> dict[str, str]:
        text = self._file.read_text() if self._file.exists() else "{}"
        if text == LOCKED:
            raise PasswordSetError("locked, and the secret was hunter2")
        read: dict[str, str] = json.loads(text)
        return read

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.write_text(json.dumps(self._read() | {f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        held = self._read()
        if held.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError
        self._file.write_text(json.dumps(held))


class PlainFile(FakeKeyring):
    """A keyring that is a file for everybody."""


PlainFile.__module__ = "keyrings.alt.file"


def use_fake_keyring(
    monkeypatch: pytest.MonkeyPatch, file: Path, name: str = "FakeKeyring"
) -> None:
    """From now on, and in every process that is started."""
    monkeypatch.setenv(FILE, str(file))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"tests.courtesy.fake_keyring.{name}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
