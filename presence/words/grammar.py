"""The words of the one-line grammar, by language; English is always understood too."""

from functools import cache

from presence.core.entry.scan import Patterns
from presence.core.entry.words import EntryWords
from presence.core.entry.written import IN_ENGLISH, LineWords

ENGLISH = EntryWords(
    units={
        "s": 1,
        "sec": 1,
        "m": 60,
        "min": 60,
        "mins": 60,
        "minute": 60,
        "minutes": 60,
        "h": 3600,
        "hr": 3600,
        "hrs": 3600,
        "hour": 3600,
        "hours": 3600,
        "d": 86400,
        "day": 86400,
        "days": 86400,
    },
    months=(
        ("jan", "january"),
        ("feb", "february"),
        ("mar", "march"),
        ("apr", "april"),
        ("may",),
        ("jun", "june"),
        ("jul", "july"),
        ("aug", "august"),
        ("sep", "sept", "september"),
        ("oct", "october"),
        ("nov", "november"),
        ("dec", "december"),
    ),
    weekdays=(
        ("mon", "monday"),
        ("tue", "tues", "tuesday"),
        ("wed", "wednesday"),
        ("thu", "thur", "thurs", "thursday"),
        ("fri", "friday"),
        ("sat", "saturday"),
        ("sun", "sunday"),
    ),
    days_ago={"today": 0, "yesterday": 1},
    times={"noon": (12, 0), "midnight": (0, 0)},
    before_noon=("am", "a.m."),
    after_noon=("pm", "p.m."),
    ago_after=("ago",),
    ago_before=(),
    until=("until", "till", "til", "to"),
    since=("since", "from", "at"),
    length=("for",),
    people=("with",),
    and_=("and",),
    open_=("open",),
    now=("now",),
    last=("last",),
    place=("place",),
    note=("note",),
    slipped=("slipped", "slips", "slip"),
    oclock=(),
    no_names=("at", "in", "on", "by", "of", "the", "a", "an", "my", "our", "to", "near", "but"),
)

GERMAN = EntryWords(
    units={
        "sek": 1,
        "minute": 60,
        "minuten": 60,
        "std": 3600,
        "stunde": 3600,
        "stunden": 3600,
        "tag": 86400,
        "tage": 86400,
        "tagen": 86400,
    },
    months=(
        ("jan", "januar", "jänner"),
        ("feb", "februar"),
        ("mär", "mrz", "märz"),
        ("apr", "april"),
        ("mai",),
        ("jun", "juni"),
        ("jul", "juli"),
        ("aug", "august"),
        ("sep", "september"),
        ("okt", "oktober"),
        ("nov", "november"),
        ("dez", "dezember"),
    ),
    weekdays=(
        ("mo", "montag"),
        ("di", "dienstag"),
        ("mi", "mittwoch"),
        ("do", "donnerstag"),
        ("fr", "freitag"),
        ("sa", "samstag", "sonnabend"),
        ("so", "sonntag"),
    ),
    days_ago={"heute": 0, "gestern": 1, "vorgestern": 2},
    times={"mittag": (12, 0), "mittags": (12, 0), "mitternacht": (0, 0)},
    before_noon=(),
    after_noon=(),
    ago_after=(),
    ago_before=("vor",),
    until=("bis",),
    since=("seit", "ab", "von", "um"),
    length=("für",),
    people=("mit",),
    and_=("und",),
    open_=("offen",),
    now=("jetzt",),
    last=("letzten", "letzter", "letzte", "letztes"),
    place=("ort",),
    note=("notiz",),
    slipped=("abgelenkt", "ausrutscher"),
    oclock=("uhr",),
    no_names=(
        "im",
        "in",
        "am",
        "an",
        "bei",
        "beim",
        "zu",
        "zum",
        "zur",
        "der",
        "die",
        "das",
        "ein",
    ),
)


def entry_words(language: str) -> EntryWords:
    """The words to read a line with: the language's, and English."""
    if language.split("_")[0] == "de":
        return ENGLISH.joined(GERMAN)
    return ENGLISH


def line_words(language: str) -> LineWords:
    """The words to write a line with."""
    if language.split("_")[0] == "de":
        return LineWords(ago="vor {length}", open_="offen", place="ort", note="notiz")
    return IN_ENGLISH


@cache
def patterns(language: str) -> Patterns:
    """The words of a language, ready to read with."""
    return Patterns(entry_words(language))
