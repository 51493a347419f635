"""Takes a person out of what is known of others, and of what is to follow."""

from typing import Any

from presence.store.documents import dump
from presence.store.forgetting.mentions import Mentions
from presence.store.known.cards import CARD
from presence.store.known.follow_ups import FOLLOW_UP
from presence.store.known.people import DETAILS

KNOWN = (CARD, DETAILS, FOLLOW_UP)
_TEXTS = ("nick", "met_at", "notes", "about")


def of_others(row: dict[str, Any], mentions: Mentions) -> str:
    """The document of somebody else, in which no text names them."""
    for name in _TEXTS:
        if mentions.name_them(str(row.get(name, "")), False):
            row[name] = ""
    if links := row.get("links"):
        row["links"] = [link for link in links if not mentions.name_them(str(link), False)]
    return dump(row)
