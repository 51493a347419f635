"""What holds when a person makes a kind, or changes one."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.kind import BUILT_IN, Kind, Nature, OverTime, Sphere
from presence.core.person import folded
from presence.core.tracker import LONGEST_START

KEY = re.compile(r"[\w][\w-]{0,39}")
DESK_AFTER_PLAN = timedelta(minutes=30)
_NO_KEY = re.compile(r"[^\w]+")


def plain_kind(key: str, name: str = "") -> Kind:
    """A private away kind, of which nothing else has been said."""
    return Kind(
        key=key,
        name=name,
        nature=Nature.AWAY,
        sphere=Sphere.PRIVATE,
        default_length=timedelta(hours=1),
        over_time=OverTime.COUNT,
        watches_input=True,
        nudges=False,
        bound_after_start=timedelta(hours=6),
    )


def key_for(name: str, taken: Collection[str]) -> str:
    """A word to type for a kind of that name, which no other has."""
    word = _NO_KEY.sub("-", folded(name)).strip("-_")[:36] or "kind"
    candidates = [word, *(f"{word}-{number}" for number in range(2, 100))]
    return next(each for each in candidates if each not in taken)


def with_nature(kind: Kind, nature: Nature) -> Kind:
    """Away kinds count until the return; at a desk it stays quiet for half an hour over time.

    A kind that is of this nature already keeps what was chosen for it.
    """
    if nature is kind.nature:
        return kind
    is_desk = nature is Nature.DESK
    return replace(
        kind,
        nature=nature,
        over_time=OverTime.STAY_QUIET if is_desk else OverTime.COUNT,
        bound_after_plan=DESK_AFTER_PLAN if is_desk else None,
        watches_input=not is_desk,
        asks_about_sleep=is_desk,
        nudges=kind.nudges and not is_desk,
    )


def sound_length(span: timedelta, text: str) -> timedelta:
    """A length that a session can have."""
    if span <= timedelta():
        raise NotUnderstood(ErrorCode.BAD_LENGTH, text=text)
    if span > LONGEST_START:
        raise Refused(ErrorCode.TOO_LONG, limit=LONGEST_START, what="length")
    return span


def is_built_in(key: str) -> bool:
    """Whether Presence came with this kind."""
    return any(kind.key == key for kind in BUILT_IN)
