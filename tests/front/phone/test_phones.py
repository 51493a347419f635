"""When the phones' page is there, and when nothing listens; what a session's course means to it."""

import os
import signal
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.errors import ErrorCode, Refused
from presence.core.frozen import replace
from presence.core.ports import Change, ChangeKind
from presence.core.session import Watched
from presence.core.table.phone import Sensing
from presence.core.table.reach import Network, Place, Problem, Trouble
from presence.core.table.seat import State
from presence.core.tracker import StartRequest
from presence.desktop.sleep.gap import SleepGap
from presence.front.phone.hand_in import HAND_IN_MS, TAKING_LEAVE_MS
from presence.front.phone.phones import Phones
from presence.front.preferences import Preferences
from presence.phone.reach.networks import Found
from presence.store.known.tables import kept_table_of
from presence.store.settings_file import SettingsFile
from tests.core.conftest import Desk, desk
from tests.fakes import FakeAlarm
from tests.front.fake_around import HERE, HOME, FakeAround
from tests.front.phone.a_phone import APhone

__all__ = ["desk"]


class Home:
    """A desk, its phones, and the network that it is in."""

    def __init__(self, desk: Desk, folder: Path, qtbot: QtBot) -> None:
        self.desk, self.engine, self.qtbot = desk, desk.engine, qtbot
        self._folder = folder
        self._there: list[APhone] = []
        self.around = FakeAround()
        self.slept = timedelta()
        self.open()

    def open(self) -> None:
        """What the app does when it starts."""
        self.engine = self.desk.engine
        self.preferences = Preferences(SettingsFile(self._folder / "s.toml"), self.desk.clock)
        alarm = FakeAlarm(self.desk.clock)
        self.phones = Phones(
            self.engine,
            self.desk.log,
            self.desk.clock,
            self.preferences,
            self._folder / "phone",
            alarm,
            self.around,
            gap=SleepGap(lambda: self.slept),
        )
        alarm.on_ring = self.phones.keeper.on_alarm

    def open_anew(self) -> None:
        """Once it has ended."""
        self.phones.close()
        self.desk.restart()
        self.open()

    def start(self, kind: str = "dinner") -> None:
        self.engine.start(StartRequest(kind))

    @property
    def port(self) -> int:
        listening = self.phones.page.listening
        assert listening is not None
        return listening.port

    def settle(self) -> None:
        """Until it is known whether it listens."""
        self.qtbot.waitUntil(lambda: self.phones.page.is_settled, timeout=20_000)

    def gone_silent(self) -> APhone:
        """A phone of one's own that lay down at a session's beginning and is not heard since."""
        own = self.paired()
        self.start()
        self.settle()
        own.join()
        own.listen()
        own.tell("down")
        own.hang_up()
        self.qtbot.waitUntil(lambda: self.state_of(own) is State.SILENT)
        return own

    def paired(self, name: str = "Pixel", is_mine: bool = True) -> APhone:
        """One's own phone, paired in the window, which is closed again."""
        self.phones.begin_pairing()
        self.settle()
        phone = APhone(self.qtbot, self.phones.pairing_url())
        self._there.append(phone)
        phone.pair(name)
        if is_mine:
            self.qtbot.waitUntil(lambda: self.phones.page.network is not None)
            self.phones.mark_as_mine(True)
        self.phones.end_pairing()
        return phone

    def guest(self, name: str) -> APhone:
        phone = APhone(self.qtbot, self.phones.guest_url(), name)
        self._there.append(phone)
        assert phone.join("visibility")[0] == 200
        return phone

    def state_of(self, phone: APhone) -> State:
        view = self.phones.view()
        assert view is not None
        return next(seat.state for seat in view.seats if seat.id == phone.phone)

    def hung_up(self, address: str) -> None:
        """Until nothing listens there."""
        self.qtbot.waitUntil(lambda: not is_answered(address))

    def close(self) -> None:
        self.phones.close()
        for phone in self._there:
            phone.hang_up()


@pytest.fixture
def home(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Home]:
    home = Home(desk, tmp_path, qtbot)
    yield home
    home.close()


def is_answered(address: str) -> bool:
    """Whether anything listens there."""
    host, _colon, port = address.partition("://")[2].partition("/")[0].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=2).close()
    except OSError:
        return False
    return True


def test_nothing_listens_but_while_the_window_is_open_and_a_code_is_good_once(home: Home) -> None:
    home.phones.look()
    assert (home.phones.page.listening, home.around.asked) == (None, 0)
    home.phones.begin_pairing()
    home.settle()
    first = home.phones.pairing_url()
    assert first.startswith("https://127.0.0.1:")
    assert home.phones.guest_url() == ""
    own = home.paired()
    assert [phone.name for phone in home.phones.remembered.phones] == ["Pixel"]
    again = APhone(home.qtbot, first)
    home.hung_up(first)  # the window is closed again
    assert home.phones.pairing_url() == ""
    home.phones.begin_pairing()
    home.settle()
    assert again.ask("/pair", {"name": "thief"}) == (401, {"error": "token"})
    assert home.phones.pairing_url() != first
    assert own.join() == (409, {"error": "no_table", "wait": True})
    again.hang_up()


def test_ones_own_phone_is_answered_by_itself_in_a_network_of_mine_alone(home: Home) -> None:
    own = home.paired(is_mine=False)
    home.start()
    home.qtbot.wait(50)
    assert home.phones.page.listening is None
    assert home.around.asked == 1  # when it was paired: no network is mine, so none is asked for
    home.engine.stop()
    home.phones.begin_pairing()
    home.settle()
    home.qtbot.waitUntil(lambda: home.phones.page.network == HOME)
    home.phones.mark_as_mine(True)
    home.phones.end_pairing()
    home.start()
    home.settle()
    assert own.join() == (
        200,
        {"phone": own.phone, "key": "", "own": True, "name": "Pixel", "last": 0},
    )
    home.engine.cancel()
    home.around.known = None
    home.phones.page.close()
    home.start()
    home.qtbot.waitUntil(lambda: home.around.asked > 3)
    home.qtbot.wait(50)
    assert home.phones.page.listening is None
    home.phones.open_for_guests()  # who asks is answered anywhere
    home.settle()
    assert home.phones.guest_url()


def test_the_setting_keeps_it_from_answering_by_itself(home: Home) -> None:
    home.paired()
    home.preferences.change("phone_page", False)
    home.start()
    home.qtbot.wait(50)
    assert home.phones.page.listening is None
    home.preferences.change("phone_page", True)
    home.settle()
    assert home.phones.page.listening is not None


def test_a_dinner_from_the_first_word_to_the_result(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    home.phones.open_for_guests()
    assert own.join()[0] == 200
    tom = home.guest("Tom")
    own.listen()
    assert own.next_event()[1]["kind"] == "Dinner"
    own.tell("down")
    tom.tell("down")
    assert home.engine.session is not None
    assert Watched.PHONE in home.engine.session.watched
    home.desk.clock.advance(minutes=30)
    own.tell("up")
    assert home.state_of(own) is State.UP
    home.desk.clock.advance(minutes=5)
    own.tell("down")
    home.desk.clock.advance(minutes=25)
    assert tom.tell("leaving")[0] == 200
    ended = home.engine.stop()
    assert [(slip.length, slip.source.value) for slip in ended.slips] == [
        (timedelta(minutes=5), "phone")
    ]
    last = own.until_over()
    assert last["down_s"] == 55 * 60
    assert [(each["name"], each["down_s"], each.get("looks")) for each in last["phones"]] == [
        ("Pixel", 55 * 60, 1),
        ("Tom", 3600, None),
    ]
    kept = kept_table_of(home.desk.log, ended.id)
    assert kept is not None
    assert [each.name for each in kept.phones] == ["Pixel"]  # of guests nothing is kept
    assert [change.what.value for change in [home.desk.log.last_change()] if change] == ["ended"]
    assert home.phones.guests[1][0].name == "Tom"
    home.hung_up(tom.address)
    pass_time(home)
    assert home.phones.page.listening is None
    home.hung_up(own.address)
    home.start("walk")
    assert home.phones.guests == ("", ())


def pass_time(home: Home) -> None:
    """The end of the time in which the last words may still come."""
    assert home.phones._hand_in._timer.interval() == TAKING_LEAVE_MS
    home.phones._hand_in._timer.stop()
    home.phones._hand_in._timer.timeout.emit()


def test_who_was_not_heard_at_the_end_hands_in_its_record_and_guests_are_answered_no_more(
    home: Home,
) -> None:
    own = home.paired()
    home.start()
    home.settle()
    own.join()
    guest_url = home.phones.guest_url()
    own.listen()
    own.tell("down")
    own.hang_up()
    home.qtbot.waitUntil(lambda: home.state_of(own) is State.SILENT)
    home.desk.clock.advance(minutes=60)
    ended = home.engine.stop()
    assert home.phones._hand_in._timer.interval() == HAND_IN_MS
    home.hung_up(guest_url)
    home.desk.clock.advance(minutes=10)
    assert own.join()[0] == 200
    own.tell("up", ago=40 * 60)
    own.tell("down", ago=30 * 60)
    handed_in = home.desk.log.get(ended.id)
    assert handed_in is not None
    assert [slip.length for slip in handed_in.slips] == [timedelta(minutes=10)]
    own.listen()
    assert own.next_event()[0] == "over"
    pass_time(home)
    assert home.phones.page.listening is None
    home.engine.undo()  # all of it is one change
    assert home.desk.log.get(ended.id) == ended


def test_the_phones_go_along_when_another_session_follows_and_come_back_with_the_undo(
    home: Home,
) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    tom = home.guest("Tom")
    tom.listen()
    tom.tell("down")
    home.engine.start(StartRequest("walk"), switch=True)
    tom.until(kind="Walk")
    assert home.state_of(tom) is State.DOWN
    home.engine.extend(timedelta(minutes=15))
    assert tom.next_event()[1]["ends_in_s"]
    home.engine.undo()
    home.engine.undo()
    tom.until(kind="Dinner")
    assert home.guest("Late").token == tom.token
    home.engine.cancel()
    assert tom.until_over()["phones"] == []


def test_a_kind_is_left_to_each_phones_language_unless_the_person_has_named_it(home: Home) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    home.guest("Tom")

    def told() -> tuple[str, str]:
        view = home.phones.view()
        assert view is not None
        return view.kind, view.kind_key

    assert told() == ("Dinner", "dinner")
    log, change = (
        home.desk.log,
        Change(ChangeKind.KIND_CHANGED, "", "dinner", home.desk.clock.now()),
    )
    log.put_kind(replace(log.kinds()["dinner"], name="Supper"), change)
    assert told() == ("Supper", "")


def test_who_was_at_one_table_is_not_at_the_next_and_nobody_takes_ones_own_place(
    home: Home,
) -> None:
    own = home.paired()
    home.start()
    home.phones.open_for_guests()
    home.settle()
    tom = home.guest("Tom")
    own.join()
    own.tell("down")
    thief = APhone(home.qtbot, tom.address, "Thief", phone=own.phone)
    assert thief.join("visibility")[0] == 200
    assert thief.phone != own.phone
    view = home.phones.view()
    assert view is not None
    assert [(seat.name, seat.is_own) for seat in view.seats] == [
        ("Tom", False),
        ("Pixel", True),
        ("Thief", False),
    ]
    home.engine.stop()
    home.desk.clock.advance(minutes=30)
    home.start()  # listens for one's own phone, in a network of mine, but not opened for guests
    home.settle()
    assert own.join()[0] == 200
    for late in (tom, thief):
        assert late.join("visibility") == (401, {"error": "token"})
        late.hang_up()


def test_an_end_that_is_undone_lets_the_same_phones_in_again(home: Home) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    tom = home.guest("Tom")
    tom.tell("down")
    home.desk.clock.advance(minutes=30)
    home.engine.stop()
    home.hung_up(tom.address)
    home.engine.undo()
    home.settle()
    assert home.phones.guest_url() == tom.address
    assert home.guest("Tom").join("visibility")[0] == 200
    home.desk.clock.advance(minutes=30)
    assert home.state_of(tom) is State.DOWN or home.state_of(tom) is State.SILENT


def test_an_app_that_crashed_takes_the_same_port_and_knows_ones_own_phone(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    home.phones.open_for_guests()
    tom = home.guest("Tom")
    own.join()
    own.tell("down")
    port = home.phones.remembered.port
    home.open_anew()
    home.phones.look()
    home.settle()
    listening = home.phones.page.listening
    assert listening is not None
    assert (listening.port, listening.problems) == (port, ())
    assert own.join()[1]["last"] == 0
    assert tom.join("visibility") == (401, {"error": "token"})  # guests take the new code


def test_a_phone_that_is_removed_is_let_in_no_more_and_hung_up_on(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    home.phones.open_for_guests()
    own.join()
    own.listen()
    own.next_event()
    remembered = home.phones.remembered
    home.phones.put_remembered(remembered.without_phone(own.phone))
    while own.next_event()[0]:
        pass
    assert own.tell("down")[0] == 401
    home.phones.put_remembered(remembered)
    home.settle()
    assert own.join()[0] == 200


def test_what_is_in_the_way_is_told_and_asked_for_again(home: Home) -> None:
    both = Found(None, Problem(Trouble.SEVERAL_NETWORKS), (Place("a", ("127.0.0.1",)),))
    home.around.found, usual = Found(None, Problem(Trouble.NO_NETWORK)), home.around.found
    home.start()
    home.phones.open_for_guests()
    assert [each.trouble for each in home.phones.page.problems] == [Trouble.NO_NETWORK]
    assert home.phones.guest_url() == ""
    home.around.found = both
    home.phones.open_for_guests()
    assert [each.trouble for each in home.phones.page.problems] == [Trouble.SEVERAL_NETWORKS]
    home.around.found = usual
    home.phones.choose_place("a")
    home.settle()
    assert home.phones.remembered.place == "a"
    assert home.phones.guest_url()
    assert home.phones.page.problems == ()
    home.engine.stop()
    with pytest.raises(Refused) as raised:
        home.phones.open_for_guests()
    assert raised.value.code is ErrorCode.NO_TABLE


def test_a_port_that_is_taken_is_said_and_so_is_another_address(home: Home) -> None:
    own = home.paired()
    known = home.phones.remembered
    home.hung_up(own.address)
    with socket.create_server(("127.0.0.1", known.port)):
        home.start()
        home.settle()
        troubles = {each.trouble for each in home.phones.page.problems}
        assert troubles == {Trouble.PORT_TAKEN}
        at = home.port
        assert at != known.port
    home.phones.page.open_anew()
    home.settle()
    assert home.port == at, "where the phones at the table wait"
    home.engine.cancel()
    home.phones.page.close()
    home.start()
    home.settle()
    assert home.port == known.port, "where the phone looks for it"
    home.engine.cancel()
    home.phones.page.close()
    home.hung_up(own.address)
    with socket.create_server(("127.0.0.1", known.port)):
        home.start()
        home.settle()
        own.address = own.address.replace(str(known.port), str(home.port))
        assert own.join()[0] == 200
        at = home.port
    home.engine.cancel()
    home.phones.page.close()
    home.start()
    home.settle()
    assert home.port == at, "where the phone was last"
    home.engine.cancel()
    home.phones.page.close()
    home.around.found = Found(Place("wlan0", ("127.0.0.2",)))
    home.start()
    home.settle()
    moved = [each for each in home.phones.page.problems if each.trouble is Trouble.ADDRESS_CHANGED]
    assert [(each.text, each.now) for each in moved] == [("127.0.0.1", "127.0.0.2")]


def test_while_the_computer_slept_nobody_was_seen(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    own.join()
    own.listen()
    own.tell("down")
    home.desk.clock.advance(minutes=10)
    slept = timedelta(minutes=20)
    home.desk.clock.advance(minutes=20)
    home.slept += slept
    home.phones.on_looked_again()
    view = home.phones.view()
    assert view is not None
    assert (view.seats[0].state, view.seats[0].down) == (State.SILENT, timedelta(minutes=10))
    home.phones.absence.hear_again()  # its connection has lived on
    assert home.state_of(own) is State.DOWN


def test_a_computer_that_wakes_up_elsewhere_listens_in_no_network_of_others(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    assert own.join()[0] == 200
    home.around.known = None  # not there yet
    home.phones.on_looked_again()
    home.qtbot.wait(50)
    assert home.phones.page.listening is not None
    home.around.known = Network("cafe", "Café")  # which gives out the same addresses
    home.phones.on_looked_again()
    home.qtbot.waitUntil(lambda: home.phones.page.listening is None)
    home.hung_up(own.address)
    home.around.known = HOME
    home.around.found = Found(Place("wlan0", ("127.0.0.2",)))
    home.phones.on_looked_again()
    home.settle()
    listening = home.phones.page.listening
    assert listening is not None
    assert listening.https.startswith("https://127.0.0.2:")
    home.around.found = Found(HERE)
    home.phones.on_looked_again()
    home.settle()
    assert own.join()[0] == 200


def test_a_page_to_which_nobody_came_is_gone_with_the_session(home: Home) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    assert is_answered(home.phones.guest_url())
    home.engine.stop()
    assert home.phones.page.listening is None
    assert home.phones.guest_url() == ""


def test_a_window_that_is_closed_leaves_nothing_open_in_a_network_of_others(home: Home) -> None:
    own = home.paired()
    home.around.known = Network("cafe", "Café")
    home.start()
    home.phones.begin_pairing()
    home.settle()
    home.qtbot.waitUntil(lambda: home.phones.page.network is not None)
    assert own.join()[0] == 200
    home.phones.end_pairing()
    assert home.phones.page.listening is None
    home.hung_up(own.address)


def test_which_network_this_is_is_asked_for_ones_own_phone_and_not_for_guests(home: Home) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    assert home.around.asked == 0
    for_guests = home.phones.guest_url()
    home.phones.begin_pairing()
    home.qtbot.waitUntil(lambda: home.phones.page.network is not None)
    assert home.around.asked == 1
    assert home.phones.guest_url() == for_guests  # who is there stays


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_page_that_was_for_guests_stays_for_ones_own_phone_in_a_network_of_mine_alone(
    home: Home, is_mine: bool
) -> None:
    home.paired(is_mine=is_mine)
    home.preferences.change("phone_page", False)
    asked = home.around.asked
    home.start()
    home.phones.open_for_guests()
    home.settle()
    assert home.around.asked == asked
    home.phones.page.open(only_mine=True)
    home.qtbot.waitUntil(lambda: home.around.asked > asked and not home.phones.page._is_opening)
    assert home.phones.page.is_open is is_mine


def test_the_sensing_of_a_phone_is_what_its_page_says(home: Home) -> None:
    own = home.paired()
    home.start()
    home.settle()
    own.join("visibility")
    view = home.phones.view()
    assert view is not None
    assert view.seats[0].sensing is Sensing.VISIBILITY


def test_a_server_that_crashes_is_there_again_and_after_the_third_time_it_is_said(
    home: Home,
) -> None:
    home.start()
    home.phones.open_for_guests()
    home.settle()
    url = home.phones.guest_url()
    tom = home.guest("Tom")
    tom.tell("down")
    for time in range(3):
        server = home.phones.page._server
        assert server is not None
        os.kill(server.pid, signal.SIGKILL)
        home.qtbot.waitUntil(lambda: not home.phones.page.is_open)
        home.settle()
        if time < 2:
            assert home.phones.guest_url() == url
            assert tom.join()[0] == 200
            assert home.state_of(tom) is State.DOWN
    assert [each.trouble for each in home.phones.page.problems] == [Trouble.NO_PORT]
    home.phones.open_for_guests()  # the person asks once more
    home.settle()
    assert home.phones.guest_url() == url


def test_an_app_that_is_started_anew_after_the_end_hears_the_rest_of_the_record(home: Home) -> None:
    own = home.gone_silent()
    home.desk.clock.advance(minutes=60)
    ended = home.engine.stop()
    for _ in range(2):  # also an app that is started once more
        home.open_anew()
        home.desk.clock.advance(minutes=5)
        home.phones.resume()
        home.settle()
    own.told = 0  # nothing of it is known any more: the page tells all anew
    status, joined = own.join()
    assert (status, joined["last"]) == (200, 0)
    assert home.desk.log.get(ended.id) == ended
    own.tell("down", ago=70 * 60)
    own.tell("up", ago=40 * 60)
    own.tell("down", ago=30 * 60)
    handed_in = home.desk.log.get(ended.id)
    assert handed_in is not None
    assert [slip.length for slip in handed_in.slips] == [timedelta(minutes=10)]
    kept = kept_table_of(home.desk.log, ended.id)
    assert kept is not None
    assert [(each.name, each.looks) for each in kept.phones] == [("Pixel", 1)]
    own.listen()
    assert own.next_event()[0] == "over"
    pass_time(home)
    home.open_anew()
    home.phones.resume()
    assert home.phones.page.listening is None  # nobody is awaited any more
    assert not home.phones._hand_in.is_on


def test_a_look_that_the_person_took_back_is_not_handed_in_to_an_app_that_is_started_anew(
    home: Home,
) -> None:
    own = home.paired()
    home.start()
    home.settle()
    own.join()
    own.listen()
    own.tell("down")
    home.desk.clock.advance(minutes=60)
    own.tell("up", ago=40 * 60)
    own.tell("down", ago=30 * 60)
    home.engine.take_slip_back()
    own.hang_up()
    home.qtbot.waitUntil(lambda: home.state_of(own) is State.SILENT)
    ended = home.engine.stop()
    assert ended.slips == ()
    home.open_anew()
    home.phones.resume()
    home.settle()
    own.told = 0
    own.join()
    own.tell("down", ago=60 * 60)
    own.tell("up", ago=40 * 60)
    own.tell("down", ago=30 * 60)
    assert home.desk.log.get(ended.id) == ended


def test_nobody_is_awaited_for_longer_than_before(home: Home) -> None:
    home.gone_silent()
    home.engine.stop()
    home.open_anew()
    home.desk.clock.advance(minutes=16)
    home.phones.resume()
    assert not home.phones._hand_in.is_on
    assert home.phones.page.listening is None
