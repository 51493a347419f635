"""A line being read, word by word; every piece keeps its place in the line as typed."""

import re
from collections.abc import Iterator

from presence.core.person import folded

BETWEEN = " ,;"  # words
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


class Line:
    """A line being read: the text as typed, its folded form, and how far reading has come."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for letter in " " if character.isspace() else _plain(character):
                plain.append(letter)
                places.append(place)
        self.plain = "".join(plain)
        self._places = [*places, len(text)]
        self.at = 0

    def skip(self) -> bool:
        """Go on to the next word; whether there is one."""
        while self.at < len(self.plain) and self.plain[self.at] in BETWEEN:
            self.at += 1
        return self.at < len(self.plain)

    def place(self, at: int) -> int:
        """Where in the typed text a place of the folded one is."""
        return self._places[at]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern here, read on to its end."""
        found = pattern.match(self.plain, self.at)
        if found is not None and found.end() > self.at:
            self.at = found.end()
            return found
        return None

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern here, without reading on."""
        return pattern.match(self.plain, self.at)

    def stands_here(self, words: str) -> bool:
        """Whether these folded words come next, whole."""
        end = self.at + len(words)
        return (
            bool(words)
            and self.plain.startswith(words, self.at)
            and (end >= len(self.plain) or self.plain[end] in BETWEEN)
        )

    def take_word(self) -> str:
        """The word here as typed."""
        start = self.at
        while self.at < len(self.plain) and self.plain[self.at] not in BETWEEN:
            self.at += 1
        return self.text[self.place(start) : self.place(self.at)]

    def take_quoted_or_word(self) -> str:
        """What stands in quotes here (unclosed ones end with the line), or a word."""
        start = self.place(self.at)
        closing = QUOTES.get(self.text[start : start + 1])
        if closing is None:
            return self.take_word()
        said: list[str] = []
        place = start + 1
        while place < len(self.text) and self.text[place] != closing:
            letter, place = _unescaped(self.text, place)
            said.append(letter)
        while self.at < len(self.plain) and self.place(self.at) <= place:
            self.at += 1
        return "".join(said)


def _unescaped(text: str, place: int) -> tuple[str, int]:
    """The letter that is written there, and where the next one is.

    What parts lines is so only where it is escaped: a line break that slipped in is a space.
    """
    letter = text[place]
    if letter != "\\" or place + 1 == len(text):
        return " " if letter.isspace() else letter, place + 1
    letter = text[place + 1]
    if letter == "n":
        return "\n", place + 2
    code = text[place + 2 : place + 6]
    if letter == "u" and re.fullmatch("[0-9a-f]{4}", code) and chr(int(code, 16)).isspace():
        return chr(int(code, 16)), place + 6
    return letter, place + 2


def _plain(character: str) -> Iterator[str]:
    return iter(folded(character) or "")
