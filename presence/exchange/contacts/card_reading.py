"""What a vCard says of somebody, of versions 2.1 (vCard, 1996), 3 (RFC 2426) and 4 (RFC 6350)."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.exchange.card_lines import ContentLine, content_lines
from presence.core.exchange.contact import Contact, Lost
from presence.core.people.details import Birthday, Details
from presence.exchange.checks import LONGEST_NAME, shown
from presence.exchange.contacts.birthdays import birthday_of
from presence.exchange.contacts.cards import Card, cards_of
from presence.exchange.contacts.fitting import fitted
from presence.exchange.contacts.relations import relation_of

LINKS = ("URL", "X-SOCIALPROFILE")
MOST_LINKS, MOST_CIRCLES = 20, 50
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTS = {sign: re.compile(rf"((?:[^{sign}\\]|\\.?)*)({sign}|$)", re.DOTALL) for sign in ";,"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|[\ud800-\udfff]")


def read(stream: BinaryIO, path: str) -> Iterator[Arrival | LeftOut]:
    """Everybody in a file, and each card that names nobody; raises Refused for a file that is none.

    What is read is a part of the card; all of it is in ``Contact.card``.
    """
    for card in cards_of(stream, path):
        if isinstance(card, LeftOut):
            yield card
        else:
            yield arrival_of(card)


def arrival_of(card: Card) -> Arrival | LeftOut:
    contact = contact_of(card.data)
    return LeftOut(card.line, Why.NO_NAME) if contact is None else Arrival(card.line, contact)


def contact_of(data: bytes) -> Contact | None:
    """The contact of one card, None where it names nobody; an inner card (AGENT) is not theirs."""
    lines = list(_outer(data))
    named_by, name = _name(lines)
    if not name:
        return None
    circles = tuple(dict.fromkeys(each[:LONGEST_NAME] for each in _each(lines, "CATEGORIES")))
    links = tuple(links_of(lines))
    organisation = _parts(_first(lines, "ORG"), ";")
    birthday = _birthday(lines)
    nicks = _each(lines, "NICKNAME")
    contact = Contact(
        key=_line(_first(lines, "UID"))[:LONGEST_NAME] or f"vcard:{sha256(data).hexdigest()}",
        details=Details(
            name=name,
            nick=nicks[0] if nicks and nicks[0] != name else "",
            relation=next(filter(None, map(relation_of, circles[:MOST_CIRCLES])), None),
            links=links[:MOST_LINKS],
            birthday=birthday,
            notes="\n\n".join(_notes(lines)),
        ),
        circles=circles[:MOST_CIRCLES],
        organisation=organisation[0][:LONGEST_NAME] if organisation else "",
        card=data,
        lost=(
            *(_lost(data) if birthday is None else ()),
            *(_too_many(data, ("CATEGORIES",), MOST_CIRCLES) if circles[MOST_CIRCLES:] else ()),
            *(_too_many(data, LINKS, MOST_LINKS) if links[MOST_LINKS:] else ()),
        ),
    )
    called = {"name": named_by, "nick": "NICKNAME", "notes": "NOTE", "links": "URL"}
    return fitted(contact, called, lambda name: next(_below(data, (name,)), ("", 0))[1])


def links_of(lines: Sequence[ContentLine]) -> Iterator[str]:
    """The addresses of their pages, each once."""
    seen = set()
    for line in lines:
        if line.name in LINKS and (link := _line(unescaped(line.text))) and link not in seen:
            seen.add(link)
            yield link


def unescaped(text: str) -> str:
    """A value without its backslashes; nothing in it that a log cannot hold."""
    plain = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
    return _CONTROL.sub("", plain.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _outer(data: bytes) -> Iterator[ContentLine]:
    return (line for line, _below in _outer_below(data))


def _outer_below(data: bytes) -> Iterator[tuple[ContentLine, int]]:
    """The lines of a card itself, and how many of the file's are above each."""
    depth = below = 0
    for line in content_lines(data):
        depth += (line.name == "BEGIN") - (line.name == "END")
        if depth == 1 and line.name not in ("BEGIN", "END"):
            yield line, below
        below += line.raw.count(b"\n")


def _lost(data: bytes) -> Iterator[Lost]:
    """A birthday that is none; it stays in the card."""
    for line, below in _outer_below(data):
        if line.name == "BDAY":
            if said := unescaped(line.text):
                yield Lost("BDAY", shown(said), below)
            return


def _too_many(data: bytes, names: Sequence[str], most: int) -> Iterator[Lost]:
    """Where the first of these stands."""
    for name, below in islice(_below(data, names), 1):
        yield Lost(name, below=below, count=most)


def _below(data: bytes, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The lines of these names, and how many of the file's are above each."""
    return ((line.name, below) for line, below in _outer_below(data) if line.name in names)


def _name(lines: Sequence[ContentLine]) -> tuple[str, str]:
    """The first of: the name as it is written, its parts, a nick, an organisation, an address.

    With the word for it in the card.
    """
    family, given, middle, *_rest = [*_parts(_first(lines, "N"), ";"), "", "", ""]
    composed = " ".join(part for part in (given, middle, family) if part)
    written = _line(unescaped(_first(lines, "FN")))
    nicks = _each(lines, "NICKNAME")
    organisation = [part for part in _parts(_first(lines, "ORG"), ";") if part]
    candidates = (
        ("FN", written),
        ("N", composed),
        *(("NICKNAME", nick) for nick in nicks),
        *(("ORG", part) for part in organisation),
        ("EMAIL", unescaped(_first(lines, "EMAIL"))),
    )
    return next(((word, name) for word, each in candidates if (name := _line(each))), ("", ""))


def _birthday(lines: Sequence[ContentLine]) -> Birthday | None:
    for line in lines:
        if line.name == "BDAY":
            return birthday_of(unescaped(line.text), line.parameters.get("X-APPLE-OMIT-YEAR", ""))
    return None


def _notes(lines: Sequence[ContentLine]) -> Iterator[str]:
    for line in lines:
        if line.name == "NOTE" and (note := unescaped(line.text)):
            yield note


def _first(lines: Sequence[ContentLine], name: str) -> str:
    """The first value of that name that says something; its escapes are still in it."""
    return next((line.text for line in lines if line.name == name and line.text.strip()), "")


def _each(lines: Sequence[ContentLine], name: str) -> list[str]:
    """The values of a property that is a list, of all its lines."""
    texts = [line.text for line in lines if line.name == name]
    return [part for text in texts for part in _parts(text, ",") if part]


def _parts(text: str, sign: str) -> list[str]:
    """The parts of a value, cut at each sign that no backslash stands before."""
    found = [_line(unescaped(part)) for part, _sign in _PARTS[sign].findall(text)]
    return found[:-1] if text and not text.endswith(sign) else found


def _line(text: str) -> str:
    return " ".join(text.split())
