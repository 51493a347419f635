"""What stands in for a letter that a terminal has not; loaded where it has no UTF-8."""

import codecs
from unicodedata import normalize

NAME = "presence-letters"  # of this way with them, to ``codecs``
_STAND_INS = (
    dict.fromkeys("“”„", '"')
    | dict.fromkeys("–—−·─├└", "-")
    | dict.fromkeys("\u2068\u2069", "")
    | {"’": "'", "×": "x", "→": "->", "⋮": ":", "█": "#", "▌": "#"}
    | {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


def in_its_letters(text: bytes, encoding: str) -> bytes:
    """What is written in UTF-8, in the letters of this encoding."""
    return text.decode(errors="replace").encode(encoding, NAME)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_one, error.object[error.start : error.end])), error.end


def _one(letter: str) -> str:
    """Another one for it: the same without its accent, or a "?" where there is none."""
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    return "".join(part for part in normalize("NFKD", letter) if part.isascii()) or "?"


codecs.register_error(NAME, _stand_in)
