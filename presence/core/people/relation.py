"""What somebody is to one, and the code of the American Time Use Survey that it counts under.

The codes are those of TUWHO_CODE (ATUS Interview Data Dictionary, "Who file"); where the survey
tells those in the household from others, somebody of the family counts as not living there.
"""

from types import MappingProxyType

from presence.core.frozen import Enum


class Relation(Enum):
    """What somebody is to one. The value is what files and the command line call it."""

    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    FAMILY = "family"  # whoever else belongs to it
    FRIEND = "friend"
    HOUSEMATE = "housemate"
    NEIGHBOUR = "neighbour"
    ACQUAINTANCE = "acquaintance"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    REPORT = "report"  # somebody whom one leads
    CUSTOMER = "customer"
    OTHER = "other"


ALONE_CODE = 18
UNKNOWN_CODE = 58  # other nonhousehold adults 18 and older

WITH_WHOM_CODES = MappingProxyType(
    {
        Relation.PARTNER: 20,  # spouse
        Relation.CHILD: 22,  # own household child
        Relation.PARENT: 51,  # parents, not living in the household
        Relation.SIBLING: 53,  # other nonhousehold family members 18 and older
        Relation.FAMILY: 53,
        Relation.FRIEND: 54,
        Relation.HOUSEMATE: 28,
        Relation.NEIGHBOUR: 56,  # neighbors and acquaintances
        Relation.ACQUAINTANCE: 56,
        Relation.MANAGER: 59,  # boss or manager
        Relation.REPORT: 60,  # people whom I supervise
        Relation.COLLEAGUE: 61,  # co-workers
        Relation.CUSTOMER: 62,
        Relation.OTHER: UNKNOWN_CODE,
    }
)
