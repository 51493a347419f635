"""What a camera reads is the address; words and ports are as they are said to be."""

import subprocess
from pathlib import Path

from presence.phone.qr import qr_rows
from presence.phone.reach.fingerprint import _WORDS, hex_of, words_of
from presence.phone.reach.ports import HIGHEST, LOWEST, is_ours, random_port

QUIET_ZONE = 4
SCALE = 4


def _pgm(rows: list[list[bool]]) -> bytes:
    """A grey picture as plain as can be, with the quiet zone around it."""
    side = len(rows) + 2 * QUIET_ZONE
    empty = [False] * side
    full = [empty] * QUIET_ZONE
    edge = [False] * QUIET_ZONE
    full = [*full, *([*edge, *row, *edge] for row in rows), *full]
    dots = b"".join(
        bytes(0 if is_dark else 255 for is_dark in row for _ in range(SCALE)) * SCALE
        for row in full
    )
    return b"P5 %d %d 255\n" % (side * SCALE, side * SCALE) + dots


def test_a_camera_reads_the_address(tmp_path: Path) -> None:
    for address in (
        "https://192.168.178.123:12344/#Aqr3iA3AgfAjnsI93p_2bg",
        "http://[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:32767/#Aqr3iA3AgfAjnsI93p_2-g",
    ):
        rows = [list(row) for row in qr_rows(address)]
        assert all(len(row) == len(rows) for row in rows)
        picture = tmp_path / "code.pgm"
        picture.write_bytes(_pgm(rows))
        read = subprocess.run(
            ("zbarimg", "--quiet", "--raw", picture), check=True, capture_output=True, text=True
        )
        assert read.stdout.strip() == address


def test_a_fingerprint_has_four_words_of_256() -> None:
    assert len(set(_WORDS)) == 256
    assert all(word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in _WORDS)
    assert words_of(bytes(range(32))) == tuple(_WORDS[:4])
    assert hex_of(b"\x00\xab") == "00:AB"


def test_a_port_is_one_that_browsers_open_and_others_leave_alone() -> None:
    ports = {random_port() for _ in range(2_000)}
    assert len(ports) > 1_500
    assert all(is_ours(port) and LOWEST <= port <= HIGHEST for port in ports)
    for port in (0, -2, 80, 1023, 12_345, 65_535, 65_536):
        assert not is_ours(port)
