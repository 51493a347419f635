"""What might follow: whom one knows only online, and whom one met and is not in touch with."""

from collections.abc import Collection, Iterable, Sequence

from presence.core.frozen import Enum, dataclass
from presence.core.people.details import Details, Encounter
from presence.core.people.follow_up import Deed, FollowUp
from presence.core.people.relation import Relation
from presence.core.person import folded

_IN_TOUCH_ANYWAY = frozenset(
    {Relation.PARTNER, Relation.CHILD, Relation.PARENT, Relation.SIBLING, Relation.FAMILY}
)


class Hint(Enum):
    """What is missing. The value is what ``--json`` shows."""

    MEET = "meet"  # met online, never in person
    CONNECT = "connect"  # met in person, and no link to find them by


_DEEDS = {Hint.MEET: Deed.BOOK, Hint.CONNECT: Deed.CONNECT}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody, and what might follow."""

    who: Details
    hint: Hint


def suggestions(
    people: Iterable[Details], met: Collection[str], follow_ups: Iterable[FollowUp] = ()
) -> Sequence[Suggestion]:
    """For those of whom something is noted; ``met`` are the ids of those in a session.

    What is to follow already, or was done, is not brought up once more.
    """
    meant = {(folded(each.person), each.deed) for each in follow_ups}
    found = []
    for who in people:
        hint = _hint(who, met)
        if hint is not None and (folded(who.name), _DEEDS[hint]) not in meant:
            found.append(Suggestion(who, hint))
    return found


def _hint(who: Details, met: Collection[str]) -> Hint | None:
    if who.is_archived:
        return None
    if who.met is Encounter.ONLINE and who.id not in met:
        return Hint.MEET
    is_to_connect = not who.links and who.relation not in _IN_TOUCH_ANYWAY
    return Hint.CONNECT if who.met is Encounter.IN_PERSON and is_to_connect else None
