"""Those whom one wants to see every so often, and nobody else: quickly, in a log of many people.

What documents say is read by SQLite: the json module alone takes as long as all of this.
"""

from datetime import date

from presence.core.library import Sequence
from presence.core.people.cadence import Cadence, Wishes, can_be
from presence.core.people.details import Details
from presence.core.people.reading import with_wishes
from presence.core.people.relation import Relation
from presence.store.documents import parse, rows_that_can_be
from presence.store.known.cadences import CADENCE, OF_GROUP, OF_RELATION
from presence.store.known.people import DETAILS, LET_BE
from presence.store.marks import with_marks
from presence.store.people import PeopleTable
from presence.store.sqlite import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.names.group import Group

_SAID = ("relation", "every[0]", "every[1]", "wrote_on", "quiet_until")
_WISHES = (
    "SELECT id, json_extract(document, '$.days'), json_extract(document, '$.at_most')"
    " FROM things WHERE entity = ?"
)
# What is said at all stands in the text, which is spelt in one way (store/documents.py).
_OF_RELATIONS = " OR instr(document, '\"relation\":\"' || ? || '\"')"
_KNOWN = (
    "SELECT things.id, name, "
    + ", ".join(f"json_extract(document, '$.{each}')" for each in _SAID)
    + " FROM things CROSS JOIN people ON people.id = things.id"
    " WHERE entity = ? AND substr(document, 1, 16) <> '{\"archived\":true'"  # the first of its keys
)
_Row = tuple[str, str, str | None, int | None, int | None, str | None, str | None]


def with_a_wish(connection: sqlite3.Connection) -> Sequence[tuple[Details, Cadence]]:
    """Whoever is neither archived nor let be, and how often; of details no more than that needs."""
    with rows_that_can_be(), _TextsThatAreJson():
        wishes = _wishes(connection)
        groups = _groups(connection, wishes)
        in_groups = sorted({person for _group, ids in groups for person in ids})
        relations = [each.value for each in wishes.by_relation]
        marks, values = with_marks(in_groups)
        asked = f"instr(document, '\"every\":'){_OF_RELATIONS * len(relations)}"
        query = f"{_KNOWN} AND ({asked} OR things.id IN ({marks}))"
        rows: list[_Row] = connection.execute(query, (DETAILS, *relations, *values)).fetchall()
        people = [_details(*row) for row in rows]
        people += _unknown(connection, in_groups)
        return with_wishes(people, [group for group, _ids in groups], wishes)


class _TextsThatAreJson:
    """What SQLite cannot read as JSON is damage; it says so as of a query that is wrong."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        said = str(fault) if isinstance(fault, sqlite3.OperationalError) else ""
        if "JSON" in said and "no such function" not in said:
            raise ValueError(said) from fault


def _wishes(connection: sqlite3.Connection) -> Wishes:
    by_relation: dict[Relation, Cadence] = {}
    by_group: dict[str, Cadence] = {}
    for wish_id, days, at_most in connection.execute(_WISHES, (CADENCE,)):
        cadence = _cadence(days, at_most)
        if wish_id.startswith(OF_GROUP):
            by_group[wish_id.removeprefix(OF_GROUP)] = cadence
        else:
            by_relation[Relation(wish_id.removeprefix(OF_RELATION))] = cadence
    return Wishes(by_relation, by_group)


def _groups(connection: sqlite3.Connection, wishes: Wishes) -> "list[tuple[Group, list[str]]]":
    """Those for which there is a wish, with the ids of who is in them."""
    if not wishes.by_group:
        return []
    from presence.store.things import GROUP, read_group  # for who has such a wish

    people = PeopleTable(connection, str)
    documents = _some(connection, GROUP, list(wishes.by_group))
    return [
        (read_group(each, document, people), parse(document)["people"])
        for each, document in documents.items()
    ]


def _unknown(connection: sqlite3.Connection, in_groups: Sequence[str]) -> list[Details]:
    """Those of them of whom nothing but the name is known."""
    if not in_groups:
        return []
    known = _some(connection, DETAILS, in_groups)
    names = PeopleTable(connection, str).names_of(in_groups)
    return [Details(name, id=each) for each, name in names.items() if each not in known]


def _some(connection: sqlite3.Connection, entity: str, ids: Sequence[str]) -> dict[str, str]:
    marks, values = with_marks(ids)
    query = f"SELECT id, document FROM things WHERE entity = ? AND id IN ({marks})"
    return dict(connection.execute(query, (entity, *values)))


def _details(
    person_id: str,
    name: str,
    relation: str | None,
    days: int | None,
    at_most: int | None,
    wrote_on: str | None,
    quiet_until: str | None,
) -> Details:
    is_let_be = [days, at_most] == LET_BE
    return Details(
        name,
        relation=None if relation is None else Relation(relation),
        cadence=None if days is None or is_let_be else _cadence(days, at_most),
        is_let_be=is_let_be,
        wrote_on=None if wrote_on is None else date.fromisoformat(wrote_on),
        quiet_until=None if quiet_until is None else date.fromisoformat(quiet_until),
        id=person_id,
    )


def _cadence(days: int, at_most: int | None) -> Cadence:
    cadence = Cadence(days, at_most)
    if not can_be(cadence):
        raise ValueError(cadence)
    return cadence
