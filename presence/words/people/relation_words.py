"""The words that mean what somebody is to one, however many they are and of whatever sex."""

from types import MappingProxyType

from presence.core.people.relation import Relation
from presence.core.person import folded

_WORDS = {
    Relation.PARTNER: "partner partners spouse wife husband partnerin partnerinnen frau mann"
    " ehefrau ehemann",
    Relation.CHILD: "child children son sons daughter daughters kind kinder sohn söhne tochter"
    " töchter",
    Relation.PARENT: "parent parents mother father elternteil eltern mutter vater",
    Relation.SIBLING: "sibling siblings brother brothers sister sisters geschwister bruder brüder"
    " schwester schwestern",
    Relation.FAMILY: "family relative relatives familie verwandte verwandter verwandten",
    Relation.FRIEND: "friend friends freund freundin freunde freundinnen",
    Relation.HOUSEMATE: "housemate housemates flatmate flatmates roommate roommates mitbewohner"
    " mitbewohnerin mitbewohnerinnen",
    Relation.NEIGHBOUR: "neighbour neighbor neighbours neighbors nachbar nachbarin nachbarn"
    " nachbarinnen",
    Relation.ACQUAINTANCE: "acquaintance acquaintances bekannte bekannter bekannten",
    Relation.COLLEAGUE: "colleague colleagues co-worker co-workers coworker coworkers kollege"
    " kollegin kollegen kolleginnen",
    Relation.MANAGER: "manager managers boss bosses managerin managerinnen chef chefs chefin"
    " chefinnen vorgesetzte vorgesetzter vorgesetzten",
    Relation.REPORT: "report reports geführte geführter geführten",
    Relation.CUSTOMER: "customer customers client clients kunde kundin kunden kundinnen",
    Relation.OTHER: "other others andere anderer anderes anderen",
}
BY_WORD = MappingProxyType(
    {folded(word): relation for relation, words in _WORDS.items() for word in words.split()}
)
