"""The XML of WebDAV (RFC 4918, 13), read while it comes, by expat.

It is foreign: a document type, and with it every entity of its own, is refused, and what it grows
to is bounded. Python's expat tells of each element, so that a large answer holds nothing up.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from presence.calendars.sources.web.body import Unusable
from presence.core.coming.fetched import Failure, Trouble

DAV = "DAV: "
CALDAV = "urn:ietf:params:xml:ns:caldav "
CALENDAR_SERVER = "http://calendarserver.org/ns/ "
APPLE = "http://apple.com/ns/ical/ "

DEEPEST = 40
MOST_IN_ONE = 5_000  # elements said of one address; a calendar has some fifty, an event six
MOST_ITEMS = 100_000


@dataclass(slots=True)
class Element:
    """``tag`` is the namespace, a space and the name."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: "list[Element]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, tag: str) -> "list[Element]":
        """The children of that tag."""
        return [child for child in self.children if child.tag == tag]

    def text_of(self, tag: str) -> str:
        """The text of the first child of that tag, trimmed; "" where there is none."""
        found = self.all(tag)
        return found[0].text.strip() if found else ""


@dataclass(frozen=True, slots=True)
class Item:
    """What is said of one address: the properties it has, by tag. ``status`` 0: none was said."""

    href: str
    status: int
    properties: dict[str, Element]

    def text(self, tag: str) -> str:
        """The text of a property, "" where it has none."""
        found = self.properties.get(tag)
        return found.text if found is not None else ""

    def hrefs(self, tag: str) -> list[str]:
        """The addresses that a property holds."""
        found = self.properties.get(tag)
        if found is None:
            return []
        return [each.text.strip() for each in found.all(f"{DAV}href")]

    def has(self, tag: str, child: str) -> bool:
        """Whether a property holds such an element."""
        found = self.properties.get(tag)
        return found is not None and bool(found.all(child))


class Multistatus:
    """Takes pieces, gives items; raises Unusable."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._open: list[Element] = []
        self._count = 0  # elements of the response that is open
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._on_text
        self._parser.StartDoctypeDeclHandler = self._on_document_type

    def take(self, piece: bytes) -> None:
        """Some bytes as they come."""
        self._parse(piece, is_last=False)

    def end(self) -> list[Item]:
        """All that was said."""
        self._parse(b"", is_last=True)
        return self._items

    def _parse(self, piece: bytes, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, LookupError, ValueError) as fault:  # an encoding it has not
            raise _not_dav("no XML") from fault

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._open and tag != f"{DAV}multistatus":
            raise _not_dav("a web page" if tag.lower().endswith("html") else "other XML")
        self._count = self._count + 1 if len(self._open) > 1 else 0
        is_too_much = self._count > MOST_IN_ONE or len(self._items) >= MOST_ITEMS
        if is_too_much or len(self._open) > DEEPEST:
            raise Unusable(Failure(Trouble.TOO_LARGE))
        self._open.append(Element(tag, attributes))

    def _on_text(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def _on_end(self, _tag: str) -> None:
        element = self._open.pop()
        if len(self._open) == 1 and element.tag == f"{DAV}response":
            self._items.append(_item(element))
        elif len(self._open) > 1:
            self._open[-1].children.append(element)

    def _on_document_type(self, *_what: object) -> None:
        raise _not_dav("a document type")


def _not_dav(detail: str) -> Unusable:
    return Unusable(Failure(Trouble.NOT_A_CALENDAR, detail))


def _item(response: Element) -> Item:
    """A response as the properties that were found."""
    properties: dict[str, Element] = {}
    for found in response.all(f"{DAV}propstat"):
        if _status(found) in (0, 200):
            for holder in found.all(f"{DAV}prop"):
                properties.update((each.tag, each) for each in holder.children)
    return Item(response.text_of(f"{DAV}href"), _status(response), properties)


def _status(element: Element) -> int:
    """The number in "HTTP/1.1 200 OK"."""
    words = element.text_of(f"{DAV}status").split()
    is_one = len(words) > 1 and words[1].isascii() and words[1].isdigit()
    return int(words[1][:3]) if is_one else 0
