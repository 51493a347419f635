"""What ``presence phone`` is answered by the running app."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from presence.core.table.reach import Place, Problem, Trouble
from presence.desktop.network.firewall import Firewall
from presence.front.phone.answering import answer_phone
from presence.front.phone.pairing import A_WHILE_MS
from presence.link.commands import Commands, Reply, Request
from presence.phone.reach.networks import Found
from tests.core.conftest import Desk, desk
from tests.front.phone.test_phones import Home

__all__ = ["desk"]


@pytest.fixture
def home(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Home]:
    home = Home(desk, tmp_path, qtbot)
    yield home
    home.close()


def asked(home: Home, request: Request) -> Any:
    """The record that a command gets, once it is there."""
    commands = Commands(home.engine, 1)
    commands.phone = lambda request, answer: answer_phone(home.phones, home.engine, request, answer)
    replies: list[Reply] = []
    commands.run({"do": "phone", "json": True, **request}, replies.append)
    home.qtbot.waitUntil(lambda: bool(replies), timeout=20_000)
    return json.loads(replies[0].out)


def test_one_code_pairs_for_a_while_and_the_other_is_for_guests_of_a_session(home: Home) -> None:
    assert asked(home, {"guests": True})["error"]["code"] == "no_table"
    home.around.wall = Firewall("ufw")
    home.around.name = "laptop.local"
    own = asked(home, {})
    assert own["by_name"] == own["https_url"].replace("127.0.0.1", "laptop.local")
    assert own["https_url"] == home.phones.pairing_url()
    assert (own["http_url"], own["expires_s"]) == (None, A_WHILE_MS // 1000)
    assert len(own["words"]) == 4
    assert own["fingerprint"].count(":") == 31
    assert own["firewall"]["command"].startswith("sudo ufw allow")
    home.start()
    guests = asked(home, {"guests": True})
    assert (guests["https_url"], guests["http_url"]) == (None, home.phones.guest_url())
    assert guests["by_name"] == guests["http_url"].replace("127.0.0.1", "laptop.local")
    tom = home.guest("Tom")
    (phone,) = asked(home, {"guests": True})["phones"]
    assert (phone["name"], phone["own"], phone["state"]) == ("Tom", False, "joining")
    assert tom.tell("down")[0] == 200
    home.engine.cancel()
    home.phones.pairing._timer.timeout.emit()
    home.phones.pairing._timer.stop()
    home.phones.look()
    home.hung_up(own["https_url"])


def test_of_several_networks_one_is_chosen_by_its_name(home: Home) -> None:
    here = home.around.found.place
    assert here is not None
    other = Place("eth0", ("10.0.0.9",))
    both = (here, other)
    home.around.found = Found(None, Problem(Trouble.SEVERAL_NETWORKS, places=both), both)
    record = asked(home, {})
    assert record["https_url"] is None
    assert [each["code"] for each in record["problems"]] == ["several_networks"]
    assert record["networks"] == ["wlan0", "eth0"]
    home.around.found = Found(here, None, (other,))
    record = asked(home, {"network": "wlan0"})
    assert record["https_url"].startswith("https://127.0.0.1:")
    assert home.phones.remembered.place == "wlan0"


def test_a_network_that_this_computer_is_not_in_is_refused_and_not_kept(home: Home) -> None:
    usual = home.around.found
    assert usual.place is not None
    elsewhere = Problem(Trouble.NO_SUCH_NETWORK, text="foo", places=(usual.place,))
    home.around.found = Found(None, elsewhere)
    error = asked(home, {"network": "foo"})["error"]
    assert (error["code"], error["hint"]) == ("no_such_network", "It is in: wlan0")
    home.around.found = Found(None, Problem(Trouble.NO_NETWORK))
    assert asked(home, {"network": "foo"})["error"]["code"] == "no_network"
    assert home.phones.remembered.place == ""


def test_no_network_is_answered_at_once(home: Home) -> None:
    home.around.found = Found(None, Problem(Trouble.NO_NETWORK))
    record = asked(home, {})
    assert record["https_url"] is None
    assert record["problems"][0]["message"]
    assert record["problems"][0]["hint"]


def test_without_an_app_nobody_answers(desk: Desk) -> None:
    replies: list[Reply] = []
    Commands(desk.engine, None).run({"do": "phone", "json": True}, replies.append)
    assert json.loads(replies[0].out)["error"]["code"] == "no_app"
