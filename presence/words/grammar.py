"""The words of the one-line grammar, by language; English is always understood too."""

from functools import cache

from presence.core.entry.lines import IN_ENGLISH, LineWords
from presence.core.entry.scan import Patterns
from presence.core.entry.words import EntryWords
from presence.core.session import Said
from presence.core.slip import SlipReason

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
    days_ago={"today": 0, "yesterday": 1, "tomorrow": -1},
    times={"noon": (12, 0), "midnight": (0, 0)},
    parts_of_day={
        "morning": (4, 12),
        "afternoon": (12, 18),
        "evening": (17, 24),
        "night": (18, 30),
    },
    phrases={
        "this morning": (0, 4, 12),
        "this afternoon": (0, 12, 18),
        "this evening": (0, 17, 24),
        "tonight": (0, 17, 30),
        "last night": (1, 18, 30),
        "last evening": (1, 17, 24),
    },
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
    on=("on", "in the"),
    kind=("kind",),
    place=("place",),
    note=("note",),
    word=("word",),
    slipped=("slipped", "slips", "slip"),
    reasons={reason.value: reason for reason in SlipReason},
    phones=("phones", "phone"),
    phone_answers={
        "away": Said.YES,
        "down": Said.YES,
        "mostly down": Said.MOSTLY,
        "mostly": Said.MOSTLY,
        "up": Said.NO,
        "not down": Said.NO,
    },
    enjoyed=("enjoyed",),
    distracted=("distracted",),
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
    days_ago={"heute": 0, "gestern": 1, "vorgestern": 2, "morgen": -1},
    times={"mittag": (12, 0), "mittags": (12, 0), "mitternacht": (0, 0)},
    parts_of_day={
        "früh": (4, 12),
        "morgen": (4, 12),
        "morgens": (4, 12),
        "vormittag": (8, 12),
        "vormittags": (8, 12),
        "nachmittag": (12, 18),
        "nachmittags": (12, 18),
        "abend": (17, 24),
        "abends": (17, 24),
        "nacht": (18, 30),
        "nachts": (18, 30),
    },
    phrases={"letzte nacht": (1, 18, 30)},
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
    on=("am", "in der"),
    kind=("art",),
    place=("ort",),
    note=("notiz",),
    word=("wort",),
    slipped=("abgelenkt", "ausrutscher"),
    reasons={
        "gewohnheit": SlipReason.HABIT,
        "nötig": SlipReason.NEEDED,
        "gebraucht": SlipReason.NEEDED,
        "notfall": SlipReason.EMERGENCY,
        "gezeigt": SlipReason.SHOWED,
        "anruf": SlipReason.CALL,
    },
    phones=("handys", "handy"),
    phone_answers={
        "weg": Said.YES,
        "meistens weg": Said.MOSTLY,
        "meistens": Said.MOSTLY,
        "nicht weg": Said.NO,
    },
    enjoyed=("schön", "genossen"),
    distracted=("zerstreut",),
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


# What people also type for a kind, where they have no kind of their own for it.
OTHER_KIND_WORDS = {
    "dinner": ("breakfast", "brunch", "lunch", "supper", "frühstück", "mittagessen")
}

IN_GERMAN = LineWords(
    ago="vor {length}",
    open_="offen",
    kind="art",
    place="ort",
    note="notiz",
    word="wort",
    slipped="abgelenkt",
    reasons={reason: word for word, reason in GERMAN.reasons.items()},
    phones="handys",
    phone_answers={Said.YES: "weg", Said.MOSTLY: "meistens", Said.NO: "nicht weg"},
    enjoyed="schön",
    distracted="zerstreut",
)


def entry_words(language: str) -> EntryWords:
    """The words to read a line with: the language's, and English."""
    if language.split("_")[0] == "de":
        return ENGLISH.joined(GERMAN)
    return ENGLISH


def line_words(language: str) -> LineWords:
    """The words to write a line with."""
    if language.split("_")[0] == "de":
        return IN_GERMAN
    return IN_ENGLISH


@cache
def patterns(language: str) -> Patterns:
    """The words of a language, ready to read with."""
    return Patterns(entry_words(language))
