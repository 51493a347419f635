"""Reads the report that Hamster writes as XML, in pieces: no document is built, no entity grows."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import BinaryIO
from xml.parsers import expat

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.lines import LONGEST
from presence.exchange.trackers.hamster import Fact, session_out_of
from presence.exchange.untold import Untold

_PIECE = 1 << 16
_DEEPEST = 100

Found = tuple[int, str, Mapping[str, str]]


def read(stream: BinaryIO, path: str, zone: tzinfo, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each ``<activity>``; raises Refused where it is no report."""
    elements = _Elements(stream, path)
    try:
        line, name, _attributes = next(elements.found(), (0, "", {}))
    except BadRowError as fault:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path) from fault
    if name != "activities":
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    return _read_on(elements, line, zone, untold)


def _read_on(
    elements: "_Elements", line: int, zone: tzinfo, untold: Untold
) -> Iterator[Arrival | LeftOut]:
    try:
        for line, name, attributes in elements.found():
            if name == "activity":
                yield _arrived(line, attributes, zone, untold)
            else:
                yield LeftOut(line, Why.UNKNOWN_TYPE, "element", checks.shown(name))
    except BadRowError as fault:
        yield LeftOut(max(line, elements.line), fault.why, fault.field, fault.value)


def _arrived(line: int, told: Mapping[str, str], zone: tzinfo, untold: Untold) -> Arrival | LeftOut:
    try:
        fact = Fact(
            told.get("start_time", ""),
            told.get("end_time", ""),
            told.get("name", "").strip(),
            _category(told.get("category", "")),
            told.get("description", ""),
            tuple(tag.strip() for tag in told.get("tags", "").split(",")),
        )
        return Arrival(line, Visit(session_out_of(fact, zone, untold), by_id=False))
    except BadRowError as fault:
        return LeftOut(line, fault.why, fault.field, fault.value)


def _category(told: str) -> str:
    """Hamster has a word for none, which its database has not."""
    return "" if told.strip() == "Unsorted" else told.strip()


class _Elements:
    """The beginnings of elements with the lines that they stand in."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        self._waiting: list[Found] = []
        self._depth = 0
        self._since = 0  # bytes in which no element began
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._all = self._run()

    @property
    def line(self) -> int:
        """Where the reading is."""
        return self._parser.CurrentLineNumber

    def found(self) -> Iterator[Found]:
        """Those that have not been given yet; raises BadRowError for what is no XML."""
        return self._all

    def _run(self) -> Iterator[Found]:
        while True:
            data = self._piece()
            try:
                self._parser.Parse(data, not data)
            except expat.ExpatError as fault:
                yield from self._given()
                is_cut = not data or fault.code in _CUT
                raise BadRowError(Why.CUT_SHORT if is_cut else Why.NOT_XML) from fault
            except BadRowError:
                yield from self._given()
                raise
            self._since = 0 if self._waiting else self._since + len(data)
            if self._since > LONGEST:
                raise BadRowError(Why.LINE_TOO_LONG)
            yield from self._given()
            if not data:
                return

    def _given(self) -> Iterator[Found]:
        waiting, self._waiting = self._waiting, []
        yield from waiting

    def _piece(self) -> bytes:
        try:
            return self._stream.read(_PIECE)
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise Refused(ErrorCode.FILE_NOT_READABLE, path=self._path, detail=detail) from fault

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadRowError(Why.TOO_DEEP)
        self._waiting.append((self._parser.CurrentLineNumber, name, attributes))

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declared: object) -> None:
        """Hamster writes none; it would be where entities are declared that grow beyond measure."""
        raise BadRowError(Why.NOT_XML)


_CUT = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
}
