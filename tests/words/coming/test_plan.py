"""Plans in words: read, written so that they are read as the same, in every language."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.coming.plan import Plan
from presence.core.coming.plan_line import PlanContext, UnderstoodPlan, parse_plan
from presence.core.coming.plan_writing import is_read_as
from presence.core.entry.doubt import Doubt
from presence.core.errors import ErrorCode
from presence.core.kind import BUILT_IN, Kinds
from presence.core.names.group import Group
from presence.texts import use_language
from presence.words.coming.plan import ambiguous, plan_context, plan_line, plan_name, plan_when
from presence.words.entry import entry_context
from presence.words.errors import explain

NOW = datetime(2026, 11, 28, 6, 30, tzinfo=UTC)  # a Saturday, 7:30 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")
GROUPS = [Group("g1", "Family", ("Ana", "Tom Müller")), Group("g2", "Book club", ())]
PEOPLE = ["Ana", "Tom Müller", "Zoë"]


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def a_context(language: str = "en") -> PlanContext:
    use_language(language)
    entry = entry_context(NOW, BERLIN, Kinds(), PEOPLE)
    entry = replace(entry, groups={group.name: group.people for group in GROUPS})
    return plan_context(entry, GROUPS)


def read(text: str, language: str = "en") -> Plan:
    understood = parse_plan(text, a_context(language))
    assert understood.plan is not None, understood.problem
    return understood.plan


WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
ENGLISH = [
    ("weekdays 19:00 dinner", WORKDAYS),
    ("on weekdays 19:00 dinner", WORKDAYS),
    ("every weekday 19:00 dinner", WORKDAYS),
    ("mon-fri 19:00 dinner", WORKDAYS),
    ("monday to friday 19:00 dinner", WORKDAYS),
    ("weekends 19:00 dinner", "FREQ=WEEKLY;BYDAY=SA,SU"),
    ("fri-mon 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU"),
    ("daily 19:00 dinner", "FREQ=DAILY"),
    ("every day 19:00 dinner", "FREQ=DAILY"),
    ("every 3 days 19:00 dinner", "FREQ=DAILY;INTERVAL=3"),
    ("every other day 19:00 dinner", "FREQ=DAILY;INTERVAL=2"),
    ("every second day 19:00 dinner", "FREQ=DAILY;INTERVAL=2"),
    ("mon wed fri 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("Mon, Wed, and Fri 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("mondays and thursdays 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ("every monday 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO"),
    ("each monday and tuesday 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO,TU"),
    ("every 2 weeks on tuesday 19:00 dinner", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("every other tuesday 19:00 dinner", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("every second tuesday 19:00 dinner", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("every two weeks 19:00 dinner", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
    ("fortnightly on tuesday 19:00 dinner", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("weekly 19:00 dinner", "FREQ=WEEKLY;BYDAY=SA"),
    ("last friday of the month 19:00 dinner", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("every last friday 19:00 dinner", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("every first monday 19:00 dinner", "FREQ=MONTHLY;BYDAY=1MO"),
    ("every second tuesday of the month 19:00 dinner", "FREQ=MONTHLY;BYDAY=2TU"),
    ("second tuesday 19:00 dinner", "FREQ=MONTHLY;BYDAY=2TU"),
    ("2nd tuesday of the month 19:00 dinner", "FREQ=MONTHLY;BYDAY=2TU"),
    ("first and third monday of the month 19:00 dinner", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
    ("every 2 months on the last friday 19:00 dinner", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"),
    ("1st of the month 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("on the 1st and 15th 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("every 15th 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("monthly on the 15th 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("last day of the month 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("monthly 19:00 dinner", "FREQ=MONTHLY;BYMONTHDAY=28"),
    ("quarterly 19:00 dinner", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28"),
    ("yearly on 24 dec 19:00 dinner", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
    ("every 24 dec 19:00 dinner", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
    ("every 29 feb 19:00 dinner", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ("last friday of march 19:00 dinner", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR"),
    ("daily only in december 19:00 dinner", "FREQ=DAILY;BYMONTH=12"),
    ("mondays 19:00 dinner until 2027-03-01", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301"),
    ("mondays 19:00 dinner 10 times", "FREQ=WEEKLY;BYDAY=MO;COUNT=10"),
    ("on 2026-12-24 19:00 dinner", "FREQ=DAILY;COUNT=1"),
    ('rule:"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13" 19:00', "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
]
GERMAN = [
    ("wochentags 19 Uhr Abendessen", WORKDAYS),
    ("an Werktagen 19:00 Abendessen", WORKDAYS),
    ("unter der Woche 19:00 Abendessen", WORKDAYS),
    ("Mo-Fr 19:00 Abendessen", WORKDAYS),
    ("Montag bis Freitag 19:00 Abendessen", WORKDAYS),
    ("am Wochenende 19:00 Abendessen", "FREQ=WEEKLY;BYDAY=SA,SU"),
    ("täglich um 19 Uhr Abendessen", "FREQ=DAILY"),
    ("jeden Tag 19:00 Abendessen", "FREQ=DAILY"),
    ("jeden zweiten Tag 19:00 Abendessen", "FREQ=DAILY;INTERVAL=2"),
    ("montags und donnerstags 19:00 Abendessen", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ("jeden Montag 19:00 Abendessen", "FREQ=WEEKLY;BYDAY=MO"),
    ("alle 2 Wochen am Dienstag 19:00 Abendessen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("alle zwei Wochen dienstags 19:00 Abendessen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("jede zweite Woche dienstags 19:00 Abendessen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("jeden 2. Dienstag 19:00 Abendessen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("jeden 2. Dienstag im Monat 19:00 Abendessen", "FREQ=MONTHLY;BYDAY=2TU"),
    ("am letzten Freitag im Monat 19:00 Abendessen", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("am ersten und dritten Montag des Monats 19:00", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
    ("am 1. des Monats 19:00 Abendessen", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("jeden 15. 19:00 Abendessen", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("am letzten Tag des Monats 19:00 Abendessen", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("jährlich am 24. Dezember 19:00 Abendessen", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
    ("am letzten Freitag im März 19:00 Abendessen", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR"),
    ("täglich nur im Dezember 19:00 Abendessen", "FREQ=DAILY;BYMONTH=12"),
    ("montags 19:00 Abendessen bis 1.3.2027", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301"),
    ("montags 19:00 Abendessen 10 mal", "FREQ=WEEKLY;BYDAY=MO;COUNT=10"),
    ("am 24.12. 19:00 Abendessen", "FREQ=DAILY;COUNT=1"),
    ("every monday 19:00 dinner", "FREQ=WEEKLY;BYDAY=MO"),
]


@pytest.mark.parametrize(
    ("text", "rule", "language"),
    [*((*each, "en") for each in ENGLISH), *((*each, "de") for each in GERMAN)],
)
def test_how_often_is_read_and_written_back(text: str, rule: str, language: str) -> None:
    plan = read(text, language)
    assert (plan.rule, plan.at_minute) == (rule, 19 * 60)
    context = a_context(language)
    again = parse_plan(plan_line(plan, context), context)
    assert again.plan == plan
    assert again.readings == ()


def test_a_line_holds_everything_that_a_plan_has() -> None:
    plan = read(
        'weekdays 19:00 dinner 90 min @Family @Zoë #kin place:"Da Enzo" name:"Supper" not in july'
        " and august not on 2026-12-24 pause 2027-01-01 to 2027-01-06 from 2026-12-01 by itself"
    )
    assert plan == Plan(
        id="",
        name="Supper",
        kind="dinner",
        rule=WORKDAYS,
        first=date(2026, 12, 1),
        at_minute=19 * 60,
        length=timedelta(minutes=90),
        people=("Zoë",),
        group="g1",
        place="Da Enzo",
        tags=("kin",),
        not_on=(date(2026, 12, 24),),
        not_in=(7, 8),
        pauses=((date(2027, 1, 1), date(2027, 1, 6)),),
        starts_by_itself=True,
    )
    assert plan_line(plan, a_context()) == (
        "weekdays from 2026-12-01 19:00 dinner @Zoë @Family 90m #kin not in July and August"
        ' not on 2026-12-24 pause 2027-01-01 to 2027-01-06 by itself place:"Da Enzo" name:"Supper"'
    )
    assert plan_name(plan, a_context()) == "Supper · Zoë, Family"
    assert plan_when(plan, a_context()) == (
        "weekdays 19:00 · 90 min · from 2026-12-01 · not in July and August · not on 2026-12-24"
        " · pause 2027-01-01 to 2027-01-06 · Da Enzo · #kin · starts by itself"
    )
    assert plan_line(plan, a_context("de")) == (
        "werktags ab 2026-12-01 19:00 abendessen @Zoë @Family 90m #kin nicht im Juli und August"
        " nicht am 2026-12-24 Pause 2027-01-01 bis 2027-01-06 von selbst"
        ' ort:"Da Enzo" name:"Supper"'
    )


def test_lengths_are_said_or_the_kinds_own() -> None:
    assert read("daily 19:00-20:30 dinner").length == timedelta(minutes=90)
    assert read("daily 23:00-01:00 dinner").length == timedelta(hours=2)
    assert read("daily 19:00 until 21:00 dinner").length == timedelta(hours=2)
    assert read("daily 19:00 dinner 45").length == timedelta(minutes=45)
    assert read("daily 19:00 coffee").length == timedelta(minutes=45)
    assert read("daily 19:00 family").length is None
    assert read("daily 19:00 dinner open").length is None


def test_a_group_stays_one_also_without_its_sign() -> None:
    for text in ("@Family", "with family", '@"Family"', 'group:"family"'):
        plan = read(f"daily 19:00 dinner {text}")
        assert (plan.group, plan.people) == ("g1", ()), text
    assert read("daily 19:00 dinner @Ana and @Bob").people == ("Ana", "Bob")
    both = read('daily 19:00 dinner @Family @"Book club"')
    assert (both.group, both.people) == ("g1", ())


def test_dates_without_a_year_are_the_next_ones() -> None:
    plan = read("daily 19:00 dinner not on 27 nov and 28 nov pause 20 dec - 3 jan")
    assert plan.not_on == (date(2026, 11, 28), date(2027, 11, 27))
    assert plan.pauses == ((date(2026, 12, 20), date(2027, 1, 3)),)
    german = read("täglich 19:00 Abendessen nicht vom 20.12. bis 3.1.", "de")
    assert german.pauses == plan.pauses


def test_every_second_day_counts_from_the_next_one_that_is_still_to_come() -> None:
    assert read("every 2 days 19:00 dinner").first == date(2026, 11, 28)
    assert read("every 2 days 06:00 walk").first == date(2026, 11, 29)
    assert read("every other tuesday 19:00 dinner").first == date(2026, 12, 1)
    assert read("every other tuesday 19:00 dinner from 2026-12-08").first == date(2026, 12, 8)


def test_every_second_tuesday_can_be_read_in_two_ways() -> None:
    understood = parse_plan("every second tuesday 12:30 lunch 1h @Ana", a_context())
    assert understood.is_clear
    assert [reading.doubt for reading in understood.readings] == [Doubt.EVERY] * 2
    lines = [reading.line for reading in understood.readings]
    assert lines == [
        "every 2 weeks on Tuesday 12:30 lunch 1h @Ana",
        "second Tuesday of the month 12:30 lunch 1h @Ana",
    ]
    for reading in understood.readings:
        again = parse_plan(reading.line, a_context())
        assert (again.plan, again.readings) == (reading.plan, ())


def test_an_hour_that_may_be_in_the_evening_is_asked_about() -> None:
    understood = parse_plan("weekdays 7:30 dinner", a_context())
    assert not understood.is_clear
    assert [reading.plan.at_minute for reading in understood.readings] == [1170, 450]
    message, hint = explain(ambiguous("weekdays 7:30 dinner", understood.readings, a_context()))
    assert "weekdays 19:30 · 90 min" in message + hint
    assert parse_plan("weekdays 9:30 meeting", a_context()).readings == ()
    assert read("weekdays 9:30pm meeting").at_minute == 21 * 60 + 30


BAD = [
    ("", ""),
    ("dinner", ""),
    ("dinner 19:00", ""),
    ("weekdays dinner", ""),
    ("weekdays 19:00 blub", "blub"),
    ("daily weekdays 19:00 dinner", "weekdays"),
    ("every 0 days 19:00 dinner", "every"),
    ("daily 19:00 dinner not on 2026-02-30", "not"),
    ("daily 19:00 dinner pause 2027-01-06 to 2027-01-01", "pause"),
    ('group:"Nobody" daily 19:00 dinner', 'group:"Nobody"'),
]


@pytest.mark.parametrize(("text", "part"), BAD)
def test_what_is_no_plan_is_refused_with_the_word_that_is_wrong(text: str, part: str) -> None:
    understood = parse_plan(text, a_context())
    assert understood.plan is None
    assert understood.problem is not None
    assert understood.problem.code is ErrorCode.BAD_PLAN
    assert understood.problem.values["part"] == part


def test_a_rule_that_cannot_be_is_refused_as_such() -> None:
    for text in ("every april 31 18:00", 'rule:"FREQ=HOURLY" 18:00', "31st of february 18:00"):
        understood = parse_plan(text, a_context())
        assert understood.problem is not None
        assert understood.problem.code in (ErrorCode.BAD_RULE, ErrorCode.BAD_PLAN), text


def test_a_plan_that_no_words_say_is_written_as_its_rule() -> None:
    plan = replace(read("daily 19:00 dinner"), rule="FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR")
    line = plan_line(plan, a_context())
    assert line.startswith('rule:"FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR" from 2026-11-28 19:00')
    assert is_read_as(line, plan, a_context())


def test_a_group_that_is_gone_is_said_and_one_called_like_somebody_is_told_apart() -> None:
    plan = replace(read("daily 19:00 dinner"), group="gone")
    assert plan_name(plan, a_context()) == "Dinner · a group that is gone"
    context = a_context()
    alike = Group("g3", "Ana", ())
    entry = replace(context.entry, groups={"Ana": ()})
    context = replace(context, groups=[alike], entry=entry)
    plan = replace(plan, group="g3")
    assert 'group:"Ana"' in plan_line(plan, context)
    assert is_read_as(plan_line(plan, context), plan, context)


DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
NAMES = st.sampled_from([*PEOPLE, "Bob", "Sun", "Mo", "Weekdays", "every day", "90m", 'a"b'])
WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RULES = st.one_of(
    st.just("FREQ=DAILY"),
    st.integers(2, 9).map(lambda n: f"FREQ=DAILY;INTERVAL={n}"),
    st.lists(WEEKDAYS, min_size=1, unique=True).map(lambda d: "FREQ=WEEKLY;BYDAY=" + ",".join(d)),
    st.tuples(st.integers(2, 5), WEEKDAYS).map(
        lambda x: "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format(*x)
    ),
    st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), WEEKDAYS).map(
        lambda x: "FREQ=MONTHLY;BYDAY={}{}".format(*x)
    ),
    st.integers(1, 31).map(lambda n: f"FREQ=MONTHLY;BYMONTHDAY={n}"),
    st.integers(1, 31).map(lambda n: f"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY={n}"),
    st.sampled_from(["FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=1,-1"]),
    st.tuples(st.integers(1, 12), st.integers(1, 28)).map(
        lambda x: "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format(*x)
    ),
    st.tuples(st.integers(1, 12), WEEKDAYS).map(
        lambda x: "FREQ=YEARLY;BYMONTH={};BYDAY=-1{}".format(*x)
    ),
    st.integers(1, 12).map(lambda n: f"FREQ=WEEKLY;BYMONTH={n};BYDAY=MO"),
    st.integers(1, 99).map(lambda n: f"FREQ=WEEKLY;BYDAY=TU;COUNT={n}"),
    st.just("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270301"),
    st.just("FREQ=DAILY;COUNT=1"),
)
PLANS = st.builds(
    Plan,
    id=st.just("p"),
    name=st.sampled_from(["", "Supper", "weekdays 19:00", 'with "quotes"']),
    kind=st.sampled_from([kind.key for kind in BUILT_IN]),
    rule=RULES,
    first=DAYS,
    at_minute=st.integers(0, 1439),
    length=st.none() | st.integers(1, 600).map(lambda n: timedelta(minutes=n)),
    people=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    group=st.sampled_from(["", "g1", "g2"]),
    place=st.sampled_from(["", "Da Enzo", "not in august"]),
    tags=st.lists(st.sampled_from(["kin", "my tag", "mon"]), max_size=2, unique=True).map(tuple),
    not_on=st.lists(DAYS, max_size=3, unique=True).map(lambda days: tuple(sorted(days))),
    not_in=st.lists(st.integers(1, 12), max_size=4, unique=True).map(lambda m: tuple(sorted(m))),
    pauses=st.lists(DAYS, max_size=2, unique=True).map(
        lambda days: tuple((day, day + timedelta(days=9)) for day in sorted(days))
    ),
    starts_by_itself=st.booleans(),
    is_off=st.booleans(),
)


@settings(deadline=None)
@given(PLANS, st.sampled_from(["en", "de"]))
def test_what_is_written_is_read_as_the_same_plan(plan: Plan, language: str) -> None:
    context = a_context(language)
    line = plan_line(plan, context)
    assert is_read_as(line, plan, context), line


WORDS = """
    every second last 1st 15th of the month monday mon-fri weekdays daily 19:00 7 90m dinner @Ana
    @Family with and not in august on 2026-12-24 24 dec pause to until from - , 10 times " rule:"
    FREQ=DAILY @ # place: jeden zweiten Dienstag am im alle 2 Wochen nicht 0 99999
""".split()


def test_no_row_of_words_makes_the_reader_stumble() -> None:
    chance = random.Random(6)
    contexts = [a_context("en"), a_context("de")]
    for _each in range(3000):
        text = " ".join(chance.choices(WORDS, k=chance.randrange(1, 12)))
        understood = parse_plan(text, chance.choice(contexts))
        assert (understood.plan is None) == (understood.problem is not None)


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    understood: UnderstoodPlan = parse_plan(text, a_context())
    assert (understood.plan is None) == (understood.problem is not None)
