"""Looks at a screen that a filter of the log asks for, and their words in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from presence.core.slip import SlipReason, SlipSource

UNTOLD = "untold"  # the word for a look of which nobody said why
UTC = "UTC"
_ANY = "look"
_HOUR, _ZONE, _REASON, _SOURCE = "look-hour", "look-zone", "look-reason", "look-source"
_HOURS = frozenset(map(str, range(24)))
_REASONS = {UNTOLD: None, **{reason.value: reason for reason in SlipReason}}
_SOURCES = {source.value: source for source in SlipSource}


@dataclass(frozen=True, slots=True)
class AskedLooks:
    """One look of a session must be all of this, a good reason or not; what is empty asks nothing.

    It began in one of the ``hours`` of the day as clocks in the zone show them, within the start
    and the end of the filter. As in the review, one at the very end of a session belongs to it.
    """

    hours: frozenset[int] = frozenset()
    zone: str = UTC
    reasons: frozenset[SlipReason | None] = frozenset()
    sources: frozenset[SlipSource] = frozenset()


def look_words(looks: AskedLooks) -> Sequence[str]:
    """The words that read as these looks: ``look-hour:19 look-zone:"Europe/Berlin"``."""
    words = [f"{_HOUR}:{hour}" for hour in sorted(looks.hours)]
    words += [f'{_ZONE}:"{looks.zone}"'] if looks.zone != UTC else []
    words += [f"{_REASON}:{word}" for word, reason in _REASONS.items() if reason in looks.reasons]
    words += [f"{_SOURCE}:{word}" for word, source in _SOURCES.items() if source in looks.sources]
    return words or [_ANY]


def with_look_word(looks: AskedLooks | None, name: str, value: str | None) -> AskedLooks | None:
    """The looks with what one more word asks for, None where it says nothing of looks."""
    looks = looks or AskedLooks()
    if value is None:
        return looks if name == _ANY else None
    if name == _HOUR and value in _HOURS:
        return replace(looks, hours=looks.hours | {int(value)})
    if name == _ZONE and _is_zone(value):
        return replace(looks, zone=value)
    if name == _REASON and value in _REASONS:
        return replace(looks, reasons=looks.reasons | {_REASONS[value]})
    if name == _SOURCE and value in _SOURCES:
        return replace(looks, sources=looks.sources | {_SOURCES[value]})
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True
