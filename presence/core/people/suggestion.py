"""What might follow: whom one knows only online, and whom one met and is not in touch with."""

from collections.abc import Collection, Iterable, Sequence
from enum import Enum

from presence.core.frozen import dataclass
from presence.core.people.details import Details, Encounter
from presence.core.people.relation import Relation

_IN_TOUCH_ANYWAY = frozenset(
    {Relation.PARTNER, Relation.CHILD, Relation.PARENT, Relation.SIBLING, Relation.FAMILY}
)


class Hint(Enum):
    """What is missing. The value is what ``--json`` shows."""

    MEET = "meet"  # met online, never in person
    CONNECT = "connect"  # met in person, and no link to find them by


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody, and what might follow."""

    who: Details
    hint: Hint


def suggestions(people: Iterable[Details], met: Collection[str]) -> Sequence[Suggestion]:
    """For those of whom something is noted; ``met`` are the ids of those in a session."""
    found = []
    for who in people:
        if who.is_archived:
            continue
        if who.met is Encounter.ONLINE and who.id not in met:
            found.append(Suggestion(who, Hint.MEET))
        elif who.met is Encounter.IN_PERSON and not who.links and _is_to_connect(who):
            found.append(Suggestion(who, Hint.CONNECT))
    return found


def _is_to_connect(who: Details) -> bool:
    return who.relation not in _IN_TOUCH_ANYWAY
