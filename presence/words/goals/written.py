"""The line that a goal would be typed as; ``line.py`` reads it as the same goal."""

import re

from presence.core.goals.goal import Bound, Goal, Measure
from presence.texts import current_language
from presence.words.goals.grammar import GoalWords, goal_words
from presence.words.goals.line import GoalContext
from presence.words.kinds import kind_name


def goal_line(goal: Goal, context: GoalContext) -> str:
    """``3h a week with @Ana``, ``dinner with @Family on 5 days``."""
    words = goal_words(current_language())
    group = context.groups.get(goal.group)
    names = [*goal.people, *([group.name] if group is not None else [])]
    amount = _amount(goal, words)
    is_last = goal.measure is Measure.DAYS
    parts = [
        words.at_most[0] if goal.bound is Bound.AT_MOST else "",
        "" if is_last else amount,
        _kind_word(goal.kind, context),
        words.with_people[0] if goal.with_people else "",
        f"{words.with_[0]} {' '.join(f'@{_quoted(name)}' for name in names)}" if names else "",
        f"#{_quoted(goal.tag)}" if goal.tag else "",
        amount if is_last else "",
    ]
    return " ".join(filter(None, parts))


def _amount(goal: Goal, words: GoalWords) -> str:
    match goal.measure:
        case Measure.TIME:
            return f"{_length(goal.amount)} {words.skipped[0]}"
        case Measure.DAYS:
            one, several = words.on_days
            return one if goal.amount == 1 else several.format(count=goal.amount)
        case Measure.KEPT:
            return f"{goal.amount}% {words.kept[0]}"


def _length(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}m"
    return f"{whole}h{rest:02}" if rest else f"{whole}h"


def _kind_word(key: str, context: GoalContext) -> str:
    """A kind's name in the language in use, where that word alone means it; else its key."""
    word = kind_name(context.kinds[key]).casefold() if key else ""
    is_plain = not re.search(r"[\s,]", word) and context.kind_named(word) == key
    return word if is_plain else key


def _quoted(name: str) -> str:
    if '"' in name:
        return f"“{name}”"
    return f'"{name}"' if re.search(r"[\s,]", name) else name
