"""What somebody is to one, in words, and the relation that somebody means by one."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.details import Encounter
from presence.core.people.follow_up import Deed
from presence.core.people.relation import Relation
from presence.core.people.with_whom import ALONE, With
from presence.core.person import folded
from presence.texts import _, pgettext
from presence.words.people.relation_words import BY_WORD

Named = TypeVar("Named", bound=Enum)

_RELATIONS: Mapping[Relation, Callable[[], str]] = {
    Relation.PARTNER: lambda: pgettext("what somebody is to you", "partner"),
    Relation.CHILD: lambda: pgettext("what somebody is to you", "child"),
    Relation.PARENT: lambda: pgettext("what somebody is to you", "parent"),
    Relation.SIBLING: lambda: pgettext("what somebody is to you", "sibling"),
    Relation.FAMILY: lambda: pgettext("what somebody is to you", "family"),
    Relation.FRIEND: lambda: pgettext("what somebody is to you", "friend"),
    Relation.HOUSEMATE: lambda: pgettext("what somebody is to you", "housemate"),
    Relation.NEIGHBOUR: lambda: pgettext("what somebody is to you", "neighbour"),
    Relation.ACQUAINTANCE: lambda: pgettext("what somebody is to you", "acquaintance"),
    Relation.COLLEAGUE: lambda: pgettext("what somebody is to you", "colleague"),
    Relation.MANAGER: lambda: pgettext("what somebody is to you", "manager"),
    Relation.REPORT: lambda: pgettext("what somebody is to you", "report"),
    Relation.CUSTOMER: lambda: pgettext("what somebody is to you", "customer"),
    Relation.OTHER: lambda: pgettext("what somebody is to you", "other"),
}
_SEVERAL: Mapping[With, Callable[[], str]] = {
    Relation.PARTNER: lambda: _("Partner"),
    Relation.CHILD: lambda: _("Children"),
    Relation.PARENT: lambda: _("Parents"),
    Relation.SIBLING: lambda: _("Siblings"),
    Relation.FAMILY: lambda: _("Other family"),
    Relation.FRIEND: lambda: _("Friends"),
    Relation.HOUSEMATE: lambda: _("Housemates"),
    Relation.NEIGHBOUR: lambda: _("Neighbours"),
    Relation.ACQUAINTANCE: lambda: _("Acquaintances"),
    Relation.COLLEAGUE: lambda: _("Colleagues"),
    Relation.MANAGER: lambda: _("Managers"),
    Relation.REPORT: lambda: _("People you lead"),
    Relation.CUSTOMER: lambda: _("Customers"),
    Relation.OTHER: lambda: _("Others"),
    ALONE: lambda: _("Nobody named"),
}


def relation_name(relation: Relation) -> str:
    """``friend``."""
    return _RELATIONS[relation]()


def with_name(who: With) -> str:
    """``Friends``, and for those of whom nothing is said ``Not said``."""
    return _SEVERAL[who]() if who in _SEVERAL else _("Not said who they are")


def encounter_name(met: Encounter) -> str:
    """How two came to know each other."""
    match met:
        case Encounter.IN_PERSON:
            return pgettext("how you met", "in person")
        case Encounter.ONLINE:
            return pgettext("how you met", "online")


def deed_name(deed: Deed) -> str:
    """What one means to do: ``write``."""
    match deed:
        case Deed.CONNECT:
            return pgettext("what is to follow", "connect")
        case Deed.WRITE:
            return pgettext("what is to follow", "write")
        case Deed.BOOK:
            return pgettext("what is to follow", "book")


def find_relation(text: str) -> Relation:
    """The relation whose word this is, in English, German or the language in use."""
    if (found := BY_WORD.get(folded(text))) is not None:
        return found
    return _meant(text, {each: relation_name(each) for each in Relation}, ErrorCode.BAD_RELATION)


def find_encounter(text: str) -> Encounter:
    """``online`` or ``person``."""
    if folded(text) in ("person", "in-person"):
        return Encounter.IN_PERSON
    for each in Encounter:
        if folded(text) in (each.value, folded(encounter_name(each))):
            return each
    raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"--met {text}")


def find_deed(text: str) -> Deed:
    """The deed whose word this is."""
    return _meant(text, {each: deed_name(each) for each in Deed}, ErrorCode.BAD_DEED)


def _meant(text: str, named: Mapping[Named, str], code: ErrorCode) -> Named:
    wanted = folded(text)
    for each, name in named.items():
        if wanted in (each.value, folded(name)):
            return each
    candidates = [str(each.value) for each in named]
    raise NotUnderstood(code, text=text, candidates=candidates)
