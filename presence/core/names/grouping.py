"""What makes a group: a name of its own, and people who are in it once."""

from collections.abc import Collection, Iterable

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.names.group import Group
from presence.core.names.spelling import tidy
from presence.core.person import folded, named


def made_group(
    group_id: str,
    name: str,
    people: Iterable[str],
    groups: Iterable[Group] = (),
    somebody: Collection[str] = (),
) -> Group:
    """A group of that name; Refused(NAME_TAKEN) where another group, or a person, has it.

    In a line ``@Family`` would else mean either.
    """
    name = named(tidy(name))
    if not name:
        raise NotUnderstood(ErrorCode.NO_NAME)
    if any(folded(each.name) == folded(name) for each in groups if each.id != group_id):
        raise Refused(ErrorCode.NAME_TAKEN, text=name, what="group")
    if folded(name) in {folded(person) for person in somebody}:
        raise Refused(ErrorCode.NAME_TAKEN, text=name, what="person")
    once: dict[str, str] = {}
    for person in filter(None, map(tidy, people)):
        once.setdefault(folded(person), person)
    return Group(group_id, name, tuple(once.values()))
