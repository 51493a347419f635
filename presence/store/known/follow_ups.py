"""What is to follow a meeting: small documents that follow people and are undone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from presence.core.clock import from_ms, to_ms
from presence.core.frozen import replace
from presence.core.people.follow_up import Deed, FollowUp, can_be
from presence.core.person import folded
from presence.store.documents import dump, parse
from presence.store.known.damage import damage_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.ports import Change, SessionLog

FOLLOW_UP = "follow_up"


class FollowUpBook:
    """Reads and writes them through the log; every write is one change and one undo.

    ``path`` is the log's, for the error that names it.
    """

    def __init__(self, log: "SessionLog", path: str = "") -> None:
        self._log = log
        self._path = path

    def all(self) -> Sequence[FollowUp]:
        """What was to be done and what is, the one due first first."""
        documents = self._log.things(FOLLOW_UP)
        if not documents:
            return []
        with damage_named(self._path):
            people = {each: _person(document) for each, document in documents.items()}
            names = self._log.names_of(list(dict.fromkeys(people.values())))
            found = [
                read_follow_up(each, names[people[each]], document)
                for each, document in documents.items()
                if people[each] in names
            ]
        return sorted(found, key=_in_order)

    def open(self) -> Sequence[FollowUp]:
        """What is still to be done, the one due first first."""
        return [each for each in self.all() if each.done_at is None]

    def put(self, follow_up: FollowUp, because: "Change") -> None:
        """Write one; who is named and not in the log yet is made."""
        (person,) = self._log.person_ids([follow_up.person])
        document = follow_up_document(follow_up, person)
        self._log.put_thing(FOLLOW_UP, follow_up.id, document, because)

    def do(self, follow_up: FollowUp, because: "Change") -> None:
        """It is done, at the instant of the change."""
        self.put(replace(follow_up, done_at=because.at), because)

    def remove(self, follow_up_id: str, because: "Change") -> None:
        self._log.put_thing(FOLLOW_UP, follow_up_id, None, because)


def _in_order(follow_up: FollowUp) -> tuple[date, datetime, str, str]:
    return follow_up.due_on, follow_up.made_at, folded(follow_up.person), follow_up.id


def follow_up_document(follow_up: FollowUp, person: str) -> str:
    """A follow-up as the log keeps it; ``person`` is an id."""
    done_at = follow_up.done_at
    return dump(
        {
            "people": [person],
            "deed": follow_up.deed.value,
            "due_on": follow_up.due_on.isoformat(),
            "about": follow_up.about,
            "session": follow_up.session,
            "made_at": to_ms(follow_up.made_at),
            "done_at": None if done_at is None else to_ms(done_at),
        }
    )


def read_follow_up(follow_up_id: str, name: str, document: str) -> FollowUp:
    """The follow-up of a document; raises what ``rows_that_can_be`` takes for damage."""
    row: dict[str, Any] = parse(document)
    done_at = row["done_at"]
    follow_up = FollowUp(
        id=follow_up_id,
        person=name,
        deed=Deed(row["deed"]),
        due_on=date.fromisoformat(row["due_on"]),
        made_at=from_ms(int(row["made_at"])),
        about=str(row["about"]),
        session=str(row["session"]),
        done_at=None if done_at is None else from_ms(int(done_at)),
    )
    if not can_be(follow_up):
        raise ValueError(follow_up_id)
    return follow_up


def _person(document: str) -> str:
    (person,) = parse(document)["people"]
    return str(person)
