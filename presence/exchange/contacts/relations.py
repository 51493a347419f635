"""What a category of an address book says of somebody's relation to one."""

from presence.core.people.relation import Relation
from presence.core.person import folded
from presence.words.people.relation_words import BY_WORD

_AT_WORK = ("work", "arbeit")
_OF_ANYTHING = (Relation.REPORT, Relation.OTHER)  # a category of that name may be of papers


def relation_of(category: str) -> Relation | None:
    """The relation that a category names, in English or German; None for any other."""
    word = folded(category)
    relation = Relation.COLLEAGUE if word in _AT_WORK else BY_WORD.get(word)
    return None if relation in _OF_ANYTHING else relation
