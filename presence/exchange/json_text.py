"""Reads JSON that may be larger than the memory: item by item, with the line that each begins in.

The values themselves are read by ``json``; here it is only found out where each begins. A fault
costs the rest of the file, as nobody can tell what a bracket belongs to after it: BadRowError says
which, and ``line`` where.
"""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import LeftOut, Why
from presence.exchange.checks import BadRowError
from presence.exchange.lines import LONGEST

_PIECE = 1 << 16
_BLANK = " \t\r\n"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class JsonText:
    """What is left of a text; ``line`` is the one that is read now, counted from 1."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        # What is not UTF-8 becomes what no text can hold: it costs the value it is in, no more.
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._text = ""
        self._at = 0
        self._is_whole = False
        self.line = 1

    def sign(self) -> str:
        """The next sign that is no blank, which stays; "" at the end of the file."""
        while True:
            while self._at < len(self._text):
                sign = self._text[self._at]
                if sign not in _BLANK:
                    return sign
                self.line += sign == "\n"
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        """Go behind that sign, which has to be the next."""
        found = self.sign()
        if found != sign:
            raise BadRowError(Why.NOT_JSON if found else Why.CUT_SHORT)
        self._at += 1

    def value(self) -> Any:
        """The next value, whole; at most as long as a line may be."""
        if not self.sign():
            raise BadRowError(Why.CUT_SHORT)
        while True:
            try:
                value, end = _decode(self._text, self._at)
                if end < len(self._text) or not self._more():
                    self.line += self._text.count("\n", self._at, end)
                    self._at = end
                    return value
            except RecursionError as fault:
                raise BadRowError(Why.TOO_DEEP) from fault
            except json.JSONDecodeError as fault:
                # what is cut off may be whole with the next piece; what is wrong in the middle not
                if len(self._text) - fault.pos > _PIECE and not _is_open(fault):
                    raise BadRowError(Why.NOT_JSON) from fault
                if not self._more():
                    raise BadRowError(self._fault(fault)) from fault
            except ValueError as fault:  # a number with more digits than Python reads, NaN
                raise BadRowError(Why.NOT_JSON) from fault
            if len(self._text) - self._at > LONGEST:
                raise BadRowError(Why.LINE_TOO_LONG)

    def items(self) -> Iterator[int]:
        """The line of each item of a list; whoever is given one takes its value."""
        self.take("[")
        while self.sign() != "]":
            yield self.line
            self._between("]")
        self.take("]")

    def members(self) -> Iterator[str]:
        """The name of each member of an object; whoever is given one takes its value."""
        self.take("{")
        while self.sign() != "}":
            name = self.value()
            if not isinstance(name, str):
                raise BadRowError(Why.NOT_JSON)
            self.take(":")
            yield name
            self._between("}")
        self.take("}")

    def records(self) -> Iterator[tuple[int, Any]]:
        """Line and value of each item of a list."""
        for line in self.items():
            yield line, self.value()

    def rest(self, fault: BadRowError) -> LeftOut:
        """That nothing was read from here on; where the file is cut short, there is nothing."""
        if fault.why is Why.CUT_SHORT:
            return LeftOut(self.line, fault.why, fault.field, fault.value)
        return LeftOut(self.line, Why.REST_UNREAD, fault.why.value, fault.value)

    def _between(self, end: str) -> None:
        if self.sign() == end:
            return
        self.take(",")
        if self.sign() == end:
            raise BadRowError(Why.NOT_JSON)

    def _fault(self, fault: json.JSONDecodeError) -> Why:
        """Whether the text is only over too early."""
        rest = self._text[fault.pos :].strip()
        return Why.CUT_SHORT if _is_open(fault) or not rest else Why.NOT_JSON

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        if self._is_whole:
            return False
        try:
            data = self._stream.read(_PIECE)
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise Refused(ErrorCode.FILE_NOT_READABLE, path=self._path, detail=detail) from fault
        if data.startswith(_UTF16) and self.line == 1 and not self._text:
            raise Refused(ErrorCode.FILE_NOT_UTF8, path=self._path)
        self._is_whole = not data
        text = self._decode.decode(data, final=not data)
        self._text = self._text[self._at :] + text
        self._at = 0
        return not self._is_whole


def _is_open(fault: json.JSONDecodeError) -> bool:
    return fault.msg.startswith("Unterminated string")


def _no_number(_word: str) -> NoReturn:
    raise ValueError("JSON has no NaN and no infinity (RFC 8259, section 6)")


_decode = json.JSONDecoder(parse_constant=_no_number).raw_decode
