"""The settings a person can choose, and what each may hold."""

from datetime import time

from presence.core.frozen import Enum, dataclass
from presence.core.library import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.coming.chosen import Calendars
    from presence.core.courtesy.chosen import Courtesies
    from presence.core.names.written import WrittenKinds

SETTINGS_VERSION = 1
MOST = 999


class Theme(Enum):
    """How windows look."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class WeekStart(Enum):
    """The day a week begins with; ``LOCALE`` asks the person's territory."""

    LOCALE = "locale"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A time of day once a week, ``sunday 19:00``; ``weekday`` 0 is Monday, None is never."""

    weekday: int | None = None
    at: time = time(19, 0)

    def __str__(self) -> str:
        if self.weekday is None:
            return OFF
        return f"{WEEKDAYS[self.weekday].value} {self.at:%H:%M}"


OFF = "off"
TABLES = ("courtesy", "calendars", "kinds", "plans")  # tables of their own in the file
WEEKDAYS = tuple(start for start in WeekStart if start is not WeekStart.LOCALE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file holds; every field has a default."""

    theme: Theme = Theme.SYSTEM
    language: str = ""  # "" follows the system; else a catalogue's name: en, de
    default_kind: str = "meeting"
    week_starts: WeekStart = WeekStart.LOCALE
    day_starts_at: time = time(0, 0)
    weekly_review: Weekly = Weekly()  # when a notice tells of the week
    not_seen_notice: Weekly = Weekly()  # when a notice tells whom one has not seen for a while
    show_people: bool = False  # in notices and tooltips, where others could read them
    keep_session_on_top: bool = False
    mechanism: str = ""  # "" finds the desktop's own; else what to force: "dunst + command"
    mute_command: str = ""  # the person's own, for a desktop that Presence does not know
    unmute_command: str = ""
    query_command: str = ""  # prints on or off
    watch_waiting: bool = False  # watch what is held back, where the desktop cannot be asked
    phone_reminder: bool = True  # "Your phone is not: put it down."
    phone_page: bool = True  # answer the remembered phones in networks that are mine
    phone_shows_looks: bool = False  # a gentle sign of a look, on every phone at the table
    phone_keep_guests: bool = False  # how long guests' phones lay, by their first names
    ask_afterwards: bool = False  # on the closing card: phones down, enjoyed, distracted, a word
    first_minute_done: bool = False
    login_asked: bool = False  # whether to start at login; asked once, after the first session
    me: tuple[str, ...] = ()  # the person's own addresses: which attendee of an event they are
    offer_notices: bool = (
        True  # of what is coming, besides the menu; without calendars there is none
    )
    offer_minutes: int = 2  # before its start
    offer_window: bool = False  # a window as well, for who misses notices
    show_titles: bool = False  # of events, in notices and tooltips, where others could read them
    busy_file: str = ""  # an .ics file that shows the session in progress as a busy event
    busy_calendar: str = ""  # the id of a CalDAV calendar that does
    toggle_key: str = ""  # "Ctrl+Alt+P": what a click does, from anywhere
    looked_key: str = ""  # "I looked at a screen"
    courtesy: "Courtesies | None" = None  # None: there is no table of it, nobody is told anything
    calendars: "Calendars | None" = None  # None: nothing is proposed, nothing is loaded for it
    kinds: "WrittenKinds | None" = None  # what is written of them for dotfiles; the log has them
    plans: Mapping[str, str] | None = None  # the same: lines of plans by a name of one's own


@dataclass(frozen=True, slots=True)
class BadValue:
    """A setting whose value cannot be used; the default stands in for it."""

    name: str
    value: object
    allowed: str


def read_value(default: object, value: object) -> object:
    """The value in the default's type; raises ValueError where it does not fit."""
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
    elif isinstance(default, int):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
            return value
    elif isinstance(default, Enum):
        return type(default)(value)
    elif isinstance(default, time):
        if isinstance(value, str):
            value = time.fromisoformat(value)
        if isinstance(value, time) and value.tzinfo is None:
            return value.replace(second=0, microsecond=0)
    elif isinstance(default, Weekly):
        if isinstance(value, str):
            return _read_weekly(value)
    elif isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
    elif isinstance(value, str):
        return value
    raise ValueError(value)


def _read_weekly(text: str) -> Weekly:
    if text.strip().casefold() in ("", OFF):
        return Weekly()
    day, _space, at = text.strip().casefold().partition(" ")
    time_of_day = read_value(time(), at.strip().zfill(5))
    assert isinstance(time_of_day, time)
    return Weekly(WEEKDAYS.index(WeekStart(day)), time_of_day)


def allowed_values(default: object) -> str:
    """What may stand in the file for a setting with that default."""
    if isinstance(default, bool):
        return "true, false"
    if isinstance(default, int):
        return f"0 … {MOST}"
    if isinstance(default, Enum):
        return ", ".join(str(member.value) for member in type(default))
    if isinstance(default, time):
        return "HH:MM"
    if isinstance(default, Weekly):
        return f"{OFF}, sunday HH:MM, …"
    if isinstance(default, tuple):
        return '["text", …]'
    return "text"


def read_settings(table: Mapping[str, object]) -> tuple[Settings, tuple[BadValue, ...]]:
    """Settings from a parsed file; unknown names are left alone, unusable values reported."""
    good: dict[str, object] = {}
    bad: list[BadValue] = []
    for name in Settings.__match_args__:
        if name not in table or name in TABLES:
            continue
        default, value = getattr(DEFAULTS, name), table[name]
        try:
            good[name] = read_value(default, value)
        except ValueError:
            bad.append(BadValue(name, value, allowed_values(default)))
    if "courtesy" in table:
        from presence.core.courtesy.chosen import read_courtesies  # for those who tell somebody

        good["courtesy"], faults = read_courtesies(table["courtesy"])
        bad += faults
    if "calendars" in table:
        from presence.core.coming.chosen import read_calendars  # for those who have one

        good["calendars"], faults = read_calendars(table["calendars"])
        bad += faults
    if "kinds" in table:
        from presence.core.names.written import read_kinds  # for those who write them there

        good["kinds"], faults = read_kinds(table["kinds"])
        bad += faults
    if "plans" in table:
        good["plans"], faults = _read_plans(table["plans"])
        bad += faults
    return Settings(**good), tuple(bad)  # type: ignore[arg-type]  # checked by read_value


def _read_plans(table: object) -> tuple[dict[str, str], tuple[BadValue, ...]]:
    """The lines of plans by their names in the file; whether they can be read the log must say."""
    allowed = 'NAME = "weekdays 19:00 dinner"'
    if not isinstance(table, Mapping):
        return {}, (BadValue("plans", table, f"[plans] {allowed}"),)
    lines = {str(key): line for key, line in table.items() if isinstance(line, str)}
    bad = [key for key in table if key not in lines]
    return lines, tuple(BadValue(f"plans.{key}", table[key], allowed) for key in bad)


def plain_value(value: object) -> str | bool | int | list[str]:
    """A setting's value as TOML holds it."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return [str(word) for word in value]
    return str(value)


DEFAULTS = Settings()
