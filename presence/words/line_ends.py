"""Where no line ends: behind what a dot comes after, before the number of it, within a length."""

import re

NO_BREAK = "\u00a0"
_NO_END = re.compile(r" (?=· )|(?<=:) (?=\d)|(?<=\d) (?=h\b|min\b|%)|(?<=\d h) (?=\d+ min\b)")


def held_together(text: str) -> str:
    """The text with a space that does not break in each of these places."""
    return _NO_END.sub(NO_BREAK, text)
