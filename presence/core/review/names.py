"""With whom, where, and under which label: the time of each name."""

from datetime import timedelta

from presence.core.library import Iterable, Mapping, Sequence, defaultdict
from presence.core.person import folded
from presence.core.review.lean import length_of
from presence.core.review.values import Hours
from presence.core.review.within import Within


def people_of(parts: Within) -> Hours:
    """The time with each person; an hour with several counts for each of them."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for there, length in zip(parts.rows.people, parts.lengths, strict=True):
        for key in there:
            by_key[key].append(length)  # and no sum each time: that takes twice as long
    names = parts.rows.names
    by_person: defaultdict[str, int] = defaultdict(int)
    for key, lengths in by_key.items():
        by_person[names[key]] += sum(lengths)
    return _longest_first(by_person)


def groups_of(parts: Within, groups: Mapping[str, Iterable[str]]) -> Hours:
    """The time with anybody of each group: an hour with several of them counts once."""
    members = {group: {folded(name) for name in people} for group, people in groups.items()}
    places: dict[str, set[int]] = {group: set() for group in groups}
    of_key = {
        key: [places[group] for group, keys in members.items() if folded(name) in keys]
        for key, name in parts.rows.names.items()
    }
    for place, there in enumerate(parts.rows.people):
        for key in there:
            for of_group in of_key[key]:
                of_group.add(place)
    found = {group: sum(map(parts.lengths.__getitem__, there)) for group, there in places.items()}
    return _longest_first({group: length for group, length in found.items() if places[group]})


def tags_of(of_each: Iterable[tuple[str, ...]], lengths: Iterable[int]) -> Hours:
    """The time under each tag; an hour with several counts for each of them."""
    found: dict[tuple[str, ...], int] = {}
    for tags, length in zip(of_each, lengths, strict=True):
        found[tags] = found.pop(tags, 0) + length
    return _spelt(
        (tag, length)
        for tags, length in found.items()
        for tag in {folded(tag): tag for tag in tags}.values()
    )


def places_of(of_each: Iterable[str], lengths: Iterable[int]) -> Hours:
    """The time at each place."""
    found: dict[str, int] = {}
    for place, length in zip(of_each, lengths, strict=True):
        found[place] = found.pop(place, 0) + length
    found.pop("", None)
    return _spelt(found.items())


def _spelt(lengths: Iterable[tuple[str, int]]) -> Hours:
    """Two spellings of a name are one name, shown as it was written last."""
    spelling: dict[str, str] = {}
    found: dict[str, int] = {}
    for name, length in lengths:
        key = folded(name)
        spelling[key] = name
        found[key] = found.get(key, 0) + length
    return _longest_first({spelling[key]: length for key, length in found.items()})


def _longest_first(lengths: Mapping[str, int]) -> Sequence[tuple[str, timedelta]]:
    ordered = sorted(lengths.items(), key=lambda item: (-item[1], item[0]))
    return [(name, length_of(length)) for name, length in ordered]
