"""What a category of an address book says of somebody's relation to one."""

from types import MappingProxyType

from presence.core.people.relation import Relation
from presence.core.person import folded

_WORDS = {
    Relation.PARTNER: "partner spouse wife husband partnerin frau mann ehefrau ehemann",
    Relation.CHILD: "child children son daughter kind kinder sohn tochter",
    Relation.PARENT: "parent parents mother father eltern mutter vater",
    Relation.SIBLING: "sibling siblings brother sister geschwister bruder schwester",
    Relation.FAMILY: "family relatives familie verwandte",
    Relation.FRIEND: "friend friends freund freundin freunde freundinnen",
    Relation.HOUSEMATE: "housemate flatmate roommate mitbewohner mitbewohnerin",
    Relation.NEIGHBOUR: "neighbour neighbor neighbours neighbors nachbar nachbarin nachbarn",
    Relation.ACQUAINTANCE: "acquaintance acquaintances bekannte bekannter",
    Relation.COLLEAGUE: "colleague colleagues co-worker co-workers coworkers work kollege kollegin"
    " kollegen arbeit",
    Relation.MANAGER: "manager boss chef chefin vorgesetzte vorgesetzter",
    Relation.CUSTOMER: "customer customers client clients kunde kundin kunden",
}
_BY_WORD = MappingProxyType(
    {folded(word): relation for relation, words in _WORDS.items() for word in words.split()}
)


def relation_of(category: str) -> Relation | None:
    """The relation that a category names, in English or German; None for any other."""
    return _BY_WORD.get(folded(category))
