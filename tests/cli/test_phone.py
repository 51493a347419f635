"""``presence phone``: the code in a terminal, which phones are remembered, and forgetting one."""

import json
from hashlib import sha256

import pytest

from presence.cli.phone.code import AS_BEFORE, BLACK_ON_WHITE, code_lines, width_of
from presence.core.table.reach import Network
from presence.core.table.remembered import OwnPhone, Remembered
from presence.paths import find_paths
from presence.phone.qr import qr_rows
from presence.store import open_log
from presence.store.phones.remembered import FILE, PhonesFile
from tests.cli.conftest import FakeApp, Terminal
from tests.fakes import EVENING
from tests.store.logs import a_session
from tests.store.test_tables import with_table

DIGEST = sha256(b"token").hexdigest()
PIXEL = OwnPhone("1a2b3c4d-0", "Pixel", DIGEST, EVENING)
TWIN = OwnPhone("9f8e7d6c-0", "pixel", DIGEST)
OLD = OwnPhone("0000aaaa-0", "Old one", DIGEST)
OWN, GUESTS = "https://10.0.0.2:12346/#own", "http://10.0.0.2:12347/#guests"
THERE = {
    "https_url": OWN,
    "http_url": GUESTS,
    "fingerprint": "AB:CD",
    "words": ["apple", "river", "stone", "owl"],
    "by_name": "https://laptop.local:12346",
    "expires_s": 300,
    "phones": [],
    "remembered": [],
    "problems": [],
    "firewall": {"name": "ufw", "command": "sudo ufw allow 12346:12347/tcp"},
    "networks": [],
}


def know(terminal: Terminal, *phones: OwnPhone) -> PhonesFile:
    file = PhonesFile(find_paths(str(terminal.home)).phone)
    file.write(Remembered(12346, phones=phones, networks=(Network("n", "Home"),)))
    return file


def test_which_phones_are_remembered_is_read_without_an_app_and_makes_no_log(
    terminal: Terminal,
) -> None:
    assert "No phone is remembered" in terminal.type("phone", "--list").out
    know(terminal, PIXEL, OLD)
    lines = terminal.type("phone", "--list").out.splitlines()
    assert [line.split()[:2] for line in lines] == [["1a2b3c4d", "Pixel"], ["0000aaaa", "Old"]]
    record = terminal.json("phone", "--list")
    assert [each["name"] for each in record["phones"]] == ["Pixel", "Old one"]
    assert record["phones"][1]["last_seen"] is None
    assert record["networks"] == [{"id": "n", "name": "Home"}]
    assert not find_paths(str(terminal.home)).database.exists()
    assert DIGEST not in json.dumps(record)


def test_one_is_forgotten_by_its_name_or_the_beginning_of_its_id(terminal: Terminal) -> None:
    file = know(terminal, PIXEL, TWIN, OLD)
    assert terminal.refused("phone", "--revoke", "Pixel") == "1 no_such_phone"
    assert "could be several" in terminal.type("phone", "--revoke", "Pixel").err
    assert terminal.refused("phone", "--revoke", "Nokia") == "1 no_such_phone"
    assert "Old one (0000aaaa)" in terminal.type("phone", "--revoke", "Nokia").err
    assert "Pixel is forgotten" in terminal.type("phone", "--revoke", "1a2b").out
    assert terminal.json("phone", "--revoke", "old ONE")["name"] == "Old one"
    assert file.read().phones == (TWIN,)
    assert terminal.refused("phone", "--revoke", "") == "1 no_such_phone"


def test_words_that_contradict_each_other_are_refused(terminal: Terminal) -> None:
    assert terminal.refused("phone", "--list", "--guests") == "2 conflicting_words"
    assert terminal.refused("phone", "--list", "--network", "wlan0") == "2 conflicting_words"


def test_a_file_that_is_broken_is_named(terminal: Terminal) -> None:
    know(terminal, PIXEL)
    (find_paths(str(terminal.home)).phone / FILE).write_text("{")
    assert terminal.refused("phone", "--list") == "1 phones_unreadable"
    assert FILE in terminal.type("phone", "--list").err
    assert "phones_unreadable" in terminal.json("doctor")["phone page"]


def test_guests_need_a_session(terminal: Terminal) -> None:
    assert terminal.refused("phone", "--guests") == "1 no_table"


def test_the_code_and_all_that_goes_with_it_is_shown(terminal: Terminal, app: FakeApp) -> None:
    app.answer = (0, json.dumps(THERE) + "\n", "")
    said = terminal.type("phone").out
    assert OWN in said.splitlines()
    for words in ("for 5 minutes", "apple river stone owl", "AB:CD", "laptop.local", "sudo ufw"):
        assert words in said
    assert "\x1b" not in said  # no terminal, no colours
    guests = terminal.type("phone", "--guests", "--network", "wlan0").out
    assert GUESTS in guests.splitlines()
    assert "will warn" not in guests
    assert terminal.json("phone") == THERE
    asked = [request for request in app.asked if request["do"] == "phone"]
    assert (asked[1]["guests"], asked[1]["network"]) == (True, "wlan0")


def test_what_is_in_the_way_is_one_line_with_a_way_forward(
    terminal: Terminal, app: FakeApp
) -> None:
    several = {
        **THERE,
        "https_url": None,
        "networks": ["wlan0", "eth0"],
        "problems": [
            {"code": "several_networks", "message": "In several.", "hint": "Choose.", "command": ""}
        ],
    }
    app.answer = (0, json.dumps(several) + "\n", "")
    assert terminal.refused("phone") == "1 page_not_open"
    assert "presence phone --network NAME (wlan0, eth0)" in terminal.type("phone").err


@pytest.mark.parametrize("with_colours", [False, True])
@pytest.mark.parametrize("address", ["http://10.0.0.2:1/#x", OWN + "x" * 60])
def test_the_drawn_code_is_the_code_dark_on_light(address: str, with_colours: bool) -> None:
    rows = qr_rows(address)
    quiet = (width_of(rows) - len(rows)) // 2
    halves = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
    drawn: list[list[bool]] = []
    for line in code_lines(rows, with_colours):
        assert line.startswith(BLACK_ON_WHITE) is line.endswith(AS_BEFORE) is with_colours
        cells = [halves[cell] for cell in line.removeprefix(BLACK_ON_WHITE).removesuffix(AS_BEFORE)]
        drawn += [[upper for upper, _lower in cells], [lower for _upper, lower in cells]]
    dark = [[cell is with_colours for cell in row] for row in drawn]
    inner = [row[quiet : quiet + len(rows)] for row in dark[quiet : quiet + len(rows)]]
    assert inner == [list(row) for row in rows]
    assert sum(map(sum, dark)) == sum(map(sum, rows))  # and nothing dark around it


def test_a_session_that_is_looked_at_closely_says_how_its_phones_lay(terminal: Terminal) -> None:
    log = open_log(find_paths(str(terminal.home)))
    session = with_table(log, a_session(0, slips=()))
    log.close()
    said = terminal.type("log", session.id[:8]).out
    assert "My Pixel: picked up 1 time, 10 min · face down 83 %" in said
    assert "all face down together: 50 min, 30 min at a stretch" in said
    (record,) = terminal.json("log", session.id[:8])
    assert record["phones"][1] == {
        "name": "Tom",
        "own": False,
        "down_s": 3600,
        "at_table_s": 3600,
        "looks": 0,
    }
    assert record["together_s"] == 3000
    assert "phones" not in terminal.json("log")[0]
