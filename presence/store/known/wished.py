"""Those whom one wants to see every so often, and nobody else: quickly, in a log of many people."""

from collections.abc import Sequence

from presence.core.names.group import Group
from presence.core.people.cadence import Wishes
from presence.core.people.details import Details
from presence.core.person import folded
from presence.core.ports import SessionLog
from presence.store.known.cadences import CadenceBook
from presence.store.known.damage import damage_named
from presence.store.known.people import DETAILS, read_details


def with_a_wish(log: SessionLog, path: str) -> tuple[Sequence[Details], Wishes, Sequence[Group]]:
    """Whoever may have a wish, the wishes for relations and groups, and these groups."""
    wishes = CadenceBook(log, path).wishes()
    documents = log.things(DETAILS)
    groups = log.groups() if wishes.by_group else ()
    groups = [group for group in groups if group.id in wishes.by_group]
    # What a document says is found in its text, which is spelt in one way (store/documents.py).
    said = ['"every":', *(f'"relation":"{each.value}"' for each in wishes.by_relation)]
    ids = [
        person
        for person, document in documents.items()
        if any(each in document for each in said) and '"archived":true' not in document
    ]
    found: dict[str, Details] = {}
    with damage_named(path):
        for person, name in (log.names_of(ids) if ids else {}).items():
            found[person] = read_details(person, name, documents[person])
        for person, name in _in_groups(log, groups).items():
            if person not in found and person in documents:
                found[person] = read_details(person, name, documents[person])
            found.setdefault(person, Details(name, id=person))
    return list(found.values()), wishes, groups


def _in_groups(log: SessionLog, groups: Sequence[Group]) -> dict[str, str]:
    wanted = {folded(name) for group in groups for name in group.people}
    if not wanted:
        return {}
    everybody = log.everybody().items()
    return {person: name for person, name in everybody if folded(name) in wanted}
