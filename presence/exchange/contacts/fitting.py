"""Cuts what is known of somebody down to what a page of theirs takes, and says what that was."""

from collections.abc import Callable, Mapping

from presence.core.exchange.contact import Contact, Lost
from presence.core.frozen import replace
from presence.core.people.details import LONGEST, can_be
from presence.exchange.checks import shown

_TEXTS = ("name", "nick", "notes")


def fitted(
    contact: Contact, called: Mapping[str, str], below: Callable[[str], int] = lambda _name: 0
) -> Contact:
    """The contact as it can be; ``called`` is what the file calls each part of the details.

    ``below`` says how many lines below the first one something of that name stands.
    """
    if can_be(contact.details):
        return contact
    lost = list(contact.lost)
    details = contact.details
    for part in _TEXTS:
        most, text = LONGEST[part], getattr(details, part)
        if len(text) > most:
            cut = {part: text[:most].rstrip()}
            details = replace(details, **cut)
            lost.append(Lost(called[part], below=below(called[part]), letters=most))
    links = tuple(link for link in details.links if len(link) <= LONGEST["links"])
    lost += [
        Lost(called["links"], shown(link), below(called["links"]))
        for link in details.links
        if link not in links
    ]
    return replace(contact, details=replace(details, links=links), lost=tuple(lost))
