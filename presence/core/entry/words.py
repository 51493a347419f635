"""The words that the one-line grammar knows; ``words/grammar.py`` fills them by language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from presence.core.person import folded
from presence.core.session import Said
from presence.core.slip import SlipReason


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Words by what they mean, compared without accents and case.

    ``units`` in seconds; ``months`` and ``weekdays`` (Monday first) hold several spellings each;
    ``ago_before`` as in German "vor 10 Minuten", ``ago_after`` as in "10 minutes ago".
    ``parts_of_day`` are the first hour and the one after the last, from midnight on, so that a
    night goes on until 30; ``phrases`` ("last night") have the days back before these two.
    """

    units: Mapping[str, int]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    days_ago: Mapping[str, int]
    times: Mapping[str, tuple[int, int]]
    parts_of_day: Mapping[str, tuple[int, int]]
    phrases: Mapping[str, tuple[int, int, int]]
    before_noon: tuple[str, ...]
    after_noon: tuple[str, ...]
    ago_after: tuple[str, ...]
    ago_before: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    length: tuple[str, ...]
    people: tuple[str, ...]
    and_: tuple[str, ...]
    open_: tuple[str, ...]
    now: tuple[str, ...]
    last: tuple[str, ...]
    on: tuple[str, ...]
    kind: tuple[str, ...]
    place: tuple[str, ...]
    note: tuple[str, ...]
    word: tuple[str, ...]
    slipped: tuple[str, ...]
    reasons: Mapping[str, SlipReason]
    phones: tuple[str, ...]
    phone_answers: Mapping[str, Said]
    enjoyed: tuple[str, ...]
    distracted: tuple[str, ...]
    oclock: tuple[str, ...]
    no_names: tuple[str, ...]

    def joined(self, other: "EntryWords") -> "EntryWords":
        """Both languages at once; where they differ, ``other`` wins."""
        changes: dict[str, object] = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, Mapping):
                changes[field.name] = {**mine, **theirs}
            elif field.name in {"months", "weekdays"}:
                pairs = zip(mine, theirs, strict=True)
                changes[field.name] = tuple((*a, *b) for a, b in pairs)
            else:
                changes[field.name] = (*mine, *theirs)
        return replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types, joined

    def folded(self) -> "EntryWords":
        """The same with every word in the form in which words are compared."""
        changes: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Mapping):
                changes[field.name] = {folded(word): meant for word, meant in value.items()}
            elif field.name in {"months", "weekdays"}:
                changes[field.name] = tuple(_folded_all(words) for words in value)
            else:
                changes[field.name] = _folded_all(value)
        return replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types, folded


def _folded_all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(word) for word in words)
