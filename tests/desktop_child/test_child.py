"""A process of ours: its words are heard once, and it is gone when it is ended."""

import os
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.desktop.child.by_qt import QtChild
from presence.desktop.child.child import Child
from presence.desktop.child.posix import PosixChild

Kind = type[PosixChild] | type[QtChild]


@pytest.fixture(params=[PosixChild, QtChild])
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def heard_from(child: Child, qtbot: QtBot) -> tuple[int, str]:
    with qtbot.waitSignal(child.done, timeout=10_000) as signal:
        pass
    code, said = signal.args
    return code, said


def test_all_that_it_says_is_heard_when_it_is_done(kind: Kind, qapp: QObject, qtbot: QtBot) -> None:
    child = kind(python("print('ä' * 100_000, end='')"), qapp)
    assert heard_from(child, qtbot) == (0, "ä" * 100_000)


def test_the_code_it_ends_with_is_told(kind: Kind, qapp: QObject, qtbot: QtBot) -> None:
    assert heard_from(kind(python("raise SystemExit(3)"), qapp), qtbot) == (3, "")


def test_a_program_that_is_not_there_is_an_error(kind: Kind, qapp: QObject) -> None:
    with pytest.raises(FileNotFoundError):
        kind(["/nowhere/at/all"], qapp)


def test_one_that_is_ended_is_gone_and_says_no_more(
    kind: Kind, qapp: QObject, qtbot: QtBot, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    code = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    child = kind(python(code), qapp)
    qtbot.waitUntil(lambda: note.exists() and note.read_text() != "", timeout=10_000)
    child.done.connect(lambda *_said: pytest.fail("it was heard"))
    began = time.monotonic()
    child.end()
    assert time.monotonic() - began < 15
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
