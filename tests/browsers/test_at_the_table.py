"""The page in Debian's browsers, served over real TLS and over http under a name of the network."""

from collections.abc import Callable

from tests.browsers.conftest import Phone
from tests.browsers.phone import DOWN
from tests.browsers.served import ServedTable
from tests.browsers.tab import PATIENCE
from tests.desktops.programs import wait_until

STORED = """(async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length])()"""
WATCH_LOCKS = """(() => {
  window.locks = [];
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (sort) => {
    const lock = await request(sort);
    locks.push(lock);
    return lock;
  };
})()"""


def test_a_look_with_a_reason_and_the_result(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    ana, tom = new_phone(), new_phone()
    for phone, name in ((ana, "Ana"), (tom, "<img src=x onerror=alert(1)>")):
        phone.tab.turns(20)
        phone.joins(table.https, table.guests, name)
    assert table.asks("look")["sensing"]["Ana"] == "sensors"
    assert ana.reads("<img src=x onerror=alert(1)>"), "a name is a text"
    ana.lies_down()
    tom.lies_down()
    ana.is_on("down")
    assert ana.reads("1 h 30 min left")
    table.waits_for(Ana="down")
    for steady in (DOWN - 20, DOWN, DOWN - 40):  # leaning on a plate is no pick-up
        ana.tab.turns(steady)
    ana.is_picked_up()
    ana.is_on("up")
    ana.taps("I need it")
    ana.taps("A call")
    ana.taps("Put it down")
    ana.lies_down()
    ana.is_on("down")
    wait_until(lambda: len(table.words()) == 5, PATIENCE, "the last word")
    assert sorted(table.words()) == ["down", "down", "down", "reason call", "up"]

    table.asks("end")
    ana.reads("That was time together")
    assert ana.reads("Dinner, less than a minute")
    assert tom.reads("Ana\nface down for less than a minute")
    requests = "performance.getEntriesByType('resource').length"
    before = ana.tab.does(requests)
    table.asks("close")
    ana.tab.hides()
    ana.tab.shows()
    assert ana.screen == "over", "the page needs no computer any more"
    assert ana.tab.does(requests) == before
    assert ana.tab.does(STORED) == [0, 0, "", 0, 0]


def test_a_phone_without_a_certificate_is_told_and_a_locked_one_is_down(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    tom, ana = new_phone(), new_phone()
    tom.tab.turns(20)  # the browser keeps its sensors from a page without a certificate
    tom.joins(table.http, table.guests, "Tom")
    ana.joins(table.http, table.guests, "Ana")
    assert table.asks("look")["sensing"] == {"Tom": "visibility", "Ana": "visibility"}
    assert not tom.tab.does("isSecureContext")
    for phone in (tom, ana):
        phone.taps("I lay it down now")
        phone.is_on("down")
    tom.tab.hides()
    table.waits_for(Tom="locked", Ana="down")
    tom.tab.shows()
    assert tom.reads("The phone is in your hand")
    table.waits_for(Tom="up")
    tom.taps("Put it down")
    table.waits_for(Tom="down")
    tom.taps("I picked it up")
    table.waits_for(Tom="up")
    tom.tab.hides()
    table.waits_for(Tom="away")
    tom.tab.shows()
    assert ana.screen == "down", "nothing of it is seen on another phone"
    ana.taps("I picked it up")
    assert ana.reads("Tom\nat the table"), "whether somebody looks is not told"
    tom.taps("I’m leaving")
    table.waits_for(Tom="left")
    assert tom.reads("You have left the table.")
    tom.taps("I’m still here")
    tom.reads("Lay it face down")
    table.waits_for(Tom="joining", Ana="up")
    ana.tab.opens("about:blank")
    table.waits_for(Ana="left")


def test_a_page_that_is_loaded_again_is_the_same_phone(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    tom = new_phone()
    tom.joins(table.http, table.guests, "Tom")
    tom.taps("I lay it down now")
    table.waits_for(Tom="down")
    tom.tab.does("location.reload()")
    tom.is_on("lay")
    tom.taps("I lay it down now")
    # The last word of the page that goes is on its way while the new one comes.
    both = sorted(["down", "gone", "visible", "down"])
    wait_until(lambda: sorted(table.words()) == both, PATIENCE, "the words of both")
    assert table.words()[-1] == "down"
    assert table.states() == {"Tom": "down"}


def test_the_clock_of_a_phone_may_be_wrong_and_be_set_while_it_is_locked(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    tom = new_phone()
    tom.joins(table.http, table.guests, "Tom")
    tom.tab.does("window.real = Date.now, window.off = 0, Date.now = () => real() + off, 0")
    tom.taps("I lay it down now")
    table.waits_for(Tom="down")
    assert tom.reads("1 h 30 min left")
    tom.tab.hides()
    table.waits_for(Tom="locked")
    tom.tab.does(f"window.off = {7 * 3_600_000}")
    tom.tab.shows()
    table.waits_for(Tom="up")
    tom.taps("Put it down")
    table.waits_for(Tom="down")
    assert tom.reads("1 h 30 min left")


def test_a_session_that_is_cancelled_was_none(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    tom = new_phone()
    tom.joins(table.http, table.guests, "Tom")
    tom.taps("I lay it down now")
    tom.is_on("down")
    table.asks("cancel")
    assert tom.reads("The session is over")
    assert "face down" not in tom.text


def test_the_screen_stays_on_while_the_page_is_seen(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    ana = new_phone()
    ana.tab.turns(20)
    ana.scans(table.https, table.guests)
    ana.taps("Your first name")
    ana.tab.types("Ana")
    ana.tab.does(WATCH_LOCKS)
    ana.taps("Join the table")
    ana.is_on("lay")
    released = "locks.map((each) => each.released)"
    wait_until(lambda: ana.tab.does(released) == [False], PATIENCE, "the lock")
    ana.tab.hides()
    ana.tab.shows()
    wait_until(lambda: ana.tab.does(released) == [True, False], PATIENCE, "another lock")
    ana.lies_down()
    ana.is_on("down")
    ana.is_picked_up()
    ana.taps("I’m leaving")
    wait_until(lambda: ana.tab.does(released) == [True, True], PATIENCE, "the end of the lock")


def test_what_happens_without_a_network_is_kept_and_handed_in(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    ana = new_phone()
    ana.tab.turns(20)
    ana.joins(table.https, table.guests, "Ana")
    ana.lies_down()
    table.waits_for(Ana="down")
    ana.tab.loses_network()
    ana.is_picked_up()
    ana.taps("I need it")
    ana.taps("I’m showing something")
    assert ana.reads("No signal from the computer", 10)
    ana.keeps_picture("no-signal")
    ana.taps("Put it down")
    ana.lies_down()
    ana.is_on("down")
    assert table.words() == ["down"]
    ana.tab.finds_network()
    told = ["down", "up", "reason showed", "down"]
    wait_until(lambda: table.words() == told, 20, "what was kept")
    table.waits_for(Ana="down")
    assert "No signal" not in ana.text


def test_ones_own_phone_is_paired_once_and_then_sits_down_by_itself(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    own = new_phone()
    own.tab.turns(20)
    own.scans(table.https, table.pairing)
    assert own.reads(table.four_words), "as the computer shows them"
    own.taps("Remember this phone")
    assert own.reads("Put this page on the home screen.")
    address = own.tab.does("location.href")
    assert address == f"{table.https}/#{own.tab.does('localStorage.getItem(`presence-token`)')}"
    table.asks("go without")
    own.tab.opens(address)
    assert own.reads("No session right now")
    table.asks("begin")
    own.taps("Try again")
    own.is_on("lay")
    own.lies_down()
    table.waits_for(**{"My phone": "down"})

    table.asks("close")  # the computer's app is gone, and comes back knowing nothing
    table.asks("begin")
    own.is_picked_up()
    own.is_on("up")
    table.asks("open")
    table.waits_for(**{"My phone": "up"})
    assert table.words()[-2:] == ["down", "up"], "all of its record is handed in again"
    own.tab.opens(f"{table.https}/")
    own.is_on("lay")  # though the home screen has lost the token of the address


def test_a_code_of_yesterday_says_so(table: ServedTable, new_phone: Callable[[], Phone]) -> None:
    tom = new_phone()
    tom.scans(table.http, "A" * 22)
    assert tom.reads("This code is no longer valid")
    assert tom.reads("scan the code on its screen again")
    tom.scans(table.http, "")
    assert tom.reads("Scan the code on the computer")


def test_a_second_tab_of_a_browser_takes_the_place_of_the_first_which_says_so(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    first = new_phone()
    first.joins(table.http, table.guests, "Tom")
    first.taps("I lay it down now")
    table.waits_for(Tom="down")
    first.tab.hides()
    second = Phone(first.tab.opens_another())
    second.joins(table.http, table.guests, "Thomas")
    assert first.reads("Another tab goes on with this")
    table.waits_for(Thomas="up")
    second.taps("I lay it down now")
    table.waits_for(Thomas="down")
    first.tab.shows()
    assert first.screen == "trouble"
    assert table.states() == {"Thomas": "down"}, "one phone has one place"
    assert table.words() == ["down", "hidden", "visible", "down"], "and was picked up once"
    first.taps("Try again")  # somebody goes on in the first tab after all
    first.is_on("lay")
    assert second.reads("You can close this one.")
    assert len(table.states()) == 1


def test_what_a_tab_has_not_told_yet_is_told_though_another_has_its_place(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    first = new_phone()
    first.joins(table.http, table.guests, "Tom")
    first.taps("I lay it down now")
    table.waits_for(Tom="down")
    first.tab.does(
        "window.told = fetch, window.fetch = (...words) => "
        "String(words[0]) === '/tell' ? Promise.reject() : told(...words), 0"
    )
    first.taps("I picked it up")
    first.taps("I need it")
    first.taps("A call")
    first.tab.does("window.fetch = told, 0")
    second = Phone(first.tab.opens_another())
    second.joins(table.http, table.guests, "Tom")
    first.is_on("trouble")
    said = sorted(["down", "up", "reason call", "visible"])
    wait_until(lambda: sorted(table.words()) == said, 10, "the words of both")


def test_who_is_not_known_any_more_reads_why(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    own, tom = new_phone(), new_phone()
    own.scans(table.https, table.pairing)
    own.taps("Remember this phone")
    own.is_on("paired")
    address = own.tab.does("location.href")
    own.tab.opens(address)
    own.is_on("lay")
    tom.joins(table.http, table.guests, "Tom")
    assert tom.reads("The host\nat the table"), "what the host calls the phone is for the host"
    assert own.reads("My phone (you)")
    table.asks("revoke")
    table.asks("close")
    table.asks("open")
    assert own.reads("The computer does not know this phone any more", 20)
    assert own.reads("pair it anew on the computer")
    assert tom.reads("The session is over", 20)
    own.tab.opens(address)
    assert own.reads("The computer does not know this phone any more")


def test_ones_own_phone_has_one_place_however_often_its_page_is_open(
    table: ServedTable, new_phone: Callable[[], Phone]
) -> None:
    own = new_phone()
    own.tab.turns(20)
    own.scans(table.https, table.pairing)
    own.taps("Remember this phone")
    own.is_on("paired")
    address = own.tab.does("location.href")
    own.tab.opens(address)
    own.is_on("lay")
    own.lies_down()
    own.is_on("down")
    again = Phone(own.tab.opens_another())
    again.tab.turns(DOWN)
    again.tab.opens(address)
    wait_until(lambda: again.screen in ("lay", "down"), PATIENCE, "its place")
    again.tab.turns(DOWN - 5)  # it has lain so since before it came
    again.is_on("down")
    table.waits_for(**{"My phone": "down"})
    assert own.reads("Another tab goes on with this")
    wait_until(lambda: table.asks("look")["hearing"] == 1, PATIENCE, "the newer one's stream")
    table.asks("end")
    again.is_on("over")
    assert own.screen == "trouble"
    assert again.tab.does("localStorage.length") == 1, "the token is all that stays"
