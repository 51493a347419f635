"""The page's files: few, small, in the phone's language, and nothing that asks anybody else."""

import json
import re
from pathlib import Path

import pytest

from presence.paths import resources_dir
from presence.phone.http.request import Request
from presence.phone.page import FILES, Page

FOLDER = resources_dir() / "phone"
MOST = 40_000


def _get(page: Page, path: str, language: str = "") -> bytes:
    answer = page.answer(Request("GET", path, (("accept-language", language),), b""))
    assert answer is not None
    return answer.body


def _words(html: bytes) -> dict[str, str]:
    found = re.search(rb'<script type="application/json" id="words">(.*?)</script>', html, re.S)
    assert found is not None
    words: dict[str, str] = json.loads(found[1])
    return words


def test_it_is_all_there_and_small() -> None:
    page = Page(FOLDER)
    sizes = {path: len(_get(page, path)) for path in FILES}
    assert all(sizes.values())
    assert sum(file.stat().st_size for file in FOLDER.glob("*.[hjc]*")) < MOST


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
