"""The page that a phone opens: a few files, with its words put in as the phone asks for them.

Nothing of it is secret, so that it may be compressed also where it is encrypted (BREACH).
"""

import json
import zlib
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from presence.phone.http.answer import Answer
from presence.phone.http.request import Request
from presence.phone.page_words import direction, language_asked, page_words

FILES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "/": ("index.html", "text/html; charset=utf-8"),
        "/page.js": ("page.js", "text/javascript; charset=utf-8"),
        "/page.css": ("page.css", "text/css; charset=utf-8"),
        "/icon.png": ("icon.png", "image/png"),
        "/manifest.webmanifest": ("manifest.webmanifest", "application/manifest+json"),
    }
)
GZIP = 31  # as ``wbits`` of zlib
Words = Callable[[str], Mapping[str, str]]


class Page:
    """Read from the disk when first asked for; only whole names of ``FILES`` lead anywhere."""

    def __init__(self, folder: Path, words: Words = page_words) -> None:
        self._folder = folder
        self._words = words
        self._bodies: dict[str, bytes] = {}
        self._packages: dict[str, bytes] = {}

    def answer(self, request: Request) -> Answer | None:
        """The file at a path, None where there is none."""
        file = FILES.get(request.path)
        if file is None:
            return None
        name, kind = file
        if name == "index.html":
            name = self._html(language_asked(request.header("accept-language") or ""))
        body = self._body(name)
        if body is None:
            return None
        asked = (request.header("accept-encoding") or "").split(",")
        is_packed = "gzip" in map(str.strip, asked)
        return Answer(200, self._packed(name) if is_packed else body, kind, is_packed=is_packed)

    def _html(self, language: str) -> str:
        name = f"index.html {language}"
        if name not in self._bodies:
            # "</script>" within a text would end it (HTML, 4.12.1.3).
            words = json.dumps(self._words(language), ensure_ascii=False).replace("<", "\\u003c")
            html = self._body("index.html") or b""
            for mark, text in (
                (b"%LANGUAGE%", escape(language)),
                (b"%DIRECTION%", direction(language)),
                (b"%WORDS%", words),
            ):
                html = html.replace(mark, text.encode(), 1)
            self._bodies[name] = html
        return name

    def _packed(self, name: str) -> bytes:
        if name not in self._packages:
            self._packages[name] = zlib.compress(self._bodies[name], wbits=GZIP)
        return self._packages[name]

    def _body(self, name: str) -> bytes | None:
        if name not in self._bodies:
            try:
                self._bodies[name] = (self._folder / name).read_bytes()
            except FileNotFoundError:
                return None
        return self._bodies[name]
