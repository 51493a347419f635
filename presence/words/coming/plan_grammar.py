"""The words of a plan's line, by language; English is always understood too."""

from functools import cache

from presence.core.coming.plan_patterns import PlanPatterns
from presence.core.coming.plan_rules import Every
from presence.core.coming.plan_words import Often, PlanWords, PlanWriting
from presence.words.grammar import patterns

_WORKDAYS, _WEEKEND = (0, 1, 2, 3, 4), (5, 6)

ENGLISH = PlanWords(
    often={
        "daily": Often(Every.DAY),
        "weekdays": Often(Every.WEEK, weekdays=_WORKDAYS),
        "weekday": Often(Every.WEEK, weekdays=_WORKDAYS),
        "workdays": Often(Every.WEEK, weekdays=_WORKDAYS),
        "workday": Often(Every.WEEK, weekdays=_WORKDAYS),
        "working days": Often(Every.WEEK, weekdays=_WORKDAYS),
        "weekends": Often(Every.WEEK, weekdays=_WEEKEND),
        "weekend": Often(Every.WEEK, weekdays=_WEEKEND),
        "weekly": Often(Every.WEEK),
        "fortnightly": Often(Every.WEEK, 2),
        "biweekly": Often(Every.WEEK, 2),
        "monthly": Often(Every.MONTH),
        "quarterly": Often(Every.MONTH, 3),
        "yearly": Often(Every.YEAR),
        "annually": Often(Every.YEAR),
    },
    units={
        "day": Every.DAY,
        "days": Every.DAY,
        "week": Every.WEEK,
        "weeks": Every.WEEK,
        "month": Every.MONTH,
        "months": Every.MONTH,
        "year": Every.YEAR,
        "years": Every.YEAR,
    },
    every=("every", "each"),
    numbers={"other": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    ordinals={
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "last": -1,
        "second last": -2,
    },
    doubtful=("second", "third", "fourth"),
    on_weekday={
        "mondays": 0,
        "tuesdays": 1,
        "wednesdays": 2,
        "thursdays": 3,
        "fridays": 4,
        "saturdays": 5,
        "sundays": 6,
    },
    of_month=("of the month", "of each month", "of every month", "of a month", "in the month"),
    day=("day",),
    of=("of", "in"),
    on=("on the", "on", "the"),
    in_=("in",),
    only=("only",),
    not_=("not", "except", "but not", "without"),
    pause=("pause", "break", "not from", "except from"),
    from_=("from", "starting", "since", "beginning"),
    until=("until", "till", "til"),
    to=("to", "until", "till", "-", "–"),
    and_=("and", "&", "+", "or"),
    times=("times",),
    by_itself=("by itself", "starts by itself", "automatically"),
    name=("name",),
    group=("group",),
    rule=("rule",),
)

GERMAN = PlanWords(
    often={
        "täglich": Often(Every.DAY),
        "wochentags": Often(Every.WEEK, weekdays=_WORKDAYS),
        "werktags": Often(Every.WEEK, weekdays=_WORKDAYS),
        "wochentagen": Often(Every.WEEK, weekdays=_WORKDAYS),
        "werktagen": Often(Every.WEEK, weekdays=_WORKDAYS),
        "werktag": Often(Every.WEEK, weekdays=_WORKDAYS),
        "unter der woche": Often(Every.WEEK, weekdays=_WORKDAYS),
        "wochenende": Often(Every.WEEK, weekdays=_WEEKEND),
        "wochenenden": Often(Every.WEEK, weekdays=_WEEKEND),
        "wochenends": Often(Every.WEEK, weekdays=_WEEKEND),
        "wöchentlich": Often(Every.WEEK),
        "zweiwöchentlich": Often(Every.WEEK, 2),
        "vierzehntägig": Often(Every.WEEK, 2),
        "14-tägig": Often(Every.WEEK, 2),
        "monatlich": Often(Every.MONTH),
        "vierteljährlich": Often(Every.MONTH, 3),
        "jährlich": Often(Every.YEAR),
    },
    units={
        "tag": Every.DAY,
        "tage": Every.DAY,
        "woche": Every.WEEK,
        "wochen": Every.WEEK,
        "monat": Every.MONTH,
        "monate": Every.MONTH,
        "jahr": Every.YEAR,
        "jahre": Every.YEAR,
    },
    every=("jeden", "jede", "jedes", "jeder", "jedem", "alle"),
    numbers={"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6},
    ordinals={
        f"{stem}{ending}": number
        for stem, number in (
            ("erste", 1),
            ("zweite", 2),
            ("dritte", 3),
            ("vierte", 4),
            ("fünfte", 5),
            ("letzte", -1),
            ("vorletzte", -2),
        )
        for ending in ("", "n", "r", "s", "m")
    },
    doubtful=tuple(
        f"{stem}{ending}"
        for stem in ("zweite", "dritte", "vierte")
        for ending in ("", "n", "r", "s")
    ),
    on_weekday={
        "montags": 0,
        "dienstags": 1,
        "mittwochs": 2,
        "donnerstags": 3,
        "freitags": 4,
        "samstags": 5,
        "sonnabends": 5,
        "sonntags": 6,
    },
    of_month=("im monat", "des monats", "jeden monats", "jedes monats", "eines monats"),
    day=("tag",),
    of=("im", "des"),
    on=("am", "an", "an jedem", "der", "die", "den"),
    in_=("im",),
    only=("nur",),
    not_=("nicht", "außer", "ausser", "ohne", "aber nicht"),
    pause=("pause", "nicht vom", "nicht von", "außer vom"),
    from_=("ab dem", "ab", "vom", "von", "seit"),
    until=("bis zum", "bis"),
    to=("bis zum", "bis"),
    and_=("und", "oder"),
    times=("mal",),
    by_itself=("von selbst", "beginnt von selbst", "automatisch"),
    name=("name",),
    group=("gruppe",),
    rule=("regel",),
)

IN_ENGLISH = PlanWriting(
    daily="daily",
    weekdays="weekdays",
    weekends="weekends",
    every_days="every {count} days",
    every_weekday="every {days}",
    weekly="weekly",
    every_weeks="every {count} weeks",
    monthly="monthly",
    every_months="every {count} months",
    yearly="yearly",
    every_years="every {count} years",
    on_weekday="on {days}",
    of_month="{days} of the month",
    of_a_month="on the {days} of {month}",
    on_day_of="on {day} {month}",
    on_the="on the {days}",
    month_day="{day}{ending}",
    last_day="last day",
    on_date="on {date}",
    in_months="only in {months}",
    not_in="not in {months}",
    not_on="not on {days}",
    pause="pause {first} to {last}",
    from_="from {date}",
    until="until {date}",
    times="{count} times",
    by_itself="by itself",
    open_="open",
    and_="and",
    name="name",
    place="place",
    group="group",
    rule="rule",
    ordinals={1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"},
    weekday_names=(
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
    month_names=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

IN_GERMAN = PlanWriting(
    daily="täglich",
    weekdays="werktags",
    weekends="am Wochenende",
    every_days="alle {count} Tage",
    every_weekday="jeden {days}",
    weekly="wöchentlich",
    every_weeks="alle {count} Wochen",
    monthly="monatlich",
    every_months="alle {count} Monate",
    yearly="jährlich",
    every_years="alle {count} Jahre",
    on_weekday="am {days}",
    of_month="am {days} im Monat",
    of_a_month="am {days} im {month}",
    on_day_of="am {day}. {month}",
    on_the="am {days}",
    month_day="{day}.",
    last_day="letzten Tag",
    on_date="am {date}",
    in_months="nur im {months}",
    not_in="nicht im {months}",
    not_on="nicht am {days}",
    pause="Pause {first} bis {last}",
    from_="ab {date}",
    until="bis {date}",
    times="{count} mal",
    by_itself="von selbst",
    open_="offen",
    and_="und",
    name="name",
    place="ort",
    group="gruppe",
    rule="regel",
    ordinals={1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", -1: "letzten"},
    weekday_names=(
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ),
    month_names=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
)


@cache
def plan_patterns(language: str) -> PlanPatterns:
    """The words to read a plan with: the language's, and English."""
    words = ENGLISH.joined(GERMAN) if _is_german(language) else ENGLISH
    return PlanPatterns(words, patterns(language))


def plan_writing(language: str) -> PlanWriting:
    """The words to write a plan with."""
    return IN_GERMAN if _is_german(language) else IN_ENGLISH


def _is_german(language: str) -> bool:
    return language.split("_")[0] == "de"
