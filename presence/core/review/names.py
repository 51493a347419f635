"""With whom, where, and under which label: the time of each name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from presence.core.person import folded
from presence.core.review.hours import length_of
from presence.core.review.parts import Part
from presence.core.review.values import Hours


def people_of(parts: Iterable[Part]) -> Hours:
    """The time with each person; an hour with several counts for each of them."""
    by_person: dict[str, int] = {}
    for part in parts:
        people, length = part.row.people, part.length
        for name in people if len(people) < 2 else dict.fromkeys(people):
            by_person[name] = by_person.get(name, 0) + length
    return _longest_first(by_person)


def groups_of(parts: Iterable[Part], groups: Mapping[str, Iterable[str]]) -> Hours:
    """The time with anybody of each group: an hour with several of them counts once."""
    groups_of_person: dict[str, list[str]] = {}
    for group, people in groups.items():
        for key in {folded(name) for name in people}:
            groups_of_person.setdefault(key, []).append(group)
    by_group: dict[str, int] = {}
    known: dict[tuple[str, ...], Sequence[str]] = {}
    for part in parts:
        people = part.row.people
        if people not in known:
            found = (groups_of_person.get(folded(name), ()) for name in people)
            known[people] = tuple(dict.fromkeys(group for some in found for group in some))
        for group in known[people]:
            by_group[group] = by_group.get(group, 0) + part.length
    return _longest_first(by_group)


def tags_of(parts: Iterable[Part]) -> Hours:
    """The time under each tag; an hour with several counts for each of them."""
    return _spelt((tag, part.length) for part in parts for tag in dict.fromkeys(part.row.tags))


def places_of(parts: Iterable[Part]) -> Hours:
    """The time at each place."""
    return _spelt((part.row.place, part.length) for part in parts if part.row.place)


def _spelt(lengths: Iterable[tuple[str, int]]) -> Hours:
    """Two spellings of a name are one name, shown as it was written last."""
    keys: dict[str, str] = {}
    spelling: dict[str, str] = {}
    found: dict[str, int] = {}
    for name, length in lengths:
        key = keys.get(name)
        if key is None:
            key = keys[name] = folded(name)
        spelling[key] = name
        found[key] = found.get(key, 0) + length
    return _longest_first({spelling[key]: length for key, length in found.items()})


def _longest_first(lengths: Mapping[str, int]) -> Sequence[tuple[str, timedelta]]:
    ordered = sorted(lengths.items(), key=lambda item: (-item[1], item[0]))
    return [(name, length_of(length)) for name, length in ordered]
