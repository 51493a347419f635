"""A birthday as address books write it."""

import re
from datetime import date

from presence.core.people.details import Birthday

# 1980-04-12, 19800412, --04-12, --0412, and a time behind it (RFC 6350 section 4.3.1, RFC 2426)
_DATE = re.compile(r"(?:(\d{4})-?|--)(\d\d)-?(\d\d)(?:[T ].*)?", re.ASCII)
# what people type where nothing checks it: 12.04.1980, 12.4.
_WITH_DOTS = re.compile(r"(\d\d?)\.\s?(\d\d?)\.(?:\s?(\d{4}))?", re.ASCII)
_LEAP = 2000  # any year that has a 29 February
NO_YEAR = 1604  # what Apple writes for a birthday without one


def birthday_of(text: str, omitted: str = "") -> Birthday | None:
    """The birthday of a text, None where it is none; ``omitted`` is a year that stands for none."""
    if found := _DATE.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
    elif found := _WITH_DOTS.fullmatch(text):
        day, month, year = (int(part) if part else None for part in found.groups())
    else:
        return None
    if year is not None and (str(year) == omitted or year == NO_YEAR):
        year = None
    assert month is not None
    assert day is not None
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return None
    return Birthday(month, day, year)


def birthday_text(birthday: Birthday) -> str:
    """As the log and vCard 4 write it: 1980-04-12, or --04-12."""
    year = "-" if birthday.year is None else f"{birthday.year:04}"
    return f"{year}-{birthday.month:02}-{birthday.day:02}"
