"""Where somebody came from: what address books know them by, and the vCards they came with.

The whole card is kept, so that what is not understood here comes out again as it came in.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping

from presence.core.frozen import Any
from presence.store.documents import dump, parse

CARD = "card"

Origins = Mapping[str, bytes]  # by what a file knows somebody by: their card, b"" where none came


def origins_document(person_id: str, origins: Origins) -> str:
    """The origins as the log keeps them: the person by id, cards in base64."""
    came = [[key, b64encode(card).decode()] for key, card in origins.items()]
    return dump({"people": [person_id], "from": came})


def read_origins(document: str) -> Origins:
    """The origins of a document; raises what ``rows_that_can_be`` takes for damage."""
    return origins_in(parse(document))


def origins_in(row: Mapping[str, Any]) -> Origins:
    """The same of a document that is parsed already."""
    found: dict[str, bytes] = {}
    for key, card in row["from"]:
        if not isinstance(key, str):
            raise TypeError(key)
        found[key] = b64decode(card, validate=True)  # its error is a ValueError
    return found
