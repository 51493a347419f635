"""The words of a goal's line, by language; English is always understood too."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from presence.core.person import folded

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Words by what they mean; of several the first is written. ``skipped`` say nothing new.

    ``days`` are what is counted in "on 5 days"; ``on`` and ``day`` are how that is written.
    """

    at_least: Words
    at_most: Words
    with_: Words
    with_people: Words
    and_: Words
    kept: Words
    days: Words
    hours: Words
    minutes: Words
    percent: Words
    skipped: Words
    on_days: tuple[str, str]

    def joined(self, other: "GoalWords") -> "GoalWords":
        """Both languages at once; what is written is the other's."""
        return GoalWords(
            at_least=other.at_least + self.at_least,
            at_most=other.at_most + self.at_most,
            with_=other.with_ + self.with_,
            with_people=other.with_people + self.with_people,
            and_=other.and_ + self.and_,
            kept=other.kept + self.kept,
            days=other.days + self.days,
            hours=other.hours + self.hours,
            minutes=other.minutes + self.minutes,
            percent=other.percent + self.percent,
            skipped=other.skipped + self.skipped,
            on_days=other.on_days,
        )


ENGLISH = GoalWords(
    at_least=("at least", "min", "minimum"),
    at_most=("at most", "up to", "no more than", "max", "maximum"),
    with_=("with",),
    with_people=("with people", "with others", "with anybody"),
    and_=("and", "&", "+"),
    kept=("kept", "phones down"),
    days=("day", "days", "evening", "evenings", "night", "nights", "time", "times", "x"),
    hours=("h", "hr", "hrs", "hour", "hours"),
    minutes=("m", "min", "mins", "minute", "minutes"),
    percent=("%", "percent"),
    skipped=(
        "a week",
        "per week",
        "each week",
        "every week",
        "weekly",
        "/week",
        "of",
        "on",
        "at",
        "for",
        "in",
        "the",
        "my",
        "our",
        "time",
    ),
    on_days=("on 1 day", "on {count} days"),
)

GERMAN = GoalWords(
    at_least=("mindestens",),
    at_most=("höchstens", "maximal", "bis zu", "nicht mehr als"),
    with_=("mit",),
    with_people=("mit Menschen", "mit Leuten", "mit anderen"),
    and_=("und",),
    kept=("ungestört", "gehalten", "handys weg"),
    days=("Tag", "Tage", "Tagen", "Abend", "Abende", "Abenden", "Mal", "mal"),
    hours=("Std", "Stunde", "Stunden"),
    minutes=("Minute", "Minuten"),
    percent=("Prozent",),
    skipped=(
        "pro Woche",
        "die Woche",
        "in der Woche",
        "jede Woche",
        "je Woche",
        "wöchentlich",
        "an",
        "am",
        "beim",
        "bei",
        "für",
        "der",
        "die",
        "das",
        "dem",
        "den",
    ),
    on_days=("an 1 Tag", "an {count} Tagen"),
)


@cache
def goal_words(language: str) -> GoalWords:
    """The words to read and to write a goal with: the language's, and English."""
    if language.split("_")[0] == "de":
        return ENGLISH.joined(GERMAN)
    return ENGLISH


@cache
def meanings(language: str) -> Mapping[tuple[str, ...], str]:
    """What words in a row mean, each in the form in which words are compared."""
    words = goal_words(language)
    # what comes later wins: "with people" over "with", and "at most" over "at"
    named = ("skipped", "and_", "with_", "kept", "at_least", "at_most", "with_people")
    return {
        tuple(folded(word) for word in phrase.split()): name
        for name in named
        for phrase in getattr(words, name)
    }
