"""The page's files: few, small, in the phone's language, and nothing that asks anybody else."""

import json
import re
import zlib
from pathlib import Path

import pytest

from presence.paths import resources_dir
from presence.phone.http.request import Request
from presence.phone.page import FILES, Page
from presence.texts import LANGUAGES

FOLDER = resources_dir() / "phone"
BROWSERS = "gzip, deflate, br"
MOST = 40_000


def _get(page: Page, path: str, language: str = "", encoding: str = "") -> bytes:
    headers = (("accept-language", language), ("accept-encoding", encoding))
    answer = page.answer(Request("GET", path, headers, b""))
    assert answer is not None
    assert answer.is_packed is (encoding == BROWSERS)
    return answer.body


def _words(html: bytes) -> dict[str, str]:
    found = re.search(rb'<script type="application/json" id="words">(.*?)</script>', html, re.S)
    assert found is not None
    words: dict[str, str] = json.loads(found[1])
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_all_there_and_small(language: str) -> None:
    page = Page(FOLDER)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST
    loaded = [_get(page, path, language, BROWSERS) for path in FILES]
    assert sum(map(len, loaded)) < MOST / 2, "as every browser takes it"
    for path, packed in zip(FILES, loaded, strict=True):
        assert zlib.decompress(packed, wbits=31) == _get(page, path, language)
        assert _get(page, path, language, "br, gzip;q=0") == _get(page, path, language)


@pytest.mark.parametrize(
    ("asked", "language"),
    [("de-DE,de;q=0.9,en;q=0.8", "de"), ("en-GB", "en"), ("fr, de;q=0.5", "de"), ("xx", "en")],
)
def test_it_speaks_the_language_of_the_phone(asked: str, language: str) -> None:
    html = _get(Page(FOLDER), "/", asked)
    assert b'<html lang="%s" dir="ltr">' % language.encode() in html
    assert b"%" not in re.sub(rb"<script type.*?</script>", b"", html, flags=re.S)


def test_words_cannot_end_the_script_that_holds_them(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((FOLDER / "index.html").read_bytes())
    evil = {"join_button": "</script><script>alert(1)</script>", "x": "<!--", "y": "a\u2028b"}
    html = _get(Page(tmp_path, lambda _language: evil), "/")
    assert _words(html) == evil
    assert b"alert" not in html.replace(b"\\u003cscript>alert(1)\\u003c/script>", b"")


def test_a_file_that_is_missing_is_not_found(tmp_path: Path) -> None:
    page = Page(tmp_path)
    assert page.answer(Request("GET", "/icon.png", (), b"")) is None
    assert page.answer(Request("GET", "/..", (), b"")) is None


def test_it_asks_nobody_else_and_runs_only_its_own_script() -> None:
    """What the policy forbids is not even tried."""
    page = Page(FOLDER)
    html, script, style = (_get(page, path).decode() for path in ("/", "/page.js", "/page.css"))
    for text in (html, script, style):
        assert not re.search(r"\bhttps?://(?!www\.w3\.org/)", text)
        assert "eval(" not in text
        assert "innerHTML" not in text
    assert not re.search(r'<script(?![^>]*( src="/| type="application/json"))', html)
    assert not re.search(r"\son\w+=|\sstyle=", html)
