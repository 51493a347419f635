"""The lines of a vCard, each with the bytes it was read from.

Neither icalendar (which rejects the parameters of vCard 2.1) nor vobject keeps the bytes, and a
card that nobody changed has to come out as it came in: so the lines are cut here. Folding is that
of RFC 6350 section 3.2; in vCard 2.1 a line of quoted-printable goes on after a "=" at its end.
"""

import re
from binascii import a2b_qp
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from presence.core.frozen import dataclass

# group, name and parameters, up to the first colon outside of quotes
_HEAD = re.compile(rb'(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:[^";:]|"[^"]*")*)*):', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})
_SPACES = (b" ", b"\t")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property of a card; ``raw`` are its bytes with folds and line end, ``value`` without.

    Names and parameters are in capitals; parameters of one name are joined by commas. A line that
    is none has the name "".
    """

    raw: bytes
    group: str
    name: str
    parameters: Mapping[str, str]
    value: bytes

    @property
    def text(self) -> str:
        """The value as text, as its parameters say that it is written; escapes are still in it."""
        data = self.value
        if self.parameters.get("ENCODING", "").lower() == "quoted-printable":
            data = a2b_qp(data)
        charset = self.parameters.get("CHARSET", "utf-8")
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):  # some codecs raise no more than UnicodeError
            # the codepage of old phones and of Outlook, in which every byte is something
            return data.decode("latin-1")


def content_lines(card: bytes) -> Iterator[ContentLine]:
    """The lines of a card; put together, their bytes are the card."""
    physical = _cut(card)
    taken = 0
    while taken < len(physical):
        last = taken + 1
        while last < len(physical) and _goes_on(
            physical[taken], physical[last - 1], physical[last]
        ):
            last += 1
        yield _line(physical[taken:last])
        taken = last


def _cut(card: bytes) -> list[bytes]:
    """By line feeds only: a lone carriage return is part of a value."""
    pieces = card.split(b"\n")
    ended = [piece + b"\n" for piece in pieces[:-1]]
    return [*ended, pieces[-1]] if pieces[-1] else ended


def _goes_on(first: bytes, before: bytes, line: bytes) -> bool:
    if line.startswith(_SPACES):
        return True
    return before.rstrip(b"\r\n").endswith(b"=") and b"QUOTED-PRINTABLE" in first.upper()


def _line(physical: list[bytes]) -> ContentLine:
    raw = b"".join(physical)
    parts = [part.rstrip(b"\r\n") for part in physical]
    is_quoted = b"QUOTED-PRINTABLE" in parts[0].upper()
    unfolded = bytearray(parts[0])  # it grows where it is: a photograph has many thousand parts
    for part in parts[1:]:
        if is_quoted and unfolded.endswith(b"="):
            del unfolded[-1:]
            unfolded += part.lstrip(b"\t ")
        else:
            unfolded += part[1:]
    head = _HEAD.match(unfolded)
    if head is None:
        return ContentLine(raw, "", "", MappingProxyType({}), bytes(unfolded))
    group, name, parameters = (part or b"" for part in head.groups())
    return ContentLine(
        raw=raw,
        group=group.decode(),
        name=name.decode().upper(),
        parameters=_parameters(parameters.decode(errors="replace")),
        value=bytes(unfolded[head.end() :]),
    )


def _parameters(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for parameter in _PARAMETER.findall(text):
        name, sign, value = parameter.partition("=")
        if not sign:  # vCard 2.1 leaves the name away
            is_encoding = name.strip().lower() in _ENCODINGS
            name, value = ("ENCODING" if is_encoding else "TYPE"), name
        key, value = name.strip().upper(), value.strip().strip('"')
        found[key] = f"{found[key]},{value}" if key in found else value
    return MappingProxyType(found)
