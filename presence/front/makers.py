"""Makes each window and joins it to the engine; what it consists of is imported with the first."""

from collections.abc import Callable, Mapping
from typing import Protocol

from presence.front.context import Context
from presence.ui.window import Window


class Opened(Protocol):
    """One window joined to the engine (a file of this room for each)."""

    @property
    def window(self) -> Window: ...

    def open(self, wanted: str) -> None:
        """Bring it to the front; ``wanted`` says what of it, "" for all."""

    def redraw(self) -> None: ...


def _session(context: Context) -> Opened:
    from presence.front.opened.session import SessionOpened

    return SessionOpened(context)


def _week(context: Context) -> Opened:
    from presence.front.opened.week import WeekOpened

    return WeekOpened(context)


def _start(context: Context) -> Opened:
    from presence.front.opened.start import StartOpened

    return StartOpened(context)


def _card(context: Context) -> Opened:
    from presence.front.opened.card import CardOpened

    return CardOpened(context)


def _closing(context: Context) -> Opened:
    from presence.front.opened.closing import ClosingOpened

    return ClosingOpened(context)


def _settings(context: Context) -> Opened:
    from presence.front.opened.settings.settings import SettingsOpened

    return SettingsOpened(context)


def _help(context: Context) -> Opened:
    from presence.front.opened.help import HelpOpened

    return HelpOpened(context)


def _details(context: Context) -> Opened:
    from presence.front.opened.details import DetailsOpened

    return DetailsOpened(context)


def _first_minute(context: Context) -> Opened:
    from presence.front.opened.first_minute import FirstMinuteOpened

    return FirstMinuteOpened(context)


def _add(context: Context) -> Opened:
    from presence.front.opened.add import AddOpened

    return AddOpened(context)


def _log(context: Context) -> Opened:
    from presence.front.opened.log import LogOpened

    return LogOpened(context)


def _several(context: Context) -> Opened:
    from presence.front.opened.several import SeveralOpened

    return SeveralOpened(context)


def _names(context: Context) -> Opened:
    from presence.front.opened.names import NamesOpened

    return NamesOpened(context)


def _goals(context: Context) -> Opened:
    from presence.front.opened.goals import GoalsOpened

    return GoalsOpened(context)


def _agenda(context: Context) -> Opened:
    from presence.front.opened.agenda import AgendaOpened

    return AgendaOpened(context)


def _came(context: Context) -> Opened:
    from presence.front.opened.came import CameOpened

    return CameOpened(context)


def _calendars(context: Context) -> Opened:
    from presence.front.opened.calendars import CalendarsOpened

    return CalendarsOpened(context)


def _import(context: Context) -> Opened:
    from presence.front.importing.opened import ImportOpened

    return ImportOpened(context)


def _people(context: Context) -> Opened:
    from presence.front.opened.people import PeopleOpened

    return PeopleOpened(context)


def _person(context: Context) -> Opened:
    from presence.front.opened.person import PersonOpened

    return PersonOpened(context)


def _phone(context: Context) -> Opened:
    from presence.front.phone.pairing_opened import PairingOpened

    return PairingOpened(context)


def _guests(context: Context) -> Opened:
    from presence.front.phone.guests_opened import GuestsOpened

    return GuestsOpened(context)


def _remove(context: Context) -> Opened:
    from presence.front.leaving.opened import LeavingOpened

    return LeavingOpened(context)


def _unlocks(context: Context) -> Opened:
    from presence.front.unlocks.opened import UnlocksOpened

    return UnlocksOpened(context)


def _with_whom(context: Context) -> Opened:
    from presence.front.with_whom.opened import WithWhomOpened

    return WithWhomOpened(context)


MAKERS: Mapping[str, Callable[[Context], Opened]] = {
    "session": _session,
    "week": _week,
    "start": _start,
    "add": _add,
    "card": _card,
    "closing": _closing,
    "settings": _settings,
    "help": _help,
    "goals": _goals,
    "agenda": _agenda,
    "calendars": _calendars,
    "came": _came,
    "names": _names,
    "people": _people,
    "person": _person,
    "phone": _phone,
    "guests": _guests,
    "details": _details,
    "several": _several,
    "log": _log,
    "import": _import,
    "first_minute": _first_minute,
    "remove": _remove,
    "unlocks": _unlocks,
    "with_whom": _with_whom,
}
