"""Cuts a CSV file into rows of cells, so that one that is broken spoils no other."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from presence.core.exchange.arrival import Why
from presence.core.frozen import dataclass
from presence.exchange.lines import LONGEST, Line


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, or why there are none; ``number`` is that of its first line.

    One that is the last of the file and has no line end ``may_be_cut``.
    """

    number: int
    cells: Sequence[str]
    fault: Why | None = None
    may_be_cut: bool = False


class Rows:
    """Rows of lines: a quote may hold line ends, and one that is never closed hides only itself."""

    def __init__(self, lines: Iterator[Line], delimiter: str = ",") -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._waiting: deque[Line] = deque()
        self._taken: list[Line] = []
        self._size = 0
        self._reader = self._new_reader()
        # The module's own limit is one of the process; a row may be as long as a line may.
        csv.field_size_limit(LONGEST)

    def __iter__(self) -> Iterator[Row]:
        while (row := self._next()) is not None:
            yield row

    def _next(self) -> Row | None:
        first = self._pull()
        while first is not None and first.is_blank:
            first = self._pull()
        if first is None:
            return None
        if first.fault in (Why.LINE_TOO_LONG, Why.NUL):
            return Row(first.number, (), first.fault)
        self._waiting.appendleft(first)
        return self._row(first)

    def _row(self, first: Line) -> Row:
        self._taken, self._size = [], 0
        try:
            cells = next(self._reader)
        except (csv.Error, _OpenQuoteError):
            self._reader = self._new_reader()
            # What came after the first line is read anew, each line for itself.
            self._waiting.extendleft(reversed(self._taken[1:]))
            is_last = not self._taken[1:] and not first.text.endswith("\n")
            return Row(first.number, (), Why.CUT_SHORT if is_last else Why.OPEN_QUOTE)
        fault = first.fault
        if len(self._taken) > 1:
            fault = next((line.fault for line in self._taken if line.fault is not None), None)
        may_be_cut = not self._taken[-1].text.endswith("\n")
        return Row(first.number, () if fault else cells, fault, may_be_cut)

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._texts(), delimiter=self._delimiter, strict=False)

    def _texts(self) -> Iterator[str]:
        """The lines that the csv module asks for: more than one while a quote is open."""
        while (line := self._pull()) is not None:
            self._taken.append(line)
            self._size += len(line.text)
            if self._size > LONGEST or line.fault is Why.LINE_TOO_LONG:
                break
            yield line.text
        raise _OpenQuoteError

    def _pull(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)


class _OpenQuoteError(Exception):
    """The file ends, or a row grows beyond all measure, within a quote."""
