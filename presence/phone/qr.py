"""An address as a QR code: rows of dark and light, for a window and a terminal to draw.

``python -m presence.phone.qr`` reads an address, and prints a line of ``#`` and blanks for each
row: for who does not want to keep what draws it.
"""

import sys
from collections.abc import Sequence


def qr_rows(text: str) -> Sequence[Sequence[bool]]:
    """The code without its quiet zone; True is dark.

    Level M of the error correction: a camera reads it from a screen with some glare on it.
    """
    import segno  # 50 ms, for who shows one

    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def main() -> None:
    """What stands on the standard input, as a code."""
    for row in qr_rows(sys.stdin.read()):
        print("".join("#" if is_dark else " " for is_dark in row))


if __name__ == "__main__":
    main()
