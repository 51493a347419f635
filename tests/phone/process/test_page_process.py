"""The server as a process of its own: it ends with the app, and the app outlives it."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.slip import SlipReason
from presence.core.table.phone import Phone, Sensing, Told, Word
from presence.core.table.reach import Listening, Problem, Trouble
from presence.core.table.table import Table
from presence.core.table.view import table_view
from presence.paths import resources_dir
from presence.phone.process.page_process import COMMAND, Opening, PageProcess
from presence.phone.process.values import (
    listening_of,
    listening_values,
    table_of,
    table_values,
    told_of,
    told_values,
)
from tests.desktops.programs import wait_until
from tests.fakes import FakeClock
from tests.phone.dinner import Dinner
from tests.phone.host import TableHost
from tests.phone.phone import phone_at

NOW = datetime(2026, 3, 29, 0, 59, 59, 999_000, UTC)
LARGE = ("hashlib", "hmac", "ssl", "_ssl", "_hashlib", "h11", "segno", "PySide6.QtNetwork", "uuid")


class Served:
    """A server's process, and what came of it."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        clock = FakeClock()
        self.host = TableHost(clock)
        self.process = PageProcess(self.host, clock, command=command)
        self.opened: list[Listening] = []
        self.ended: list[str] = []
        self.is_gone = False
        self.process.opened.connect(self.opened.append)
        self.process.ended.connect(self.ended.append)
        self.process.destroyed.connect(self._on_gone)

    def _on_gone(self) -> None:
        self.is_gone = True


def _open(served: Served, folder: Path) -> None:
    page = str(resources_dir() / "phone")
    served.process.open(Opening(page, str(folder), ("127.0.0.1",)))


def test_a_crash_is_told_and_who_was_connected_is_so_no_more(qtbot: QtBot, tmp_path: Path) -> None:
    served = Served()
    _open(served, tmp_path)
    qtbot.waitUntil(lambda: bool(served.opened), timeout=20_000)
    with phone_at(served.opened[0]) as phone:
        said = {"name": "Ann", "sensing": "sensors", "phone": None}
        joined = phone.ask("/join", said, served.host.guest_token)[1]
        path = f"/events?t={served.host.guest_token}&phone={joined['phone']}&key={joined['key']}"
        phone.request(path)
        qtbot.waitUntil(lambda: served.host.here == {joined["phone"]})
        os.kill(served.process.pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: bool(served.ended) and served.is_gone)
        assert served.host.here == set()


@pytest.mark.parametrize(
    "said",
    ["nothing", "[]", "{}", '{"ask": "who"}', '{"ask": "keys", "about": []}', '{"connected": 5}'],
)
def test_what_is_not_understood_ends_it(qtbot: QtBot, tmp_path: Path, said: str) -> None:
    lines = f"import sys, time; print({said!r}, flush=True); sys.stdin.readline(); "
    served = Served((sys.executable, "-c", f"{lines}sys.stdin.readline()"))
    _open(served, tmp_path)
    if "keys" in said:  # a question that nobody can answer is answered so
        qtbot.waitUntil(lambda: bool(served.ended), timeout=20_000)
        assert served.ended == ["exit 0"]
        return
    qtbot.waitUntil(lambda: served.is_gone, timeout=20_000)
    assert len(served.ended) == 1
    assert not served.opened


def test_one_that_cannot_be_started_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    served = Served(("/nowhere/python",))
    _open(served, tmp_path)
    qtbot.waitUntil(lambda: served.is_gone)
    assert len(served.ended) == 1


def test_closed_before_it_has_begun_it_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    served = Served()
    _open(served, tmp_path)
    served.process.close()
    qtbot.waitUntil(lambda: served.is_gone)
    assert served.ended == []


def test_it_ends_where_the_app_is_killed() -> None:
    dinner = Dinner("127.0.0.1")
    server = dinner.do("told")["pid"]
    dinner.process.kill()
    dinner.process.communicate()
    wait_until(lambda: not Path(f"/proc/{server}").exists(), 10, "the server ends")


def test_hundreds_of_requests_in_one_breath_are_all_answered() -> None:
    with Dinner("127.0.0.1") as dinner, dinner.socket() as guest:
        head = f"POST /who HTTP/1.1\r\nHost: 127.0.0.1:{dinner.port + 1}\r\n"
        head += f"Authorization: Bearer {dinner.guest}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
        guest.sendall(f"{head}{{}}".encode() * 400)
        came = b""
        while came.count(b"HTTP/1.1 200 ") < 400 and (part := guest.recv(65_536)):
            came += part
        assert came.count(b"HTTP/1.1 200 ") == 400


def test_it_ends_where_the_app_goes_without_an_answer(tmp_path: Path) -> None:
    order = {
        "do": "open",
        "page": str(resources_dir() / "phone"),
        "folder": str(tmp_path),
        "addresses": ["127.0.0.1"],
        "interfaces": [],
        "port": 0,
        "local_name": "",
        "limits": {},
        "language": "",
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{json.dumps(order)}\n")
        listening = listening_of(json.loads(process.stdout.readline())["listening"])
        with phone_at(listening) as phone:
            phone.request("/who", {}, 22 * "a")
            assert json.loads(process.stdout.readline())["ask"] == "who"
            process.stdin.close()
            try:
                assert process.wait(20) == 0
            finally:
                process.kill()


def test_values_come_through_as_they_are() -> None:
    own = Phone("own-1", "Pixel “7”\u202f🙂", True, Sensing.SENSORS)
    guest = Phone("guest", "Tom", False, Sensing.VISIBILITY)
    table = Table("s", NOW).joined(own, NOW).joined(guest, NOW)
    words = [
        Told("own-1", 1, NOW, Word.DOWN),
        Told("own-1", 2, NOW + timedelta(seconds=40), Word.UP),
        Told("own-1", 3, NOW + timedelta(minutes=1), Word.REASON, SlipReason.CALL),
    ]
    now = NOW + timedelta(minutes=5)
    table = table.told(*words)
    for ends in (None, NOW + timedelta(hours=1)):
        view = table_view(table, "Dîner", now, ends, None, False, shows_looks=True)
        assert table_of(json.loads(json.dumps(table_values(view)))) == view
    assert told_of(json.loads(json.dumps(told_values(words, now))), now) == words
    trouble = Problem(Trouble.PORT_TAKEN, port=2, instead=4)
    listening = Listening("https://a", "http://a", 4, words=("a", "b"), problems=(trouble,))
    assert listening_of(json.loads(json.dumps(listening_values(listening)))) == listening


def test_the_app_loads_nothing_large_for_it() -> None:
    loads = "import sys, presence.front.phone.making, presence.phone.process.page_process"
    loads += ", presence.phone.process.drawing, presence.phone.reach.networks"
    ran = subprocess.run(
        [sys.executable, "-c", f"{loads}; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "presence.front.phone.phones" in ran.stdout.split()
    assert not set(ran.stdout.split()) & set(LARGE)
