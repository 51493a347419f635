"""A link that asks to start: ``presence://start?kind=dinner&with=Ana&for=90m``.

Anybody can put one on a page or into a mail. So everything in it is looked at, what is not known is
refused whole, and what it says is only proposed to the person.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from presence.core.frozen import Enum
from presence.core.tracker import LONGEST_START, StartRequest

MOST_CHARACTERS = 2000
MOST_OF_A_VALUE = 200
MOST_PEOPLE = 20
VERB = "start"
KEYS = ("kind", "with", "for", "place", "note")

_LINK = re.compile(r"presence:(?://)?([A-Za-z-]{1,20})/?(?:\?([^#]*))?(?:#.*)?", re.ASCII)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_LENGTH = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m?)?", re.ASCII)


class LinkProblem(Enum):
    """Why a link is refused; the words for people are in ``words/entering/``."""

    NOT_OURS = "not_ours"
    TOO_LONG = "too_long"
    UNKNOWN_VERB = "unknown_verb"
    UNKNOWN_KEY = "unknown_key"
    TWICE = "twice"
    BAD_TEXT = "bad_text"  # a wrong escape, no UTF-8, a control character
    BAD_LENGTH = "bad_length"


class BadLink(ValueError):
    """The link is refused; ``part`` is what is at fault, safe to be shown."""

    def __init__(self, problem: LinkProblem, part: str = "") -> None:
        shown = "".join(letter if letter.isprintable() else "?" for letter in part[:40])
        super().__init__(f"{problem.value}: {shown}")
        self.problem = problem
        self.part = shown


@dataclass(frozen=True, slots=True)
class LinkedStart:
    """What a link proposes; ``kind`` is a word that may be no kind, "" for none."""

    kind: str = ""
    people: tuple[str, ...] = ()
    length: timedelta | None = None
    place: str = ""
    note: str = ""

    def request(self, kind: str) -> StartRequest:
        """The same as what starts it, once its kind is known."""
        return StartRequest(
            kind=kind, people=self.people, length=self.length, place=self.place, note=self.note
        )


def read_link(link: str) -> LinkedStart:
    """What a link says; raises BadLink."""
    if len(link) > MOST_CHARACTERS:
        raise BadLink(LinkProblem.TOO_LONG)
    found = _LINK.fullmatch(link)
    if found is None:
        raise BadLink(LinkProblem.NOT_OURS, link)
    verb, query = found[1], found[2] or ""
    if verb.lower() != VERB:
        raise BadLink(LinkProblem.UNKNOWN_VERB, verb)
    said: dict[str, list[str]] = {}
    for pair in filter(None, query.split("&")):
        key, _mark, value = pair.partition("=")
        if key not in KEYS:
            raise BadLink(LinkProblem.UNKNOWN_KEY, key)
        if key in said and key != "with":
            raise BadLink(LinkProblem.TWICE, key)
        said.setdefault(key, []).append(_text(key, value))
    one = {key: values[0] for key, values in said.items() if key != "with"}
    length = one.get("for", "")
    return LinkedStart(
        kind=one.get("kind", ""),
        people=_people(said.get("with", [])),
        length=_length(length) if length else None,
        place=one.get("place", ""),
        note=one.get("note", ""),
    )


def _text(key: str, value: str) -> str:
    """A value decoded, once: what is an escape after that was meant to be read as it is."""
    try:
        data = value.replace("+", " ").encode("ascii")
        parts = _ESCAPE.split(data.decode("ascii"))
        # Text and the digits of an escape by turns; a % without digits gives None.
        decoded = b"".join(
            bytes.fromhex(part) if at % 2 else part.encode() for at, part in enumerate(parts)
        )
        text = decoded.decode()
    except (UnicodeError, TypeError) as fault:
        raise BadLink(LinkProblem.BAD_TEXT, key) from fault
    if not text.isprintable():  # line ends, control characters, marks that turn text round
        raise BadLink(LinkProblem.BAD_TEXT, key)
    text = " ".join(text.split())
    if len(text) > MOST_OF_A_VALUE:
        raise BadLink(LinkProblem.TOO_LONG, key)
    return text


def _people(values: list[str]) -> tuple[str, ...]:
    names = (" ".join(name.split()).lstrip("@") for value in values for name in value.split(","))
    people = tuple(dict.fromkeys(name for name in names if name))
    if len(people) > MOST_PEOPLE:
        raise BadLink(LinkProblem.TOO_LONG, "with")
    return people


def _length(text: str) -> timedelta:
    """``90m``, ``90``, ``1h30``, ``1h30m``, ``2h``."""
    found = _LENGTH.fullmatch(text.lower())
    if found is None:
        raise BadLink(LinkProblem.BAD_LENGTH, text)
    length = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    if not timedelta() < length <= LONGEST_START:
        raise BadLink(LinkProblem.BAD_LENGTH, text)
    return length
