"""Writes somebody as a vCard: their own card with what has changed, or a new one (RFC 2426).

A card that came from elsewhere keeps every byte of the lines that nobody changed. A new one is of
version 3, which every address book reads.
"""

import quopri
import re
from collections.abc import Collection, Iterator, Sequence

from presence.core.exchange.card_lines import ContentLine, content_lines
from presence.core.exchange.contact import is_named_for
from presence.core.frozen import replace
from presence.core.people.details import Details
from presence.core.person import folded
from presence.exchange.contacts.birthdays import birthday_text
from presence.exchange.contacts.card_reading import LINKS, contact_of, links_of

OCTETS = 75  # of a line without its end (RFC 2426 section 2.6)
_ESCAPED = re.compile(r"\\(.)")
_HIDDEN = ("BEGIN", "END")


def written(
    details: Details,
    circles: Sequence[str],
    uid: str,
    card: bytes = b"",
    names: Collection[str] = (),
) -> bytes:
    """The card of somebody; ``card`` is the one that they came with, ``uid`` that of a new one.

    ``names`` are those of people, folded: what is called like one of them became no group.
    """
    if not card:
        return _new(details, circles, uid)
    before = contact_of(card)
    if before is None:  # of a log that somebody else has written
        return _new(details, circles, uid)
    if is_named_for(details.name, before):
        details = replace(details, name=before.details.name)
    changed = dict(_changes(before.details, details))
    circles = [*circles, *(each for each in before.circles if folded(each) in names)]
    if set(map(folded, circles)) != set(map(folded, before.circles)):
        now = _in_order_of(before.circles, circles)
        changed["CATEGORIES"] = [",".join(map(_escaped, now))] if now else []
    if not changed:
        return card
    if not any(line.name == "FN" and line.text.strip() for line in content_lines(card)):
        # it was named by what may be changed now: a nick, an organisation
        changed["FN"] = [_escaped(details.name)]
    return _patched(card, changed)


def _in_order_of(before: Sequence[str], now: Sequence[str]) -> Sequence[str]:
    """Those that were there as they stood there, then the others."""
    there = {folded(each): each for each in [*now, *before]}
    names = dict.fromkeys(map(folded, [*before, *now]))
    wanted = set(map(folded, now))
    return [there[each] for each in names if each in wanted]


def _changes(before: Details, after: Details) -> Iterator[tuple[str, list[str]]]:
    """The properties that are to be written anew, with their values, escaped."""
    if after.name != before.name:
        yield "FN", [_escaped(after.name)]
        yield "N", [_name_parts(after.name)]
    if after.nick != before.nick:
        yield "NICKNAME", [_escaped(after.nick)] if after.nick else []
    if after.birthday != before.birthday:
        yield "BDAY", [birthday_text(after.birthday)] if after.birthday else []
    if after.notes != before.notes:
        yield "NOTE", [_escaped(after.notes)] if after.notes else []
    if after.links != before.links:
        yield "URL", list(after.links)


def _new(details: Details, circles: Sequence[str], uid: str) -> bytes:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{_escaped(uid)}"]
    lines += [f"FN:{_escaped(details.name)}", f"N:{_name_parts(details.name)}"]
    if details.nick:
        lines.append(f"NICKNAME:{_escaped(details.nick)}")
    if details.birthday:
        lines.append(f"BDAY:{birthday_text(details.birthday)}")
    lines += [f"URL:{_on_one_line(link)}" for link in details.links]
    if circles:
        lines.append(f"CATEGORIES:{','.join(map(_escaped, circles))}")
    if details.notes:
        lines.append(f"NOTE:{_escaped(details.notes)}")
    lines.append("END:VCARD")
    return b"".join(_folded(line, b"\r\n") for line in lines)


def _patched(card: bytes, changed: dict[str, list[str]]) -> bytes:
    lines = list(content_lines(card))
    end = b"\r\n" if lines[0].raw.endswith(b"\r\n") else b"\n"
    is_old = any(line.name == "VERSION" and line.text.strip() == "2.1" for line in lines)
    waiting = {name: list(values) for name, values in changed.items()}
    kept_links = set(changed.get("URL", ()))
    pieces: list[bytes] = []
    depth = 0
    for line in lines:
        depth += (line.name == "BEGIN") - (line.name == "END")
        if depth == 0:  # the card's own END: what had no line yet goes before it
            for name, values in waiting.items():
                pieces += [_property(name, value, end, is_old) for value in values]
            waiting = {}
        if depth != 1 or not _is_changed(line, changed):
            pieces.append(line.raw)
        elif line.name in LINKS:
            link = next(links_of([line]), "")
            if link in kept_links:
                pieces.append(line.raw)
                waiting["URL"] = [each for each in waiting["URL"] if each != link]
        elif waiting.get(line.name):
            prefix = f"{line.group}.{line.name}" if line.group else line.name
            pieces.append(_property(prefix, waiting[line.name].pop(0), end, is_old))
    return b"".join(pieces)


def _is_changed(line: ContentLine, changed: dict[str, list[str]]) -> bool:
    if line.name in _HIDDEN:
        return False
    return line.name in changed or (line.name in LINKS and "URL" in changed)


def _property(name: str, value: str, end: bytes, is_old: bool) -> bytes:
    if not is_old:
        return _folded(f"{name}:{value}", end)
    # vCard 2.1 escapes the semicolon alone and writes what is not ASCII as quoted-printable.
    value = _ESCAPED.sub(_without_backslash, value)
    if value.isascii() and "\n" not in value:
        return f"{name}:{value}".encode() + end
    data = quopri.encodestring(value.replace("\n", "\r\n").encode(), quotetabs=False)
    data = data.replace(b"\r\n", b"=0D=0A=\n").replace(b"\n", end)
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:".encode() + data + end


def _without_backslash(found: re.Match[str]) -> str:
    if found[1] == ";":
        return found[0]
    return "\n" if found[1] == "n" else found[1]


def _folded(line: str, end: bytes) -> bytes:
    """The line in pieces of at most 75 octets, no character torn."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        data = character.encode()
        if len(piece) + len(data) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += data
    return end.join([*pieces, piece]) + end


def _name_parts(name: str) -> str:
    """Family and given name: the last word, and what stands before it; a guess that N asks for."""
    given, _space, family = name.rpartition(" ")
    return f"{_escaped(family)};{_escaped(given)};;;"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _on_one_line(link: str) -> str:
    return "".join(link.split())
