"""A QR code for a terminal: two rows of it in a line of half blocks."""

from collections.abc import Sequence

QUIET = 4  # modules around it (ISO/IEC 18004, 6.3.8)
BLACK_ON_WHITE, AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
DARK, UPPER, LOWER, LIGHT = "█", "▀", "▄", " "


def code_lines(rows: Sequence[Sequence[bool]], with_colours: bool) -> list[str]:
    """The lines of the code.

    With colours it is black on white in every terminal. Without any, what is light is drawn, as in
    a terminal with a dark ground.
    """
    side = len(rows) + 2 * QUIET
    empty = [False] * side
    margin = [False] * QUIET
    whole = [empty] * QUIET + [[*margin, *row, *margin] for row in rows] + [empty] * QUIET
    if side % 2:
        whole.append(empty)
    lines = []
    for upper, lower in zip(whole[::2], whole[1::2], strict=True):
        cells = zip(upper, lower, strict=True)
        line = "".join(
            _block(above != with_colours, below != with_colours) for above, below in cells
        )
        lines.append(f"{BLACK_ON_WHITE}{line}{AS_BEFORE}" if with_colours else line)
    return lines


def width_of(rows: Sequence[Sequence[bool]]) -> int:
    """How many columns it takes."""
    return len(rows) + 2 * QUIET


def _block(above_is_left_out: bool, below_is_left_out: bool) -> str:
    if above_is_left_out:
        return LIGHT if below_is_left_out else LOWER
    return UPPER if below_is_left_out else DARK
