"""Rows in a terminal: columns that line up, cut at its edge, with nothing that could steer it."""

import sys
import unicodedata

from presence.core.library import Sequence

BAR = "█"
HALF_BAR = "▌"
JOINERS = "\u200c\u200d"  # letters of Persian and Hindi need them

_told: list[int] = []
_single: set[str] = set()  # the letters of one column that were seen so far


class AtWidth:
    """Rows are made for somebody else's terminal; 0 where nobody looks at one."""

    def __init__(self, columns: int) -> None:
        self._columns = columns

    def __enter__(self) -> None:
        _told.append(self._columns)

    def __exit__(self, *_fault: object) -> None:
        _told.pop()


def plain(text: str) -> str:
    """Text that came from outside, with everything that is no letter to see taken out."""
    if text.isprintable():  # as nearly all is, and there is no such letter in it
        return text.strip()
    kept = ("".join(" " if c in "\t\n\r" else c for c in text) if text else text).strip()
    return "".join(c for c in kept if unicodedata.category(c)[0] != "C" or c in JOINERS)


def width_of(text: str) -> int:
    """The columns that a text takes: wide letters take two, marks on others none."""
    if text.isascii() or _single.issuperset(text):
        return len(text)
    return sum(map(_width_of_letter, text))


def _width_of_letter(letter: str) -> int:
    if letter in _single:
        return 1
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    _single.add(letter)
    return 1


def padded(text: str, width: int) -> str:
    """The text filled up to so many columns."""
    return text + " " * (width - width_of(text))  # none where it is wider


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows with their columns lined up; on a terminal the last one is cut at the edge."""
    if not rows:
        return ""
    columns = [_even(column) for column in zip(*(row[:-1] for row in rows), strict=True)]
    columns.append([row[-1] for row in rows])
    lines = ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
    return "\n".join(map(cut, lines) if _columns() else lines)


def _even(column: Sequence[str]) -> list[str]:
    """The cells filled up to the width of the widest."""
    widths = [width_of(cell) for cell in column]
    most = max(widths)
    return [cell + " " * (most - own) for cell, own in zip(column, widths, strict=True)]


def wrapped(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns; on a terminal the second goes on below where the line is full."""
    first = max((width_of(name) for name, _text in rows), default=0)
    most = _columns()
    lines = []
    for name, text in rows:
        pieces = _broken(text, max(most - first - 2, 20)) if most else [text]
        for i, piece in enumerate(pieces or [""]):
            lines.append(f"{padded(name if i == 0 else '', first)}  {piece}".rstrip())
    return "\n".join(lines)


def _broken(text: str, width: int) -> list[str]:
    import textwrap  # for a terminal; what goes into a file is not broken

    from presence.words.line_ends import NO_BREAK, held_together

    return [line.replace(NO_BREAK, " ") for line in textwrap.wrap(held_together(text), width)]


def cut(line: str) -> str:
    """The line as far as the terminal is wide; whole where nobody looks at a terminal."""
    most = _columns()
    if not most or width_of(line) <= most:
        return line
    while line and width_of(line) > most - 1:
        line = line[:-1]
    return line + "…"


def _columns() -> int:
    """How wide the terminal is; 0 for none."""
    if _told:
        return _told[-1]
    if not sys.stdout.isatty():
        return 0
    import shutil  # as above

    return shutil.get_terminal_size().columns


def bar(share: float, width: int) -> str:
    """A bar for a share from 0 to 1; what is there at all is seen."""
    halves = round(share * width * 2)
    if share > 0:
        halves = max(halves, 1)
    return BAR * (halves // 2) + HALF_BAR * (halves % 2)
