"""Whether a place is one that people go to: "Room 4; Microsoft Teams Meeting" is, "Zoom" is not."""

import re
from dataclasses import dataclass

from presence.core.coming.judging.plain import plain_line
from presence.core.coming.judging.video_links import (
    is_map,
    is_number_to_dial,
    is_video_address,
    without_addresses,
)
from presence.core.coming.judging.words import ComingWords, pieces
from presence.core.frozen import Enum

LONGEST_PLACE = 1000  # of what a calendar says; a longer one is cut before it is looked at
_BETWEEN = re.compile(
    r"\s*[;|\n()\[\]]\s*|,\s+|\s+[-–—/+&]\s+|\s+(?:or|oder|and|und)\s+", re.IGNORECASE
)


class _Says(Enum):
    PLACE = "place"
    ONLINE = "online"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` is "" where it is no place; ``is_online`` where something in it leads elsewhere."""

    name: str = ""
    is_online: bool = False


def read_place(text: str, words: ComingWords) -> Place:
    """What a calendar's place says, without the parts of it that are none."""
    text = text[:LONGEST_PLACE].strip()
    if is_number_to_dial(text):
        return Place(is_online=True)
    parts = [part for part in _BETWEEN.split(text) if part and part.strip()]
    said = [_says(part, words) for part in parts]
    is_online = _Says.ONLINE in said
    if all(each is _Says.PLACE for each in said):
        return Place(plain_line(text))
    kept = [part for part, each in zip(parts, said, strict=True) if each is _Says.PLACE]
    return Place(plain_line(", ".join(kept)), is_online)


def _says(part: str, words: ComingWords) -> _Says:
    if is_video_address(part) or is_number_to_dial(part):
        return _Says.ONLINE
    if is_map(part):
        return _Says.PLACE
    rest = without_addresses(part)
    said = [word for word in pieces(rest) if not word.isdigit()]
    if not said:
        # an address alone is where people click, not where they go
        return _Says.ONLINE if rest != part else _digits(part)
    if any(word not in words.online and word not in words.hollow for word in said):
        return _Says.PLACE
    return _Says.ONLINE if rest != part or words.online.intersection(said) else _Says.NOTHING


def _digits(part: str) -> _Says:
    """A number alone is a room ("4.12"), signs alone ("–", "?") are nothing."""
    return _Says.PLACE if any(letter.isalnum() for letter in part) else _Says.NOTHING
