"""Finding somebody by a few letters of a name or nick, accents or not."""

import re
from collections.abc import Iterable, Sequence

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.names.nearest import nearest_name
from presence.core.people.details import Details
from presence.core.person import folded

# Letters that are typed as others, and are no letter with an accent to Unicode.
_TYPED_AS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
MOST_NAMED = 5  # of several who may be meant


def find_people(text: str, people: Iterable[Details]) -> Sequence[Details]:
    """Those of whom each word typed begins a word of name or nick; who is called so first.

    Where nobody is, the letters may stand anywhere: not every script has spaces.
    """
    everybody = list(people)
    wanted = _plain(text)
    if not wanted:
        return everybody
    found = _begun(wanted, everybody)
    return found or [
        who for who in everybody if wanted in f"{_plain(who.name)}\n{_plain(who.nick)}"
    ]


def the_one(text: str, people: Sequence[Details]) -> Details:
    """Who is meant: of that name, else of that nick, else the only one whose name begins so.

    Raises Refused(NO_SUCH_PERSON) and NotUnderstood(AMBIGUOUS_PERSON).
    """
    wanted = folded(text)
    for names_of in (_own_name, _nicks):
        called = [who for who in people if wanted and wanted in names_of(who)]
        if len(called) == 1 or (called and names_of is _own_name):
            return called[0]
    found = _begun(_plain(text), people) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        names = [who.name for who in found[:MOST_NAMED]]
        raise NotUnderstood(ErrorCode.AMBIGUOUS_PERSON, text=text, candidates=names)
    near = nearest_name(text, [who.name for who in people])
    raise Refused(ErrorCode.NO_SUCH_PERSON, text=text, suggestion=near)


def _begun(wanted: str, people: Iterable[Details]) -> Sequence[Details]:
    words = _words(wanted)
    found: list[tuple[int, int, Details]] = []
    for place, who in enumerate(people):
        name, nick = _plain(who.name), _plain(who.nick)
        if wanted in (name, nick):
            found.append((0, place, who))
        elif words and all(_begins_one(word, f"{name} {nick}") for word in words):
            found.append((1 if name.startswith(wanted) else 2, place, who))
    return [who for _rank, _place, who in sorted(found, key=lambda each: each[:2])]


def _own_name(who: Details) -> Sequence[str]:
    return (folded(who.name),)


def _nicks(who: Details) -> Sequence[str]:
    """Several where two were merged."""
    return [folded(nick) for nick in who.nick.split(",") if nick.strip()]


def _plain(text: str) -> str:
    return folded(text).translate(_TYPED_AS)


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(text) if word]


def _begins_one(word: str, text: str) -> bool:
    return word in text and any(each.startswith(word) for each in _words(text))
