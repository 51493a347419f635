"""Days as people write them in their language: ``3w``, ``3 Wochen``; English always as well."""

from collections.abc import Mapping
from types import MappingProxyType

from presence.core.people import spans
from presence.core.person import folded
from presence.texts import _, current_language

NONE = "none"

_GERMAN = {
    1: ("t", "tag", "tage", "tagen"),
    7: ("woche", "wochen"),
    30: ("monat", "monate", "monaten"),
    365: ("j", "jahr", "jahre", "jahren"),
}
_NO_OTHERS: Mapping[str, int] = MappingProxyType({})
_OTHERS = {"de": {word: days for days, words in _GERMAN.items() for word in words}}


def is_none(text: str) -> bool:
    """Whether that there is none is what somebody has written; English always as well."""
    return folded(text) in (NONE, folded(_("none")))


def read_days(text: str) -> int:
    """How many days; a bare number is days. Raises NotUnderstood(BAD_DAYS)."""
    language = current_language().split("_")[0]
    return spans.read_days(text, _OTHERS.get(language, _NO_OTHERS))
