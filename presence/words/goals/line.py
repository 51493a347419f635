"""The line that a goal is entered in: ``3h a week with Ana``, ``dinner with @Family on 5 days``.

A name is known by the log, follows "with" or stands after an @; a group goes before a person of
the same name. What ``written.py`` writes is read here as the same goal, in every language.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.goals.goal import Bound, Goal, Measure, can_be
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.person import folded
from presence.texts import current_language
from presence.words.goals.grammar import goal_words, meanings
from presence.words.kinds import spellings

_PIECE = re.compile(r'[@#]?(?:"[^"]*"|“[^”]*”|„[^“”]*[“”])|,|[^\s,]+')
_QUOTES = '"“”„'
_LONGEST = 5  # words of a name or an amount
_NUMBER = r"(\d{1,5})(?:[.,](\d{1,2}))?"


@dataclass(frozen=True, slots=True)
class GoalContext:
    """What a line is read against; ``people`` are names of the log, not needed to write one."""

    kinds: Kinds
    groups: Mapping[str, Group]
    people: Sequence[str] = ()

    def kind_named(self, word: str) -> str:
        """The key of the kind of that name or word, "" for none."""
        return next((kind.key for kind in self.kinds if word in spellings(kind)), "")

    def group_named(self, word: str) -> Group | None:
        return next((each for each in self.groups.values() if folded(each.name) == word), None)

    def person_named(self, word: str) -> str:
        return next((name for name in self.people if folded(name) == word), "")


def read_goal(text: str, context: GoalContext, goal_id: str) -> Goal:
    """The goal of a line; raises NotUnderstood."""
    return _Reader(text, context, goal_id).read()


class _Reader:
    """Goes through a line from left to right, the longest row of words first."""

    def __init__(self, text: str, context: GoalContext, goal_id: str) -> None:
        self._text = text
        self._context = context
        self._pieces = _PIECE.findall(text)
        self._at = 0
        self._goal = Goal(goal_id, Measure.TIME, 0)
        self._is_naming = False
        self._new_name: list[str] = []

    def read(self) -> Goal:
        while self._at < len(self._pieces):
            if not self._take():
                raise self._wrong(self._pieces[self._at])
        self._end_name()
        goal = self._goal
        if not goal.amount:
            raise NotUnderstood(ErrorCode.BAD_GOAL, text=self._text)
        if not can_be(goal.measure, goal.amount, goal.bound):
            raise self._wrong(self._amount_as_typed)
        return goal

    def _take(self) -> bool:
        return (
            self._take_marked()
            or self._take_words()
            or self._take_amount()
            or (self._is_naming and self._take_known_name())
            or self._take_kind()
            or (self._is_naming and self._take_new_name())
        )

    def _take_marked(self) -> bool:
        piece = self._pieces[self._at]
        if piece == ",":
            self._end_name()
            self._at += 1
            return True
        mark, word = piece[0], " ".join(piece[1:].strip(_QUOTES).split())
        if mark in _QUOTES and self._is_naming:
            mark, word = "@", " ".join(piece.strip(_QUOTES).split())
        if mark not in "@#" or not word:
            return False
        self._end_name()
        self._at += 1
        if mark == "@":
            self._name(word)
        elif self._goal.tag:
            raise self._wrong(piece)
        else:
            self._goal = replace(self._goal, tag=word)
        return True

    def _take_words(self) -> bool:
        known = meanings(current_language())
        for count in self._counts():
            meaning = known.get(tuple(map(folded, self._ahead(count))))
            if meaning is None:
                continue
            self._end_name()
            self._at += count
            self._heed(meaning)
            return True
        return False

    def _heed(self, meaning: str) -> None:
        if meaning == "and_":
            return
        self._is_naming = meaning == "with_"
        match meaning:
            case "at_most":
                self._goal = replace(self._goal, bound=Bound.AT_MOST)
            case "at_least":
                self._goal = replace(self._goal, bound=Bound.AT_LEAST)
            case "with_people":
                self._goal = replace(self._goal, with_people=True)

    def _take_amount(self) -> bool:
        for count in self._counts():
            ahead = self._ahead(count)
            found = self._patterns.amount_of(folded(" ".join(ahead)))
            if found is None:
                continue
            self._end_name()
            self._is_naming = False
            self._amount_as_typed = " ".join(ahead)
            if self._goal.amount:
                raise self._wrong(self._amount_as_typed)
            self._at += count
            measure, amount = found
            if not amount:
                raise self._wrong(self._amount_as_typed)
            self._goal = replace(self._goal, measure=measure, amount=amount)
            return True
        return False

    def _take_known_name(self) -> bool:
        context = self._context
        for count in self._counts():
            word = folded(" ".join(self._ahead(count)))
            if context.group_named(word) or context.person_named(word):
                self._end_name()
                self._name(" ".join(self._ahead(count)))
                self._at += count
                return True
        return False

    def _take_kind(self) -> bool:
        for count in self._counts():
            key = self._context.kind_named(folded(" ".join(self._ahead(count))))
            if key:
                self._end_name()
                if self._goal.kind:
                    raise self._wrong(" ".join(self._ahead(count)))
                self._goal = replace(self._goal, kind=key)
                self._at += count
                return True
        return False

    def _take_new_name(self) -> bool:
        """Words that nobody knows, after "with", are the name of somebody new."""
        word = self._pieces[self._at]
        if not word[0].isalpha():
            return False
        self._new_name.append(word)
        self._at += 1
        return True

    def _end_name(self) -> None:
        if self._new_name:
            name, self._new_name = " ".join(self._new_name), []
            self._name(name)

    def _name(self, name: str) -> None:
        group = self._context.group_named(folded(name))
        if group is None:
            known = self._context.person_named(folded(name)) or name
            self._goal = replace(
                self._goal, people=tuple(dict.fromkeys([*self._goal.people, known]))
            )
        elif self._goal.group in ("", group.id):
            self._goal = replace(self._goal, group=group.id)
        else:
            raise self._wrong(name)

    def _counts(self) -> range:
        return range(min(_LONGEST, len(self._pieces) - self._at), 0, -1)

    def _ahead(self, count: int) -> list[str]:
        return self._pieces[self._at : self._at + count]

    @cached_property
    def _patterns(self) -> "_Amounts":
        return _Amounts(current_language())

    def _wrong(self, part: str) -> NotUnderstood:
        return NotUnderstood(ErrorCode.BAD_GOAL, text=self._text, part=part)


class _Amounts:
    """``3h``, ``1 h 30 min``, ``1h30``, ``1.5 hours``, ``5 days``, ``90 %``; words are folded."""

    def __init__(self, language: str) -> None:
        words = goal_words(language)
        hours, minutes = _any(words.hours), _any(words.minutes)
        self._hours = re.compile(rf"{_NUMBER} ?{hours}(?: ?(\d{{1,2}}) ?(?:{minutes})?)?")
        self._minutes = re.compile(rf"(\d{{1,5}}) ?{minutes}")
        self._days = re.compile(rf"(\d{{1,3}}) ?{_any(words.days)}")
        self._percent = re.compile(rf"(\d{{1,3}}) ?{_any(words.percent)}")

    def amount_of(self, text: str) -> tuple[Measure, int] | None:
        if found := self._hours.fullmatch(text):
            whole, decimals, rest = found.groups()
            minutes = round(float(f"{whole}.{decimals or 0}") * 60) + int(rest or 0)
            return Measure.TIME, minutes
        if found := self._minutes.fullmatch(text):
            return Measure.TIME, int(found[1])
        if found := self._days.fullmatch(text):
            return Measure.DAYS, int(found[1])
        if found := self._percent.fullmatch(text):
            return Measure.KEPT, int(found[1])
        return None


def _any(words: Sequence[str]) -> str:
    longest_first = sorted({folded(word) for word in words}, key=lambda word: -len(word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
