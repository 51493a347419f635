"""How often one wants to see people of a relation or group: a small document for each wish."""

from presence.core.library import Mapping
from presence.core.people.cadence import Cadence, Wishes, can_be
from presence.core.people.relation import Relation
from presence.store.documents import dump, parse
from presence.store.known.damage import damage_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.ports import Change, SessionLog

CADENCE = "cadence"
OF_RELATION, OF_GROUP = "relation-", "group-"  # what an id begins with


class CadenceBook:
    """Reads and writes them through the log; every write is one change and one undo.

    ``path`` is the log's, for the error that names it.
    """

    def __init__(self, log: "SessionLog", path: str = "") -> None:
        self._log = log
        self._path = path

    def wishes(self) -> Wishes:
        """The wishes for relations and for groups, these by their id."""
        by_relation: dict[Relation, Cadence] = {}
        by_group: dict[str, Cadence] = {}
        with damage_named(self._path):
            for wish_id, document in self._log.things(CADENCE).items():
                cadence = read_cadence(document)
                if wish_id.startswith(OF_GROUP):
                    by_group[wish_id.removeprefix(OF_GROUP)] = cadence
                else:
                    by_relation[Relation(wish_id.removeprefix(OF_RELATION))] = cadence
        return Wishes(by_relation, by_group)

    def put(self, whose: Relation | str, cadence: Cadence | None, because: "Change") -> None:
        """Wish to see a relation, or a group by its id, so often; None: no wish any more."""
        wish_id = f"{OF_GROUP}{whose}" if isinstance(whose, str) else OF_RELATION + whose.value
        document = None if cadence is None else cadence_document(cadence)
        self._log.put_thing(CADENCE, wish_id, document, because)


def cadence_document(cadence: Cadence) -> str:
    """A wish as the log keeps it."""
    return dump({"days": cadence.days, "at_most": cadence.at_most})


def read_cadence(document: str) -> Cadence:
    """The wish of a document; raises what ``rows_that_can_be`` takes for damage."""
    row: Mapping[str, object] = parse(document)
    days, at_most = row["days"], row["at_most"]
    if type(days) is not int or not (at_most is None or type(at_most) is int):
        raise ValueError(document)
    cadence = Cadence(days, at_most)
    if not can_be(cadence):
        raise ValueError(document)
    return cadence
