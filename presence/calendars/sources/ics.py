"""Whether a text is a calendar at all, and all of one; what it means is the reader's to say."""

HEAD = 4096  # bytes in which a calendar has begun; some have comments or empty lines before
TAIL = 4096  # and in which it has ended
LONGEST = 50_000_000  # bytes of one calendar; 5,000 events have 3 MB


def is_calendar(text: bytes) -> bool:
    """Whether it begins as one; HTML and the like do not."""
    return b"BEGIN:VCALENDAR" in _plain(text[:HEAD])


def is_whole(text: bytes) -> bool:
    """Whether it goes on to its end, and was not cut off on its way or while it was written."""
    return b"END:VCALENDAR" in _plain(text[-TAIL:])


def _plain(text: bytes) -> bytes:
    """In capitals, and as ASCII where it is UTF-16, as some exports are."""
    return text.replace(b"\0", b"").upper()
