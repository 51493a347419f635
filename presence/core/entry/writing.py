"""How names, texts and lengths are written so that they are read as what they are."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)

# A name or tag of several words and no number ("@Ana 90m" is two things), or a field.
_LOST_QUOTES = re.compile(r"""([@#](?=[^\d:]+$)|[^\W\d]+:)([^\s"@#][^"@#]*\s[^"@#]*)""")


def length_word(length: timedelta) -> str:
    """``90m``, or seconds where it is no whole minute."""
    if not length % MINUTE:
        return f"{length // MINUTE}m"
    seconds, rest = divmod(length // MILLISECOND, 1000)
    return f"{seconds}.{rest:03}s" if rest else f"{seconds}s"


def clock_word(local: datetime) -> str:
    """``19:00``, ``07:00``, and ``10:00am``, which may be read as the evening without the "am"."""
    return f"{local:%H:%M}" + ("am" if local.hour in (10, 11) else "")


def name_word(name: str, always: bool = False) -> str:
    """``@Ana``, or ``@"Tom Müller"``; ``always`` in quotes, where a longer name begins so."""
    return f"@{quoted(name)}" if always or not name.isalnum() else f"@{name}"


def tag_word(name: str) -> str:
    """``#family``, or ``#"my tag"``."""
    return f"#{name}" if name.isalnum() else f"#{quoted(name)}"


def quoted(text: str) -> str:
    """The text in quotes, on one line; what parts lines and words is written as ``\\u2028``."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    return f"\\u{ord(letter):04x}" if letter.isspace() and letter != " " else letter


def shell_line(words: Sequence[str]) -> str:
    """The line of a command's words; what a shell took quotes off, it puts them round again.

    ``@"Tom Müller"`` arrives as one word without quotes. A whole line in one word stays as it is.
    """
    return words[0] if len(words) == 1 else " ".join(map(_quoted_again, words))


def _quoted_again(word: str) -> str:
    found = _LOST_QUOTES.fullmatch(word)
    return found[1] + quoted(found[2]) if found else word
