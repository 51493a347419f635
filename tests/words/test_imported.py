"""What an import has done, in sentences."""

from presence.core.exchange.arrival import Counts, Imported, LeftOut, Why
from presence.words.exchange.imported import imported_lines, unfinished_line
from presence.words.exchange.left_out import reason_line, unnamed_line

MANY = 20_000
GROUPED = "20\N{NARROW NO-BREAK SPACE}000"


def test_large_numbers_are_read_in_thousands() -> None:
    imported = Imported(
        read=3 * MANY,
        sessions=Counts(added=MANY, changed=MANY, unchanged=MANY),
        others={"person": Counts(added=MANY)},
        left_out=(LeftOut(line=1, why=Why.VALUE_LOST),) * MANY,
        unnamed=MANY,
    )
    lines = [
        *imported_lines(imported, is_dry=True),
        unfinished_line(MANY),
        unnamed_line(MANY),
        reason_line(LeftOut(line=1, why=Why.NO_TYPE, value=str(MANY))),
    ]
    assert lines[0] == f"Would add {GROUPED} sessions, {GROUPED} people."
    assert len(lines) == 8
    for line in lines:
        assert GROUPED in line
        assert str(MANY) not in line
