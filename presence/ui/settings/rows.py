"""Which settings there are, in which group, and the words for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from presence.texts import _
from presence.ui.settings.view import LOGIN

MOST_ON_FIRST_PAGE = 12

# Not in the window, and why.
FILE_ONLY: Mapping[str, str] = {
    "mute_command": "it is run with the person's own rights: written where it is seen whole",
    "unmute_command": "as mute_command: one without the other leaves a desktop muted",
    "query_command": "as mute_command",
    "first_minute_done": "noted by Presence, chosen by nobody",
    "login_asked": "noted by Presence, chosen by nobody",
    "courtesy": "tables with secrets beside them; “presence courtesy” writes them",
    "calendars": "tables; the window of calendars writes them",
    "kinds": "for dotfiles; the log has them, and the window of names changes them there",
    "plans": "as kinds: the agenda changes them in the log",
}


class Sort(Enum):
    """What a setting is changed with."""

    SWITCH = auto()
    CHOICE = auto()
    TIME = auto()
    WEEKLY = auto()
    WORDS = auto()
    FILE = auto()
    KEY = auto()
    WINDOW = auto()  # a button: the name is that of the window it opens


@dataclass(frozen=True, slots=True)
class Setting:
    """A row; ``word`` has its letter marked, ``name`` is a field of ``Settings`` or ``LOGIN``."""

    name: str
    word: str
    hint: str = ""
    sort: Sort = Sort.SWITCH

    @property
    def plain(self) -> str:
        """The word without the mark."""
        return self.word.replace("&", "")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    settings: Sequence[Setting]


def first_page() -> Sequence[Group]:
    """What most people look for."""
    return (_look(), _sessions(), _week())


def second_page() -> Sequence[Group]:
    """What few people change."""
    return (_keys(), _coming(), _busy(), _review(), _during(), _phones(), _leaving())


def _look() -> Group:
    hint = _("Windows that are open show it when opened again.")
    return Group(
        _("Look"),
        (
            Setting("theme", _("&Appearance"), "", Sort.CHOICE),
            Setting("language", _("&Language"), hint, Sort.CHOICE),
        ),
    )


def _sessions() -> Group:
    return Group(
        _("Sessions"),
        (
            Setting(
                LOGIN, _("&Start at login"), _("It also puts back what a power cut left muted.")
            ),
            Setting(
                "default_kind",
                _("A &click starts"),
                _("where nothing is usual at that hour"),
                Sort.CHOICE,
            ),
            Setting(
                "names#kinds",
                _("Kinds"),
                _("How long each lasts, what it is called, when a look counts."),
                Sort.WINDOW,
            ),
            Setting("phone_reminder", _("Remind me to put the &phone down")),
            Setting(
                "ask_afterwards",
                _("As&k afterwards how it was"),
                _("Phones down, enjoyed, distracted, a word: each a tap, none needed."),
            ),
            Setting(
                "show_people",
                _("Show &names in notices"),
                _("Others may read them, on a projector too."),
            ),
            Setting(
                "mechanism",
                _("&Quiet by"),
                _("Change it only where the one found does not work."),
                Sort.CHOICE,
            ),
        ),
    )


def _week() -> Group:
    calendars = _("Which are read, and which of the addresses in them are yours.")
    return Group(
        _("Calendar"),
        (
            Setting("week_starts", _("&Week starts on"), "", Sort.CHOICE),
            Setting("day_starts_at", _("&Day starts at"), _("later for night owls"), Sort.TIME),
            Setting("calendars", _("Calendars"), calendars, Sort.WINDOW),
        ),
    )


def _keys() -> Group:
    return Group(
        _("Keys for the whole desktop"),
        (
            Setting(
                "toggle_key",
                _("&Start or end"),
                _("What a click on the icon does, whichever window is in front."),
                Sort.KEY,
            ),
            Setting("looked_key", _("I &looked at a screen"), "", Sort.KEY),
        ),
    )


def _coming() -> Group:
    return Group(
        _("What is coming"),
        (
            Setting(
                "offer_notices",
                _("Off&er what is coming"),
                _("Of your plans and calendars; the menu does so anyway."),
            ),
            Setting("offer_minutes", _("That long &before it"), "", Sort.CHOICE),
            Setting(
                "offer_window",
                _("&In a window of its own"),
                _("For who misses notices; it stays until it is answered."),
            ),
            Setting(
                "show_titles",
                _("S&how titles and places in notices"),
                _("Others may read them, on a projector too."),
            ),
            Setting(
                "me",
                _("&Your addresses"),
                _("By these it is known which of those invited you are; a comma between them."),
                Sort.WORDS,
            ),
        ),
    )


def _busy() -> Group:
    return Group(
        _("Busy for others"),
        (
            Setting(
                "busy_file",
                _("In a &file"),
                _("The session in progress, without names; the file is empty again afterwards."),
                Sort.FILE,
            ),
            Setting(
                "busy_calendar",
                _("In a &calendar"),
                _("One of your CalDAV calendars; the event ends when the session really did."),
                Sort.CHOICE,
            ),
        ),
    )


def _review() -> Group:
    return Group(
        _("Review"),
        (
            Setting(
                "weekly_review",
                _("Tell me of the week &on"),
                _("One notice; “Open the week” shows the rest."),
                Sort.WEEKLY,
            ),
            Setting(
                "not_seen_notice",
                _("Tell me &whom I have not seen on"),
                _("One notice, of people with whom you chose how often you would like to meet."),
                Sort.WEEKLY,
            ),
            Setting("goals", _("&Goals"), _("How much time, with whom, by when."), Sort.WINDOW),
        ),
    )


def _during() -> Group:
    return Group(
        _("During a session"),
        (
            Setting("keep_session_on_top", _("Keep the session window on &top")),
            Setting(
                "watch_waiting",
                _("Count what waits in a meetin&g"),
                _("Told at its end: how many notices, of which programs, never what they say."),
            ),
        ),
    )


def _phones() -> Group:
    return Group(
        _("Phones at the table"),
        (
            Setting(
                "phone_page",
                _("Answer my &phones"),
                _("Those that are remembered, while a session runs, in networks that are mine."),
            ),
            Setting(
                "phone_shows_looks",
                _("Show a look gentl&y to everybody"),
                _("On every phone at the table; otherwise on none but the one picked up."),
            ),
            Setting(
                "phone_keep_guests",
                _("Keep g&uests' counts"),
                _("How long their phones lay, by first name; otherwise only of your own."),
            ),
            Setting(
                "phone",
                _("Your phone"),
                _("Which are remembered, how one is added, and how it is muted itself."),
                Sort.WINDOW,
            ),
        ),
    )


def _leaving() -> Group:
    hint = _("All that it has put on this computer; what would go is shown first.")
    return Group(_("Leaving"), (Setting("remove", _("Remove Presence…"), hint, Sort.WINDOW),))
