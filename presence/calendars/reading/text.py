"""The bytes of a calendar as whole lines, whatever their encoding and the ends of their lines."""

import re

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
FOLD = re.compile(rb"\n[ \t]")


def plain(part: bytes) -> bytes:
    """Without a byte order mark, NULs and CRs; UTF-16 as UTF-8. Folds are still there."""
    encoding = "utf-8"
    for bom, named in BOMS:
        if part.startswith(bom):
            part, encoding = part[len(bom) :], named
            break
    else:
        head = part[:40]
        if len(head) > 20 and head[1::2].count(0) > 10:
            encoding = "utf-16-le"
        elif len(head) > 20 and head[::2].count(0) > 10:
            encoding = "utf-16-be"
    if encoding != "utf-8":
        part = part.decode(encoding, "replace").encode("utf-8", "replace")
    if b"\0" in part:
        part = part.replace(b"\0", b"")
    if b"\r" in part:
        part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return part


def unfold(part: bytes) -> bytes:
    """Each property on one line: as bytes, for a fold may split a letter (RFC 5545, 3.1)."""
    return FOLD.sub(b"", part)


def decode(line: bytes) -> str:
    """UTF-8, or what Windows wrote before it."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
