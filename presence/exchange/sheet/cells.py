"""Cells: made harmless for spreadsheets, several texts in one of them, and back without loss."""

import re
from collections.abc import Iterable, Sequence

# What begins a formula, also behind blanks, quotes and what is not seen; wide forms are taken for
# the narrow ones by some. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(
    r"[\s'\"\u200b-\u200f\u202a-\u202e\u2060\ufeff]*[=+\-@＝＋－＠]|['\"]*[\t\r\n]"
)
_CHARACTER = re.compile(r"\\.|.", re.DOTALL)


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows and never runs it."""
    if cell[:1].isalnum():  # nearly all of them: no formula begins so
        return cell
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """The cell without the apostrophe that ``harmless`` puts before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def joined(texts: Iterable[str]) -> str:
    r"""``Ana; Tom``: a ``;`` within one is written ``\;``, a blank at its edge after a ``\``."""
    return "; ".join(map(_escaped, texts))


def _escaped(text: str) -> str:
    if "\\" not in text and ";" not in text and text == text.strip():
        return text
    last = len(text) - 1
    return "".join(
        f"\\{c}" if c in "\\;" or (i in (0, last) and c.isspace()) else c
        for i, c in enumerate(text)
    )


def split(cell: str) -> Sequence[str]:
    """The texts that were joined; empty ones are none."""
    if "\\" not in cell:
        return [text for piece in cell.split(";") if (text := piece.strip())]
    pieces: list[list[str]] = [[]]  # each of characters, escaped ones with their backslash
    for found in _CHARACTER.finditer(cell):
        if found[0] == ";":
            pieces.append([])
        else:
            pieces[-1].append(found[0])
    return [text for piece in pieces if (text := _plain(piece))]


def _plain(piece: list[str]) -> str:
    while piece and piece[0].isspace():
        del piece[0]
    while piece and piece[-1].isspace():
        piece.pop()
    return "".join(character[-1] for character in piece)
