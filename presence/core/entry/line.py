"""A line being read, word by word; every piece keeps its place in the line as typed."""

import re
from collections.abc import Iterator

from presence.core.person import folded

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
        while self.at < len(self.plain) and self.plain[self.at] in " ,;":
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

    def take_word(self) -> str:
        """The word here as typed."""
        start = self.at
        while self.at < len(self.plain) and self.plain[self.at] not in " ,;":
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
            letter = self.text[place]
            if letter == "\\" and place + 1 < len(self.text):
                place += 1
                letter = "\n" if self.text[place] == "n" else self.text[place]
            said.append(letter)
            place += 1
        while self.at < len(self.plain) and self.place(self.at) <= place:
            self.at += 1
        return "".join(said)


def _plain(character: str) -> Iterator[str]:
    return iter(folded(character) or "")
