"""KDE's calendars cannot be read, and where they are the doctor says so."""

from pathlib import Path

import pytest

from presence.desktop.calendars.akonadi import PROGRAM, akonadi_facts


def test_where_akonadi_is_installed_it_is_said_that_it_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert akonadi_facts() == ""
    program = tmp_path / PROGRAM
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert "cannot be read" in akonadi_facts()
