"""Texts of other people's calendars, as one line that can be shown and kept."""

LONGEST_TITLE = 200
LONGEST_NAME = 100
_JOINER = "\u200d"  # in an emoji of several


def plain_line(text: str, most: int = LONGEST_TITLE) -> str:
    """One line without what cannot be seen, and no longer than anybody reads.

    What turns the direction of writing would have a title say something else than it does.
    """
    words = "".join(each if _is_seen(each) else " " * each.isspace() for each in text[: most * 4])
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or letter == _JOINER
