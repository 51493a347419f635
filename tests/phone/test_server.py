"""The server in the loop: where it listens, what it tells and when, and that nothing stays."""

import gc
import socket
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from presence.core.table.phone import Word
from presence.core.table.reach import Listening, Place, Problem, Trouble
from presence.core.table.seat import State
from presence.paths import resources_dir
from presence.phone.limits import Limits
from presence.phone.page import Page
from presence.phone.reach.ports import is_ours, random_port
from presence.phone.server import PageServer
from tests.fakes import FakeClock
from tests.phone.dinner import words
from tests.phone.host import TableHost
from tests.phone.phone import LOOP, Phone, phone_at, turn, turn_until

HERE = Place("lo", ("127.0.0.1",))
# All phones of a test have one address; and no pause between two tables, but where it is the point.
ROOMY = Limits(connections_an_address=100, guests_an_address=100, pause_ms=0, port_tries=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def host(clock: FakeClock) -> TableHost:
    return TableHost(clock)


class Served:
    """A server and what it said of itself."""

    def __init__(self, host: TableHost, clock: FakeClock) -> None:
        self._host, self._clock = host, clock
        self.stopped: list[Problem] = []
        self.visits = self.closings = 0

    def open(self, limits: Limits = ROOMY, place: Place = HERE, port: int = 0) -> Listening:
        page = Page(resources_dir() / "phone")
        self.server = PageServer(
            self._host, page, place, None, LOOP, port, "presence.test", limits, self._clock
        )
        self.server.stopped = self.stopped.append
        self.server.visited = self._on_visit
        self.server.closed = self._on_closed
        return self.server.open()

    def close(self) -> None:
        self.server.close()
        turn_until(lambda: self.server.connections == 0)
        turn()

    def _on_visit(self) -> None:
        self.visits += 1

    def _on_closed(self) -> None:
        self.closings += 1


@pytest.fixture
def served(host: TableHost, clock: FakeClock) -> Iterator[Served]:
    started = Served(host, clock)
    yield started
    turn()


def _join(phone: Phone, host: TableHost, name: str = "Ann") -> tuple[str, str]:
    values = {"name": name, "sensing": "visibility", "phone": None}
    status, joined = phone.ask("/join", values, host.guest_token)
    assert status == 200
    return joined["phone"], joined["key"]


def _hear(phone: Phone, host: TableHost, who: tuple[str, str]) -> None:
    phone.came.clear()
    phone.request(f"/events?t={host.guest_token}&phone={who[0]}&key={who[1]}")
    turn_until(lambda: bool(phone.events()))


def _tell(phone: Phone, host: TableHost, who: tuple[str, str], number: int, word: str) -> None:
    values = {"phone": who[0], "key": who[1], "words": words((number, 0, word))}
    assert phone.ask("/tell", values, host.guest_token)[0] == 200


def test_a_picked_up_phone_is_told_to_the_host_and_to_everybody(
    served: Served, host: TableHost, clock: FakeClock
) -> None:
    listening = served.open()
    host.on_told = served.server.push
    with phone_at(listening) as ann, phone_at(listening) as bob, phone_at(listening) as hand:
        first, second = _join(ann, host), _join(bob, host, "Bob")
        _hear(ann, host, first)
        _hear(bob, host, second)
        _tell(hand, host, first, 1, "down")
        clock.advance(minutes=20)
        _tell(hand, host, first, 2, "up")
        turn_until(lambda: bob.events()[-1][1]["phones"][0]["state"] == "up")
        assert [told.word for told in host.told] == [Word.DOWN, Word.UP]
        assert host.told[1].at == clock.now()
        name, table = bob.events()[-1]
        assert name == "table"
        assert table["kind"] == "Dinner"
        assert table["ends_in_s"] == 2400
        assert table["down_s"] == table["longest_s"] == 1200
        assert [each["you"] for each in table["phones"]] == [False, True]
    served.close()


def test_what_is_the_same_is_told_once(served: Served, host: TableHost, clock: FakeClock) -> None:
    listening = served.open()
    with phone_at(listening) as ann:
        _hear(ann, host, _join(ann, host))
        for _ in range(10):
            clock.advance(seconds=1)
            served.server.push()
            turn()
        assert len(ann.events()) == 1
        host.shows_looks = True
        served.server.push()
        turn_until(lambda: len(ann.events()) == 2)
    served.close()


def test_guests_behind_one_address_do_not_keep_the_page_from_loading(
    served: Served, host: TableHost
) -> None:
    listening = served.open(Limits())
    with ExitStack() as stack:
        guests = [stack.enter_context(phone_at(listening)) for _ in range(6)]
        for number, guest in enumerate(guests):
            _hear(guest, host, _join(guest, host, f"Guest {number}"))
        # As many as a browser opens to one place at once.
        loading = [stack.enter_context(phone_at(listening)) for _ in range(6)]
        turn()
        for each in loading:
            each.request("/page.css")
        turn_until(lambda: all(b" 200 " in each.look() or each.is_over for each in loading))
        for each in guests:
            each.look()
        assert not any(each.is_over for each in (*guests, *loading))
    served.close()


def test_many_moves_at_once_are_told_together(served: Served, host: TableHost) -> None:
    listening = served.open(Limits(pause_ms=200, connections_an_address=9))
    host.on_told = served.server.push
    with phone_at(listening) as ann, phone_at(listening) as hand:
        who = _join(ann, host)
        _hear(ann, host, who)
        for number in range(1, 21):
            _tell(hand, host, who, number, "down" if number % 2 else "up")
        _tell(hand, host, who, 21, "down")
        turn_until(lambda: len(ann.events()) > 1 and not served.server._pause.is_active)
        assert len(ann.events()) < 15
        assert ann.events()[-1][1]["phones"][0]["state"] == State.DOWN.value
    served.close()


def test_the_last_message_comes_and_then_the_stream_ends(
    served: Served, host: TableHost, clock: FakeClock
) -> None:
    listening = served.open()
    with phone_at(listening) as ann, phone_at(listening) as bob, phone_at(listening) as hand:
        first, second = _join(ann, host), _join(bob, host, "Bob")
        _hear(ann, host, first)
        _hear(bob, host, second)
        for number, who in enumerate((first, second), start=1):
            _tell(hand, host, who, number, "down")
        clock.advance(minutes=30)
        host.end()
        served.server.finish()
        served.server.close()  # at once: who is told the end may take it
        turn_until(lambda: (ann.look() and ann.is_over and bob.look() and bob.is_over) is True)
        for phone, mine in ((ann, "Ann"), (bob, "Bob")):
            assert phone.came.endswith(b"0\r\n\r\n")
            name, over = phone.events()[-1]
            assert name == "over"
            assert over["lasts_s"] == over["down_s"] == over["longest_s"] == 1800
            assert [each["name"] for each in over["phones"] if each["you"]] == [mine]
            assert [each["name"] for each in over["phones"] if "looks" in each] == [mine]
    turn_until(lambda: served.server.connections == 0)
    turn()


def test_everybody_s_looks_are_in_it_where_the_host_shows_them(
    served: Served, host: TableHost
) -> None:
    host.shows_looks = True
    listening = served.open()
    with phone_at(listening) as ann, phone_at(listening) as hand:
        _hear(ann, host, _join(ann, host))
        _join(hand, host, "Bob")
        host.end()
        served.server.finish()
        turn_until(lambda: ann.events()[-1][0] == "over")
        assert all(each["looks"] == 0 for each in ann.events()[-1][1]["phones"])
    served.close()


def test_a_phone_that_is_gone_is_silent_and_one_that_comes_again_is_not(
    served: Served, host: TableHost
) -> None:
    listening = served.open()
    with phone_at(listening) as hand:
        who = _join(hand, host)
        with phone_at(listening) as lost:
            _hear(lost, host, who)
            with phone_at(listening) as again:  # before the first one is missed
                _hear(again, host, who)
                turn_until(lambda: lost.look() != b"" and lost.is_over)
                turn()
                assert host.here == {who[0]}
        turn_until(lambda: not host.here)
        assert host.table is not None
        assert [seat.state for seat in host.table.seats] == [State.SILENT]
        with phone_at(listening) as back:
            _hear(back, host, who)
            assert host.here == {who[0]}
            assert host.table.seats[0].state is State.JOINING
    served.close()


def test_two_phones_of_one_name_at_one_address_are_two_while_both_are_there(
    served: Served, host: TableHost
) -> None:
    listening = served.open()
    with phone_at(listening) as ann, phone_at(listening) as other:
        first = _join(ann, host)
        _hear(ann, host, first)
        second = _join(other, host)
        assert second[0] != first[0]
    turn_until(lambda: not host.here)
    with phone_at(listening) as again:
        assert _join(again, host)[0] == first[0]
    served.close()


def test_a_guest_keeps_the_place_where_the_server_is_another_one(
    served: Served, host: TableHost
) -> None:
    """As after a change of the network: the new server knows no keys."""
    listening = served.open()
    with phone_at(listening) as ann:
        who = _join(ann, host)
        _tell(ann, host, who, 1, "down")
    served.close()
    listening = served.open(port=listening.port)
    with phone_at(listening) as ann:
        said = {"phone": who[0], "key": who[1], "words": words((2, 0, "up"))}
        assert ann.ask("/tell", said, host.guest_token) == (404, {"error": "phone"})
        again = {"name": "Ann", "sensing": "sensors", "phone": who[0], "key": who[1]}
        status, joined = ann.ask("/join", again, host.guest_token)
        assert (status, joined["phone"], joined["last"]) == (200, who[0], 1)
        _tell(ann, host, (joined["phone"], joined["key"]), 2, "up")
    assert host.table is not None
    assert len(host.table.seats) == 1
    served.close()


def test_a_page_is_loaded_whole_where_a_lively_table_is_behind_one_address(
    served: Served, host: TableHost
) -> None:
    """Browsers keep open what is answered, and open what they will need before they ask."""
    listening = served.open(Limits(connections_an_address=6))
    with ExitStack() as stack:
        resting = [stack.enter_context(phone_at(listening)) for _ in range(6)]
        for number, each in enumerate(resting):
            _join(each, host, f"Guest {number}")
        loading = []
        for _ in range(4):
            loading.append(stack.enter_context(phone_at(listening)))
            turn()
        for each in loading:
            each.request("/page.css")
        turn_until(lambda: all(b"--accent" in each.look() or each.is_over for each in loading))
        assert not any(each.is_over for each in loading)
        turn_until(lambda: sum(bool(each.look()) and each.is_over for each in resting) == 4)
    served.close()


def test_who_says_something_into_a_stream_is_hung_up_on(served: Served, host: TableHost) -> None:
    listening = served.open()
    with phone_at(listening) as ann:
        _hear(ann, host, _join(ann, host))
        ann.send(b"GET / HTTP/1.1\r\n\r\n")
        turn_until(lambda: ann.look() != b"" and ann.is_over)
        assert not host.here
    served.close()


def test_an_app_that_cannot_tell_the_table_loses_nobody_who_hears(
    served: Served, host: TableHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = served.open()
    with phone_at(listening) as ann, phone_at(listening) as bob:
        first, second = _join(ann, host), _join(bob, host, "Bob")
        _hear(ann, host, first)

        def broken(_phone_id: str) -> None:
            raise RuntimeError("the disk of the app is full")

        with monkeypatch.context() as for_now:
            for_now.setattr(host, "table_for", broken)
            bob.request(f"/events?t={host.guest_token}&phone={second[0]}&key={second[1]}")
            turn_until(lambda: bool(bob.look()) and bob.is_over)
            served.server.push()
            turn()
        assert host.here == {first[0]}
        host.shows_looks = True
        served.server.push()
        turn_until(lambda: len(ann.events()) == 2)
    served.close()


def test_without_a_session_a_phone_is_to_wait(served: Served, host: TableHost) -> None:
    listening = served.open()
    with phone_at(listening) as ann:
        who = _join(ann, host)
        host.table = None
        values = {"phone": who[0], "key": who[1], "words": words((1, 0, "up"))}
        waits = (409, {"error": "no_table", "wait": True})
        assert ann.ask("/tell", values, host.guest_token) == waits
        join = {"name": "Ann", "sensing": "sensors", "phone": None}
        assert ann.ask("/join", join, host.guest_token) == waits
        assert ann.ask("/join", {**join, "name": ""}, host.guest_token)[1] == {"error": "name"}
    served.close()


# Where it listens


def test_the_port_is_kept(served: Served) -> None:
    first = served.open()
    served.close()
    second = served.open(port=first.port)
    served.close()
    assert is_ours(first.port)
    assert second == first
    assert first.http == f"http://127.0.0.1:{first.port + 1}"
    assert first.http_by_name == f"http://presence.test:{first.port + 1}"
    assert first.https == first.https_by_name == ""
    assert [problem.trouble for problem in first.problems] == [Trouble.NO_CERTIFICATE]


@pytest.mark.parametrize("which", [0, 1])
def test_a_port_that_is_taken_is_told_and_another_one_found(served: Served, which: int) -> None:
    with socket.socket() as other:
        usual = _free_port()
        other.bind(("127.0.0.1", usual + which))
        other.listen()
        listening = served.open(port=usual)
        if which == 0:  # nobody needs it where there is no certificate
            assert listening.port == usual
        else:
            assert listening.port not in (0, usual)
            taken = [each for each in listening.problems if each.trouble is Trouble.PORT_TAKEN]
            assert [(each.port, each.instead) for each in taken] == [(usual, listening.port)]
        with phone_at(listening) as phone:
            phone.request("/page.css")
            turn_until(lambda: phone.look().startswith(b"HTTP/1.1 200"))
    served.close()


def test_where_no_port_can_be_had_that_is_said(served: Served) -> None:
    listening = served.open(place=Place("gone", ("198.51.100.9",)))
    assert listening.port == 0
    assert (listening.https, listening.http) == ("", "")
    assert [problem.trouble for problem in listening.problems][-1] is Trouble.NO_PORT
    assert listening.problems[-1].text
    served.close()


def test_over_ipv6_it_is_the_same(served: Served, host: TableHost) -> None:
    listening = served.open(place=Place("lo", ("::1",)))
    assert listening.http == f"http://[::1]:{listening.port + 1}"
    with phone_at(listening) as ann:
        _hear(ann, host, _join(ann, host))
    served.close()


def test_a_second_address_that_is_gone_costs_nothing(served: Served, host: TableHost) -> None:
    listening = served.open(place=Place("lo", ("127.0.0.1", "198.51.100.9", "127.0.0.2")))
    for address in ("127.0.0.1", "127.0.0.2"):
        phone = Phone(address, listening.port + 1)
        _join(phone, host)
        phone.close()
    served.close()


def test_it_listens_at_no_other_address(served: Served) -> None:
    listening = served.open(place=Place("lo", ("127.0.0.3",)))
    with pytest.raises(ConnectionRefusedError):
        Phone("127.0.0.1", listening.port + 1)
    served.close()


def test_the_first_phone_to_come_through_is_told_once(served: Served) -> None:
    listening = served.open()
    with phone_at(listening) as this_computer:
        this_computer.request("/page.css")
        turn_until(lambda: this_computer.look() != b"")
        assert served.visits == 0
    with socket.create_connection(
        ("127.0.0.1", listening.port + 1), 5, ("127.0.0.5", 0)
    ) as another:
        for _ in range(2):
            another.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            turn()
        turn_until(lambda: served.visits > 0)
        turn()
        assert served.visits == 1
    served.close()


def test_too_many_guesses_end_it_with_a_reason(served: Served) -> None:
    listening = served.open(Limits(guesses=5, connections_an_address=9))
    with phone_at(listening) as stranger:
        for number in range(5):
            assert stranger.ask("/who", {}, f"{number:022d}")[0] == 401
        turn_until(lambda: bool(served.stopped))
        assert [each.trouble for each in served.stopped] == [Trouble.TOO_MANY_GUESSES]
        with pytest.raises(ConnectionRefusedError):
            Phone("127.0.0.1", listening.port + 1)
    served.close()


def test_guesses_from_elsewhere_keep_out_newcomers_alone(served: Served, host: TableHost) -> None:
    listening = served.open(Limits(guesses=5, guesses_an_address=3, connections_an_address=9))
    with phone_at(listening) as known:
        who = _join(known, host)
        for number in range(5):
            with _at(listening, f"127.0.0.{50 + number // 2}") as stranger:
                assert stranger.ask("/who", {}, f"{number:022d}")[0] == 401
        turn_until(lambda: bool(served.stopped))
        assert [each.trouble for each in served.stopped] == [Trouble.NO_NEWCOMERS]
        with _at(listening, "127.0.0.9") as newcomer:
            turn_until(lambda: newcomer.look() == b"" and newcomer.is_over)
        _tell(known, host, who, 1, "down")
    with phone_at(listening) as again:  # also over another connection, as browsers do
        _hear(again, host, who)
        assert host.here == {who[0]}
    for number in range(3):  # from the address of a seat no more are free than from any other
        with phone_at(listening) as guess:
            assert guess.ask("/who", {}, f"{number:022d}")[0] == 401
    with phone_at(listening) as guess:
        turn_until(lambda: guess.look() == b"" and guess.is_over)
    assert len(served.stopped) == 1
    served.close()


@contextmanager
def _at(listening: Listening, source: str) -> Iterator[Phone]:
    """A phone at another address of loopback."""
    phone = Phone("127.0.0.1", listening.port + 1, source=source)
    try:
        yield phone
    finally:
        phone.close()


# What stays


def test_nothing_of_it_stays(served: Served, host: TableHost) -> None:
    for number in range(3):
        listening = served.open()
        phones = [Phone("127.0.0.1", listening.port + 1) for _ in range(20)]
        for phone in phones[:10]:
            _hear(phone, host, _join(phone, host, f"Phone {number}"))
        if number == 1:
            served.server.finish()
        gone = weakref.ref(served.server)
        served.close()
        del served.server
        for phone in phones:
            phone.close()
        turn()
        gc.collect()
        assert served.closings == number + 1
        assert gone() is None
        assert not host.here
        assert LOOP.is_idle


def test_a_server_that_was_never_opened_can_be_closed(served: Served, host: TableHost) -> None:
    served.open()
    served.close()
    PageServer(host, Page(Path("/nowhere")), HERE, None, LOOP).close()
    turn()


def _free_port() -> int:
    while True:
        port = random_port()
        try:
            for number in (port, port + 1):
                with socket.socket() as trial:
                    trial.bind(("127.0.0.1", number))
        except OSError:
            continue
        return port
