"""What each setting that is a choice offers; a value that is not among it is offered as well."""

from collections.abc import Sequence
from datetime import timedelta

from presence.core.settings import Theme, WeekStart
from presence.texts import _
from presence.ui.settings.view import SettingsView
from presence.ui.weekly_edit import A_MONDAY
from presence.words.dates import long_day_name, planned_length
from presence.words.kinds import kind_name
from presence.words.mute import mechanism_name

Item = tuple[str, object]  # what is read, and the value
MINUTES_BEFORE = (0, 1, 2, 5, 10, 15, 30)
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}


def choices(view: SettingsView, name: str) -> Sequence[Item]:
    """The items of one setting."""
    settings = view.settings
    match name:
        case "theme":
            return [(_themes()[theme], theme) for theme in Theme]
        case "week_starts":
            return [(_week_starts()[start], start) for start in WeekStart]
        case "language":
            names = [(LANGUAGE_NAMES.get(code, code), code) for code in view.languages]
            return _with(settings.language, [(_("the system's"), ""), *names])
        case "default_kind":
            kinds = [(kind_name(kind), kind.key) for kind in view.kinds]
            return _with_gone(settings.default_kind, kinds)
        case "mechanism":
            found = mechanism_name(view.found_mechanism)
            first = _("the one found ({name})").format(name=found)
            known = [(mechanism_name(each), each) for each in view.mechanisms]
            return _with(settings.mechanism, [(first, ""), *known])
        case "offer_minutes":
            lengths = [(planned_length(timedelta(minutes=each)), each) for each in MINUTES_BEFORE]
            now = settings.offer_minutes
            return _with(now, lengths, planned_length(timedelta(minutes=now)))
        case "busy_calendar":
            calendars = [(each_name, each) for each, each_name in view.busy_calendars]
            return _with_gone(settings.busy_calendar, [(_("nowhere"), ""), *calendars])
    raise ValueError(name)


def _with(value: object, items: Sequence[Item], word: str = "") -> Sequence[Item]:
    """What the file says and nobody here knows is shown as it stands there."""
    if any(value == each for _word, each in items):
        return items
    return [*items, (word or str(value), value)]


def _with_gone(value: str, items: Sequence[Item]) -> Sequence[Item]:
    return _with(value, items, _("“{kind}” (gone)").format(kind=value))


def _themes() -> dict[Theme, str]:
    return {
        Theme.SYSTEM: _("as the system"),
        Theme.LIGHT: _("light"),
        Theme.DARK: _("dark"),
    }


def _week_starts() -> dict[WeekStart, str]:
    names = {WeekStart.LOCALE: _("as usual here")}
    days = (start for start in WeekStart if start is not WeekStart.LOCALE)
    names.update((start, long_day_name(A_MONDAY + timedelta(i))) for i, start in enumerate(days))
    return names
