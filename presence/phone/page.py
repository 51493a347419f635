"""The page that a phone opens: a few files, with its words put in as the phone asks for them."""

import json
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
Words = Callable[[str], Mapping[str, str]]


class Page:
    """Read from the disk when first asked for; only whole names of ``FILES`` lead anywhere."""

    def __init__(self, folder: Path, words: Words = page_words) -> None:
        self._folder = folder
        self._words = words
        self._bodies: dict[str, bytes] = {}

    def answer(self, request: Request) -> Answer | None:
        """The file at a path, None where there is none."""
        file = FILES.get(request.path)
        if file is None:
            return None
        name, kind = file
        if name == "index.html":
            return Answer(200, self._html(request.header("accept-language") or ""), kind)
        body = self._body(name)
        return None if body is None else Answer(200, body, kind)

    def _html(self, asked: str) -> bytes:
        language = language_asked(asked)
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
        return self._bodies[name]

    def _body(self, name: str) -> bytes | None:
        if name not in self._bodies:
            try:
                self._bodies[name] = (self._folder / name).read_bytes()
            except FileNotFoundError:
                return None
        return self._bodies[name]
