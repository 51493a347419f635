"""What anybody in the same network may try at the page's server, and what comes of it."""

from collections.abc import Iterator
from zlib import crc32

import pytest

from tests.phone.dinner import Dinner, Reply, ask, words

JOIN = {"name": "Ann", "sensing": "visibility", "phone": None}


@pytest.fixture(scope="module")
def dinner() -> Iterator[Dinner]:
    with Dinner("127.0.0.1", name="presence.test") as started:
        yield started


def _token(number: int) -> str:
    return f"{number:022d}"


def test_wrong_tokens_are_counted_by_address_and_all_together() -> None:
    """240 different ones from 12 addresses: 200 are refused one by one, the rest by silence."""
    counts: dict[int, int] = {}
    with Dinner("127.0.0.1", limits={}) as dinner:
        known = dinner.connect(source="127.0.0.99")
        assert ask(known, "/join", JOIN, dinner.guest).status == 200
        number = 0
        for host in range(2, 14):
            source = f"127.0.0.{host}"
            for _ in range(20):
                number += 1
                try:
                    status = dinner.ask("/who", {}, _token(number), source=source).status
                except OSError:
                    status = 0
                counts[status] = counts.get(status, 0) + 1
            if host == 2:
                right = dinner.ask("/who", {}, dinner.guest, source=source)
                assert (right.status, right.values) == (429, {"error": "guesses"})
                elsewhere = dinner.ask("/who", {}, dinner.guest, source="127.0.0.77")
                assert elsewhere.status == 200
        assert counts == {401: 200, 0: 40}
        assert dinner.line() == {"stopped": "no_newcomers"}
        assert ask(known, "/who", {}, dinner.guest).status == 200  # who is there stays
        assert dinner.ask("/who", {}, dinner.guest, source="127.0.0.77").status == 200
        for is_secure in (True, False):
            with pytest.raises(OSError):  # noqa: PT011  # closed in TLS, or before the answer
                dinner.ask("/", is_secure=is_secure, source="127.0.0.78")


def test_a_page_of_yesterday_has_guessed_once(dinner: Dinner) -> None:
    before = dinner.do("told")["wrong"]
    for _ in range(30):
        assert dinner.ask("/who", {}, _token(77), source="127.0.0.50").status == 401
    assert dinner.ask("/who", {}, dinner.guest, source="127.0.0.50").status == 200
    assert dinner.do("told")["wrong"] == before + 1


def test_guesses_that_look_alike_count_each(dinner: Dinner) -> None:
    """Twenty tokens of one CRC-32, as anybody can make them."""
    alike = _alike(20)
    assert len({crc32(each.encode()) for each in alike}) == 1
    statuses = [dinner.ask("/who", {}, each, source="127.0.0.51").status for each in alike]
    assert statuses == [401] * 20
    assert dinner.ask("/who", {}, _token(1), source="127.0.0.51").status == 429


def _alike(count: int) -> list[str]:
    """CRC-32 is linear: what changes nothing of it can be added to any text."""
    bits = [(place, bit) for place in range(22) for bit in (1, 2, 4)]
    base = bytearray(b"h" * 22)  # "h" to "o": the lower three bits are free

    def change(chosen: int) -> bytes:
        text = bytearray(base)
        for number, (place, bit) in enumerate(bits):
            if chosen >> number & 1:
                text[place] ^= bit
        return bytes(text)

    none = crc32(change(0))
    rows = [(crc32(change(1 << number)) ^ none, 1 << number) for number in range(len(bits))]
    pivots: dict[int, tuple[int, int]] = {}
    same = []
    for value, chosen in rows:
        while value and value.bit_length() in pivots:
            known, those = pivots[value.bit_length()]
            value, chosen = value ^ known, chosen ^ those
        if value:
            pivots[value.bit_length()] = value, chosen
        else:
            same.append(chosen)
    sums = [0]
    for chosen in same:
        sums += [each ^ chosen for each in sums]
        if len(sums) >= count:
            break
    return [change(each).decode() for each in sums[:count]]


def test_what_is_no_token_is_refused_as_a_wrong_one(dinner: Dinner) -> None:
    for token in ("", "x", dinner.guest[:-1], dinner.guest + "A", "ü" * 22, "A" * 5000):
        assert dinner.ask("/who", {}, token.encode().decode("latin-1")).status == 401
        assert dinner.ask(f"/events?t={token.encode().hex()}").status == 401
    assert dinner.ask("/who", {}).status == 401
    basic = dinner.ask("/who", {}, Authorization=f"Basic {dinner.guest}")
    assert basic.status == 401


PATHS = """
/../../etc/passwd /..%2f..%2fetc/passwd /%2e%2e/%2e%2e/etc/passwd //etc/passwd /./index.html
/index.html /page.js/ /page.js%00 /PAGE.JS /resources/phone/page.js /..\\..\\etc\\passwd
/page.css/../../../etc/passwd file:///etc/passwd /%c0%ae%c0%ae/etc/passwd /page.js;x /.git/config
/certificate.pem /phones.json /favicon.ico * http://evil.example/etc/passwd
""".split()


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_page(dinner: Dinner, path: str) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{dinner.port + 1}\r\n\r\n"
    came = dinner.raw(head.encode() + b"GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n")
    assert came.startswith(b"HTTP/1.1 40"), came[:40]
    assert b"root:" not in came
    assert b"presence" not in came.partition(b"\r\n\r\n")[2]


def test_headers_and_bodies_have_a_limit(dinner: Dinner) -> None:
    host = f"Host: 127.0.0.1:{dinner.port + 1}\r\n"
    for head, status in (
        (f"GET / HTTP/1.1\r\n{host}X: {'x' * 20_000}\r\n\r\n", 431),
        (f"GET /{'x' * 20_000} HTTP/1.1\r\n{host}\r\n", 431),
        (f"GET / HTTP/1.1\r\n{host}" + "A: b\r\n" * 4_000 + "\r\n", 431),
        (f"POST /tell HTTP/1.1\r\n{host}Content-Length: 65537\r\n\r\n", 413),
        (f"POST /tell HTTP/1.1\r\n{host}Content-Length: {'9' * 18}\r\n\r\n", 413),
        (f"POST /tell HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n", 400),
        (f"POST /tell HTTP/1.1\r\n{host}Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
        (f"GET / HTTP/1.1\r\n{host}{host}\r\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/9.9.9\r\n\r\n", 400),
    ):
        assert dinner.raw(head.encode()).startswith(b"HTTP/1.1 %d" % status), head[:60]
    chunked = f"POST /tell HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n".encode()
    pieces = b"".join(b"1000\r\n%s\r\n" % (b"x" * 4096) for _ in range(17))
    assert dinner.raw(chunked + pieces + b"0\r\n\r\n").startswith(b"HTTP/1.1 413")


def test_a_foreign_page_cannot_use_the_browser_of_somebody_here(dinner: Dinner) -> None:
    ours = f"http://127.0.0.1:{dinner.port + 1}"
    secure = f"https://127.0.0.1:{dinner.port}"

    def joining(is_secure: bool = False, **headers: str) -> Reply:
        return dinner.ask("/join", JOIN, dinner.guest, is_secure, **headers)

    assert joining(Origin=ours).status == 200
    assert joining(is_secure=True, Origin=secure).status == 200
    assert joining(Sec_Fetch_Site="same-origin").status == 200
    for origin in ("https://evil.example", "null", secure, "http://127.0.0.1", ours + ".evil", ""):
        assert joining(Origin=origin).status == 403, origin
    for site in ("cross-site", "same-site", "?"):
        assert joining(Sec_Fetch_Site=site).status == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert joining(Content_Type=kind).status == 415
    assert joining(Content_Type="application/json; charset=utf-8").status == 200
    stream = f"/events?t={dinner.guest}&phone=x&key="
    assert dinner.ask(stream, Origin="https://evil.example").status == 403
    page = dinner.ask("/", Sec_Fetch_Site="cross-site")  # a link that somebody sent
    assert page.status == 200
    assert "access-control-allow-origin" not in page.headers
    options = dinner.connect()
    options.request("OPTIONS", "/join", headers={"Origin": "https://evil.example"})
    assert options.getresponse().status == 405


def test_only_our_own_names_are_answered(dinner: Dinner) -> None:
    port = dinner.port + 1
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.evil:{port}"):
        assert dinner.ask("/", Host=host).status == 421
    assert dinner.ask("/", Host=f"Presence.Test:{port}").status == 200
    old = dinner.raw(b"GET / HTTP/1.0\r\n\r\n")
    assert old.startswith(b"HTTP/1.1 421")


def test_every_answer_has_the_headers_that_guard_it(dinner: Dinner) -> None:
    replies = [dinner.ask(path, is_secure=each) for path in ("/", "/x") for each in (True, False)]
    replies.append(dinner.ask("/who", {}, dinner.guest))
    for reply in replies:
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "server" not in reply.headers


def test_no_guest_speaks_for_another(dinner: Dinner) -> None:
    ann, bob = dinner.join("Ann"), dinner.join("Bob")
    said = {"phone": ann.phone, "key": bob.key, "words": words((1, 0, "up"))}
    assert dinner.ask("/tell", said, dinner.guest).status == 403
    stream = f"/events?t={dinner.guest}&phone={ann.phone}&key={bob.key}"
    assert dinner.ask(stream).status == 403
    taken = dinner.ask("/join", {**JOIN, "phone": ann.phone, "key": bob.key}, dinner.guest)
    assert taken.values["phone"] not in (ann.phone, bob.phone)
    again = dinner.ask("/join", {**JOIN, "phone": ann.phone, "key": ann.key}, dinner.guest)
    assert (again.values["phone"], again.values["key"]) == (ann.phone, ann.key)
    own = {"phone": dinner.own_id, "key": "", "words": words((1, 0, "up"))}
    assert dinner.ask("/tell", own, dinner.guest).status == 404


def test_a_guest_who_opens_the_page_anew_is_no_second_one() -> None:
    """And so cannot use up the places of an address, which are few."""
    with Dinner("127.0.0.1", limits={}) as dinner:
        first = dinner.join("Ann")
        said = {"phone": first.phone, "key": first.key, "words": words((1, 0, "up"))}
        assert dinner.ask("/tell", said, dinner.guest).status == 200
        assert {dinner.join("Ann").phone for _ in range(10)} == {first.phone}
        assert dinner.ask("/tell", said, dinner.guest).status == 403  # by the page before
        others = {dinner.join(f"Guest {number}").phone for number in range(5)}
        assert len(others - {first.phone}) == 5
        full = dinner.ask("/join", {**JOIN, "name": "One more"}, dinner.guest)
        assert (full.status, full.values) == (409, {"error": "table_is_full"})
        for number in range(10):  # also where ids are made up
            made_up = {**JOIN, "name": f"Crowd {number}", "phone": f"made-up-{number}"}
            assert dinner.ask("/join", made_up, dinner.guest).status == 409
        elsewhere = dinner.join("Ann", source="127.0.0.2")
        assert elsewhere.phone not in {first.phone, *others}


def test_who_leaves_gives_the_place_back_and_nobody_fills_the_table_by_that() -> None:
    with Dinner("127.0.0.1", limits={}) as dinner:
        there = [dinner.join(f"Guest {number}") for number in range(6)]
        for number in range(6):
            assert dinner.ask("/join", {**JOIN, "name": "Next"}, dinner.guest).status == 409
            gone = there[number]
            left = {"phone": gone.phone, "key": gone.key, "words": words((1, 0, "leaving"))}
            assert dinner.ask("/tell", left, dinner.guest).status == 200
            there.append(dinner.join(f"Later {number}"))
        gone = there[-1]
        left = {"phone": gone.phone, "key": gone.key, "words": words((1, 0, "leaving"))}
        assert dinner.ask("/tell", left, dinner.guest).status == 200
        for number in range(10):
            more = {**JOIN, "name": f"One more {number}"}
            assert dinner.ask("/join", more, dinner.guest).status == 409
        back = {**JOIN, "name": "Guest 0", "phone": there[0].phone, "key": there[0].key}
        assert dinner.ask("/join", back, dinner.guest).values["phone"] == there[0].phone
        dinner.join("Ann", source="127.0.0.2")


def test_what_is_worth_something_is_taken_over_https_alone(dinner: Dinner) -> None:
    assert dinner.ask("/who", {}, dinner.own).values == {"error": "https"}
    assert dinner.ask("/pair", {"name": "Phone"}, dinner.pairing).status == 403
    assert dinner.ask("/pair", {"name": "Phone"}, dinner.guest, is_secure=True).status == 403
    assert dinner.ask("/pair", {"name": " \n"}, dinner.pairing, is_secure=True).status == 400
    paired = dinner.ask("/pair", {"name": "My\nphone"}, dinner.pairing, is_secure=True)
    assert paired.status == 200
    joined = dinner.ask("/join", JOIN, paired.values["token"], is_secure=True)
    assert joined.values["own"] is True
    assert joined.values["name"] == "My phone"
    used_up = dinner.ask("/pair", {"name": "Phone"}, dinner.pairing, is_secure=True)
    assert used_up.status == 401


def test_more_words_than_a_hand_can_make_wait(dinner: Dinner) -> None:
    ann = dinner.join("Ann")
    said = {"phone": ann.phone, "key": ann.key}
    many = words(*((number, 0, "up") for number in range(1, 201)))
    assert dinner.ask("/tell", {**said, "words": many}, dinner.guest).values == {"last": 200}
    at_once = dinner.ask("/tell", {**said, "words": many}, dinner.guest)
    assert at_once.values == {"error": "too_fast"}
    too_many = dinner.ask("/tell", {**said, "words": [*many, many[0]]}, dinner.guest)
    assert too_many.status == 400


def test_who_asks_without_end_waits(dinner: Dinner) -> None:
    ann = dinner.join("Ann", source="127.0.0.60")
    connection = dinner.connect(source="127.0.0.60")
    said = {"phone": ann.phone, "key": ann.key, "words": words((1, 0, "up"))}
    again = {**JOIN, "phone": ann.phone, "key": ann.key}
    for path, message in (("/tell", said), ("/join", again)):
        statuses = [ask(connection, path, message, dinner.guest).status for _ in range(300)]
        assert statuses[:40] == [200] * 40
        assert 429 in statuses
    bob = dinner.join("Bob", source="127.0.0.61")
    told = {"phone": bob.phone, "key": bob.key, "words": words((1, 0, "up"))}
    assert dinner.ask("/tell", told, dinner.guest).status == 200


def test_nothing_can_be_said_again_after_the_session() -> None:
    with Dinner("127.0.0.1") as dinner:
        ann = dinner.join("Ann", is_secure=True)
        said = {"phone": ann.phone, "key": ann.key, "words": words((1, 0, "down"))}
        assert dinner.ask("/tell", said, dinner.guest, is_secure=True).status == 200
        own = dinner.ask("/join", JOIN, dinner.own, is_secure=True)
        dinner.do("finish")
        again = dinner.ask("/tell", said, dinner.guest, is_secure=True)
        assert again.status == 404
        with pytest.raises(ConnectionRefusedError):
            dinner.ask("/")  # guests have nothing more to look for
        handed_in = {"phone": own.values["phone"], "key": "", "words": words((1, 900, "up"))}
        assert dinner.ask("/tell", handed_in, dinner.own, is_secure=True).status == 200
        assert dinner.do("close")["told"] == 2
        for is_secure in (True, False):
            with pytest.raises(ConnectionRefusedError):
                dinner.ask("/", is_secure=is_secure)


def test_a_method_that_is_not_asked_for_is_refused(dinner: Dinner) -> None:
    connection = dinner.connect()
    for method, path, status in (
        ("HEAD", "/page.css", 200),
        ("HEAD", "/x", 404),
        ("PUT", "/", 405),
        ("DELETE", "/join", 405),
        ("GET", "/join", 405),
        ("TRACE", "/", 405),
        ("PROPFIND", "/tell", 405),
    ):
        connection.request(method, path)
        response = connection.getresponse()
        response.read()
        assert response.status == status, method
    connect = dinner.raw(
        f"CONNECT / HTTP/1.1\r\nHost: 127.0.0.1:{dinner.port + 1}\r\n\r\n".encode()
    )
    assert connect.startswith(b"HTTP/1.1 405")


def test_a_body_may_wait_until_it_is_asked_for(dinner: Dinner) -> None:
    connection = dinner.connect()
    token = f"Bearer {dinner.guest}"
    connection.putrequest("POST", "/who")
    for name, value in (
        ("Authorization", token),
        ("Content-Type", "application/json"),
        ("Content-Length", "2"),
        ("Expect", "100-continue"),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.sock.recv(4) == b"HTTP"
    connection.send(b"{}")
    came = b""
    while b"guest" not in came:
        came += connection.sock.recv(65_536)
    assert b" 200 " in came
