"""Goals as people type and read them: what is written is read as the same goal, everywhere."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from presence import texts
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.goals.goal import MOST, Bound, Goal, Measure, can_be
from presence.core.kind import BUILT_IN, Kinds
from presence.core.names.group import Group
from presence.words.goals.breaks import read_break
from presence.words.goals.line import GoalContext, read_goal
from presence.words.goals.written import goal_line

PEOPLE = ("Ana", "Tom Müller", "王思远", "Jean-Luc d'Arc", "Kept", "With", "5 Days", 'Al "Big" Lee')
GROUPS = {"g1": Group("g1", "Family", ("Ana",)), "g2": Group("g2", "Book club", ("Tom Müller",))}
CONTEXT = GoalContext(Kinds(), GROUPS, PEOPLE)
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = date(2026, 11, 28)


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    texts.use_language(request.param)
    yield request.param
    texts.use_language("en")


def read(text: str) -> Goal:
    return read_goal(text, CONTEXT, "id")


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("3h a week with Ana", Goal("id", Measure.TIME, 180, people=("Ana",))),
        ("3 hours per week with ana", Goal("id", Measure.TIME, 180, people=("Ana",))),
        (
            "1h30 with tom müller and Ana",
            Goal("id", Measure.TIME, 90, people=("Tom Müller", "Ana")),
        ),
        ("1.5 hours, with Ana, Tom Müller", Goal("id", Measure.TIME, 90, people=PEOPLE[:2])),
        ("dinner with Family on 5 days", Goal("id", Measure.DAYS, 5, kind="dinner", group="g1")),
        ("5 evenings dinner with @family", Goal("id", Measure.DAYS, 5, kind="dinner", group="g1")),
        ('coffee 2x with "Book club"', Goal("id", Measure.DAYS, 2, kind="coffee", group="g2")),
        ("90% kept", Goal("id", Measure.KEPT, 90)),
        ("90 percent kept at dinner", Goal("id", Measure.KEPT, 90, kind="dinner")),
        ("10h a week with people", Goal("id", Measure.TIME, 600, with_people=True)),
        ("at most 10h meeting", Goal("id", Measure.TIME, 600, Bound.AT_MOST, kind="meeting")),
        ("45m #reading", Goal("id", Measure.TIME, 45, tag="reading")),
        ("2h with Somebody New", Goal("id", Measure.TIME, 120, people=("Somebody New",))),
        ("on 1 day walk", Goal("id", Measure.DAYS, 1, kind="walk")),
    ],
)
def test_a_goal_is_read_as_it_is_said(text: str, goal: Goal, language: str) -> None:
    assert read(text) == goal


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (
            "mindestens 3 Stunden pro Woche mit Ana",
            Goal("id", Measure.TIME, 180, people=("Ana",)),
        ),
        (
            "Abendessen mit Family an 5 Abenden",
            Goal("id", Measure.DAYS, 5, kind="dinner", group="g1"),
        ),
        ("90 % ungestört", Goal("id", Measure.KEPT, 90)),
        ("höchstens 10 h Besprechung", read("at most 10h meeting")),
        ("10h mit Menschen", Goal("id", Measure.TIME, 600, with_people=True)),
    ],
)
def test_a_goal_is_read_in_german(text: str, goal: Goal) -> None:
    texts.use_language("de")
    try:
        assert read(text) == goal
    finally:
        texts.use_language("en")


@pytest.mark.parametrize("seed", range(150))
def test_what_is_written_is_read_as_the_same_goal(seed: int, language: str) -> None:
    chance = random.Random(seed)
    measure, bound = chance.choice(list(Measure)), chance.choice(list(Bound))
    if measure is Measure.KEPT:
        bound = Bound.AT_LEAST
    goal = Goal(
        "id",
        measure,
        chance.randint(1, MOST[measure]),
        bound,
        kind=chance.choice(["", *(kind.key for kind in BUILT_IN)]),
        people=tuple(chance.sample(PEOPLE, chance.randint(0, 3))),
        group=chance.choice(["", *GROUPS]),
        tag=chance.choice(["", "fun", "two words", "5h"]),
        with_people=chance.random() < 0.3,
    )
    assert can_be(goal.measure, goal.amount, goal.bound)
    assert read(goal_line(goal, CONTEXT)) == goal


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""),
        ("with Ana", ""),
        ("lunch 3h", "lunch"),
        ("3h 4h", "4h"),
        ("3h on 2 days", "2 days"),
        ("0h", "0h"),
        ("200h", "200h"),
        ("8 days", "8 days"),
        ("101%", "101%"),
        ("at most 90% kept", "90%"),
        ("3h dinner coffee", "coffee"),
        ("3h #a #b", "#b"),
        ('3h with @Family and @"Book club"', "Book club"),
        ("3h @", "@"),
        ("3h \x00", "\x00"),
    ],
)
def test_what_is_no_goal_is_refused_with_the_part_that_is_wrong(text: str, part: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(text)
    assert refused.value.code is ErrorCode.BAD_GOAL
    assert refused.value.values.get("part", "") == part


@pytest.mark.parametrize("seed", range(80))
def test_any_line_is_a_goal_or_refused(seed: int, language: str) -> None:
    chance = random.Random(seed)
    pieces = [
        "3h",
        "5 days",
        "%",
        "90",
        "@",
        "#",
        '"',
        "“",
        "with",
        "Ana",
        "at most",
        "\u202e",
        ",",
    ]
    text = chance.choice(["", " "]).join(chance.choices(pieces, k=chance.randint(0, 12)))
    try:
        goal = read(text)
    except NotUnderstood:
        return
    assert read(goal_line(goal, CONTEXT)) == goal


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2026-12-20 2027-01-03 Holiday", "2026-12-20", "2027-01-03", "Holiday"),
        ("2026-12-20 - 2027-01-03", "2026-12-20", "2027-01-03", ""),
        ("20 dec - 3 jan Home for Christmas", "2026-12-20", "2027-01-03", "Home for Christmas"),
        ("dec 20 to dec 23", "2026-12-20", "2026-12-23", ""),
        ("20.12. 3.1. Urlaub", "2026-12-20", "2027-01-03", "Urlaub"),
        ("today ill", "2026-11-28", "2026-11-28", "ill"),
        ("yesterday tomorrow flu", "2026-11-27", "2026-11-29", "flu"),
        ("2026-11-01", "2026-11-01", "2026-11-01", ""),
    ],
)
def test_a_break_is_read_with_days_that_are_still_to_come(
    text: str, first: str, last: str, name: str
) -> None:
    pause = read_break(text, NOW, BERLIN, TODAY, "id")
    assert (pause.first.isoformat(), pause.last.isoformat(), pause.name) == (first, last, name)


@pytest.mark.parametrize(
    "text", ["", "Holiday", "2026-12-20 -", "2027-01-03 2026-12-20", "2026-01-01 2028-01-01"]
)
def test_what_is_no_break_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_break(text, NOW, BERLIN, TODAY, "id")
    assert refused.value.code is ErrorCode.BAD_BREAK
